"""Fetching the files of an opened share (PROTOCOL section 7.2): all of them or some, in the order in which they lie. Owns what is
asked for and that a broken line goes on where it was; where files land is `landing`'s. Memory: a few pieces, however much comes.

The ticket's window is counted from the claim: whoever was cut goes on within it, from the octet that was reached.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import LacreError, OurError, PeerError, UserError, WorldError
from app.share.ahead import ahead
from app.share.answers import Answers
from app.share.files import TOGETHER, FileSeal, Layout, Span, spans
from app.share.landing import Landing
from app.share.manifest import Manifest
from app.share.pace import Pace
from app.share.recipient import Recipient
from app.share.wire.transfers import CHUNK, PUT_LIMIT

if TYPE_CHECKING:
    from app.share.courier import Courier

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
SETBACKS = 8
LONGEST_PAUSE_S = 30.0


@dataclass(frozen=True, slots=True)
class _Fetched:
    """Sealed chunks in their room, from chunk `first` on."""

    first: int
    octets: memoryview


class Download:
    """The files of one opened share."""

    def __init__(
        self,
        courier: Courier,
        recipient: Recipient,
        manifest: Manifest,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not manifest.files:
            raise OurError("no-files")
        self._courier = courier
        self._recipient = recipient
        self._manifest = manifest
        self._layout = Layout(manifest.content)
        self._seal = FileSeal(Secret(manifest.key), self._layout)
        self._told = progress
        self._cancelled = cancelled or (lambda: False)
        self._sleep = sleep
        self._pace = Pace()
        self._receipts: deque[int] = deque()
        self._answers = Answers(lambda start, length: courier.files(recipient.files(start, length)))

    def save(self, folder: Path, numbers: Sequence[int] | None = None) -> list[Path]:
        """Write these files (all of them, without a choice) into the folder; where each is then. Those before one that fails
        are whole and stay. UserError `cancelled`; PeerError `damaged`; WorldError for line and disk."""
        wanted = [span for span in spans(self._manifest.files) if numbers is None or span.number in numbers]
        found: list[Path] = []
        with Landing(folder, [file.name for file in self._manifest.files]) as landing:
            saving = _Saving(landing, wanted, self._done, found)
            saving.skip_empty()
            for start, text in self._texts(wanted):
                saving.take(start, text)
                self._tell(saving.done, saving.total)
        self._send_receipts()
        return found

    def _done(self, number: int) -> None:
        self._receipts.append(number)

    def _tell(self, done: int, total: int) -> None:
        if self._cancelled():
            raise UserError("cancelled")
        if self._told is not None:
            self._told(done, total)

    def _texts(self, wanted: Sequence[Span]) -> Iterator[tuple[int, memoryview]]:
        """The opened texts of all chunks that these files need, in order."""
        pieces = _pieces(_runs(wanted))

        def make(room: bytearray) -> _Fetched | None:
            self._send_receipts()  # from this thread: a courier serves one at a time
            piece = next(pieces, None)
            if piece is None:
                return None
            first, count, left = piece
            start, end = self._layout.place(first, count)
            octets = memoryview(room)[: end - start]
            self._fetch(start, octets, self._layout.place(first, left)[1])
            return _Fetched(first, octets)

        with contextlib.closing(self._answers), ahead(make, PUT_LIMIT, stop=self._courier.cut) as fetched:
            for piece in fetched:
                yield from self._seal.open(piece.octets, piece.first)

    def _fetch(self, start: int, room: memoryview, until: int) -> None:
        def ask(have: int) -> Iterator[bytes]:
            return self._answers.octets(start + have, len(room) - have, until)

        fill(room, ask, self._cancelled, self._sleep, self._pace)

    def _send_receipts(self) -> None:
        """Tell the sender which files are here. That the relay cannot be told harms nobody."""
        while self._receipts:
            with contextlib.suppress(LacreError):
                self._courier.ack(self._recipient.ack("file", self._receipts.popleft()))


def fill(
    room: memoryview,
    ask: Callable[[int], Iterator[bytes]],
    cancelled: Cancelled,
    sleep: Callable[[float], None],
    pace: Pace,
) -> None:
    """Fill it, in as many requests as the line needs; `ask` asks for all of it from so many octets on. Patience ends when nothing
    more has come so many times, or with `pace`: a relay could keep us for ever, the second way octet by octet."""
    have = setbacks = 0
    while have < len(room):
        if pace.is_over():
            raise WorldError("too-slow")
        before, pause = have, 0.0
        failed: LacreError | None = None
        pace.begin()
        try:
            for octets in ask(have):
                room[have : have + len(octets)] = octets
                have += len(octets)
                pace.count(len(octets))
                if cancelled():
                    raise UserError("cancelled")
                if pace.is_over():
                    break
        except WorldError as error:
            failed, pause = error, min(2.0**setbacks, LONGEST_PAUSE_S)
        except PeerError as error:
            if error.code != "busy":
                raise
            failed, pause = error, min(float(error.facts.get("retry_s", 1)), LONGEST_PAUSE_S)
        if cancelled():
            raise UserError("cancelled")
        pace.count(0)
        setbacks = setbacks + 1 if have == before else 0
        if setbacks:
            pace.wait(pause)
            if setbacks > SETBACKS:
                raise failed or WorldError("unreachable", why="answer")
            sleep(pause)


class _Saving:
    """Gives the text, as it comes, to the files that it is."""

    def __init__(
        self, landing: Landing, wanted: Sequence[Span], done: Callable[[int], None], found: list[Path]
    ) -> None:
        self._landing = landing
        self._wanted = deque(wanted)
        self._whole = done
        self._found = found
        self._at: int | None = None
        self.done = 0
        self.total = sum(span.end - span.start for span in wanted)

    def take(self, start: int, text: memoryview) -> None:
        """A text that begins there."""
        end = start + len(text)
        while self._wanted and self._wanted[0].start < end:
            span = self._wanted[0]
            if self._at is None:
                self._landing.begin(span.number)
                self._at = span.start
            to = min(span.end, end)
            self._landing.write(text[self._at - start : to - start])
            self.done += to - self._at
            self._at = to
            if to < span.end:
                return
            self._finish(span)
            self.skip_empty()

    def skip_empty(self) -> None:
        """Empty files need no text."""
        while self._wanted and self._wanted[0].start == self._wanted[0].end:
            self._landing.begin(self._wanted[0].number)
            self._finish(self._wanted[0])

    def _finish(self, span: Span) -> None:
        self._found.append(self._landing.finish())
        self._wanted.popleft()
        self._at = None
        self._whole(span.number)


def _runs(wanted: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The chunks that these files lie in, each once and in order, in runs: first and count."""
    run: tuple[int, int] | None = None
    for span in wanted:
        if span.start == span.end:
            continue
        for number in range(span.start // CHUNK, (span.end - 1) // CHUNK + 1):
            if run is not None and number < run[0] + run[1]:
                continue
            if run is not None and number == run[0] + run[1]:
                run = run[0], run[1] + 1
                continue
            if run is not None:
                yield run
            run = number, 1
    if run is not None:
        yield run


def _pieces(runs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The runs in pieces of as many chunks as a room holds: first, count, and how many are left of the run from the first on."""
    for first, count in runs:
        for done in range(0, count, TOGETHER):
            yield first + done, min(TOGETHER, count - done), count - done
