"""A file that appears whole, for its owner alone, and never over another one; and one that is to disappear again.

Owns how an export gets onto the disk and how one is wiped; knows no format.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.crypto.randomness import random_bytes
from app.errors import UserError, WorldError
from app.host.files import sync, sync_folder

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_PIECE = 1024 * 1024
_LEFT = re.compile(r"[0-9a-f]{16}\.part", re.ASCII)
_AT_WORK_S = 24 * 3600  # an export that is under way was written to more lately


@dataclass(frozen=True, slots=True)
class Wiped:
    """What became of a plain export. `overwritten` says what was done, not that no copy is left anywhere."""

    path: Path
    octets: int
    overwritten: bool


def require_free(path: Path) -> None:
    """Nothing is ever written over. Asked before the long part, and once more by `new_file`."""
    if path.is_symlink() or path.exists():
        raise UserError("export-exists", path=str(path))
    if not path.parent.is_dir():
        raise WorldError("cannot-write", path=str(path), reason=os.strerror(errno.ENOENT))


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file, mode 0600, that takes its name when all is written; after an error it is gone.

    Where the system can (Linux), it has no name before that: not even a kill leaves half an export, in clear, under a name that
    nobody looks at. Elsewhere it has another name beside, and what a kill left there goes with the next export.
    """
    require_free(path)
    _clear_left(path)
    with _world(path):
        descriptor, temporary = _opened(path)
    try:
        with os.fdopen(descriptor, "wb") as file, _world(path):
            yield file
            file.flush()
            sync(descriptor)
            if temporary is None and not _linked(descriptor, path):
                temporary = _copied(descriptor, path)
        if temporary is not None:
            with _world(path):
                _name(temporary, path)
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    with _world(path):
        sync_folder(path.parent)


def _opened(path: Path) -> tuple[int, Path | None]:
    """A new file, and the name it has meanwhile; None if it has none."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # file systems without it say so with different numbers
            return os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600), None
    temporary = path.with_name(f"{_start(path)}{random_bytes(8).hex()}.part")
    return os.open(temporary, _NEW, 0o600), temporary


def _start(path: Path) -> str:
    return f".{path.name[:100]}."


def _clear_left(path: Path) -> None:
    """What a kill left of an earlier attempt at this very name."""
    with contextlib.suppress(OSError):
        for name in os.listdir(path.parent):
            if name.startswith(_start(path)) and _LEFT.fullmatch(name[len(_start(path)) :]):
                found = path.with_name(name)
                if stat.S_ISREG(found.lstat().st_mode) and found.lstat().st_mtime < time.time() - _AT_WORK_S:
                    found.unlink()


def _linked(descriptor: int, path: Path) -> bool:
    """Give the nameless file its name; False where there is no way to."""
    try:
        numbers = os.open("/proc/self/fd", os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        os.link(str(descriptor), path, src_dir_fd=numbers, follow_symlinks=True)
    except FileExistsError:
        raise UserError("export-exists", path=str(path)) from None
    except OSError:
        return False
    finally:
        os.close(numbers)
    return True


def _copied(descriptor: int, path: Path) -> Path:
    temporary = path.with_name(f"{_start(path)}{random_bytes(8).hex()}.part")
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
            os.lseek(descriptor, 0, os.SEEK_SET)
            while piece := os.read(descriptor, _PIECE):
                file.write(piece)
            file.flush()
            sync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _name(temporary: Path, path: Path) -> None:
    """A link fails where something has the name, in one step; where there are no links (FAT), look and rename."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise UserError("export-exists", path=str(path)) from None
    except (OSError, NotImplementedError):
        require_free(path)
        os.rename(temporary, path)


def wipe(path: Path) -> Wiped:
    """Overwrite a file and remove it. Best effort: a drive that moves what is written, a snapshot or a synced folder may
    keep the old octets, and nothing here can reach them."""
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with _world(path):
        descriptor = os.open(path, flags)
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
            os.close(descriptor)
            raise UserError("not-a-plain-file", path=str(path))
        with os.fdopen(descriptor, "r+b") as file:
            done = _overwrite(file, found.st_size)
        path.unlink()
        if sys.platform != "win32":
            sync_folder(path.parent)
    return Wiped(path, found.st_size, done)


def _overwrite(file: BinaryIO, size: int) -> bool:
    try:
        for start in range(0, size, _PIECE):
            file.write(os.urandom(min(_PIECE, size - start)))
        file.flush()
        sync(file.fileno())
        file.truncate(0)
    except OSError:  # it is removed all the same
        return False
    return True


@contextlib.contextmanager
def _world(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno == errno.ENOSPC else "cannot-write"
        raise WorldError(code, path=str(path), reason=error.strerror or type(error).__name__) from error
