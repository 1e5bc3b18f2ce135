"""What was freed is written over; what is in use is not."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from app.host import free_memory

MARK = b"was freed without a word "


def at(address: int, octets: int) -> bytes:
    """What is there; nothing where the system has taken it back."""
    with Path("/proc/self/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        try:
            return memory.read(octets)
        except OSError:
            return b""


@pytest.mark.parametrize("times", [1, 4, 15, 40, 500])
def test_what_python_and_its_libraries_freed_is_gone(times: int) -> None:
    freed = bytes(bytearray(MARK * times))  # a new one, short and long
    address, size = id(freed), len(freed)
    assert MARK in at(address, size + 48)
    del freed
    free_memory.overwrite_free()
    assert MARK not in at(address, size + 48)


def test_what_a_library_freed_is_gone() -> None:
    libc = free_memory._glibc()
    pieces = [libc.malloc(120) for _ in range(40)]
    for piece in pieces:
        ctypes.memmove(piece, MARK * 4, 100)
    for piece in pieces:
        libc.free(piece)
    free_memory.overwrite_free()
    assert [piece for piece in pieces if MARK in at(piece, 120)] == []


def test_what_is_in_use_is_left_alone() -> None:
    kept = [MARK * times for times in range(2, 60)]
    free_memory.overwrite_free()
    assert kept == [MARK * times for times in range(2, 60)]


def test_without_that_library_only_pythons_own_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_memory, "_glibc", lambda: None)
    free_memory.share_one_store()
    free_memory.overwrite_free()
