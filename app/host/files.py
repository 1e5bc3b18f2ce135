"""Files that survive a crash and that only their owner reads. Owns atomic replacement and private folders; knows no format."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.errors import WorldError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
# What a file system says that has no permissions, or no way to sync a folder: FAT on a memory stick, some network shares.
_LACKING = {errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_TEMPORARY = re.compile(r"[0-9a-f]{16}\.tmp", re.ASCII)
_AT_WORK_S = 60  # nobody takes longer between making a temporary file and naming it; what is older was left by a kill
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_atomic(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Replace `path` by `data`, or leave it as it was: after a crash at any point one of the two is there, whole."""
    # The name is random and opened with O_EXCL: in a folder that others can write, nobody may plant a link under it.
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
    clear_temporary(path, time.time() - _AT_WORK_S)
    with _world(path):
        try:
            _write_new(temporary, data, mode)
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def clear_temporary(path: Path, before: float | None = None) -> None:
    """Remove what kills left of writing `path`: a header or a quick file that nothing would ever look at again, but a thief.

    Without `before` (seconds since 1970), the caller knows that nobody is writing it. Best effort.
    """
    with contextlib.suppress(OSError):
        start = f".{path.name}."
        for name in os.listdir(path.parent):
            if not (name.startswith(start) and _TEMPORARY.fullmatch(name[len(start) :])):
                continue
            with contextlib.suppress(OSError):
                found = path.with_name(name)
                if before is None or found.lstat().st_mtime < before:
                    found.unlink()


def _write_new(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, _NEW, mode)
    with os.fdopen(descriptor, "wb") as file:
        if sys.platform != "win32":
            with _where_it_can():
                os.fchmod(descriptor, mode)  # the mode given to open() is cut by the umask
        file.write(data)
        file.flush()
        sync(descriptor)


def sync(descriptor: int) -> None:
    """Bring a file's bytes onto the medium. On macOS fsync stops at the drive's cache, so ask for more."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # not on network volumes: then fsync is the best there is
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable: without it a power cut may bring back the file that was replaced."""
    if sys.platform == "win32":
        return  # NTFS journals names itself and has no call for this
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with _where_it_can():
            sync(descriptor)
    finally:
        os.close(descriptor)


def is_private(path: Path) -> bool:
    """Whether nobody but its owner reads this. Not so on a file system without permissions: a person is to be warned there."""
    return sys.platform == "win32" or path.stat().st_mode & 0o077 == 0


def private_folder(path: Path) -> Path:
    """The folder, made if missing, closed to everybody but its owner (on Windows the profile's own access list does that)."""
    with _world(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32" and (was := path.stat()).st_mode & 0o777 != 0o700:
            # A folder of somebody else is refused: only of our own does this error mean that there are no permissions.
            with _where_it_can() if was.st_uid == os.geteuid() else contextlib.nullcontext():
                path.chmod(0o700)
    return path


def octets_in(folder: Path) -> int:
    """How much lies in a folder and those in it. Others may be at work there: what is gone by the time it is asked counts 0."""
    total = 0
    for parent, _folders, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_size
    return total


@contextlib.contextmanager
def _where_it_can() -> Iterator[None]:
    """Best effort: where the file system lacks this, a sealed file that others could copy is better than none."""
    try:
        yield
    except OSError as error:
        if error.errno not in _LACKING:
            raise


@contextlib.contextmanager
def _world(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno in _FULL else "cannot-write"
        raise WorldError(code, path=str(path), reason=error.strerror or type(error).__name__) from error
