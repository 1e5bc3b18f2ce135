"""The channel between the process that meets strangers and the one that keeps their shares: numbered questions one way, answers
with the same numbers the other way, over one socket pair. Owns the frames; knows neither HTTP nor the store.

A question: length and number (32 bits each), what it asks (8 bits), then a body. Before the body of a gated call stands its
Authorization header, of a traced one from where it comes, with its length (16 bits); before that of a lent one which call it
is (8 bits) and which part is wanted (32 bits), and in which room it shall lie (8 bits) where it is not to come by the channel;
before the head of a put that lies in a room, which one and how long it is (8 and 32 bits). An answer: length, number, status
(16 bits), kind of its body (8 bits), then the body. Number 0 is no question's: the front says with it that it listens, and is
told with it to come to its end.

The keeping end believes nothing of the other: each question has a cap, and of those that wait, and of answers that are not
taken, it holds so many octets and no more; then it reads no further.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from app.errors import OurError
from app.relay.calls import CALLS, LENT, SMALL, Answering
from app.relay.http import BROKEN, JSON, OCTETS, Response
from app.relay.rooms import Laid
from app.relay.streams import HEAD_OCTETS
from app.share.wire.messages import PATH

_QUESTION = struct.Struct(">IIB")
_ANSWER = struct.Struct(">IIHB")
_NUMBERS = 1 << 32
_PATHS = tuple(CALLS)
_ACCESS, _FIGURES = len(_PATHS), len(_PATHS) + 1
_WHATS = {path: what for what, path in enumerate(_PATHS)}
_PUT = _WHATS[PATH + "put"]
_LENT = frozenset(_WHATS[path] for path in LENT)
_KINDS = (JSON, OCTETS)
_PIECE, _MAY_PUT, _NEXT, _UNWATCH, _LAY, _PUT_LAID, _WAIT = range(_FIGURES + 1, _FIGURES + 8)
_YES, _NO = 200, 401
_BUFFER = 4 * 1024 * 1024
_LENGTH = struct.Struct(">H")
_AT = struct.Struct(">I")
_PART = struct.Struct(">BI")
_PART_LAID = struct.Struct(">BIB")
_PIECE_LAID = struct.Struct(">BI")
_LAID = struct.Struct(">II")
_ASIDE = tuple(call.gated or call.traced for call in CALLS.values())
_AUTHORIZATION = 1024
_KEYED = _LENGTH.size + _AUTHORIZATION
_CAPS = (
    *(call.cap + _KEYED * aside for call, aside in zip(CALLS.values(), _ASIDE, strict=True)),
    _AUTHORIZATION, 0, _PART.size + SMALL, HEAD_OCTETS, _AT.size, _AT.size,
    _PART_LAID.size + SMALL, _PIECE_LAID.size + HEAD_OCTETS, HEAD_OCTETS,
)  # fmt: skip
_QUESTION_LIMIT = max(_CAPS)
ANSWER_LIMIT = 16 * 1024 * 1024
HELD_OCTETS = 64 * 1024 * 1024
HELD_QUESTIONS = 8192
LONG = 65_536
LENT_AT_ONCE = 8

_log = logging.getLogger("lacre.relay")


def pair() -> tuple[socket.socket, socket.socket]:
    """Both ends, with room for many questions at once: who waits for the other to read loses turns."""
    ends = socket.socketpair()
    for end in ends:
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, option, _BUFFER)
    return ends


class Frames:
    """Cuts a stream of octets into frames. Of a long one the parts are kept as they come, and joined once: copying pieces of
    files costs more than all else that is done with them."""

    def __init__(self, head: struct.Struct, limit: int) -> None:
        self._head = head
        self._limit = limit
        self._octets = bytearray()
        self._needed = head.size
        self._long: _Long | None = None

    def cut(self, octets: bytes) -> Iterator[tuple[tuple[int, ...], bytes]]:
        """Every frame that is whole now: what its head says after the length, and its body."""
        if self._long is not None:
            octets = self._long.take(octets)
            if self._long.missing:
                return
            frame, self._long = self._long, None
            yield frame.said, frame.body
        self._octets += octets
        if len(self._octets) < self._needed:
            return
        at, end, size = 0, len(self._octets), self._head.size
        self._needed = size
        with memoryview(self._octets) as view:
            while at + size <= end:
                length, *said = self._head.unpack_from(view, at)
                if length > self._limit:
                    raise OurError("channel")
                if at + size + length > end:
                    self._needed = size + length
                    if length > LONG:
                        self._long = _Long(tuple(said), length)
                        self._long.take(bytes(view[at + size :]))
                        self._needed, at = size, end
                    break
                yield tuple(said), bytes(view[at + size : at + size + length])
                at += size + length
        del self._octets[:at]


class _Long:
    """A long frame that comes."""

    def __init__(self, said: tuple[int, ...], length: int) -> None:
        self.said = said
        self.missing = length
        self._parts: list[bytes] = []

    def take(self, octets: bytes) -> bytes:
        """What is its own of these; the rest is given back."""
        own = octets[: self.missing]
        self._parts.append(own)
        self.missing -= len(own)
        return octets[len(own) :]

    @property
    def body(self) -> bytes:
        return b"".join(self._parts)


class Asking(asyncio.Protocol):
    """The front's end. Fulfils `Answering`: by asking the other end."""

    def __init__(self, on_stop: Callable[[], None], on_loss: Callable[[], None]) -> None:
        self._on_stop = on_stop
        self._on_loss = on_loss
        self._frames = Frames(_ANSWER, ANSWER_LIMIT)
        self._asked: dict[int, asyncio.Future[Response]] = {}
        self._number = 0
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def close(self) -> None:
        self._transport.close()

    def say_ready(self) -> None:
        """The front listens."""
        self._transport.write(_QUESTION.pack(0, 0, 0))

    async def answer(self, path: str, body: bytes, aside: bytes = b"") -> Response:
        what = _WHATS[path]
        if _ASIDE[what]:
            return await self._ask(what, _LENGTH.pack(len(aside)), aside, body)
        return await self._ask(what, body)

    async def next(self, watch: int) -> bytes:
        response = await self._ask(_NEXT, _AT.pack(watch))
        return response.body if response.status == _YES else b""

    async def unwatch(self, watch: int) -> None:
        await self._ask(_UNWATCH, _AT.pack(watch))

    async def has_access(self, authorization: bytes) -> bool:
        if len(authorization) > _AUTHORIZATION:
            return False
        status = (await self._ask(_ACCESS, authorization)).status
        if status not in (_YES, _NO):
            raise OurError("channel")
        return status == _YES

    async def put(self, parts: Sequence[bytes]) -> Response:
        return await self._ask(_PUT, *parts)

    async def may_put(self, head: bytes) -> Response:
        return await self._ask(_MAY_PUT, head)

    async def piece(self, path: str, body: bytes, at: int) -> Response:
        return await self._ask(_PIECE, _PART.pack(LENT.index(path), at), body)

    async def lay(self, path: str, body: bytes, at: int, room: int) -> Response | Laid:
        response = await self._ask(_LAY, _PART_LAID.pack(LENT.index(path), at, room), body)
        return Laid(*_LAID.unpack(response.body)) if response.status == _YES else response

    async def put_laid(self, head: bytes, room: int, length: int) -> Response:
        return await self._ask(_PUT_LAID, _PIECE_LAID.pack(room, length), head)

    async def wait(self, head: bytes) -> None:
        if (await self._ask(_WAIT, head)).status != _YES:
            raise OurError("channel")

    async def figures(self) -> dict[str, int]:
        response = await self._ask(_FIGURES)
        if response.status != _YES:
            raise OurError("channel")
        figures: dict[str, int] = json.loads(response.body)
        return figures

    def _ask(self, what: int, *parts: bytes) -> asyncio.Future[Response]:
        if self._transport.is_closing():  # nobody would answer
            raise OurError("channel")
        self._number = number = (self._number + 1) % _NUMBERS or 1
        future = self._asked[number] = self._loop.create_future()
        length = sum(map(len, parts))
        if length > LONG:  # a copy of it would cost more than a write of its own
            self._transport.write(_QUESTION.pack(length, number, what))
            for part in parts:
                self._transport.write(part)
        else:
            self._transport.write(b"".join((_QUESTION.pack(length, number, what), *parts)))
        return future

    def data_received(self, data: bytes) -> None:
        for (number, status, kind), body in self._frames.cut(data):
            future = self._asked.pop(number, None)
            if future is None:
                self._on_stop()
            elif not future.done():  # else its request was cancelled
                future.set_result(Response(status, body, _KINDS[kind]))

    def connection_lost(self, _error: Exception | None) -> None:
        for future in self._asked.values():
            if not future.done():
                future.set_exception(OurError("channel"))
        self._asked.clear()
        self._on_loss()


class Replying(asyncio.Protocol):
    """The keeping end: hands each question to who answers, and the answer back."""

    def __init__(self, answering: Answering, on_ready: Callable[[], None], on_end: Callable[[], None]) -> None:
        self._answering = answering
        self._on_ready: Callable[[], None] | None = on_ready
        self._on_end = on_end
        self._frames = Frames(_QUESTION, _QUESTION_LIMIT)
        self._tasks: set[asyncio.Task[None]] = set()
        self._held = 0
        self._reading = True
        self._room = asyncio.Event()
        self._room.set()
        # Parts of files are read in threads: whoever asks for many at once must not have all of them read.
        self._lending = asyncio.Semaphore(LENT_AT_ONCE)
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._stopping = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(_BUFFER)
        if self._stopping:
            self.say_stop()

    def say_stop(self) -> None:
        """The front shall take nothing new, finish what it has, and end."""
        self._stopping = True
        if self._transport is not None:
            self._transport.write(_ANSWER.pack(0, 0, 0, 0))

    def data_received(self, data: bytes) -> None:
        # The front reads strangers' octets before us: should one of them take it over, it can still only ask.
        assert self._transport is not None
        try:
            for (number, what), body in self._frames.cut(data):
                self._take(number, what, body)
        except OurError:
            self._transport.abort()
        else:
            if self._reading and (self._held > HELD_OCTETS or len(self._tasks) > HELD_QUESTIONS):
                self._reading = False
                self._transport.pause_reading()

    def _take(self, number: int, what: int, body: bytes) -> None:
        if number == 0:
            ready, self._on_ready = self._on_ready, None  # it is said once
            if ready is not None:
                ready()
            return
        # A front of ours asks for what is lent by `piece`: asked for as an answer it would be read without waiting its turn.
        if what > _WAIT or what in _LENT or len(body) > _CAPS[what]:
            raise OurError("channel")
        self._held += len(body)
        lends = what in (_PIECE, _LAY)
        task = self._loop.create_task((self._lend if lends else self._reply)(number, what, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _lend(self, number: int, what: int, body: bytes) -> None:
        async with self._lending:
            await self._reply(number, what, body)

    async def _reply(self, number: int, what: int, body: bytes) -> None:
        try:
            if not self._room.is_set():  # the other end takes no answers: make none for it
                await self._room.wait()
            response = await self._response(what, body)
        except Exception as error:  # who waits for an answer must get one
            _log.error("a question failed (%s)", type(error).__name__)
            response = BROKEN
        finally:
            self._let_go(len(body))
        assert self._transport is not None
        if len(response.body) > ANSWER_LIMIT:
            response = BROKEN
        if not self._transport.is_closing():
            kind = 1 if response.headers is OCTETS else 0
            self._transport.write(_ANSWER.pack(len(response.body), number, response.status, kind) + response.body)

    def _let_go(self, octets: int) -> None:
        self._held -= octets
        if not self._reading and self._held <= HELD_OCTETS // 2 and len(self._tasks) <= HELD_QUESTIONS:
            self._reading = True
            if self._transport is not None and not self._transport.is_closing():
                self._transport.resume_reading()

    async def _response(self, what: int, body: bytes) -> Response:
        if what < len(_PATHS):
            aside = b""
            if _ASIDE[what]:
                aside, body = _parted(body)
            return await self._answering.answer(_PATHS[what], body, aside)
        if what in (_NEXT, _UNWATCH):
            return await self._watched(what, body)
        if what == _PIECE:
            (which, at), body = _headed(_PART, body)
            return await self._answering.piece(_lent(which), body, at)
        if what in (_LAY, _PUT_LAID, _WAIT):
            return await self._laid(what, body)
        if what == _MAY_PUT:
            return await self._answering.may_put(body)
        if what == _ACCESS:
            return Response(_YES if await self._answering.has_access(body) else _NO, b"")
        return Response(_YES, json.dumps(await self._answering.figures()).encode())

    async def _laid(self, what: int, body: bytes) -> Response:
        if what == _WAIT:
            await self._answering.wait(body)
            return Response(_YES, b"")
        if what == _PUT_LAID:
            (room, length), head = _headed(_PIECE_LAID, body)
            return await self._answering.put_laid(head, room, length)
        (which, at, room), body = _headed(_PART_LAID, body)
        laid = await self._answering.lay(_lent(which), body, at, room)
        return laid if isinstance(laid, Response) else Response(_YES, _LAID.pack(*laid))

    async def _watched(self, what: int, body: bytes) -> Response:
        if len(body) < _AT.size:
            raise OurError("channel")
        watch = int(_AT.unpack(body)[0])
        if what == _NEXT:
            return Response(_YES, await self._answering.next(watch), OCTETS)
        await self._answering.unwatch(watch)
        return Response(_YES, b"")

    def pause_writing(self) -> None:
        self._room.clear()

    def resume_writing(self) -> None:
        self._room.set()

    def connection_lost(self, _error: Exception | None) -> None:
        self._room.set()
        self._on_end()


def _headed(head: struct.Struct, octets: bytes) -> tuple[tuple[int, ...], bytes]:
    """What such a head says, and what is behind it."""
    if len(octets) < head.size:
        raise OurError("channel")
    return head.unpack_from(octets), octets[head.size :]


def _lent(which: int) -> str:
    if which >= len(LENT):
        raise OurError("channel")
    return LENT[which]


def _parted(octets: bytes) -> tuple[bytes, bytes]:
    """What stands before the body of such a call, and the body."""
    if len(octets) < _LENGTH.size:
        raise OurError("channel")
    end = _LENGTH.size + int(_LENGTH.unpack_from(octets)[0])
    return octets[_LENGTH.size : end], octets[end:]
