"""The calls that move files, and the one that goes on: how they stand on the line."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.errors import PeerError, WorldError
from app.share.courier import Courier
from app.share.wire.canonical import encode
from app.share.wire.messages import Change, Code, Watch, Watched
from app.share.wire.transfers import HEAD_ROOM, Abandon, Files, Have, Piece, Upload, parse_put
from tests.unit.share.test_courier import HASTY, Line, answer, courier

WATCH = Watch((Watched(bytes(16), bytes(32), 0),))
CHANGE = Change(0, None, 0)


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.close()


def chunked(*pieces: bytes, whole: bool = True) -> bytes:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return head + body + (b"0\r\n\r\n" if whole else b"")


def test_a_put_goes_out_as_octets_without_an_access_key(line: Line) -> None:
    line.answers = [b"", answer(200, encode(Have(300)))]
    room = memoryview(bytearray(HEAD_ROOM) + b"sealed" * 50)
    with courier(line) as carried:
        assert carried.put(Piece(bytes(32), 0), room).have == 300
    assert line.requests[0] == line.requests[1]
    head, _, body = line.requests[1].partition(b"\r\n\r\n")
    assert b"content-type: application/octet-stream" in head.lower()
    assert b"authorization" not in head.lower()
    piece, octets = parse_put(body)
    assert (piece, bytes(octets)) == (Piece(bytes(32), 0), b"sealed" * 50)


def test_staging_needs_an_access_key_and_the_rest_does_not(line: Line) -> None:
    line.answers = [answer(200, encode(Have(0))), answer(200, b"{}"), answer(200, b"{}")]
    with courier(line) as carried:
        assert carried.stage(Upload(bytes(32), 4136)).have == 0
        carried.abandon(Abandon(bytes(32)))
        carried.code(Code(bytes(16), bytes(32), bytes(32), "ana@example.pt", "pt-PT"))
    assert [b"authorization" in request.lower() for request in line.requests] == [True, False, False]


def test_where_the_relay_is_comes_with_the_refusal(line: Line) -> None:
    line.answers = [answer(409, b'{"error":"offset","have":262184}')]
    with courier(line) as carried, pytest.raises(PeerError, match="offset") as caught:
        carried.put(Piece(bytes(32), 0), memoryview(bytearray(HEAD_ROOM + 1)))
    assert caught.value.facts["have"] == 262_184


def test_a_range_of_files_is_never_more_than_was_asked_for(line: Line) -> None:
    line.answers = [answer(200, b"x" * 10), answer(200, b"x" * 11)]
    with courier(line) as carried:
        assert b"".join(carried.files(Files(bytes(16), bytes(32), 0, 10))) == b"x" * 10
        with pytest.raises(WorldError, match="unreachable"):
            list(carried.files(Files(bytes(16), bytes(32), 0, 10)))


def test_changes_are_told_until_the_relay_ends_it(line: Line) -> None:
    event = b"data: " + encode(CHANGE) + b"\n\n"
    line.answers = [chunked(b": here\n\n", event[:5], event[5:] + event)]
    with courier(line) as carried:
        assert list(carried.watch(WATCH)) == [None, CHANGE, CHANGE]


@pytest.mark.parametrize("told", [chunked(b": here\n", whole=False), chunked(b"data: {}\n\n"), answer(503, b"{}")])
def test_a_line_that_is_cut_or_talks_nonsense_is_a_relay_out_of_reach(line: Line, told: bytes) -> None:
    line.answers = [told]
    with courier(line) as carried, pytest.raises(WorldError, match="unreachable"):
        list(carried.watch(WATCH))


class Hanging:
    """A server that gives a sign of life and then says nothing until it is told to end."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.over = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(chunked(b": here\n", whole=False))
            self.over.wait(30)

    def close(self) -> None:
        self.over.set()
        self._thread.join(10)
        self._socket.close()


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    server = Hanging()
    yield server
    server.close()


def test_who_hears_nothing_takes_the_line_for_cut(hanging: Hanging) -> None:
    with Courier(hanging.origin, patience=replace(HASTY, silence_s=0.3)) as carried:
        heard = carried.watch(WATCH)
        assert next(heard) is None
        with pytest.raises(WorldError, match="unreachable"):
            next(heard)


def test_another_thread_can_end_the_watching(hanging: Hanging) -> None:
    with Courier(hanging.origin, patience=replace(HASTY, silence_s=30)) as carried:
        heard = carried.watch(WATCH)
        assert next(heard) is None
        cutting = threading.Thread(target=carried.cut)
        cutting.start()
        with pytest.raises(WorldError, match="unreachable"):
            next(heard)
        cutting.join(10)
