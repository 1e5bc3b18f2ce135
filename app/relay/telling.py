"""Carries streams of events to callers (PROTOCOL section 8, watch). Owns what a stream is on the line: its head, its heartbeat,
its end; and how many one address may have. What is told, whoever keeps the shares says (`watching`).

Each piece is asked for when the caller has taken the last: who reads slowly holds one piece here, and is cut off like anybody who
takes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from app.errors import OurError
from app.relay.calls import Answering
from app.relay.http import SECURITY, Headers, Receive, Refuse, Response, Send, refusal

EACH = 8
OPENING = 32
HEARTBEAT_S = 15.0
BUSY_S = 15
HEARTBEAT = b":\n\n"
EVENTS: Headers = (
    (b"content-type", b"text/event-stream"),
    (b"x-accel-buffering", b"no"),  # nginx would gather events until it has many
    *SECURITY,
)


class Telling:
    """All streams of this process."""

    def __init__(self, answering: Answering, heartbeat_s: float = HEARTBEAT_S) -> None:
        self._answering = answering
        self._heartbeat_s = heartbeat_s
        self._held: Counter[str] = Counter()
        self._opening = 0
        self._over: asyncio.Event | None = None

    async def watch(
        self, address: str, opened: Callable[[], Awaitable[Response]], receive: Receive, send: Send
    ) -> Response | None:
        """Open a stream and carry it to its end; the answer, if it is another. Refuse if this address has too many."""
        with self._place(address):
            self._opening += 1
            try:
                response = await opened()
            finally:
                self._opening -= 1
            if response.status != 200:
                return response
            await self._tell(int(response.body), receive, send)
        return None

    @contextlib.contextmanager
    def _place(self, address: str) -> Iterator[None]:
        """For one stream of this address, taken before its long question is read."""
        if self._held[address] >= EACH or self._opening >= OPENING:
            raise Refuse(refusal("busy", retry_s=BUSY_S))
        self._held[address] += 1
        try:
            yield
        finally:
            self._held[address] -= 1
            if not self._held[address]:
                del self._held[address]

    def end(self) -> None:
        """Every stream comes to its end now."""
        if self._over is not None:
            self._over.set()

    async def _tell(self, number: int, receive: Receive, send: Send) -> None:
        self._over = self._over or asyncio.Event()
        gone: asyncio.Future[object] = asyncio.ensure_future(_gone(receive))
        over: asyncio.Future[object] = asyncio.ensure_future(self._over.wait())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(EVENTS)})
            await _send(send, HEARTBEAT)
            while piece := await self._piece(number, gone, over, send):
                await _send(send, piece)
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            over.cancel()
            with contextlib.suppress(OurError):  # the channel has ended, and all streams with it
                await self._answering.unwatch(number)

    async def _piece(
        self, number: int, gone: asyncio.Future[object], over: asyncio.Future[object], send: Send
    ) -> bytes | None:
        """The next piece; nothing if there will be none. A caller that hears nothing is told that we are still there."""
        asked = asyncio.ensure_future(self._answering.next(number))
        any_of: set[asyncio.Future[Any]] = {asked, gone, over}
        try:
            while not (gone.done() or over.done()):
                await asyncio.wait(any_of, timeout=self._heartbeat_s, return_when=asyncio.FIRST_COMPLETED)
                if asked.done():
                    return None if asked.exception() else asked.result()
                if not (gone.done() or over.done()):
                    await _send(send, HEARTBEAT)
        finally:
            asked.cancel()
        return None


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, octets: bytes) -> None:
    await send({"type": "http.response.body", "body": octets, "more_body": True})
