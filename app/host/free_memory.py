"""Writes over what this process has freed and still holds: the copies of values that Python, Qt and libc let go without wiping.

Asks the allocators for all they have in store, in every size, fills it with zeros and lets it go again. What is in use is not
touched, so nobody need say where a value was. A mitigation and no guarantee: the few pieces that another thread keeps aside for
itself stay as they are, and so does what a library holds. Linux with glibc; elsewhere Python's own store alone.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import mmap
import sys
from typing import Any

_ARENA_MAX = -8  # of mallopt
_STEP = 16
_PYTHONS = range(3 * _STEP, 513, _STEP)  # Python's own allocator serves up to 512 octets, in steps of 16
_PER_SIZE = 1024 * 1024  # of each, as much as one of its arenas has
_LIBCS = (
    65536,
    32768,
    16384,
    8192,
    4096,
    2048,
    *range(1032, 23, -_STEP),
)  # largest first: what is whole is filled whole
_AT_ONCE, _MOST = 65536, 256 * 1024 * 1024  # octets
_END = (
    mmap.PAGESIZE + 64
)  # of a piece: what its first or last page may hold, which is not given back unless it is all free


class _Info(ctypes.Structure):
    """What mallinfo2 gives: how much the store has taken from the system, and how much of it lies untouched at its end."""

    _fields_ = [
        ("taken", ctypes.c_size_t),
        *((f"other_{n}", ctypes.c_size_t) for n in range(8)),
        ("untouched", ctypes.c_size_t),
    ]


def share_one_store() -> None:
    """Have all threads that start from now on use the first one's store: `overwrite_free` reaches no other."""
    libc = _glibc()
    if libc is not None:
        libc.mallopt(_ARENA_MAX, 1)


def overwrite_free() -> None:
    """Some tens of milliseconds."""
    gc.collect()
    _fill_pythons()
    libc = _glibc()
    if libc is not None:
        libc.malloc_trim(0)  # whole pages go back to the system, and come again as zeros
        _fill_libcs(libc)
        libc.malloc_trim(0)


def _fill_pythons() -> None:
    empty = sys.getsizeof(b"")
    for size in _PYTHONS:
        held = [bytes(size - empty) for _ in range(_PER_SIZE // size)]
        del held


def _fill_libcs(libc: Any) -> None:
    """Each size until the store has none left of it, and gives of its end."""
    held: list[int] = []
    total = 0
    for size in _LIBCS:
        at_once = max(1, min(64, _AT_ONCE // size))
        before = libc.mallinfo2()
        while total < _MOST and _is_as_it_was(libc.mallinfo2(), before):
            for _ in range(at_once):
                piece = libc.malloc(size)
                if piece:
                    total += _write_over(libc, piece, size)
                    held.append(piece)
    for piece in held:
        libc.free(piece)


def _write_over(libc: Any, piece: int, size: int) -> int:
    """Octets written. The pages in the middle of a large piece are zeros since `malloc_trim`: to write there too would take the
    memory again that it gave back, and all that may be taken before the small pieces are reached, where secrets lie."""
    if size <= 2 * _END:
        libc.memset(piece, 0, size)
        return size
    libc.memset(piece, 0, _END)
    libc.memset(piece + size - _END, 0, _END)
    return 2 * _END


def _is_as_it_was(info: _Info, before: _Info) -> bool:
    return bool(info.taken == before.taken and info.untouched == before.untouched)


@functools.cache
def _glibc() -> Any:
    """The library with what is needed of it, or None. Called with Python's lock held: other threads would only be in the way."""
    try:
        libc = ctypes.PyDLL(None)
        libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
        libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
        libc.free.restype, libc.free.argtypes = None, [ctypes.c_void_p]
        libc.mallinfo2.restype, libc.mallinfo2.argtypes = _Info, []
        libc.malloc_trim.argtypes = [ctypes.c_size_t]
        libc.mallopt.argtypes = [ctypes.c_int, ctypes.c_int]
    except (AttributeError, OSError, TypeError):
        return None
    return libc
