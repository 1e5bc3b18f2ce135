"""What the server does below ASGI with callers who take no answer, or come too often."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.errors import WorldError
from app.relay import server
from app.relay.limits import Addresses
from app.relay.serve import listen
from app.relay.server import (
    BODY_OCTETS,
    CONNECTIONS_EACH,
    TAKE_OCTETS,
    BoundedProtocol,
    Doors,
    QuietServer,
    allow_files,
    configure,
)

DEADLINE_S = 30.0
LARGE = bytes(8 * 1024 * 1024)
STRANGER = "203.0.113.7"


async def large_answer(scope: Any, _receive: Any, send: Any) -> None:
    octets = LARGE if scope["path"] == "/large" else b"ok"
    head = [(b"content-length", b"%d" % len(octets))]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": octets})


def on_a_server(test: Callable[[int, QuietServer], Awaitable[None]]) -> None:
    async def run() -> None:
        ready = asyncio.Event()
        serving = QuietServer(configure(large_answer, Doors(Addresses())), ready.set)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            task = asyncio.create_task(serving.serve([listener]))
            async with asyncio.timeout(DEADLINE_S):
                await ready.wait()
                try:
                    await test(listener.getsockname()[1], serving)
                finally:
                    serving.should_exit = True
                    await task

    asyncio.run(run())


async def deaf(port: int, octets: bytes) -> socket.socket:
    """A caller that asks and never reads."""
    caller = socket.socket()
    caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    caller.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(caller, ("127.0.0.1", port))
    await loop.sock_sendall(caller, octets)
    return caller


async def let_go(serving: QuietServer) -> None:
    """Until the server holds no connection any more."""
    while serving.server_state.total_requests < 1 or serving.server_state.connections:
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "octets",
    [
        b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n" * 8,
        b"GET /large HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET /large HTTP/1.1\r\nhost: x\r\n\r\nGET /half HTTP/1.1\r\n",
    ],
    ids=["pipelined", "closing", "half"],
)
def test_who_takes_no_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch, octets: bytes) -> None:
    monkeypatch.setattr(server, "TAKE_S", 0.2)
    monkeypatch.setattr(server, "LINGER_S", 0.2)
    monkeypatch.setattr(server, "HEAD_S", 0.2)

    async def test(port: int, serving: QuietServer) -> None:
        with await deaf(port, octets):
            await let_go(serving)

    on_a_server(test)


class SlowLine:
    """A transport and a loop in one, whose time goes when it is told to."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.aborted = False
        self.due: list[Callable[[], None]] = []

    def get_write_buffer_size(self) -> int:
        return self.left

    def abort(self) -> None:
        self.aborted = True

    def call_later(self, _seconds: float, then: Callable[[], None]) -> None:
        self.due.append(then)

    def a_while_later(self, taken: int) -> None:
        self.left -= taken
        self.due.pop()()


def test_who_takes_an_answer_slowly_is_served_and_who_stops_is_cut_off() -> None:
    line = SlowLine(1_000_000)
    protocol = BoundedProtocol.__new__(BoundedProtocol)
    protocol.transport = line  # type: ignore[assignment]
    protocol.loop = line  # type: ignore[assignment]
    protocol._watch()
    for _ in range(10):
        line.a_while_later(taken=TAKE_OCTETS)
        assert not line.aborted
    line.a_while_later(taken=TAKE_OCTETS - 1)
    assert line.aborted
    assert not line.due


class SlowSender(SlowLine):
    """The other direction: what comes."""

    closed = False

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


def test_a_body_that_comes_slowly_is_waited_for_and_one_that_drips_is_cut_off() -> None:
    line = SlowSender(0)
    protocol = BoundedProtocol.__new__(BoundedProtocol)
    protocol.transport = line  # type: ignore[assignment]
    protocol.loop = line  # type: ignore[assignment]
    protocol._await_body()
    for _ in range(8):
        protocol._came += BODY_OCTETS
        line.due.pop()()
        assert not line.closed
    protocol._came += BODY_OCTETS - 1
    line.due.pop()()
    assert line.closed


def test_one_address_does_not_hold_all_connections() -> None:
    doors = Doors(Addresses(["10.0.0.0/8"]))
    held = [doors.enter(STRANGER) for _ in range(CONNECTIONS_EACH)]
    assert None not in held
    assert doors.enter(STRANGER) is None
    assert doors.enter("::ffff:" + STRANGER) is None
    assert doors.enter("203.0.113.8") is not None
    doors.leave(held[0] or "")
    assert doors.enter(STRANGER) is not None
    for peer in ("10.1.2.3", "127.0.0.1", "::1"):  # a named proxy, and this computer
        assert None not in [doors.enter(peer) for _ in range(2 * CONNECTIONS_EACH)]


def test_an_ipv6_household_is_one_address() -> None:
    doors = Doors(Addresses())
    assert [doors.enter(f"2001:db8::{i:x}") for i in range(CONNECTIONS_EACH + 1)][-1] is None


def test_a_connection_too_many_is_closed_and_those_that_end_make_room() -> None:
    async def test(port: int, serving: QuietServer) -> None:
        doors = serving.config.doors  # type: ignore[attr-defined]
        doors._addresses.is_own = lambda _: False
        doors._each = 2
        ask = b"GET /small HTTP/1.1\r\nhost: x\r\n\r\n"
        first, second = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        for reader, writer in (first, second):
            writer.write(ask)
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        reader, third = await asyncio.open_connection("127.0.0.1", port)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(1)
        third.close()
        first[1].close()
        while len(serving.server_state.connections) > 1:
            await asyncio.sleep(0.01)
        reader, fourth = await asyncio.open_connection("127.0.0.1", port)
        fourth.write(ask)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        for writer in (second[1], fourth):
            writer.close()

    on_a_server(test)


def test_a_port_is_listened_on_before_anybody_is_told_of_it() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), DEADLINE_S):
            pass
        with pytest.raises(WorldError, match="port-taken"):
            listen("127.0.0.1", port)


def test_the_process_may_open_as_many_files_as_it_takes_connections() -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, soft), hard))
        allow_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= min(hard, 2 * server.CONNECTIONS)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
