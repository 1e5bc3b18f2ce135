"""Writing a long file on a thread of its own, while the caller makes what comes next. Owns that thread; knows no format.

Sealing and writing take about as long as each other, and neither holds the interpreter: side by side a file of gigabytes
takes the longer of the two and not their sum. What was written is sent to the medium on the way, so that the sync at the end,
which is the caller's, has little left to do. A short file starts no thread.

Chunks are written as they come, best 64 KiB each: written a mebibyte at once, Linux takes large pages for its cache, which on
virtual machines cost five times the processor time (measured, benchmarks/attachments.py).
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterable, Iterator
from typing import BinaryIO

PIECE = 1024 * 1024
_WAITING = 8  # pieces that the medium may be behind: what a long file costs in memory
_SENT_EVERY = 16  # pieces

Piece = list[bytes]


def write_all(file: BinaryIO, chunks: Iterable[bytes]) -> None:
    """All of it into the file, in order. Whatever making or writing it raises is raised, once nothing is written any more."""
    pieces = gathered(chunks)
    first = next(pieces, [])
    second = next(pieces, None)
    if second is None:
        file.writelines(first)
        return
    behind = _Behind(file)
    try:
        behind.put(first)
        behind.put(second)
        for piece in pieces:
            behind.put(piece)
    finally:
        behind.end()
    behind.require()


def gathered(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """Together in pieces that are worth the way to another thread."""
    waiting: Piece = []
    octets = 0
    for chunk in chunks:
        waiting.append(chunk)
        octets += len(chunk)
        if octets >= PIECE:
            yield waiting
            waiting, octets = [], 0
    if waiting:
        yield waiting


class _Behind:
    """The thread that writes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._pieces: queue.Queue[Piece | None] = queue.Queue(_WAITING)
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="lacre-behind", daemon=True)
        self._thread.start()

    def put(self, piece: Piece) -> None:
        self.require()
        self._pieces.put(piece)

    def end(self) -> None:
        """Wait until all that was put is written, or given up."""
        self._pieces.put(None)
        self._thread.join()

    def require(self) -> None:
        """Raise what writing raised."""
        if self._failed is not None:
            raise self._failed

    def _run(self) -> None:
        written = 0
        while (piece := self._pieces.get()) is not None:
            if self._failed is not None:
                continue  # taken all the same, so that who puts does not wait for ever
            try:
                self._file.writelines(piece)
                written += 1
                if not written % _SENT_EVERY:
                    _send(self._file)
            except BaseException as error:
                self._failed = error


def _send(file: BinaryIO) -> None:
    """Have the medium begin with what it got. Where this cannot be had without flushing its own cache too, nothing happens."""
    if hasattr(os, "fdatasync"):
        file.flush()
        os.fdatasync(file.fileno())
