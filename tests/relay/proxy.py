"""A proxy of the tests' own before a relay: it reads whole requests, and does to each what a bad line, a retrying middlebox or an
attacker on the line might. What it does is drawn from a seed, so a run that fails can be had again.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from collections import Counter, deque
from collections.abc import Iterator

CHUNK = 262_144 + 40
REMEMBERED = 16
FAULTS = ("cut request", "cut answer", "lose answer", "delay", "twice at once", "twice", "late", "swap")
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Cut(Exception):
    """Both lines end here."""


class Proxy:
    """Listens at once, so that its address is known before the relay's; `target` is the relay's port. `swapped` counts the
    requests and answers whose octets it has changed: whatever comes of them must be found out."""

    def __init__(self, seed: int, likely: float = 0.3, *, faults: tuple[str, ...] = FAULTS) -> None:
        self._random = random.Random(seed)
        self._likely = likely
        self._faults = faults
        self._past: deque[bytes] = deque(maxlen=REMEMBERED)
        self._beside: set[asyncio.Task[None]] = set()
        self.target = 0
        self.port = 0
        self.done: Counter[str] = Counter()

    async def listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _message(reader):
                await self._treat(request, writer)
        except (_Cut, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # asyncio would tell of its own streams' cancelled tasks as of a fault
        finally:
            writer.close()

    async def _treat(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        fault = self._random.choice(self._faults) if self._random.random() < self._likely else ""
        self.done[fault] += 1
        if fault == "cut request":
            await self._send(request[: self._place(request)], answered=False)
            raise _Cut
        if fault == "swap":
            request = _swapped(request)
        elif fault == "delay":
            await asyncio.sleep(
                self._random.uniform(0, 0.01)
            )  # what is measured is not the time, but what comes between
        elif fault == "twice at once":
            self._go_beside(request)
        elif fault == "twice":
            await self._send(request)
        elif fault == "late" and self._past:
            self._go_beside(self._random.choice(self._past))
        self._past.append(request)
        answer = await self._send(request)
        if fault == "lose answer":
            raise _Cut
        if fault == "cut answer":
            answer = answer[: self._place(answer)]
        writer.write(answer)
        await writer.drain()
        if fault == "cut answer":
            raise _Cut

    def _place(self, octets: bytes) -> int:
        """Where to cut: at the end of a chunk, or just anywhere."""
        ends = range(octets.find(b"\r\n\r\n") + 4, len(octets), CHUNK)
        return self._random.choice((*ends, self._random.randrange(len(octets))))

    def _go_beside(self, request: bytes) -> None:
        """An older request, or the same, beside this one: whichever comes first. Nobody hears its answer."""

        async def go() -> None:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._send(request)

        task = asyncio.get_running_loop().create_task(go())
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _send(self, request: bytes, *, answered: bool = True) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            writer.write(request)
            await writer.drain()
            return await _message(reader) if answered else b""
        finally:
            writer.close()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """A whole request or answer; nothing at the end of the line."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return head + await reader.readexactly(int(line.partition(b":")[2]))
    return head


def _swapped(request: bytes) -> bytes:
    """The first two whole chunks of a put change places: the relay cannot know, and the recipient must."""
    at = request.find(b"\r\n\r\n") + 4
    if b"/api/1/put " not in request[:100]:
        return request
    at += 4 + int.from_bytes(request[at : at + 4])
    one, two = request[at : at + CHUNK], request[at + CHUNK : at + 2 * CHUNK]
    return request[:at] + two + one + request[at + 2 * CHUNK :] if len(two) == CHUNK else request


@contextlib.contextmanager
def in_a_thread(proxy: Proxy) -> Iterator[Proxy]:
    """The proxy at work, for clients that wait for what they ask."""
    loop = asyncio.new_event_loop()

    async def listen() -> asyncio.Server:
        return await proxy.listen()

    thread = threading.Thread(target=loop.run_forever, name="proxy")
    thread.start()
    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(30)
    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
