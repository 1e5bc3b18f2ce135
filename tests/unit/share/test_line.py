"""The line against a relay that wants our memory, our time, or to know us again."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, UserError, WorldError
from app.share.carrier import Patience
from app.share.courier import Courier

HASTY = Patience(connect_s=5, read_s=5, whole_s=0.5, pauses_s=(0.1,))
PATIENT = Patience(connect_s=10, read_s=30, whole_s=60, pauses_s=())
Serve = Callable[[socket.socket], None]


class Hostile:
    """Gives every connection to one function, and counts them."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.met = 0
        self.over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.over.is_set():
                connection.close()
                return
            self.met += 1
            with connection, contextlib.suppress(OSError):
                connection.recv(65536)
                self._serve(connection)

    def close(self) -> None:
        if self.over.is_set():
            return
        self.over.set()
        socket.create_connection(self._listener.getsockname()).close()
        self._thread.join(20)
        self._listener.close()


@pytest.fixture
def hostile() -> Iterator[Callable[[Serve], Hostile]]:
    made: list[Hostile] = []

    def make(serve: Serve) -> Hostile:
        made.append(Hostile(serve))
        return made[-1]

    yield make
    for each in made:
        each.close()


def courier(relay: Hostile, patience: Patience) -> Courier:
    return Courier(relay.origin, Secret(bytes(32)), patience=patience)


def test_the_body_of_a_redirect_is_not_read(hostile: Callable[[Serve], Hostile]) -> None:
    taken: list[int] = []
    piece = bytes(1024 * 1024)

    def serve(connection: socket.socket) -> None:
        head = f"HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: {64 * len(piece)}\r\n\r\n"
        connection.sendall(head.encode())
        for _ in range(64):
            connection.sendall(piece)
            taken.append(1)

    relay = hostile(serve)
    with courier(relay, PATIENT) as line, pytest.raises(WorldError) as refused:
        line.whoami()
    relay.close()
    assert refused.value.facts == {"why": "answer"}
    assert len(taken) < 32  # what the system's own buffers took


def _drips(start: bytes, drop: bytes) -> Serve:
    def serve(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)
            threading.Event().wait(0.02)  # the pace of the attack; it ends when the other side does

    return serve


@pytest.mark.parametrize(
    ("start", "drop"),
    [(b"HTTP/1.1 200 OK\r\n", b"x"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n"), (b"HTTP/1.1 200 OK\r\na: ", b"b")],
    ids=["a head", "continue", "a header"],
)
def test_a_head_without_end_is_given_up_in_time_and_not_asked_again(
    hostile: Callable[[Serve], Hostile], start: bytes, drop: bytes
) -> None:
    relay = hostile(_drips(start, drop))
    with courier(relay, HASTY) as line, pytest.raises(WorldError) as refused:
        line.whoami()
    assert refused.value.facts == {"why": "slow"}
    assert relay.met == 1


def test_no_cookie_is_kept(hostile: Callable[[Serve], Hostile]) -> None:
    def serve(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 404 X\r\nset-cookie: a=b\r\ncontent-length: 19\r\n\r\n" + b'{"error":"unknown"}')

    relay = hostile(serve)
    with courier(relay, PATIENT) as line:
        with pytest.raises(PeerError):
            line.whoami()
        assert not list(line._session.cookies)


@pytest.mark.parametrize(
    "member", ['"tries_left":-1', '"retry_s":10000000', '"now":99999999999999999999999', '"now":-1']
)
def test_a_refusal_with_numbers_out_of_range_is_none(hostile: Callable[[Serve], Hostile], member: str) -> None:
    body = f'{{"error":"unknown",{member}}}'.encode()

    def serve(connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 404 X\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)

    with courier(hostile(serve), PATIENT) as line, pytest.raises(WorldError) as refused:
        line.whoami()
    assert refused.value.facts == {"why": "answer"}


def test_an_address_in_brackets_that_is_none_is_told() -> None:
    with pytest.raises(UserError) as refused:
        Courier("https://[::::]")
    assert refused.value.code == "bad-relay"
