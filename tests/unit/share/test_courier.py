"""The courier against a line that drops and a server that says anything at all."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError, WorldError
from app.share.carrier import Patience
from app.share.courier import Courier
from app.share.wire.canonical import encode
from app.share.wire.messages import Blob, Created, Hello, Nothing, Owned, ShareStatus, Status, Statuses

HASTY = Patience(connect_s=5, read_s=5, whole_s=20, pauses_s=(0.1, 0.2, 0.3))
HELLO = Hello(b"i" * 16, b"canary-canary-canary-canary-cana")
DROP = b""


def answer(status: int, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"content-length: {len(body)}", "content-type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Line:
    """A server that gives one prepared answer per connection, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: list[bytes] = []
        self.requests: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection:
                request = _request(connection)
                if request == b"STOP":
                    return
                self.requests.append(request)
                connection.sendall(self.answers.pop(0))

    def close(self) -> None:
        with socket.create_connection(self._socket.getsockname()) as last:
            last.sendall(b"STOP")
        self._thread.join(10)
        self._socket.close()


def _request(connection: socket.socket) -> bytes:
    octets = b""
    while b"\r\n\r\n" not in octets and octets != b"STOP":
        octets += connection.recv(65536)
    head, _, body = octets.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65536)
    return octets if octets == b"STOP" else head + b"\r\n\r\n" + body


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.close()


def courier(line: Line, pauses: list[float] | None = None, patience: Patience = HASTY) -> Courier:
    slept = [] if pauses is None else pauses
    return Courier(line.origin, Secret(bytes(32)), patience=patience, sleep=slept.append)


def refused(line: Line, octets: bytes) -> LacreError:
    line.answers = [octets] * 4
    with courier(line) as carried, pytest.raises(LacreError) as caught:
        carried.hello(HELLO)
    return caught.value


def test_a_dropped_line_is_answered_by_sending_the_same_octets_again(line: Line) -> None:
    whole = answer(200, encode(Created(5)))
    line.answers = [DROP, whole[:-3], b"HTTP/1.1 200 OK\r\ncont", whole]
    pauses: list[float] = []
    with courier(line, pauses) as carried:
        carried.call("create", HELLO, Created, authorised=True)
    assert len(set(line.requests)) == 1
    assert len(line.requests) == 4
    assert pauses == [0.1, 0.2, 0.3]


def test_after_the_last_pause_it_gives_up(line: Line) -> None:
    error = refused(line, DROP)
    assert isinstance(error, WorldError)
    assert (error.code, error.facts["why"]) == ("unreachable", "dropped")
    assert len(line.requests) == 4


def test_no_relay_at_all_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    carried = Courier(f"http://127.0.0.1:{port}", patience=HASTY, sleep=lambda _: None)
    with carried, pytest.raises(WorldError, match="unreachable") as caught:
        carried.hello(HELLO)
    assert caught.value.__cause__ is None  # requests' own errors hold the URL


@pytest.mark.parametrize(
    ("status", "body", "code", "facts"),
    [
        (403, b'{"error":"wrong-passcode","tries_left":3}', "wrong-passcode", {"tries_left": 3}),
        (410, b'{"error":"opened"}', "opened", {}),
        (404, b'{"error":"unknown"}', "unknown", {}),
        (429, b'{"error":"busy","retry_s":7}', "busy", {"retry_s": 7}),
        (400, b'{"error":"clock","now":9}', "clock", {"now": 9}),
        (423, b'{"error":"paused","note":"a newer relay says more"}', "paused", {}),
    ],
)
def test_a_refusal_is_an_error_of_its_code(
    line: Line, status: int, body: bytes, code: str, facts: dict[str, int]
) -> None:
    error = refused(line, answer(status, body))
    assert isinstance(error, PeerError)
    assert (error.code, error.facts) == (code, facts)
    assert len(line.requests) == 1  # a refusal is an answer: nothing is repeated


@pytest.mark.parametrize(
    "octets",
    [
        answer(403, b"<html>Forbidden by the office</html>"),
        answer(410, b'{"error":"unknown"}'),
        answer(404, b'{"error":"made-up"}'),
        answer(404, b'{"error":"unknown"' + b" " * 5000 + b"}"),
        answer(500, b'{"error":"unknown"}'),
        answer(301, b"", "location: http://127.0.0.1:1/"),
        answer(307, b"", "location: http://127.0.0.1:1/"),
        answer(200, b"<html>Welcome to the hotel</html>"),
        answer(200, b'{"now":5} '),
        answer(200, b'{"now":5}'),
        answer(200, b"x" * 70_000),
        answer(204, b""),
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)
def test_whatever_is_not_of_the_protocol_is_a_relay_that_cannot_be_reached(line: Line, octets: bytes) -> None:
    error = refused(line, octets)
    assert isinstance(error, WorldError)
    assert error.code == "unreachable"


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_whose_relay_restarts_is_asked_again(line: Line, status: int) -> None:
    line.answers = [answer(status, b"<html>Bad gateway</html>"), answer(200, encode(Nothing()))]
    with courier(line) as carried:
        carried.revoke(Owned(bytes(16), bytes(32)))
    assert len(line.requests) == 2


def test_a_redirect_is_never_followed(line: Line) -> None:
    other = Line()
    try:
        refused(line, answer(308, b"", f"location: {other.origin}/api/1/hello"))
    finally:
        other.close()
    assert other.requests == []


def test_the_access_key_goes_only_where_it_is_needed(line: Line) -> None:
    line.answers = [answer(200, encode(Nothing())), answer(200, b'{"origin":"https://r.example","now":5,"mail":false}')]
    with courier(line) as carried:
        carried.revoke(Owned(bytes(16), bytes(32)))
        carried.whoami()
    assert b"authorization" not in line.requests[0].lower()
    assert b"authorization: Bearer " + b"A" * 43 in line.requests[1]


def test_without_an_access_key_nothing_is_sent_that_needs_one(line: Line) -> None:
    with Courier(line.origin) as carried, pytest.raises(UserError, match="no-access-key"):
        carried.whoami()
    assert line.requests == []


def test_neither_proxy_nor_netrc_touch_a_relay_on_loopback(
    line: Line, monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    netrc = os.path.join(tmp_path, "netrc")
    with open(netrc, "w", encoding="utf-8") as file:
        file.write("machine 127.0.0.1 login canary password canary\n")
    os.chmod(netrc, 0o600)
    monkeypatch.setenv("NETRC", netrc)
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    line.answers = [answer(200, encode(Nothing()))]
    with Courier(line.origin, patience=HASTY) as carried:
        carried.revoke(Owned(bytes(16), bytes(32)))
    assert b"authorization" not in line.requests[0].lower()
    assert line.requests[0].startswith(b"POST /api/1/revoke HTTP/1.1\r\n")


def test_what_is_asked_tells_nothing_in_its_head(line: Line) -> None:
    line.answers = [answer(404, b'{"error":"unknown"}')]
    with courier(line) as carried, pytest.raises(PeerError):
        carried.hello(HELLO)
    head, _, body = line.requests[0].partition(b"\r\n\r\n")
    assert body == encode(HELLO)
    assert b"aWlp" not in head  # the id
    names = {row.split(b":")[0].lower() for row in head.split(b"\r\n")[1:]}
    assert names <= {
        b"host",
        b"content-type",
        b"content-length",
        b"accept",
        b"accept-encoding",
        b"user-agent",
        b"connection",
    }


@pytest.mark.parametrize("origin", ["http://relay.example", "https://relay.example/", "ftp://relay.example", ""])
def test_only_a_sound_origin_is_called(origin: str) -> None:
    with pytest.raises(UserError, match="bad-relay"):
        Courier(origin)


def test_a_body_comes_in_pieces_and_no_longer_than_it_may(line: Line) -> None:
    body = os.urandom(200_000)
    line.answers = [answer(200, body), answer(200, body), answer(404, b'{"error":"unknown"}')]
    blob = Blob(bytes(16), bytes(32), 0)
    with courier(line) as carried:
        assert b"".join(carried.blob(blob, len(body))) == body
        with pytest.raises(WorldError, match="unreachable"):
            list(carried.blob(blob, len(body) - 1))
        with pytest.raises(PeerError, match="unknown"):
            list(carried.blob(blob, 10))


def test_a_body_that_is_cut_gives_what_came_and_says_that_it_was_cut(line: Line) -> None:
    body = os.urandom(10_000)
    line.answers = [answer(200, body)[:-4000]]
    got: list[bytes] = []
    with courier(line) as carried, pytest.raises(WorldError, match="unreachable"):
        got.extend(carried.blob(Blob(bytes(16), bytes(32), 0), len(body)))
    assert body.startswith(b"".join(got))
    assert len(line.requests) == 1


def test_a_relay_that_drips_for_ever_is_given_up(line: Line) -> None:
    line.answers = [answer(200, encode(Nothing()))]
    with courier(line, patience=replace(HASTY, whole_s=0)) as carried, pytest.raises(WorldError) as caught:
        carried.revoke(Owned(bytes(16), bytes(32)))
    assert caught.value.facts["why"] == "slow"


def test_an_answer_about_more_or_fewer_shares_than_asked_is_none(line: Line) -> None:
    status = ShareStatus("live", 1, 5, 5, 9, False, ())
    line.answers = [answer(200, encode(Statuses((status, None), 5)))]
    with courier(line) as carried, pytest.raises(WorldError, match="unreachable"):
        carried.status(Status((Owned(bytes(16), bytes(32)),)))
