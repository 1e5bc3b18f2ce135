"""Octets between a file and memory past the system's own memory of files (Linux, O_DIRECT). Sealed files are long, written once
and mostly read once: to keep them in memory as well costs a relay more processor time than all else it does with them, and
what else was in memory. Owns whole blocks; where a system or a file system has no such thing, the usual way is gone.

A disk moves whole blocks, which begin at a block in the file as in memory.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from collections.abc import Iterator

from app.relay.rooms import BLOCK

LEAST = 256 * 1024  # for less, to wait for the disk takes longer than to copy
_FLAG: int = getattr(os, "O_DIRECT", 0) if sys.platform == "linux" else 0
_NO_SUCH_THING = {errno.EINVAL, errno.EOPNOTSUPP}


def write(descriptor: int, offset: int, octets: memoryview) -> tuple[int, int]:
    """Write the whole blocks of what belongs at `offset`: which octets that were, from and to before. None where they do not
    lie as blocks, or have to go the usual way."""
    start = -offset % BLOCK
    length = (len(octets) - start) // BLOCK * BLOCK
    if not _FLAG or length < LEAST or octets.readonly or (_address(octets) + start) % BLOCK:
        return 0, 0
    with _past_memory(descriptor) as can, _refused_quietly():
        if can:
            return start, start + os.pwrite(descriptor, octets[start : start + length], offset + start)
    return 0, 0


def read(descriptor: int, offset: int, length: int, room: memoryview) -> int:
    """Read so many octets into a room that begins at a block, as far into it as `offset` is into one; how many: 0 if they have
    to be read the usual way."""
    if not _FLAG or length < LEAST:
        return 0
    start = offset % BLOCK
    until = -(-(start + length) // BLOCK) * BLOCK
    with _past_memory(descriptor) as can, _refused_quietly():
        if can:
            return max(0, min(os.preadv(descriptor, [room[:until]], offset - start) - start, length))
    return 0


def _address(octets: memoryview) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(octets))


@contextlib.contextmanager
def _past_memory(descriptor: int) -> Iterator[bool]:
    """Within, what is read and written passes the system's memory; whether it does."""
    if sys.platform != "linux":
        yield False
        return
    import fcntl

    usual = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, usual | _FLAG)
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, usual)


@contextlib.contextmanager
def _refused_quietly() -> Iterator[None]:
    """Some file systems say only now that they cannot, or want larger blocks."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
