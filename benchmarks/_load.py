"""One process of clients for the relay's benchmark: builds its messages before, sends them when it is told, keeps the times.

    python -m benchmarks._load PORT CONNECTIONS ORIGIN KEY

Standard input: one command a line, `NAME COUNT`. Standard output: after `ready`, one JSON object for each command. What takes
the clients' time (sealing, signing) happens between the measurements.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any, cast

from app.share.documents import Cover
from app.share.link import Kind
from app.share.manifest import Manifest
from app.share.recipient import Recipient
from app.share.sender import Terms, prepare
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import PATH, Granted, Message, Welcome

TEXT = "x" * 1024
DEADLINE_S = 300


class Line(asyncio.Protocol):
    """One connection: sends a request, gives its answer."""

    def __init__(self) -> None:
        self._got = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.WriteTransport, transport)  # uvloop's transports are not of asyncio's classes

    def data_received(self, data: bytes) -> None:
        got = self._got + data if self._got else data
        head = got.find(b"\r\n\r\n")
        if head < 0:
            self._got = got
            return
        at = got.find(b"ontent-", 0, head)
        while got[at + 7 : at + 14].lower() != b"length:":
            at = got.find(b"ontent-", at + 1, head)
        length = int(got[at + 14 : got.find(b"\r", at)])
        if len(got) < head + 4 + length:
            self._got = got
            return
        self._got = b""
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_result((int(got[9:12]), got[head + 4 :]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("the line broke"))

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer


class Clients:
    """All connections of this process, and the shares they work on."""

    def __init__(self, port: int, connections: int, origin: str, key: bytes) -> None:
        self._port = port
        self._connections = connections
        self._origin = origin
        self._bearer = base64.urlsafe_b64encode(key).rstrip(b"=")
        self._lines: list[Line] = []
        self._shares: list[Recipient] = []
        self._links: list[str] = []

    async def connect(self) -> None:
        """New connections: a server drops those that were idle while another was measured."""
        for line in self._lines:
            line.transport.close()
        loop = asyncio.get_running_loop()
        made = [loop.create_connection(Line, "127.0.0.1", self._port) for _ in range(self._connections)]
        self._lines = [line for _, line in await asyncio.gather(*made)]

    def request(self, name: str, message: Message) -> bytes:
        body = encode(message)
        return (
            b"POST %s%s HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\n"
            b"authorization: Bearer %s\r\ncontent-length: %d\r\n\r\n%s"
        ) % (PATH.encode(), name.encode(), self._bearer, len(body), body)

    def new(self) -> tuple[Recipient, bytes]:
        now = int(time.time())
        terms = Terms(self._origin, now + 86_400, 1, Kind.NONE, None, Cover("Ana", "", "none"))
        create, owner = prepare(Manifest(1, TEXT, ()), terms, now)
        return Recipient(owner.link), self.request("create", create)

    async def each(self, requests: list[bytes]) -> tuple[list[bytes], dict[str, Any]]:
        """Send all, one after the other on each connection; the answers, and the times."""
        answers: list[bytes] = [b""] * len(requests)
        times: list[float] = []
        todo = iter(range(len(requests)))

        async def work(line: Line) -> None:
            for i in todo:
                start = time.monotonic()
                status, answers[i] = await line.ask(requests[i])
                times.append(time.monotonic() - start)
                if status != 200:
                    raise RuntimeError(f"{status}: {answers[i][:80]!r}")

        start = time.monotonic()
        async with asyncio.timeout(DEADLINE_S):
            await asyncio.gather(*(work(line) for line in self._lines))
        return answers, {"start": start, "end": time.monotonic(), "count": len(requests), "times": times}

    async def bare(self, count: int) -> Callable[[], Coroutine[Any, Any, dict[str, Any]]]:
        requests = [b"GET /healthz HTTP/1.1\r\nhost: relay\r\n\r\n"] * count

        async def go() -> dict[str, Any]:
            return (await self.each(requests))[1]

        return go

    async def create(self, count: int) -> Callable[[], Coroutine[Any, Any, dict[str, Any]]]:
        made = [self.new() for _ in range(count)]
        self._shares = [recipient for recipient, _ in made]

        async def go() -> dict[str, Any]:
            return (await self.each([request for _, request in made]))[1]

        return go

    async def claim(self, count: int) -> Callable[[], Coroutine[Any, Any, dict[str, Any]]]:
        """Claims of the shares created before; their hellos are said now, unmeasured."""
        shares = self._shares[:count]
        hellos, _ = await self.each([self.request("hello", one.hello) for one in shares])
        for one, welcome in zip(shares, hellos, strict=True):
            one.welcome(parse(Welcome, welcome))
        claims = [self.request("claim", one.claim()) for one in shares]

        async def go() -> dict[str, Any]:
            return (await self.each(claims))[1]

        return go

    async def snap_create(self, count: int) -> Callable[[], Coroutine[Any, Any, dict[str, Any]]]:
        """SnapPass keeps the same text."""
        form = b"ttl=Day&password=" + TEXT.encode()
        head = b"POST / HTTP/1.1\r\nhost: peer\r\naccept: application/json\r\ncontent-type: application/x-www-form-urlencoded\r\n"
        requests = [head + b"content-length: %d\r\n\r\n%s" % (len(form), form)] * count

        async def go() -> dict[str, Any]:
            answers, told = await self.each(requests)
            self._links = [json.loads(answer)["link"] for answer in answers]
            return told

        return go

    async def snap_read(self, count: int) -> Callable[[], Coroutine[Any, Any, dict[str, Any]]]:
        """SnapPass gives it, and forgets it."""
        paths = ["/" + link.rpartition("/")[2] for link in self._links[:count]]
        requests = [f"POST {path} HTTP/1.1\r\nhost: peer\r\ncontent-length: 0\r\n\r\n".encode() for path in paths]

        async def go() -> dict[str, Any]:
            answers, told = await self.each(requests)
            if not all(TEXT.encode() in answer for answer in answers):
                raise RuntimeError("a secret was not given")
            return told

        return go

    async def life(self, count: int) -> Callable[[], Coroutine[Any, Any, dict[str, Any]]]:
        """Create, hello, claim, blob, ack, one share after the other on each connection."""
        made = [self.new() for _ in range(count)]

        async def go() -> dict[str, Any]:
            times: list[float] = []
            todo = iter(made)

            async def work(line: Line) -> None:
                for recipient, create in todo:
                    start = time.monotonic()
                    await self._live(line, recipient, create)
                    times.append(time.monotonic() - start)

            start = time.monotonic()
            async with asyncio.timeout(DEADLINE_S):
                await asyncio.gather(*(work(line) for line in self._lines))
            return {"start": start, "end": time.monotonic(), "count": count, "times": times}

        return go

    async def _live(self, line: Line, recipient: Recipient, create: bytes) -> None:
        await self._well(line, create)
        welcome = await self._well(line, self.request("hello", recipient.hello))
        recipient.welcome(parse(Welcome, welcome))
        granted = await self._well(line, self.request("claim", recipient.claim()))
        recipient.granted(parse(Granted, granted))
        await self._well(line, self.request("blob", recipient.blob))
        await self._well(line, self.request("ack", recipient.ack("done")))

    async def _well(self, line: Line, request: bytes) -> bytes:
        status, body = await line.ask(request)
        if status != 200:
            raise RuntimeError(f"{status}: {body[:80]!r}")
        return body


async def serve(clients: Clients) -> None:
    print("ready", flush=True)
    while command := await asyncio.to_thread(sys.stdin.readline):
        name, count = command.split()
        await clients.connect()
        go = await getattr(clients, name)(int(count))
        await clients.connect()
        print("set", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        print(json.dumps(await go()), flush=True)


def main(port: str, connections: str, origin: str, key: str) -> None:
    try:
        import uvloop
    except ImportError:
        run = asyncio.run
    else:
        run = uvloop.run
    run(serve(Clients(int(port), int(connections), origin, bytes.fromhex(key))))


if __name__ == "__main__":
    main(*sys.argv[1:])
