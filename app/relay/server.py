"""uvicorn, as the relay needs it: bounded below ASGI, silent, and ending well. Owns no path and no store."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Generator
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S = 10.0
BODY_S = 30.0
HEAD_OCTETS = 16_384
DRAIN_OCTETS = 4 * 1024 * 1024
KEEP_ALIVE_S = 30
GRACE_S = 5
CONNECTIONS = 4096
BACKLOG = 2048


class BoundedProtocol(HttpToolsProtocol):
    """A request must be whole in time, and its head not be long: uvicorn itself waits and gathers for ever."""

    _deadline: asyncio.TimerHandle | None = None
    _octets = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_S, self._cut)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            if cycle.more_body and self._deadline is None:
                self._deadline = self.loop.call_later(BODY_S, self._cut)
        elif self.timeout_keep_alive_task is None:
            self._await_head(len(data), draining=cycle is not None and cycle.more_body)

    def _await_head(self, octets: int, *, draining: bool) -> None:
        """More of a head, or of a body that was refused already: that may flow on for a while, so that its sender comes to
        read why."""
        self._octets += octets
        if self._octets > (DRAIN_OCTETS if draining else HEAD_OCTETS):
            self._cut()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_S, self._cut)

    def on_headers_complete(self) -> None:
        self._octets = 0
        self._clear()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._clear()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear()
        super().connection_lost(exc)

    def _clear(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _cut(self) -> None:
        self._clear()
        if not self.transport.is_closing():
            self.transport.close()


class QuietServer(uvicorn.Server):
    """Says when it listens, and takes SIGTERM and SIGINT as a wish, not as a death: the process then ends with 0."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.should_exit = True


def configure(app: Any) -> uvicorn.Config:
    """The server's settings: no access log (paths are nobody's business), no banner, no proxy header believed."""
    logging.getLogger("uvicorn.access").disabled = True
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        loop="auto",
        log_config=None,
        log_level=logging.CRITICAL,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
    )
