"""Head and body of an answer leave in one write, and nothing else changes: octet for octet what uvicorn says without it."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.relay import server
from app.relay.limits import Addresses
from app.relay.server import Doors, QuietServer, configure
from tests.relay.kit import Clock, inside

DEADLINE_S = 30.0
HEAD = "host: relay\r\ncontent-type: application/json\r\n"


def ask(path: str, body: str = "{}", more: str = "", *, method: str = "POST", version: str = "1.1") -> bytes:
    return f"{method} {path} HTTP/{version}\r\n{HEAD}{more}content-length: {len(body)}\r\n\r\n{body}".encode()


def last(path: str, body: str = "{}", more: str = "", **other: str) -> bytes:
    return ask(path, body, more + "connection: close\r\n", **other)


SCRIPTS: dict[str, Sequence[bytes]] = {
    "a call": [last("/api/1/hello")],
    "kept alive": [ask("/api/1/hello"), ask("/api/1/claim"), last("/api/1/blob")],
    "pipelined": [ask("/api/1/hello") * 20 + ask("/own/empty") + last("/api/1/hello")],
    "pipelined, all kinds": [
        ask("/s/x", "", method="GET")
        + ask("/api/1/hello")
        + ask("/", "", method="HEAD")
        + ask("/s/x")
        + last("/healthz")
    ],
    "HEAD": [last("/s/x", "", method="HEAD")],
    "HEAD of a call": [last("/api/1/hello", "", method="HEAD")],
    "another method": [last("/api/1/hello", method="PUT")],
    "POST to a page": [last("/s/x")],
    "POST to nothing": [last("/nothing")],
    "HTTP/1.0": [ask("/api/1/hello", version="1.0")],
    "HTTP/1.0, kept alive": [
        ask("/api/1/hello", more="connection: keep-alive\r\n", version="1.0") + ask("/api/1/hello", version="1.0")
    ],
    "100-continue": [
        ask("/api/1/hello", "", "expect: 100-continue\r\n").replace(b"length: 0", b"length: 2"),
        b"{}",
        last("/api/1/hello"),
    ],
    "100-continue, refused before the body": [
        b"POST /api/1/create HTTP/1.1\r\n%sexpect: 100-continue\r\ncontent-length: 9\r\nconnection: close\r\n\r\n"
        % HEAD.encode()
    ],
    "in pieces": [
        b"POST /api/1/he",
        b"llo HTTP/1.1\r\nhost: relay\r\nconnection: close\r\ncontent-le",
        b"ngth: 2\r\n\r\n{",
        b"}",
    ],
    "chunked": [
        b"POST /api/1/hello HTTP/1.1\r\n%stransfer-encoding: chunked\r\nconnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
        % HEAD.encode()
    ],
    "too large, by its length": [
        b"POST /api/1/claim HTTP/1.1\r\n%scontent-length: 99999999\r\nconnection: close\r\n\r\n" % HEAD.encode()
    ],
    "too large, by its octets": [last("/api/1/claim", "x" * 5000)],
    "no access": [last("/api/1/create", "x" * 5000)],
    "no HTTP": [b"NONSENSE\r\n\r\n"],
    "no HTTP behind a call": [ask("/api/1/hello"), b"NONSENSE\r\n\r\n"],
    "an upgrade": [last("/api/1/hello", more="upgrade: websocket\r\nconnection: upgrade\r\n")],
    "a failure before the head": [last("/own/raise")],
    "a failure after the head": [last("/own/half")],
    "a body too short": [last("/own/short")],
    "nothing said at all": [last("/own/nothing")],
    "an empty body": [last("/own/empty")],
    "a body in chunks": [last("/own/chunks")],
    "a large body": [last("/own/large")],
    "more connections than there may be": [b"full", last("/api/1/hello")],
}


async def own(scope: Any, receive: Any, send: Any) -> None:
    """What the relay never does, but uvicorn could meet."""
    path = scope["path"].removeprefix("/own/")
    body, headers = b"0123456789", [(b"content-length", b"10")]
    if path == "raise":
        raise ValueError
    if path == "nothing":
        return
    if path == "empty":
        body, headers = b"", [(b"content-length", b"0")]
    if path == "large":
        body = bytes(3_000_000)
        headers = [(b"content-length", b"3000000")]
    if path == "chunks":
        headers = []
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if path == "half":
        raise ValueError
    if path == "short":
        body = b"01234"
    if path == "chunks":
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": body})


async def spoken(folder: Path, script: Sequence[bytes]) -> bytes:
    """All that the relay says to this script, but for the date."""
    ready = asyncio.Event()
    async with inside(folder, Clock()) as relay:

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await (own if scope["path"].startswith("/own/") else relay.app)(scope, receive, send)

        config = configure(app, Doors(Addresses()))
        if script[0] == b"full":
            config.limit_concurrency, script = 0, script[1:]
        serving = QuietServer(config, ready.set)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            task = asyncio.create_task(serving.serve([listener]))
            async with asyncio.timeout(DEADLINE_S):
                await ready.wait()
                reader, writer = await asyncio.open_connection(*listener.getsockname())
                for part in script:
                    writer.write(part)
                    await asyncio.sleep(0.03)
                said = await reader.read(-1)
                writer.close()
                serving.stop()
                await task
    return re.sub(rb"date: [^\r]*", b"date: now", said)


async def all_spoken(folder: Path) -> dict[str, bytes]:
    """Each by a relay of its own, side by side: they mostly wait."""
    said = await asyncio.gather(*(spoken(folder / str(n), script) for n, script in enumerate(SCRIPTS.values())))
    return dict(zip(SCRIPTS, said, strict=True))


def test_what_is_said_is_the_same_octet_for_octet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = asyncio.run(all_spoken(tmp_path / "together"))
    monkeypatch.setattr(server, "OneWrite", lambda transport: transport)
    apart = asyncio.run(all_spoken(tmp_path / "apart"))
    assert [name for name in SCRIPTS if together[name] != apart[name] or not together[name]] == []


def test_a_call_is_answered_in_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[bytes] = []

    class Counted(server.OneWrite):
        __slots__ = ()

        def __init__(self, transport: Any) -> None:
            class Line:
                def write(self, octets: bytes) -> None:
                    writes.append(octets)
                    transport.write(octets)

                def __getattr__(self, name: str) -> Any:
                    return getattr(transport, name)

            super().__init__(Line())  # type: ignore[arg-type]

    monkeypatch.setattr(server, "OneWrite", Counted)
    asyncio.run(spoken(tmp_path, SCRIPTS["kept alive"]))
    assert len(writes) == 3
