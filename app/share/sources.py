"""What is sent as files: from a disk, or from wherever octets come. Owns that a file which changes meanwhile ends the upload, as
two halves of two versions are not a file; and the one text that all contents are, which can be read from any place on.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from app.errors import UserError, WorldError
from app.share.manifest import NAME_LIMIT, TYPE_LIMIT, ManifestFile

# Without waiting: a pipe that somebody puts in the place of a file would hold the thread for ever.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


class Reader(Protocol):
    """A source that is being read."""

    def readinto(self, room: memoryview) -> int:
        """Some octets, at least one; 0 at the end."""

    def close(self) -> None:
        """Done with it; UserError `file-changed` if it is another one now than at the beginning."""


class Source(Protocol):
    """One file to be."""

    @property
    def file(self) -> ManifestFile:
        """How it stands in the manifest."""

    def reader(self, offset: int) -> Reader:
        """Its octets from `offset` on; UserError `file-changed` if it is not what it was."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what a changed file is known. The same octets under another inode are another file: somebody put it there."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> Self:
        return cls(found.st_size, found.st_mtime_ns, found.st_ino)


@dataclass(frozen=True, slots=True)
class DiskFile:
    """A file of this computer."""

    path: Path = field(repr=False)
    name: str = field(repr=False)
    type: str
    print: Fingerprint

    @classmethod
    def of(cls, path: Path, name: str = "") -> Self:
        """As it is now. `name` may have folders; without one it is the file's own."""
        try:
            found = path.stat()
        except OSError as error:
            raise WorldError("cannot-read", path=str(path)) from error
        if not stat.S_ISREG(found.st_mode):
            raise WorldError("cannot-read", path=str(path))
        return cls(path, (name or path.name)[-NAME_LIMIT:], media_type(path.name), Fingerprint.of(found))

    @property
    def file(self) -> ManifestFile:
        return ManifestFile(self.name, self.type, self.print.size)

    def reader(self, offset: int) -> Reader:
        return _DiskReader(self, offset)


class _DiskReader:
    def __init__(self, source: DiskFile, offset: int) -> None:
        self._source = source
        try:
            self._descriptor = os.open(source.path, _READ)
        except OSError as error:
            raise WorldError("cannot-read", path=str(source.path)) from error
        try:
            self._require_same()
            os.lseek(self._descriptor, offset, os.SEEK_SET)
            self._file = os.fdopen(self._descriptor, "rb", buffering=0)
        except BaseException:
            os.close(self._descriptor)
            raise

    def readinto(self, room: memoryview) -> int:
        try:
            return self._file.readinto(room) or 0
        except OSError as error:
            raise WorldError("cannot-read", path=str(self._source.path)) from error

    def close(self) -> None:
        try:
            self._require_same()
        finally:
            self._file.close()

    def _require_same(self) -> None:
        if Fingerprint.of(os.fstat(self._descriptor)) != self._source.print:
            raise file_changed(self._source.file)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file that comes in pieces from its beginning: what a vault opens. To go on further behind, others are passed over."""

    file: ManifestFile
    pieces: Callable[[], Iterator[bytes]] = field(repr=False)

    def reader(self, offset: int) -> Reader:
        return _PieceReader(self.pieces(), offset)


class _PieceReader:
    def __init__(self, pieces: Iterator[bytes], offset: int) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        while offset:
            if not (passed := self._next(offset)):
                return
            offset -= passed

    def readinto(self, room: memoryview) -> int:
        if not self._rest:
            self._next(0)
        length = min(len(room), len(self._rest))
        room[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length

    def _next(self, passing: int) -> int:
        """Go to the next piece but for as much of its beginning; how much that was."""
        piece = next((piece for piece in self._pieces if piece), b"")
        passed = min(passing, len(piece))
        self._rest = memoryview(piece)[passed:]
        return passed

    def close(self) -> None:
        self._rest = memoryview(b"")
        with contextlib.suppress(AttributeError):
            self._pieces.close()  # type: ignore[attr-defined]  # generators have it


class Text:
    """The contents of all sources, one behind the other, from some place on; and zeros behind them for ever."""

    def __init__(self, sources: Sequence[Source], at: int = 0) -> None:
        self._sources = iter(sources)
        self._reader: Reader | None = None
        self._file: ManifestFile | None = None
        self._left = 0
        self._skip = at
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over = True
        reader, self._reader = self._reader, None
        if reader is not None:
            with contextlib.suppress(UserError):  # it is left in the middle: nobody says that this is the file
                reader.close()

    def fill(self, room: memoryview) -> None:
        """Fill it whole."""
        at = 0
        while at < len(room):
            if not self._left and not self._next():
                room[at:] = bytes(len(room) - at)
                return
            read = self._read(room[at : at + self._left])
            at += read

    def _read(self, room: memoryview) -> int:
        assert self._reader is not None
        assert self._file is not None
        read = self._reader.readinto(room)
        if not read:  # it has become shorter
            raise file_changed(self._file)
        self._left -= read
        if not self._left:
            self._end()
        return read

    def _end(self) -> None:
        """A file is whole: was it the same all the time?"""
        assert self._reader is not None
        reader, self._reader = self._reader, None
        reader.close()

    def _next(self) -> bool:
        """Go to the next file that holds something from here on; False when there is none."""
        for source in self._sources:
            self._file = source.file
            if self._skip >= self._file.size:
                self._skip -= self._file.size
                continue
            self._reader = source.reader(self._skip)
            self._left, self._skip = self._file.size - self._skip, 0
            return True
        return False


def media_type(name: str) -> str:
    """As this system names it; empty if it does not know."""
    import mimetypes  # late: reads the tables of the system

    return (mimetypes.guess_type(name, strict=False)[0] or "")[:TYPE_LIMIT]


def file_changed(file: ManifestFile) -> UserError:
    """What ends an upload. The name is the sender's own."""
    return UserError("file-changed", name=file.name)
