"""The folder of sealed files: one file for each upload, under a name drawn at random, that grows at its end. Owns these files and
nothing else; which of them may be there, and how much of each counts, is the database's business.

A file is opened for one piece of work and closed: so there are never more open than there are threads at work, and what was
deleted meanwhile is not there for the next piece. A name says nothing: not of which share, nor in which order they came.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from app.errors import WorldError
from app.host.files import private_folder, sync, sync_folder
from app.relay import direct
from app.relay.rooms import BLOCK, Laid

NAME_OCTETS = 16
SPARE = 256 * 1024 * 1024
SPARE_PART = 20
NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

_OWN = re.compile(r"[0-9a-f]{32}", re.ASCII)
# A link under a name of ours would have us write, read or delete elsewhere; a pipe would have us wait for ever.
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def new_name() -> bytes:
    return os.urandom(NAME_OCTETS)


class BlobFolder:
    """Files by name. Any thread may call; of one file only one writes at a time, which the caller sees to."""

    def __init__(self, path: Path) -> None:
        self.path = private_folder(path)

    def write(self, name: bytes, offset: int, octets: bytes | memoryview) -> None:
        """Put them there, all or none: if the disk takes only a part, that is cut off again. Durable after `sync`."""
        with self._opened(name, os.O_WRONLY | os.O_CREAT) as descriptor:
            try:
                with memoryview(octets) as view:
                    start, end = direct.write(descriptor, offset, view)
                    _write(descriptor, offset, view[:start])
                    _write(descriptor, offset + end, view[end:])
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, offset)
                raise

    def sync(self, name: bytes, *, named: bool) -> None:
        """Bring what was written onto the medium, and its name too unless that is `named` there already."""
        with self._opened(name, os.O_WRONLY) as descriptor:
            if sys.platform == "linux":
                os.fdatasync(descriptor)  # writes the length too, if it has changed
            else:
                sync(descriptor)
        if not named:
            sync_folder(self.path)

    def read(self, name: bytes, offset: int, length: int) -> bytes:
        """Exactly so many octets. OSError if they are not there."""
        with self._opened(name, os.O_RDONLY) as descriptor:
            os.lseek(descriptor, offset, os.SEEK_SET)
            octets = os.read(descriptor, length)
            if len(octets) < length:  # a signal, or a file system that gives less at once
                octets = _read_on(descriptor, octets, length)
        return octets

    def read_held(self, name: bytes, offset: int, length: int) -> bytes | None:
        """The same where all of it is in memory; None where the disk would be waited for, and where a system does not say."""
        if sys.platform != "linux" or not hasattr(os, "RWF_NOWAIT"):  # not every C library of Linux has it
            return None
        room = bytearray(length)
        with self._opened(name, os.O_RDONLY) as descriptor:
            try:
                held = os.preadv(descriptor, [room], offset, os.RWF_NOWAIT)
            except OSError:  # not in memory; or a file system that does not know the question
                return None
        return bytes(room) if held == length else None

    def read_into(self, name: bytes, offset: int, length: int, room: memoryview) -> Laid:
        """The same into a room that begins at a block; where in it they lie."""
        start = offset % BLOCK
        place = room[start : start + length]
        with self._opened(name, os.O_RDONLY) as descriptor:
            have = direct.read(descriptor, offset, length, room)
            os.lseek(descriptor, offset + have, os.SEEK_SET)
            with open(descriptor, "rb", buffering=0, closefd=False) as file:
                while have < length:
                    read = file.readinto(place[have:])
                    if not read:
                        raise _too_short()
                    have += read
        return Laid(start, length)

    def cut(self, name: bytes, length: int) -> None:
        """Delete what is behind `length`."""
        with self._opened(name, os.O_WRONLY) as descriptor:
            os.ftruncate(descriptor, length)

    def delete(self, name: bytes) -> None:
        """Whether or not it is there. Of a large file this takes a while: its blocks are given back one run after the other."""
        with contextlib.suppress(FileNotFoundError):
            self._path(name).unlink()

    def sizes(self) -> dict[bytes, int]:
        """The files that are there, and how long each is. What is not named as ours is somebody else's, and is left."""
        found: dict[bytes, int] = {}
        with os.scandir(self.path) as entries:
            for entry in entries:
                if _OWN.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    found[bytes.fromhex(entry.name)] = entry.stat(follow_symlinks=False).st_size
        return found

    def free(self) -> int:
        """How much the disk has room for, but for what is spared for the database, which must be able to say that the disk is
        full."""
        disk = shutil.disk_usage(self.path)
        return disk.free - min(SPARE, disk.total // SPARE_PART)

    def _path(self, name: bytes) -> Path:
        return self.path / name.hex()

    @contextlib.contextmanager
    def _opened(self, name: bytes, flags: int) -> Iterator[int]:
        path = self._path(name)
        descriptor = os.open(path, flags | _FLAGS, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise WorldError("cannot-write", path=str(path), reason="not ours")
            yield descriptor
        finally:
            os.close(descriptor)


def _write(descriptor: int, offset: int, octets: memoryview) -> None:
    os.lseek(descriptor, offset, os.SEEK_SET)
    at = 0
    while at < len(octets):
        at += os.write(descriptor, octets[at:])
    if at:
        _begin_writing(descriptor, offset, at)


def _begin_writing(descriptor: int, offset: int, length: int) -> None:
    """Have the disk begin with it now: `sync` has then less to wait for. Of all the system offers for that (Linux), this says
    nothing of errors, which `sync` must hear. The pages stay: those on their way to the disk are not dropped."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # advice alone: a file system that takes none keeps what was written
            os.posix_fadvise(descriptor, offset, length, os.POSIX_FADV_DONTNEED)


def _read_on(descriptor: int, first: bytes, length: int) -> bytes:
    parts = [first]
    left = length - len(first)
    while left and (octets := os.read(descriptor, left)):
        parts.append(octets)
        left -= len(octets)
    if left:
        raise _too_short()
    return b"".join(parts)


def _too_short() -> OSError:
    return OSError(errno.EIO, "a file is shorter than it must be")
