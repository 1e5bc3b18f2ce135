"""Writing a long file on a thread of its own, while the caller makes what comes next. Owns that thread; knows no format.

Sealing and writing take about as long as each other, and neither holds the interpreter: side by side a file of gigabytes
takes the longer of the two and not their sum. What was written is sent to the medium on the way, so that the sync at the end,
which is the caller's, has little left to do. A short file starts no thread.

It is written 64 KiB at a time, each at a multiple of that: a write that begins or ends within a page of the system's cache
costs half as much again, and of a mebibyte at once Linux takes large pages, which on virtual machines cost five times the
processor time (measured, benchmarks/attachments.py). What was written is filled again: new memory costs more than the copy.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterable, Iterator
from typing import BinaryIO

PIECE = 1024 * 1024
_AT_ONCE = 64 * 1024
_WAITING = 8  # pieces that the medium may be behind: what a long file costs in memory
_SENT_EVERY = 16  # pieces

Written = queue.SimpleQueue[memoryview]
"""Pieces whose octets are in the file."""


def write_all(file: BinaryIO, chunks: Iterable[bytes]) -> None:
    """All of it into the file, in order. Whatever making or writing it raises is raised, once nothing is written any more."""
    written = Written()
    pieces = _gathered(chunks, written)
    first = next(pieces, None)
    second = next(pieces, None)
    if first is None:
        return
    if second is None:
        _write(file, first)
        return
    behind = _Behind(file, written)
    try:
        behind.put(first)
        behind.put(second)
        for piece in pieces:
            behind.put(piece)
    finally:
        behind.end()
    behind.require()


def _gathered(chunks: Iterable[bytes], written: Written) -> Iterator[memoryview]:
    """The same octets in pieces that are worth the way to another thread, all but the last of the same size."""
    piece, at = memoryview(bytearray(PIECE)), 0
    for chunk in chunks:
        left = memoryview(chunk)
        while left:
            size = min(PIECE - at, len(left))
            piece[at : at + size] = left[:size]
            left, at = left[size:], at + size
            if at == PIECE:
                yield piece
                piece, at = _empty(written), 0
    if at:
        yield piece[:at]


def _empty(written: Written) -> memoryview:
    try:
        return written.get_nowait()
    except queue.Empty:
        return memoryview(bytearray(PIECE))


def _write(file: BinaryIO, piece: memoryview) -> None:
    for start in range(0, len(piece), _AT_ONCE):
        file.write(piece[start : start + _AT_ONCE])


class _Behind:
    """The thread that writes."""

    def __init__(self, file: BinaryIO, written: Written) -> None:
        self._file, self._written = file, written
        self._pieces: queue.Queue[memoryview | None] = queue.Queue(_WAITING)
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="lacre-behind", daemon=True)
        self._thread.start()

    def put(self, piece: memoryview) -> None:
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
        count = 0
        while (piece := self._pieces.get()) is not None:
            if self._failed is not None:
                continue  # taken all the same, so that who puts does not wait for ever
            try:
                _write(self._file, piece)
                self._written.put(piece)
                count += 1
                if not count % _SENT_EVERY:
                    _send(self._file)
            except BaseException as error:
                self._failed = error


def _send(file: BinaryIO) -> None:
    """Have the medium begin with what it got. Where this cannot be had without flushing its own cache too, nothing happens."""
    if hasattr(os, "fdatasync"):
        file.flush()
        os.fdatasync(file.fileno())
