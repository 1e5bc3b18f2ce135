"""The calls by name: how long a body each may have, whether it needs an access key, and what whoever answers them offers.

Between the web server and the store there may be nothing, or a channel to another process: both sides know only this.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple, Protocol

from app.relay.http import Response
from app.share.wire.messages import PATH, REQUEST_LIMIT

SMALL = 4096
STATUS_OCTETS = 32_768


class Call(NamedTuple):
    """What the web server must know of a call."""

    cap: int
    gated: bool = False


CALLS = MappingProxyType(
    {
        PATH + "create": Call(REQUEST_LIMIT, gated=True),
        PATH + "whoami": Call(SMALL, gated=True),
        PATH + "hello": Call(SMALL),
        PATH + "claim": Call(SMALL),
        PATH + "blob": Call(SMALL),
        PATH + "ack": Call(SMALL),
        PATH + "status": Call(STATUS_OCTETS),
        PATH + "revoke": Call(SMALL),
        PATH + "amend": Call(SMALL),
    }
)


class Answering(Protocol):
    """Who answers the calls."""

    async def has_access(self, authorization: bytes) -> bool:
        """Whether this Authorization header holds a valid access key."""

    async def answer(self, path: str, body: bytes, authorization: bytes = b"") -> Response:
        """The answer to one of `CALLS`; a refusal is one too. A gated one needs the Authorization header as well, whatever
        `has_access` has said: who asks may be a front that was taken over."""

    async def figures(self) -> dict[str, int]:
        """Counts for the operator."""
