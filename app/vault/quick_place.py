"""Where the quick file of a vault lies, and its erasure. Loads no cipher: the unlock screen asks here before its first paint."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from app.errors import WorldError
from app.host.files import sync, sync_folder

_MOST = 4096


def quick_path(folder: Path) -> Path:
    """Beside the vault's folder, not in it: copies of the folder by hand must not carry it."""
    return folder.with_suffix(".quick")


def erase(folder: Path) -> bool:
    """Overwrite and remove the quick file. False if there was none.

    What is not a plain file of ours is only unlinked: zeros must not go to wherever a planted link leads.
    """
    path = quick_path(folder)
    try:
        if stat.S_ISREG(os.lstat(path).st_mode):
            with contextlib.suppress(OSError):  # the removal is what counts
                _overwrite(path)
        path.unlink()
        sync_folder(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WorldError("cannot-write", path=str(path), reason=error.strerror or type(error).__name__) from error
    return True


def read(folder: Path) -> bytes | None:
    """The octets of the quick file, at most a few more than one has; None if there is none."""
    path = quick_path(folder)
    try:
        descriptor = os.open(path, os.O_RDONLY | _PLAIN)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(_MOST) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WorldError("cannot-read", path=str(path), reason=error.strerror or type(error).__name__) from error


# A link or a pipe under the file's name is neither followed nor waited for.
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _overwrite(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | _PLAIN)
    try:
        os.write(descriptor, bytes(min(os.fstat(descriptor).st_size, _MOST)))
        sync(descriptor)
    finally:
        os.close(descriptor)
