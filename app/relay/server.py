"""uvicorn, as the relay needs it: bounded below ASGI, silent, and ending well. Owns no path and no store."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable, Generator
from types import FrameType
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.relay.limits import BACKLOG, Addresses

HEAD_S = 10.0
BODY_S = 30.0
BODY_OCTETS = 512 * 1024
TAKE_S = 60.0
TAKE_OCTETS = 65_536
LINGER_S = 5.0
HEAD_OCTETS = 16_384
DRAIN_OCTETS = 5 * 1024 * 1024
KEEP_ALIVE_S = 30
GRACE_S = 5
CONNECTIONS = 4096
INTERIM = b"HTTP/1.1 1"
CONNECTIONS_EACH = 64


class Doors:
    """How many connections each address holds: one alone must not hold all there are. A proxy that the operator named counts
    its own callers, and who is on this computer is no stranger."""

    def __init__(self, addresses: Addresses, each: int = CONNECTIONS_EACH) -> None:
        self._addresses = addresses
        self._each = each
        self._held: Counter[str] = Counter()

    def enter(self, peer: str) -> str | None:
        """The name to leave under; None if this address holds too many already."""
        if self._addresses.is_own(peer):
            return ""
        group = self._addresses.of(peer, ())
        if self._held[group] >= self._each:
            return None
        self._held[group] += 1
        return group

    def leave(self, group: str) -> None:
        if group:
            self._held[group] -= 1
            if not self._held[group]:
                del self._held[group]


class Bounds(uvicorn.Config):
    """uvicorn's settings, and the doors that its connections share."""

    doors: Doors


class OneWrite:
    """The transport as the answer to a POST sees it: head and body leave together. Each write is a call of the system, and two of
    them were a quarter of the web server's time. (The answer to a HEAD has no second write.)"""

    __slots__ = ("_began", "_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head: bytes | None = None
        self._began = False

    def write(self, octets: bytes) -> None:
        if self._head is not None:
            self._transport.write(self._head + octets)
            self._head = None
            self._began = True
        elif self._began or octets.startswith(INTERIM):  # more of a body; or who has it to send waits for this
            self._transport.write(octets)
        else:
            self._head = octets

    def close(self) -> None:
        if self._head is not None:  # whoever answers failed between head and body
            self._transport.write(self._head)
            self._head = None
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class BoundedProtocol(HttpToolsProtocol):
    """A request must be whole in time, its head not be long, and its answer be taken: uvicorn itself waits and gathers for
    ever, and a transport that is closed waits for ever for what it has still to send."""

    config: Bounds
    _deadline: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _left = 0
    _octets = 0
    _came = 0
    _door: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it as well
        super().connection_made(transport)
        self._door = self.config.doors.enter(self.client[0] if self.client else "")
        if self._door is None:
            transport.abort()
        else:
            self._deadline = self.loop.call_later(HEAD_S, self._cut)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._came += len(data)
            if cycle.more_body and self._deadline is None:
                self._await_body()
        elif self.timeout_keep_alive_task is None:
            self._await_head(len(data), draining=cycle is not None and cycle.more_body)

    def _await_body(self) -> None:
        """It must be whole in time. A piece of a file, the longest there is, has that time again for each so much of it: so it
        comes through a slow line, and whoever only holds it open is cut off."""
        self._came = 0
        self._deadline = self.loop.call_later(BODY_S, self._look_at_body)

    def _look_at_body(self) -> None:
        if self._came < BODY_OCTETS:
            self._cut()
        else:
            self._await_body()

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
        transport = self.transport
        if self.parser.get_method() == b"POST":
            self.transport = cast(asyncio.Transport, OneWrite(transport))
        try:
            super().on_headers_complete()  # makes the cycle of the answer, with the transport that is there
        finally:
            self.transport = transport

    def on_message_complete(self) -> None:
        self._clear()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear()
        self._watch_no_more()
        if self._door is not None:
            self.config.doors.leave(self._door)
            self._door = None
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.transport.is_closing():
            self._watch_no_more()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._watch()

    def send_400_response(self, msg: str) -> None:
        super().send_400_response(msg)
        self._watch()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._watch()

    def _clear(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _cut(self) -> None:
        """Who does not come to the end of a request may hear why, but not for long."""
        self._clear()
        if not self.transport.is_closing():
            self.transport.close()
            self._watch_no_more()
            self._taking = self.loop.call_later(LINGER_S, self.transport.abort)

    def _watch(self) -> None:
        """From now on the caller must go on taking what is there for it, or is cut off."""
        if self._taking is None:
            self._left = self.transport.get_write_buffer_size()
            self._taking = self.loop.call_later(TAKE_S, self._look)

    def _look(self) -> None:
        self._taking = None
        left = self.transport.get_write_buffer_size()
        if left > self._left - TAKE_OCTETS:
            self.transport.abort()
        else:
            self._watch()

    def _watch_no_more(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None


class QuietServer(uvicorn.Server):
    """Says when it listens, and takes SIGTERM and SIGINT as a wish, not as a death: the process then ends with 0."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], leaving: Callable[[], None] = lambda: None
    ) -> None:
        """`leaving` is called when it takes nothing new any more, and waits for what was begun."""
        super().__init__(config)
        self._ready = ready
        self._leaving = leaving

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._leaving()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self) -> None:
        """Take nothing new, finish what was begun, end."""
        self.should_exit = True

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()


def allow_files() -> None:
    """Let the process have as many open files as the connections it takes: with the usual 1024, accepting fails long before."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 2 * CONNECTIONS)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def configure(app: Any, doors: Doors) -> uvicorn.Config:
    """The server's settings: no access log (paths are nobody's business), no banner, no proxy header believed."""
    logging.getLogger("uvicorn.access").disabled = True
    config = Bounds(
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
    config.doors = doors
    return config
