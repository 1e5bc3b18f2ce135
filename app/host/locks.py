"""One instance at a time. Owns the lock on a file; what the lock protects is its caller's business."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.errors import OurError, WorldError


class InstanceLock:
    """A lock held by the operating system, so that a killed process frees it. The file stays: removing it would let two
    processes hold locks on two files of the same name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def is_in_place(self) -> bool:
        """Whether the file that is locked is still the one at its path: the folder may have been exchanged for another."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.lstat(self.path))
        except OSError:
            return False

    def acquire(self) -> None:
        """Take the lock at once, or raise WorldError("in-use"); "cannot-lock" if nobody has it and it cannot be taken."""
        if self._descriptor is not None:
            raise OurError("lock-held-already", path=str(self.path))
        descriptor = _open(self.path)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD:
                raise WorldError("in-use", path=str(self.path)) from error
            reason = error.strerror or type(error).__name__
            raise WorldError("cannot-lock", path=str(self.path), reason=reason) from error
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        _unlock(descriptor)
        os.close(descriptor)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


# What the systems say of a lock that somebody else has; Windows says EACCES.
_HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES}

# A link planted under the lock's name would have us create a file wherever it points.
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def _open(path: Path) -> int:
    try:
        descriptor = os.open(path, _FLAGS, 0o600)  # not inheritable: a child must not keep the lock alive
    except OSError as error:
        raise WorldError("cannot-write", path=str(path), reason=error.strerror or type(error).__name__) from error
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise WorldError("cannot-write", path=str(path), reason="not a file")


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
