"""Streams without end at a real relay: refused or cut, and neither memory nor disk grows with them. Ten GiB are only said, or
sent until the line is cut; all of them really go out in the slow form.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.share.wire.requests import ENVELOPE_LEAST
from app.share.wire.transfers import PUT_LIMIT, PUT_REQUEST_LIMIT, Piece, encode_put_head
from tests.relay.askkit import Guest, Request, asked, good, put, said
from tests.relay.kit import DEADLINE_S, Answer, Outside, lines_to, outside

MIB, GIB = 1 << 20, 1 << 30
TEN = 10 * GIB
TOKEN = b"1" * 32
CAP = 64 * MIB
IN_FLIGHT = 16 * MIB  # what the sockets between take up before a cut is felt
MEMORY = 64 * MIB


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("relay")) as relay:
        yield relay


@pytest.fixture
def upload(relay: Outside) -> Iterator[Request]:
    """A request, and an upload of `CAP` octets for it under `TOKEN`, of which nothing has come; at the end it is gone without
    a trace."""

    async def begin() -> Request:
        async with lines_to(relay, 1) as (asker, (line,)):
            made = await asked(asker, files=CAP, relay=relay.url)
            guest = Guest(made)
            await guest.look(line)
            await good(line, "offer", guest.offer(CAP, TOKEN))
            return made

    async def end(made: Request) -> None:
        async with lines_to(relay, 1) as (asker, (line,)):
            await good(asker, "revoke", made.owned)
            assert (await put(line, TOKEN, 0, b"x")).status == 404
            await good(asker, "drop", made.number())  # answered when what is condemned is deleted

    made = asyncio.run(begin())
    yield made
    asyncio.run(end(made))
    assert on_disk(relay) == 0


def on_disk(relay: Outside) -> int:
    return sum(path.stat().st_size for path in (relay.data / "files").iterdir())


def memory(relay: Outside) -> int:
    """The most that its processes have ever held."""
    pid = relay.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = [line for one in (pid, *children) for line in Path(f"/proc/{one}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def head(name: str, length: str) -> bytes:
    kind = "octet-stream" if name == "put" else "json"
    return (
        f"POST /api/1/{name} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/{kind}\r\n{length}\r\n\r\n".encode()
    )


def streamed(relay: Outside, first: bytes, piece: bytes, most: int) -> int:
    """Send this over and over until the line is cut; how many octets went out."""
    sent = 0
    with socket.create_connection(("127.0.0.1", relay.port), timeout=DEADLINE_S) as line:
        try:
            line.sendall(first)
            while sent < most:
                line.sendall(piece)
                sent += len(piece)
        except ConnectionError:
            return sent
    return sent


def chunked(piece: bytes) -> bytes:
    return b"%x\r\n" % len(piece) + piece + b"\r\n"


def undeclared() -> bytes:
    """How a put of no said length begins."""
    return head("put", "transfer-encoding: chunked") + chunked(encode_put_head(Piece(TOKEN, 0)))


@pytest.mark.parametrize("name", ["put", "look", "offer", "submit", "collect", "fetch"])
def test_ten_gib_that_are_declared_are_refused_before_an_octet_of_them_is_sent(relay: Outside, name: str) -> None:
    with socket.create_connection(("127.0.0.1", relay.port), timeout=DEADLINE_S) as line:
        line.sendall(head(name, f"content-length: {TEN}"))
        answer = b""
        while b"too-large" not in answer and (octets := line.recv(65536)):
            answer += octets
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert on_disk(relay) == 0


def test_an_upload_of_ten_gib_is_not_begun(relay: Outside) -> None:
    async def test() -> tuple[Answer, Answer]:
        async with lines_to(relay, 1) as (asker, (line,)):
            made = await asked(asker, files=CAP, relay=relay.url)
            guest = Guest(made)
            await guest.look(line)
            message = guest.offer(CAP + 1, TOKEN)
            more = msgspec.structs.replace(message, size=TEN)
            return await said(line, "offer", message), await said(line, "offer", more)

    beyond, far_beyond = asyncio.run(test())
    assert (json.loads(beyond.body)["error"], json.loads(far_beyond.body)["error"]) == ("too-large", "malformed")
    assert on_disk(relay) == 0


@pytest.mark.usefixtures("upload")
@pytest.mark.parametrize("begin", ["undeclared", "lying"])
def test_a_stream_that_does_not_say_how_long_it_is_or_lies_is_cut_at_the_cap(relay: Outside, begin: str) -> None:
    piece, before = bytes(64 * 1024), memory(relay)
    if begin == "undeclared":
        sent = streamed(relay, undeclared(), chunked(piece), GIB)
    else:
        length = ENVELOPE_LEAST
        body = encode_put_head(Piece(TOKEN, 0))
        sent = streamed(relay, head("put", f"content-length: {length}") + body, piece, GIB)
    assert sent <= PUT_REQUEST_LIMIT + IN_FLIGHT
    assert memory(relay) - before < MEMORY
    assert on_disk(relay) <= ENVELOPE_LEAST


@pytest.mark.slow
@pytest.mark.usefixtures("upload")
def test_ten_gib_that_are_sent_all_the_same_fill_neither_memory_nor_disk(relay: Outside) -> None:
    """First what its upload has room for, then on and on: over line after line, as each is cut."""

    async def fill() -> None:
        async with lines_to(relay, 1) as (_, (line,)):
            for at in range(0, CAP, PUT_LIMIT):
                answer = await put(line, TOKEN, at, bytes(min(PUT_LIMIT, CAP - at)))
                assert answer.status == 200

    before = memory(relay)
    asyncio.run(fill())
    assert on_disk(relay) == CAP
    piece, sent = chunked(bytes(MIB)), CAP
    while sent < TEN:
        went = streamed(relay, undeclared(), piece, TEN - sent)
        assert went <= PUT_REQUEST_LIMIT + IN_FLIGHT
        sent += max(went, MIB)
    assert memory(relay) - before < MEMORY
    assert on_disk(relay) == CAP
