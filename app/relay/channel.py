"""The channel between the process that meets strangers and the one that keeps their shares: numbered questions one way, answers
with the same numbers the other way, over one socket pair. Owns the frames; knows neither HTTP nor the store.

A question: length and number (32 bits each), what it asks (8 bits), then a body. An answer: length, number, status (16 bits),
kind of its body (8 bits), then the body. Number 0 is no question's: the front says with it that it listens, and is told with
it to come to its end.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Callable, Iterator
from typing import cast

from app.errors import OurError
from app.relay.calls import CALLS, Answering
from app.relay.http import JSON, OCTETS, Response
from app.share.wire.messages import REQUEST_LIMIT

_QUESTION = struct.Struct(">IIB")
_ANSWER = struct.Struct(">IIHB")
_NUMBERS = 1 << 32
_PATHS = tuple(CALLS)
_ACCESS, _FIGURES = len(_PATHS), len(_PATHS) + 1
_WHATS = {path: what for what, path in enumerate(_PATHS)}
_KINDS = (JSON, OCTETS)
_YES, _NO = 200, 401
_BUFFER = 4 * 1024 * 1024


def pair() -> tuple[socket.socket, socket.socket]:
    """Both ends, with room for many questions at once: who waits for the other to read loses turns."""
    ends = socket.socketpair()
    for end in ends:
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, option, _BUFFER)
    return ends


class Frames:
    """Cuts a stream of octets into frames."""

    def __init__(self, head: struct.Struct) -> None:
        self._head = head
        self._octets = bytearray()
        self._needed = head.size

    def cut(self, octets: bytes) -> Iterator[tuple[tuple[int, ...], bytes]]:
        """Every frame that is whole now: what its head says after the length, and its body."""
        self._octets += octets
        if len(self._octets) < self._needed:
            return
        at, end, size = 0, len(self._octets), self._head.size
        self._needed = size
        with memoryview(self._octets) as view:
            while at + size <= end:
                length, *said = self._head.unpack_from(view, at)
                if length > REQUEST_LIMIT:
                    raise OurError("channel")
                if at + size + length > end:
                    self._needed = size + length
                    break
                yield tuple(said), bytes(view[at + size : at + size + length])
                at += size + length
        del self._octets[:at]


class Asking(asyncio.Protocol):
    """The front's end. Fulfils `Answering`: by asking the other end."""

    def __init__(self, on_stop: Callable[[], None], on_loss: Callable[[], None]) -> None:
        self._on_stop = on_stop
        self._on_loss = on_loss
        self._frames = Frames(_ANSWER)
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

    async def answer(self, path: str, body: bytes) -> Response:
        return await self._ask(_WHATS[path], body)

    async def has_access(self, authorization: bytes) -> bool:
        return (await self._ask(_ACCESS, authorization)).status == _YES

    async def figures(self) -> dict[str, int]:
        figures: dict[str, int] = json.loads((await self._ask(_FIGURES, b"")).body)
        return figures

    def _ask(self, what: int, body: bytes) -> asyncio.Future[Response]:
        self._number = number = (self._number + 1) % _NUMBERS or 1
        future = self._asked[number] = self._loop.create_future()
        self._transport.write(_QUESTION.pack(len(body), number, what) + body)
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
        self._on_ready = on_ready
        self._on_end = on_end
        self._frames = Frames(_QUESTION)
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def say_stop(self) -> None:
        """The front shall take nothing new, finish what it has, and end."""
        self._transport.write(_ANSWER.pack(0, 0, 0, 0))

    def data_received(self, data: bytes) -> None:
        # The front reads strangers' octets before us: should one of them take it over, it can still only ask.
        try:
            for (number, what), body in self._frames.cut(data):
                self._take(number, what, body)
        except OurError:
            self._transport.abort()

    def _take(self, number: int, what: int, body: bytes) -> None:
        if number == 0:
            self._on_ready()
            return
        if what > _FIGURES:
            raise OurError("channel")
        task = self._loop.create_task(self._reply(number, what, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _reply(self, number: int, what: int, body: bytes) -> None:
        response = await self._response(what, body)
        kind = 1 if response.headers is OCTETS else 0
        self._transport.write(_ANSWER.pack(len(response.body), number, response.status, kind) + response.body)

    async def _response(self, what: int, body: bytes) -> Response:
        if what < len(_PATHS):
            return await self._answering.answer(_PATHS[what], body)
        if what == _ACCESS:
            return Response(_YES if await self._answering.has_access(body) else _NO, b"")
        return Response(_YES, json.dumps(await self._answering.figures()).encode())

    def connection_lost(self, _error: Exception | None) -> None:
        self._on_end()
