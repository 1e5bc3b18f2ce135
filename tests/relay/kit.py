"""What tests of the relay share: a page to serve, shares without a KDF, a relay in this process, a relay as a process."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import msgspec

from app.relay.access import add_key
from app.relay.app import Limits, RelayApp
from app.relay.identity import Sending
from app.relay.inside import create_app
from app.relay.page import Page
from app.relay.schema import database_path, open_database
from app.relay.sqlite import SqliteStore
from app.relay.writer import Step, no_step
from app.share.documents import Cover
from app.share.link import Kind
from app.share.manifest import Manifest
from app.share.recipient import Recipient
from app.share.sender import OwnerSecrets, Terms, prepare
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Claim, Create, Granted, Message, ShareStatus, Status, Statuses, Welcome
from tests.relay import forked

ROOT = Path(__file__).parents[2]
ORIGIN = "https://relay.example"
NOON = 1_800_000_000
HOUR = 3600
DEADLINE_S = 60.0


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, now: int = NOON) -> None:
        self.time = now

    def __call__(self) -> int:
        return self.time

    def go(self, seconds: int) -> None:
        self.time += seconds


@dataclass
class Share:
    """One share with what its sender and its recipient know."""

    create: Create
    owner: OwnerSecrets

    @property
    def recipient(self) -> Recipient:
        """A new opening of it: a tab of its own."""
        return Recipient(self.owner.link)


def new_share(
    now: int = NOON, *, views: int = 1, expires_s: int = HOUR, relay: str = ORIGIN, text: str = "olá", starts_s: int = 0
) -> Share:
    """A share without a passcode: what a wrong passcode is to the relay, a wrong signature, needs no KDF."""
    terms = Terms(relay, now + expires_s, views, Kind.NONE, None, Cover("Ana", "", "none"), starts=now + starts_s)
    return Share(*prepare(Manifest(1, text, ()), terms, now))


def wrong(claim: Claim, guess: int = 0) -> Claim:
    """The claim as a wrong passcode makes it: the signature is by another key, for each guess another."""
    return msgspec.structs.replace(claim, signature=guess.to_bytes(32, "big") * 2)


def bearer(key: bytes) -> str:
    return "Bearer " + base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def fake_page(folder: Path) -> Path:
    """A built page, small."""
    folder.mkdir(parents=True, exist_ok=True)
    said = {
        "headers": {"Content-Security-Policy": "default-src 'self'", "Cache-Control": "no-store"},
        "document": "index.html",
        "files": [{"path": "/assets/x-1.js", "file": "x-1.js", "type": "text/javascript; charset=utf-8"}],
        "digest": "00",
    }
    (folder / "page.json").write_text(json.dumps(said))
    for name, plain in {"index.html": b"<!doctype html><title>Lacre</title>", "x-1.js": b"let x = 1;"}.items():
        (folder / name).write_bytes(plain)
        (folder / f"{name}.br").write_bytes(b"br:" + plain)
        (folder / f"{name}.gz").write_bytes(b"gz:" + plain)
    return folder


@dataclass(frozen=True)
class Answer:
    """What the relay said."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def error(self) -> str | None:
        return json.loads(self.body).get("error") if self.status != 200 else None


class Caller(Protocol):
    """Something that carries calls to a relay."""

    async def call(self, name: str, message: Message) -> Answer | None: ...


class Inside:
    """A relay in this process, called without a network."""

    def __init__(self, store: SqliteStore, app: RelayApp, key: bytes, clock: Clock) -> None:
        self.store = store
        self.data = store.data
        self.app = app
        self.key = key
        self.clock = clock

    async def send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None, *, chunk: int = 0,
        peer: str = "203.0.113.7",
    ) -> Answer:  # fmt: skip
        """One request; `chunk` sends the body in pieces without saying how long it is."""
        said = {"content-type": "application/json"} | (headers or {})
        if not chunk:
            said.setdefault("content-length", str(len(body)))
        pieces = [body[i : i + chunk] for i in range(0, len(body), chunk)] if chunk else [body]
        self.pieces_read = 0

        async def receive() -> dict[str, Any]:
            if self.pieces_read >= len(pieces):
                await asyncio.get_running_loop().create_future()  # stays on the line
            self.pieces_read += 1
            more = self.pieces_read < len(pieces)
            return {"type": "http.request", "body": pieces[self.pieces_read - 1], "more_body": more}

        events: list[Any] = []

        async def send(event: Any) -> None:
            events.append(event)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
            "client": (peer, 5),
        }
        await self.app(scope, receive, send)
        if not events:
            return Answer(0, b"")
        back = {name.decode(): value.decode() for name, value in events[0]["headers"]}
        return Answer(events[0]["status"], b"".join(event["body"] for event in events[1:]), back)

    async def call(self, name: str, message: Message, *, access: bool = True) -> Answer:
        headers = {"authorization": bearer(self.key)} if access else {}
        return await self.send("POST", f"/api/1/{name}", encode(message), headers)

    async def create(self, share: Share) -> Answer:
        return await self.call("create", share.create)

    async def keep(self, **choices: Any) -> Share:
        """A new share that the relay has."""
        share = new_share(self.clock(), **choices)
        assert (await self.create(share)).status == 200
        return share

    async def greet(self, share: Share) -> Recipient:
        """A recipient that has said hello."""
        recipient = share.recipient
        answer = await self.call("hello", recipient.hello)
        assert answer.status == 200, answer
        recipient.welcome(parse(Welcome, answer.body))
        return recipient

    async def claim(self, recipient: Recipient) -> Answer:
        answer = await self.call("claim", recipient.claim())
        if answer.status == 200:
            recipient.granted(parse(Granted, answer.body))
        return answer

    async def open(self, recipient: Recipient) -> Manifest:
        answer = await self.call("blob", recipient.blob)
        assert answer.status == 200, answer
        recipient.receive(answer.body)
        return recipient.open()

    async def status(self, share: Share) -> ShareStatus:
        answer = await self.call("status", Status((share.owner.owned,)))
        found = parse(Statuses, answer.body).shares[0]
        assert found is not None
        return found


@contextlib.asynccontextmanager
async def inside(
    folder: Path,
    time: Clock | None = None,
    *,
    step: Step = no_step,
    monotonic: Callable[[], float] | None = None,
    room: int | None = None,
    mailer: Sending | None = None,
    **limits: Any,
) -> AsyncIterator[Inside]:
    """A relay over `folder`, until the end of the block."""
    clock = time or Clock()
    store = SqliteStore.open(folder / "relay", clock, step=step, monotonic=monotonic or clock, room=room)
    key = add_key(store.database, "test", clock())
    store.start()
    page = Page(fake_page(folder / "page"))
    app = create_app(
        store,
        origins=(ORIGIN,),
        page=page,
        limits=replace(Limits(rate_per_s=0), **limits),
        now=store.now,
        mailer=mailer,
    )
    try:
        yield Inside(store, app, key, clock)
    finally:
        await store.close()


def whats(status: ShareStatus) -> list[str]:
    return [event.what for event in status.events]


class Outside:
    """A relay as a process of its own, built by `tests.relay.harness`. `fresh`: a Python that was started for it alone."""

    def __init__(
        self,
        folder: Path,
        *,
        kill_at: str = "",
        port: int = 0,
        relay: str = "",
        apart: bool = True,
        fresh: bool = not forked.POSSIBLE,
    ) -> None:
        self.folder = folder
        self.data = folder / "relay"
        self.kill_at = kill_at
        self.clock = folder / "clock"
        if not self.clock.exists():
            self.set_clock(NOON)
        page = fake_page(folder / "page")
        self.stderr_path = folder / f"stderr-{os.urandom(4).hex()}"
        words = [str(self.data), str(page), str(self.clock), str(port), kill_at, relay, "" if apart else "inside"]
        with self.stderr_path.open("wb") as stderr:
            self.process: subprocess.Popen[bytes] | forked.Forked
            if fresh:
                command = [sys.executable, "-m", "tests.relay.harness", *words]
                self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr)
            else:
                self.process = forked.start(words, stderr.fileno())
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        self.stdout = line.encode()
        if not line.startswith("listening on "):
            self.kill()
            raise AssertionError(line, self.stderr_path.read_text())
        self.url = line.removeprefix("listening on ").strip()
        self.port = int(self.url.rpartition(":")[2])

    def arm(self) -> None:
        """From now on it dies at its step."""
        (self.folder / "armed").touch()

    def disarm(self) -> None:
        (self.folder / "armed").unlink()

    def set_clock(self, now: int) -> None:
        temporary = self.clock.with_suffix(".new")
        temporary.write_text(str(now))
        temporary.replace(self.clock)

    def invite_key(self) -> bytes:
        """An access key, made by another process's connection while the relay runs."""
        db = open_database(database_path(self.data))
        try:
            return add_key(db, "test", NOON)
        finally:
            db.close()

    def wait_killed(self) -> None:
        assert self.process.wait(DEADLINE_S) == -9

    def stop(self) -> int:
        """End it as an operator does; its exit code."""
        self.process.terminate()
        assert self.process.stdout is not None
        self.stdout += self.process.stdout.read()
        code = self.process.wait(DEADLINE_S)
        self.process.stdout.close()
        return code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.stdout += self.process.stdout.read()
        self.process.stdout.close()


@contextlib.contextmanager
def outside(folder: Path, **choices: Any) -> Iterator[Outside]:
    relay = Outside(folder, **choices)
    try:
        yield relay
    finally:
        if relay.process.poll() is None:
            relay.stop()
        elif relay.process.stdout is not None:
            relay.process.stdout.close()


def request(name: str, body: bytes, key: bytes | None = None, *, last: bool = False) -> bytes:
    """A call as it goes over the line; the last one closes it."""
    access = f"authorization: {bearer(key)}\r\n" if key is not None else ""
    head = (
        f"POST /api/1/{name} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n{access}{'connection: close' if last else 'accept: */*'}\r\n\r\n"
    )
    return head.encode() + body


class Line:
    """One connection to a relay process, kept alive. None as an answer means that the line broke."""

    def __init__(self, port: int, key: bytes | None = None) -> None:
        self._port = port
        self.key = key
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def call(self, name: str, message: Message) -> Answer | None:
        return await self.exchange(request(name, encode(message), self.key))

    async def exchange(self, octets: bytes) -> Answer | None:
        try:
            async with asyncio.timeout(DEADLINE_S):
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self._port)
                reader, writer = self._streams
                writer.write(octets)
                await writer.drain()
                return await read_answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            await self.close()
            return None

    async def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            with contextlib.suppress(OSError):
                await self._streams[1].wait_closed()
            self._streams = None


@contextlib.asynccontextmanager
async def lines_to(relay: Outside, count: int) -> AsyncIterator[tuple[Line, list[Line]]]:
    """The sender's line, and so many others."""
    lines = [Line(relay.port, relay.invite_key()), *(Line(relay.port) for _ in range(count))]
    try:
        yield lines[0], lines[1:]
    finally:
        for line in lines:
            await line.close()


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Answer(int(first.split()[1]), body, headers)


async def greeted(line: Caller, share: Share) -> Recipient:
    """A recipient that has said hello over this line."""
    recipient = share.recipient
    answer = await line.call("hello", recipient.hello)
    assert answer is not None
    assert answer.status == 200, answer
    recipient.welcome(parse(Welcome, answer.body))
    return recipient


async def kept(line: Caller, on: Outside | None = None, **choices: Any) -> Share:
    """A new share that the relay process has acknowledged."""
    share = new_share(**({"relay": on.url} if on else {}) | choices)
    answer = await line.call("create", share.create)
    assert answer is not None
    assert answer.status == 200, answer
    return share


async def status_of(line: Caller, share: Share) -> ShareStatus | None:
    answer = await line.call("status", Status((share.owner.owned,)))
    assert answer is not None
    return parse(Statuses, answer.body).shares[0]


def secrets_of(share: Share, key: bytes) -> list[bytes]:
    """What no file, log or table of the relay may hold, beside the half."""
    link = share.owner.link
    recipient = share.recipient
    return [link.id, link.secret.reveal(), recipient.hello.proof, share.owner.owner.reveal(), key]


def spellings(octets: bytes) -> list[bytes]:
    """The octets as they might be written down."""
    return [
        octets,
        octets.hex().encode(),
        octets.hex().upper().encode(),
        base64.b64encode(octets).rstrip(b"="),
        base64.urlsafe_b64encode(octets).rstrip(b"="),
    ]


def holding(folders: list[Path], secrets: list[bytes]) -> list[Path]:
    """The files below the folders (or themselves) in which a secret is found, in any spelling."""
    files = [path for folder in folders for path in ([folder] if folder.is_file() else folder.rglob("*"))]
    needles = [spelling for secret in secrets for spelling in spellings(secret)]
    return [path for path in files if path.is_file() and any(needle in path.read_bytes() for needle in needles)]
