"""Asking about breaches, against a real HTTP server: what leaves the machine, what is believed, and what a bad line costs."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.crypto.secret import Secret
from app.errors import Malformed, OurError
from app.ops.breaches import Breaches
from app.vault.health_ranges import place_of, times_seen

COMMON = Secret("password")  # SHA-1 5BAA6…, the example of the API's own documentation
PADDING = "".join(f"{n:035X}:0\r\n" for n in range(1, 900))

Answer = Callable[[BaseHTTPRequestHandler], None]


class Asked:
    """A server that remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        asked = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked.paths.append(self.path)
                asked.headers.append({name.lower(): value for name, value in self.headers.items()})
                answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[Asked]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


def answering(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def line(password: Secret, count: int) -> str:
    return f"{place_of(password)[1]}:{count}\r\n"


@pytest.fixture
def server() -> Iterator[Asked]:
    with Asked(answering((line(COMMON, 9659365) + PADDING).encode())).running() as asked:
        yield asked


def counted(answer: Answer, **more: float) -> tuple[int | None, Asked]:
    with Asked(answer).running() as asked, Breaches(asked.origin, **more) as breaches:
        return breaches.count(COMMON), asked


def test_only_five_signs_of_a_hash_leave_the_machine(server: Asked) -> None:
    with Breaches(server.origin) as breaches:
        assert breaches.count(COMMON) == 9659365
    assert server.paths == ["/range/5BAA6"]
    (headers,) = server.headers
    assert headers.pop("host").startswith("127.0.0.1:")
    headers.pop("connection", None)
    assert headers == {
        "user-agent": "lacre/1",
        "accept": "text/plain",
        "accept-encoding": "identity",
        "add-padding": "true",
    }


def test_what_is_not_in_the_range_or_only_pads_it_was_not_seen(server: Asked) -> None:
    with Breaches(server.origin) as breaches:
        assert breaches.count(Secret("k7M!q2Xw9#bTzR4u")) == 0
    assert times_seen(f"{line(COMMON, 0)}{PADDING}".encode(), place_of(COMMON)[1]) == 0
    assert times_seen(b"", place_of(COMMON)[1]) == 0


def test_nobody_is_asked_twice_in_a_session(server: Asked) -> None:
    with Breaches(server.origin) as breaches:
        assert [breaches.count(COMMON) for _ in range(3)] == [9659365] * 3
        breaches.close()
        assert breaches.count(COMMON) == 9659365
        assert len(server.paths) == 1
        breaches.forget()
        assert breaches.count(COMMON) == 9659365
    assert len(server.paths) == 2


def test_what_is_remembered_tells_nothing_of_the_password(server: Asked) -> None:
    breaches = Breaches(server.origin)
    with breaches:
        breaches.count(COMMON)
    digest = hashlib.sha1(COMMON.reveal()).digest()
    assert all(digest[:8] not in mark and COMMON.reveal() not in mark for mark in breaches._known)


@pytest.mark.parametrize(
    "answer",
    [
        answering(b"", 404),
        answering(b"wait", 429),
        answering(b"", 302, Location="http://127.0.0.1:1/"),
        answering(b"<html>sign in to this network</html>"),
        answering(f"{place_of(COMMON)[1]}:many".encode()),
        answering(line(COMMON, 1).lower().encode()),
        answering(b"\x1f\x8b\x08\x00", Content_Encoding="gzip"),
        answering(line(COMMON, 1).encode() * 40_000),
    ],
)
def test_what_is_no_answer_of_the_kind_is_not_believed(answer: Answer) -> None:
    assert counted(answer)[0] is None


def test_an_answer_that_is_cut_short_is_not_believed() -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(line(Secret("other"), 1).encode())
        handler.close_connection = True

    assert counted(cut)[0] is None


def test_an_answer_that_does_not_say_how_long_it_is_is_not_read() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(line(COMMON, 1).encode())
        handler.close_connection = True

    assert counted(endless)[0] is None


def test_an_answer_that_drips_is_given_up_in_time() -> None:
    over = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        try:
            while not over.wait(0.02):
                handler.wfile.write(b"0")
                handler.wfile.flush()
        except OSError:
            pass
        handler.close_connection = True

    try:
        assert counted(drip, whole_s=0.3)[0] is None
    finally:
        over.set()


def test_without_a_line_nothing_is_known_and_it_is_not_tried_for_each() -> None:
    with Asked(answering(b"", 503)).running() as asked, Breaches(asked.origin) as breaches:
        assert [breaches.count(Secret(f"palavra {n}")) for n in range(20)] == [None] * 20
        assert len(asked.paths) == 2
        breaches.begin()
        assert breaches.count(COMMON) is None
        assert len(asked.paths) == 3


def test_a_machine_that_is_offline_is_no_error() -> None:
    with Breaches("http://127.0.0.1:1", connect_s=1) as breaches:
        assert breaches.count(COMMON) is None


def test_an_open_line_is_refused() -> None:
    with pytest.raises(OurError, match="open-line"):
        Breaches("http://example.org")


def test_a_range_of_another_form_is_refused() -> None:
    for answer in (b"x", b"0" * 35 + b":1 ", b"0" * 34 + b":1\n", b"0" * 35 + b":1\n\n" + b"1" * 35 + b":1"):
        with pytest.raises(Malformed):
            times_seen(answer + b"\nz", "0" * 35)
