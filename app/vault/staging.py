"""A folder that is made whole beside its place and then takes its name. Owns how it is called and what is removed.

In a shared folder others may have put anything under a name that can be guessed, a link to somewhere else too. So the name is
random, `mkdir` makes it (it follows nothing and takes nothing over), and only what a staging folder holds is ever removed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from app.crypto.randomness import random_bytes
from app.errors import LacreError, WorldError
from app.host.clock import now
from app.host.files import sync_folder
from app.host.locks import InstanceLock

HEADER = "header"
DATABASE = "vault.db"
LOCK = "lock"

_MADE_WITHIN_S = 60  # between the folder and its lock lies no more: another backup may be beginning there right now
_STAGED = re.compile(r"\.(.+)\.[0-9a-f]{16}\.new", re.DOTALL)
FILES = "files"
_SEALED = re.compile(r"[0-9a-f]{32}(\.part)?", re.ASCII)
_PARTS = re.compile(r"header|vault\.db(-wal|-journal)?|lock|\.header\.[0-9a-f]{16}\.tmp")


def unfinished(folder: Path) -> Path:
    """A name beside the folder for what is not yet it, or no longer: what lies there is cleared up after a crash."""
    return folder.with_name(f".{folder.name}.{random_bytes(8).hex()}.new")


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new folder that becomes `folder` at the end, or is gone."""
    with writing_told():
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear_left(folder.parent, folder.name.__eq__)
        staging = unfinished(folder)
        staging.mkdir(mode=0o700)
    lock = InstanceLock(staging / LOCK)
    try:
        with lock:  # until it has its name: who clears up leaves alone what is locked
            yield staging
            with writing_told():
                sync_folder(staging)
            if sys.platform == "win32":
                lock.release()  # there an open file keeps its folder from being renamed
            with writing_told():
                _name(staging, folder)
    except BaseException:
        remove(staging)
        raise
    with writing_told():
        sync_folder(folder.parent)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, named and cleared up like one that is staged, but gone in the end."""
    with writing_told():
        clear_left(folder.parent, folder.name.__eq__)
        place = unfinished(folder)
        place.mkdir(mode=0o700)
    try:
        with InstanceLock(place / LOCK):
            yield place
    finally:
        remove(place)


def _name(staging: Path, folder: Path) -> None:
    if folder.exists():
        folder.rmdir()  # empty, as the caller has seen; rmdir refuses anything else
    os.replace(staging, folder)


def clear_left(parent: Path, ours: Callable[[str], bool]) -> None:
    """Remove what crashes left of the folders whose names are ours. Where one may write but not list, it stays."""
    with contextlib.suppress(OSError):
        for found in list(parent.iterdir()):
            match = _STAGED.fullmatch(found.name)
            if match and ours(match[1]) and _is_left(found):
                remove(found)


def _is_left(folder: Path) -> bool:
    """Whether it is a real folder, holds what a staging folder holds, and nobody is at work in it."""
    try:
        if folder.is_symlink() or not folder.is_dir():
            return False
        names = os.listdir(folder)
        if not names:
            # Killed before its lock was there, or when only the folder itself was still to go; or just being made.
            return now().timestamp() - folder.stat().st_mtime > _MADE_WITHIN_S
        if LOCK not in names or not all(_PARTS.fullmatch(name) for name in names if name != FILES):
            return False
        if FILES in names and not _holds_files_alone(folder / FILES):
            return False
        with InstanceLock(folder / LOCK):
            return True
    except (OSError, LacreError):
        return False


def _holds_files_alone(folder: Path) -> bool:
    return not folder.is_symlink() and folder.is_dir() and all(map(_SEALED.fullmatch, os.listdir(folder)))


def remove(folder: Path) -> None:
    """Empty a folder of what has our names and remove it; with anything else in it, it stays. Best effort."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            _empty_by_name(folder)
        else:
            _empty(folder, None, _PARTS)
        folder.rmdir()


def _empty_by_name(folder: Path) -> None:
    if (folder / FILES).is_dir():
        for name in filter(_SEALED.fullmatch, os.listdir(folder / FILES)):
            (folder / FILES / name).unlink()
        (folder / FILES).rmdir()
    for name in sorted(filter(_PARTS.fullmatch, os.listdir(folder)), key=LOCK.__eq__):
        (folder / name).unlink()


def _empty(folder: Path | str, parent: int | None, ours: re.Pattern[str]) -> None:
    """By descriptor: who may rename in the folder around it could put a link in its place between two steps."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            names = os.listdir(descriptor)
            if parent is None and FILES in names:
                _empty(FILES, descriptor, _SEALED)
                os.rmdir(FILES, dir_fd=descriptor)
            # The lock last: what a kill leaves is then still known for ours, and cleared up.
            for name in sorted(filter(ours.fullmatch, names), key=LOCK.__eq__):
                os.unlink(name, dir_fd=descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def writing_told() -> Iterator[None]:
    """What the system says while something is written, as our error."""
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno == errno.ENOSPC else "cannot-write"
        raise WorldError(code, reason=error.strerror or type(error).__name__) from error
