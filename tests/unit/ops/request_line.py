"""The real relay in a thread of this process behind a real courier: only sockets are missing. And a client who answers requests.

`tamper` is a hostile relay, or line: what it is asked and what it says passes through it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.crypto.randomness import random_bytes, random_secret
from app.crypto.secret import Secret
from app.errors import WorldError
from app.ops import requesting
from app.ops.requesting import CreatedRequest
from app.share.asking import calls
from app.share.asking.giver import Giver
from app.share.asking.link import RequestLink, parse_request_link
from app.share.asking.submission import Answer, Submission
from app.share.body import sealed_files
from app.share.carrier import _refused
from app.share.courier import Courier
from app.share.files import FileSeal, Layout, texts
from app.share.manifest import ManifestFile
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import PATH, Change, Message, Owned, Status, Watch
from app.share.wire.requests import Submitted
from app.share.wire.transfers import HEAD_ROOM, PUT_LIMIT, Piece
from app.vault.vault import Vault
from tests.relay.kit import ORIGIN, Clock, Inside, bearer, inside

Tamper = Callable[[str, bytes, Callable[[bytes], bytes]], bytes]


class Line:
    """A relay that is there until the end of the block."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked: list[str] = []
        self.down = False
        self.cuts = 0  # so many answers of octets break off
        self.tamper: Tamper | None = None
        self._loop = asyncio.new_event_loop()
        self._relay: Inside | None = None

    @property
    def relay(self) -> Inside:
        assert self._relay is not None
        return self._relay

    def courier(self, origin: str = ORIGIN) -> Courier:
        return _LineCourier(self, origin)

    def say(self, name: str, octets: bytes) -> bytes:
        """The answer's octets; what the relay refuses is raised as from any courier."""
        self.asked.append(name)
        if self.down:
            raise WorldError("unreachable", why="dropped")
        return (
            self._ask(name, octets) if self.tamper is None else self.tamper(name, octets, lambda o: self._ask(name, o))
        )

    def _ask(self, name: str, octets: bytes) -> bytes:
        kind = "application/octet-stream" if name == "put" else "application/json"
        headers = {"authorization": bearer(self.relay.key), "content-type": kind}
        sent = self.relay.send("POST", PATH + name, octets, headers)
        answer = asyncio.run_coroutine_threadsafe(sent, self._loop).result(60)
        if answer.status != 200:
            raise _refused(answer.status, answer.body)
        return answer.body

    @contextmanager
    def running(self, folder: Path) -> Iterator[Line]:
        ready, done = threading.Event(), asyncio.Event()

        async def serve() -> None:
            async with inside(folder, self.clock) as relay:
                self._relay = relay
                ready.set()
                await done.wait()

        thread = threading.Thread(target=self._loop.run_until_complete, args=(serve(),), daemon=True)
        thread.start()
        assert ready.wait(60)
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(done.set)
            thread.join(60)
            self._loop.close()


class _LineCourier(Courier):
    def __init__(self, line: Line, origin: str) -> None:
        super().__init__(origin, Secret(bytes(32)), sleep=lambda _: None)
        self._line = line

    def _once(self, name: str, octets: Any, kind: Any, authorised: bool, limit: int) -> Any:
        return parse(kind, self._line.say(name, bytes(octets)))

    def stream(self, name: str, message: Message, limit: int) -> Iterator[bytes]:
        octets = self._line.say(name, encode(message))
        assert len(octets) <= limit
        yield octets[:1000]
        if name == "fetch" and self._line.cuts:
            self._line.cuts -= 1
            raise WorldError("unreachable", why="dropped")
        yield octets[1000:]

    def watch(self, message: Watch) -> Iterator[Change | None]:
        """What is new already; a relay may end it at any time."""
        yield None
        owned = tuple(Owned(one.id, one.owner) for one in message.shares)
        for place, (asked, found) in enumerate(zip(message.shares, self.status(Status(owned)).shares, strict=True)):
            if found is not None and len(found.events) > asked.seen:
                new = msgspec.structs.replace(found, events=found.events[asked.seen :])
                yield Change(place, new, len(found.events))


@dataclass
class Giving:
    """Somebody with the link, at one opened page."""

    url: str
    session: bytes = field(default_factory=lambda: random_bytes(16))
    given: int = 0

    @property
    def link(self) -> RequestLink:
        return parse_request_link(self.url)

    def sealed(
        self,
        courier: Courier,
        *answers: tuple[int, list[str]],
        message: str = "",
        files: dict[str, bytes] | None = None,
        place: int | None = None,
        passcode: str | None = None,
        at: int = 0,
    ) -> tuple[Giver, bytes]:
        """Everything is uploaded, and only the word that it is a submission is missing."""
        giver = Giver(self.link)
        giver.shown(calls.look(courier, giver.look))
        giver.unlock(None if passcode is None else Secret(passcode))
        calls.offer(courier, giver.offer())
        key = random_secret()
        named = tuple(ManifestFile(name, "", len(content)) for name, content in (files or {}).items())
        manifest = Submission(
            v=1,
            language="pt-PT",
            session=self.session,
            i=self.given if place is None else place,
            at=at,
            message=message,
            answers=tuple(Answer(part, tuple(values)) for part, values in answers),
            files=named,
            key=key.reveal() if named else b"",
        )
        self.given += 1
        envelope = giver.seal(manifest)
        self._upload(courier, giver, giver.envelope_token, envelope)
        if files:
            self._upload(courier, giver, giver.files_token, sealed(key, b"".join(files.values())))
        return giver, envelope

    @staticmethod
    def _upload(courier: Courier, giver: Giver, token: Secret, octets: bytes) -> None:
        have = calls.offer(courier, giver.offer(token, len(octets))).have
        while have < len(octets):
            room = memoryview(bytearray(HEAD_ROOM) + octets[have : have + PUT_LIMIT])
            have = courier.put(Piece(token.reveal(), have), room).have


class Client:
    """The same, at the line of a test."""

    def __init__(self, url: str, line: Line, passcode: str | None = None) -> None:
        self.line = line
        self._passcode = passcode
        self._page = Giving(url)

    def give(self, *answers: tuple[int, list[str]], **choices: Any) -> Submitted:
        """Fill it in and send it."""
        with self.line.courier() as courier:
            giver, _ = self.sealed(courier, *answers, **choices)
            return calls.submit(courier, giver.submit(files=bool(choices.get("files"))))

    def sealed(self, courier: Courier, *answers: tuple[int, list[str]], **choices: Any) -> tuple[Giver, bytes]:
        """All but the last word."""
        self.last = self._page.sealed(courier, *answers, passcode=self._passcode, at=self.line.clock(), **choices)
        return self.last

    def words(self) -> tuple[str, ...]:
        """What the page shows of the last one."""
        giver, envelope = self.last
        return giver.words(envelope, "pt-PT")


def sealed(key: Secret, content: bytes) -> bytes:
    """The sealed files of this content."""
    layout = Layout(len(content))
    assert layout.sealed == sealed_files(len(content))
    room = memoryview(bytearray(layout.sealed))
    padded = content.ljust(layout.padded, b"\x00")
    at = 0
    for place in texts(room, layout, 0):
        place[:] = padded[at : at + len(place)]
        at += len(place)
    FileSeal(key, layout).seal(room, 0)
    return bytes(room)


def client(made: CreatedRequest, line: Line) -> Client:
    return Client(made.url.text(), line, None if made.passcode is None else made.passcode.text())


def states(vault: Vault, made: CreatedRequest, line: Line, at: datetime) -> list[str]:
    """Of what came, after asking the relay."""
    view = next(one for one in requesting.refresh(vault, at, ids=(made.id,), carry=line.courier) if one.id == made.id)
    return [one.state for one in view.submissions]


def kept(line: Line) -> int:
    """How many octets of submissions the relay has on its disk."""
    line.relay.store.files.condemned.wait()
    return sum(path.stat().st_size for path in (line.relay.data / "files").rglob("*") if path.is_file())
