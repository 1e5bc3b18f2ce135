"""The calls of PROTOCOL section 8, answered over a store. Owns what becomes of a call that fails; each call is `senders`' or
`recipients`' own.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from types import MappingProxyType
from typing import TypeVar

from app.crypto.blind import blake2b_256
from app.errors import LacreError, Malformed, OurError
from app.relay.access import bearer
from app.relay.admission import Admission
from app.relay.askers import AskerCalls
from app.relay.calls import CALLS
from app.relay.clients import ClientCalls
from app.relay.http import BROKEN, MALFORMED, OCTETS, UNKNOWN, Refuse, Response, refusal
from app.relay.identity import IdentityCalls, Sending
from app.relay.lookup import Lookup
from app.relay.owners import OwnerCalls
from app.relay.recipients import RecipientCalls
from app.relay.rooms import Laid, Rooms
from app.relay.senders import SenderCalls
from app.relay.store import Store
from app.relay.tracing import LONGEST
from app.relay.uploads import FileCalls
from app.relay.watching import Watches
from app.share.wire.messages import PATH
from app.share.wire.transfers import parse_put_head

T = TypeVar("T")

_log = logging.getLogger("lacre.relay")


class Api:
    """All calls over one store. Fulfils `Answering`."""

    def __init__(
        self, store: Store, origins: Sequence[str], now: Callable[[], int], clock: Callable[[], float] = time.monotonic,
        mailer: Sending | None = None, rooms: Rooms | None = None,
    ) -> None:  # fmt: skip
        """`rooms` are those of the web server before it; without them it has none to name."""
        self._store = store
        self._rooms = rooms
        self._admission = Admission(self.has_access, clock)
        lookup = Lookup(store, now)
        sender = SenderCalls(store, lookup, origins, now, mail=mailer is not None)
        self._watches = Watches(store, lookup)
        owner = OwnerCalls(store, lookup, sender, self._watches)
        identity = IdentityCalls(store, lookup, mailer)
        recipient = RecipientCalls(store, lookup, now)
        self._files = files = FileCalls(store.files)
        asker = AskerCalls(store, lookup, origins, now)
        client = ClientCalls(store, lookup, now)
        methods: tuple[Callable[[bytes], Awaitable[Response]], ...] = (
            sender.create, sender.whoami, sender.status, sender.revoke, sender.amend,
            owner.receipt, owner.renew, owner.watch, identity.code, recipient.blob, recipient.ack,
            files.stage, files.put, files.abandon,
            asker.ask, asker.collect, asker.drop, client.look, client.offer, client.submit,
        )  # fmt: skip
        self._methods = MappingProxyType({PATH + method.__name__: method for method in methods})
        self._lent = MappingProxyType({PATH + "files": files.lent, PATH + "fetch": asker.lent})
        self._traced = MappingProxyType({PATH + "hello": recipient.hello, PATH + "claim": recipient.claim})

    async def answer(self, path: str, body: bytes, aside: bytes = b"") -> Response:
        return await self._whatever_happens(self._called(path, body, aside))

    async def next(self, watch: int) -> bytes:
        return await self._watches.next(watch)

    async def unwatch(self, watch: int) -> None:
        self._watches.close(watch)

    async def put(self, parts: Sequence[bytes]) -> Response:
        return await self.answer(PATH + "put", b"".join(parts))

    async def may_put(self, head: bytes) -> Response:
        return await self._whatever_happens(self._files.may_put(head))

    async def put_laid(self, head: bytes, room: int, length: int) -> Response:
        return await self._whatever_happens(self._put_laid(head, room, length))

    async def _put_laid(self, head: bytes, room: int, length: int) -> Response:
        offset = parse_put_head(head).offset
        return await self._files.put_laid(head, self._known_rooms.place(room, offset, length))

    async def wait(self, head: bytes) -> None:
        with contextlib.suppress(Malformed):
            await self._files.wait(head)

    async def piece(self, path: str, body: bytes, at: int) -> Response:
        return await self._whatever_happens(self._piece(path, body, at))

    async def _piece(self, path: str, body: bytes, at: int) -> Response:
        place = await self._lent[path](body, at)
        octets = None if place is None else await self._store.files.lending.read(place)
        return UNKNOWN if octets is None else Response(200, octets, OCTETS)

    async def lay(self, path: str, body: bytes, at: int, room: int) -> Response | Laid:
        return await self._whatever_happens(self._lay(path, body, at, room))

    async def _lay(self, path: str, body: bytes, at: int, room: int) -> Response | Laid:
        place = await self._lent[path](body, at)
        laid = None if place is None else await self._store.files.lending.read_into(place, self._known_rooms.room(room))
        return UNKNOWN if laid is None else laid

    @property
    def _known_rooms(self) -> Rooms:
        if self._rooms is None:
            raise OurError("channel")
        return self._rooms

    async def _called(self, path: str, body: bytes, aside: bytes) -> Response:
        call = CALLS[path]
        if call.traced:
            return await self._traced[path](body, aside[:LONGEST].decode("ascii", "replace"))
        if call.lent:
            return await self._piece(path, body, 0)
        if call.gated:
            await self._admission.require(aside)
        return await self._methods[path](body)

    async def _whatever_happens(self, call: Awaitable[T]) -> T | Response:
        """The answer, or what is told instead: what an exception says may quote a message, so only its kind goes to the log."""
        try:
            return await call
        except Refuse as refused:
            return refused.response
        except Malformed:
            return MALFORMED
        except LacreError as error:
            return refusal("full") if error.code == "disk-full" else BROKEN
        except Exception as error:
            _log.error("a call failed (%s)", type(error).__name__)
            return BROKEN

    async def has_access(self, authorization: bytes) -> bool:
        key = bearer(authorization)
        return key is not None and await self._store.has_access(blake2b_256(key))

    async def figures(self) -> dict[str, int]:
        return self._store.figures()
