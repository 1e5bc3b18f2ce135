"""Requests and answers that are too long to be held by the dozen: pieces of uploads, parts of files. Owns how much the web server
holds of them at once, whoever asks; it parses no more than it must.

A put's head is shown to who keeps the uploads before the rest is read: a stranger, who knows no upload, has nothing held for
him. An answer of files is fetched part by part as it is taken, so that a slow reader holds two parts, and who is revoked gets no
further. What is long lies in a room that who keeps the files sees too (`rooms`), while there is one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Protocol

from app.errors import LacreError
from app.relay.http import OCTETS, TOO_LARGE, Gone, Receive, Refuse, Response, Send, refusal
from app.relay.rooms import Laid, Rooms
from app.share.wire.canonical import parse
from app.share.wire.messages import PATH
from app.share.wire.requests import Fetch
from app.share.wire.transfers import PUT_REQUEST_LIMIT, Files, parse_put_head, put_head_end

FILES = PATH + "files"

HEAD_OCTETS = 132
PUTS_HELD = 64 * 1024 * 1024
PUTS_EACH = 20 * 1024 * 1024
"""Of one address: whoever has the link of a request may begin uploads, and slow pieces of one would keep out those of all."""
LENT_AT_ONCE = 256
LENT_LONG = 32  # of a long part so much more is held: with more readers than these the parts are short
LONG = 256 * 1024
PUT_LONG = 1024 * 1024  # a put has its room for as long as its sender takes
RETRY_S = 2


class Keeping(Protocol):
    """What is asked of who keeps the files."""

    async def may_put(self, head: bytes) -> Response: ...

    async def piece(self, path: str, body: bytes, at: int) -> Response: ...

    async def lay(self, path: str, body: bytes, at: int, room: int) -> Response | Laid: ...

    async def put(self, parts: Sequence[bytes]) -> Response: ...

    async def put_laid(self, head: bytes, room: int, length: int) -> Response: ...

    async def wait(self, head: bytes) -> None: ...


class Streams:
    """What is held of all callers together."""

    def __init__(self, keeping: Keeping, rooms: Rooms | None = None) -> None:
        self._keeping = keeping
        self._rooms = rooms
        self._held = 0
        self._held_by: Counter[str] = Counter()
        self._lent = 0
        self._at_work: set[asyncio.Task[None]] = set()

    async def put(self, receive: Receive, length: bytes, address: str = "") -> Response:
        """Read a put and have it kept. Without an address it comes from this computer."""
        cap = _length(length)
        parts: list[bytes] = []
        more = await _gather(receive, parts, cap, until=HEAD_OCTETS)
        allowed = await self._keeping.may_put(b"".join(parts)[:HEAD_OCTETS])
        if allowed.status != 200:
            return allowed
        if self._held + cap > PUTS_HELD or (address and self._held_by[address] + cap > PUTS_EACH):
            return refusal("busy", retry_s=RETRY_S)
        self._hold(address, cap)
        try:
            room = self._rooms.take() if self._rooms is not None and more and cap > PUT_LONG else None
            if room is not None:
                return await self._put_laid(receive, b"".join(parts), cap, room)
            if more:
                await _gather(receive, parts, cap)
            return await self._keeping.put(parts)
        finally:
            self._hold(address, -cap)

    async def _put_laid(self, receive: Receive, first: bytes, cap: int, room: int) -> Response:
        """Have the octets lie in this room as they come."""
        assert self._rooms is not None
        kept: asyncio.Future[Response] | None = None
        end = put_head_end(first)
        try:
            place = self._rooms.place(room, parse_put_head(first[:end]).offset, cap - end)
            length = await _lay(receive, first[end:], place)
            kept = asyncio.ensure_future(self._keeping.put_laid(first[:end], room, length))
            return await asyncio.shield(kept)
        finally:
            if kept is None:
                self._rooms.give(room)
            else:
                self._begin(self._give_back(kept, first[:end], room))

    async def _give_back(self, kept: asyncio.Future[Response], head: bytes, room: int) -> None:
        """Nobody gets a room that is still looked at. Should that not be said, nobody gets it."""
        assert self._rooms is not None
        with contextlib.suppress(LacreError):
            await kept
            await self._keeping.wait(head)
            self._rooms.give(room)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    def _hold(self, address: str, octets: int) -> None:
        self._held += octets
        self._held_by[address] += octets
        if not self._held_by[address]:
            del self._held_by[address]

    async def lend(self, receive: Receive, send: Send, path: str, body: bytes) -> Response | None:
        """Answer a lent call: None once its octets are sent, else the refusal that is still to be sent."""
        length = parse(Files, body).length if path == FILES else parse(Fetch, body).length
        if self._lent >= LENT_AT_ONCE:
            return refusal("busy", retry_s=RETRY_S)
        self._lent += 1
        try:
            first = await self._part(path, body, 0, length)
            if first.status != 200:
                return first
            with _watched(receive) as gone:
                await _send_on(send, first, length, lambda at: self._part(path, body, at, length - at), gone)
        finally:
            self._lent -= 1
        return None

    async def _part(self, path: str, body: bytes, at: int, left: int) -> Response:
        room = self._rooms.take() if self._rooms is not None and left >= LONG and self._lent <= LENT_LONG else None
        if room is None:
            return await self._keeping.piece(path, body, at)
        return await self._laid(path, body, at, room)

    async def _laid(self, path: str, body: bytes, at: int, room: int) -> Response:
        """A part that comes by this room, copied out of it: a slow reader holds no room."""
        assert self._rooms is not None
        laid = await self._keeping.lay(path, body, at, room)
        octets = laid if isinstance(laid, Response) else Response(200, bytes(self._rooms.laid(room, laid)), OCTETS)
        self._rooms.give(room)
        return octets


async def _send_on(
    send: Send, first: Response, length: int, fetch: Callable[[int], Coroutine[None, None, Response]],
    gone: asyncio.Future[None],
) -> None:  # fmt: skip
    """The next part is fetched while one is sent: a slow reader holds two."""
    headers = [*first.headers, (b"content-length", b"%d" % length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    part, at = first.body, 0
    while (at := at + len(part)) < length:
        coming = asyncio.get_running_loop().create_task(fetch(at))
        await send({"type": "http.response.body", "body": part, "more_body": True})
        response = await asyncio.shield(coming)  # cancelled, it would not come to give back its room
        if gone.done() or response.status != 200 or not response.body:
            raise Gone  # it is lent no more: the line is cut, so that nobody takes what came for the whole
        part = response.body
    await send({"type": "http.response.body", "body": part, "more_body": False})


@contextlib.contextmanager
def _watched(receive: Receive) -> Iterator[asyncio.Future[None]]:
    """Done when the caller has hung up: the server takes what is sent to nobody as if somebody read it. Behind a whole request
    nothing else is heard."""

    async def hang_up() -> None:
        await receive()

    gone = asyncio.get_running_loop().create_task(hang_up())
    try:
        yield gone
    finally:
        gone.cancel()


async def _lay(receive: Receive, first: bytes, place: memoryview) -> int:
    """Read the rest to its end, into its place; how long it is."""
    at = len(first)
    if at > len(place):
        raise Refuse(TOO_LARGE)
    place[:at] = first
    more = True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise Gone
        octets = event.get("body", b"")
        if at + len(octets) > len(place):
            raise Refuse(TOO_LARGE)
        place[at : at + len(octets)] = octets
        at += len(octets)
        more = event.get("more_body", False)
    return at


async def _gather(receive: Receive, parts: list[bytes], cap: int, until: int | None = None) -> bool:
    """Read on, to the end or until there is so much; whether more is to come."""
    size = sum(map(len, parts))
    while until is None or size < until:
        event = await receive()
        if event["type"] != "http.request":
            raise Gone
        parts.append(event.get("body", b""))
        size += len(parts[-1])
        if size > cap:
            raise Refuse(TOO_LARGE)
        if not event.get("more_body", False):
            return False
    return True


def _length(said: bytes) -> int:
    """How long the body can be."""
    if not said:
        return PUT_REQUEST_LIMIT
    if not said.isdigit() or int(said[:12]) > PUT_REQUEST_LIMIT:
        raise Refuse(TOO_LARGE)
    return int(said[:12])
