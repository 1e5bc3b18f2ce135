"""The calls by name: how long a body each may have, whether it needs an access key, and what whoever answers them offers.

Between the web server and the store there may be nothing, or a channel to another process: both sides know only this.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from app.relay.http import Response
from app.relay.rooms import Laid
from app.share.wire.messages import PATH, REQUEST_LIMIT
from app.share.wire.transfers import PUT_REQUEST_LIMIT

SMALL = 4096
STATUS_OCTETS = 32_768
WATCH_OCTETS = 640 * 1024
ASK_OCTETS = 65_536


class Call(NamedTuple):
    """What the web server must know of a call."""

    cap: int
    gated: bool = False
    raw: bool = False
    """Its body is octets, and is read piece by piece (`streams`)."""
    traced: bool = False
    """Roughly from where it comes is handed on with it; whether that is noted, the share says."""
    told: bool = False
    """Its answer is a stream of events (`telling`)."""
    lent: bool = False
    """Its answer is fetched part by part (`streams`)."""


CALLS = MappingProxyType(
    {
        PATH + "create": Call(REQUEST_LIMIT, gated=True),
        PATH + "whoami": Call(SMALL, gated=True),
        PATH + "hello": Call(SMALL, traced=True),
        PATH + "claim": Call(SMALL, traced=True),
        PATH + "blob": Call(SMALL),
        PATH + "ack": Call(SMALL),
        PATH + "status": Call(STATUS_OCTETS),
        PATH + "revoke": Call(SMALL),
        PATH + "amend": Call(SMALL),
        PATH + "code": Call(SMALL),
        PATH + "receipt": Call(SMALL),
        PATH + "renew": Call(REQUEST_LIMIT, gated=True),
        PATH + "watch": Call(WATCH_OCTETS, told=True),
        PATH + "stage": Call(SMALL, gated=True),
        PATH + "put": Call(PUT_REQUEST_LIMIT, raw=True),
        PATH + "abandon": Call(SMALL),
        PATH + "files": Call(SMALL, lent=True),
        PATH + "ask": Call(ASK_OCTETS, gated=True),
        PATH + "look": Call(SMALL),
        PATH + "offer": Call(SMALL),
        PATH + "submit": Call(SMALL),
        PATH + "collect": Call(SMALL),
        PATH + "fetch": Call(SMALL, lent=True),
        PATH + "drop": Call(SMALL),
    }
)
LENT = tuple(path for path, call in CALLS.items() if call.lent)


class Answering(Protocol):
    """Who answers the calls."""

    async def has_access(self, authorization: bytes) -> bool:
        """Whether this Authorization header holds a valid access key."""

    async def answer(self, path: str, body: bytes, aside: bytes = b"") -> Response:
        """The answer to one of `CALLS`; a refusal is one too. Aside of a gated one stands the Authorization header, whatever
        `has_access` has said: who asks may be a front that was taken over. Of a traced one, roughly from where it comes. The
        answer to a watch is the number of its stream."""

    async def next(self, watch: int) -> bytes:
        """The next events of this stream, when there are any; nothing at its end."""

    async def unwatch(self, watch: int) -> None:
        """Nobody hears this stream any more."""

    async def put(self, parts: Sequence[bytes]) -> Response:
        """The answer to a put, whose body is these one behind the other: it may be long."""

    async def may_put(self, head: bytes) -> Response:
        """Whether the rest of a put that begins so is to be read: 200, or the refusal."""

    async def put_laid(self, head: bytes, room: int, length: int) -> Response:
        """The answer to a put that has this head, and whose octets, so many, lie in this room (`Rooms.place`)."""

    async def wait(self, head: bytes) -> None:
        """Until the room of such a put is not looked at any more, which may be after its answer."""

    async def piece(self, path: str, body: bytes, at: int) -> Response:
        """Of the octets that a lent call asks for, some from `at`; or a refusal."""

    async def lay(self, path: str, body: bytes, at: int, room: int) -> Response | Laid:
        """The same into this room: where in it they lie."""

    async def figures(self) -> dict[str, int]:
        """Counts for the operator."""
