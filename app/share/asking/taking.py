"""The files of a submission, opened as they come (REQUESTS, R5 and R7: fetch). Owns that no octet is given before its chunk has
passed, and that a broken line goes on where it was. Memory: one piece of sixteen chunks, however much comes.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from app.crypto.secret import Secret
from app.share.answers import Answers
from app.share.asking import calls
from app.share.asking.submission import Submission
from app.share.downloading import Cancelled, Progress, fill
from app.share.files import TOGETHER, FileSeal, Layout
from app.share.link import damaged
from app.share.manifest import ManifestFile
from app.share.pace import Pace
from app.share.wire.messages import Owned
from app.share.wire.requests import Fetch
from app.share.wire.transfers import CHUNK, PUT_LIMIT

if TYPE_CHECKING:
    from app.share.carrier import Carrier


class Taking:
    """The files of one submission, one after the other."""

    def __init__(
        self,
        carrier: Carrier,
        owned: Owned,
        number: int,
        given: Submission,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._carrier = carrier
        self._owned = owned
        self._number = number
        self._given = given
        self._layout = Layout(given.content)
        self._told = progress
        self._cancelled = cancelled or (lambda: False)
        self._sleep = sleep
        self._pace = Pace()
        self._answers = Answers(self._ask)

    def _ask(self, start: int, length: int) -> Iterator[bytes]:
        place = self._owned.id, self._owned.owner, self._number
        return calls.fetch(self._carrier, Fetch(*place, "files", start, length))

    def files(self) -> Iterator[tuple[ManifestFile, BinaryIO]]:
        """Each with a stream of what is in it, to be read to its end before the next is asked for. Reading raises PeerError
        `damaged` for what is not as it was sealed, UserError `cancelled`, WorldError for the line."""
        text = _Text(self._texts(), self._tell)
        for file in self._given.files:
            yield file, cast(BinaryIO, _Reader(text, file.size))

    def _tell(self, done: int) -> None:
        if self._told is not None:
            self._told(done, self._given.content)

    def _texts(self) -> Iterator[memoryview]:
        """What all chunks that hold something say, in order."""
        seal = FileSeal(Secret(self._given.key), self._layout)
        room = memoryview(bytearray(PUT_LIMIT))
        chunks = -(-self._given.content // CHUNK)
        with contextlib.closing(self._answers):
            for first in range(0, chunks, TOGETHER):
                start, end = self._layout.place(first, TOGETHER)
                octets = room[: end - start]
                self._fetch(start, octets, self._layout.place(0, chunks)[1])
                for _, text in seal.open(octets, first):
                    yield text

    def _fetch(self, start: int, room: memoryview, until: int) -> None:
        def ask(have: int) -> Iterator[bytes]:
            return self._answers.octets(start + have, len(room) - have, until)

        fill(room, ask, self._cancelled, self._sleep, self._pace)


class _Text:
    """All contents, one behind the other."""

    def __init__(self, texts: Iterator[memoryview], told: Callable[[int], None]) -> None:
        self._texts = texts
        self._told = told
        self._rest = memoryview(b"")
        self._done = 0

    def read(self, count: int) -> bytes:
        """At most so many octets, and at least one."""
        if not self._rest:
            rest = next(self._texts, None)
            if rest is None:
                raise damaged()
            self._rest = rest
        piece = bytes(self._rest[:count])
        self._rest = self._rest[len(piece) :]
        self._done += len(piece)
        self._told(self._done)
        return piece


class _Reader(io.RawIOBase):
    """One file of it."""

    def __init__(self, text: _Text, size: int) -> None:
        super().__init__()
        self._text = text
        self._left = size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece = self._text.read(wanted) if wanted else b""
        self._left -= len(piece)
        return piece
