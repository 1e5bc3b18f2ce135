"""What was freed is written over; what is in use is not."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from app.host import free_memory

MARK = b"was freed without a word "

# In a process of its own: 300 MB in pieces that stay in the store when they are freed, as something stands between them.
MUCH = f"""
import ctypes
from app.host import free_memory
from tests.unit.host.test_free_memory import at
libc = free_memory._glibc()
large = []
for n in range(3000):
    large.append(libc.malloc(100 * 1024))
    if n % 8 == 0:
        libc.malloc(3000)
pieces = []
for _ in range(40):
    pieces.append(libc.malloc(120))
    libc.malloc(600)
for piece in pieces:
    ctypes.memmove(piece, {MARK * 4!r}, 100)
for piece in large + pieces:
    libc.free(piece)
free_memory.overwrite_free()
print(sum({MARK!r} in at(piece, 120) for piece in pieces))
"""


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


def test_it_is_gone_also_where_much_more_was_freed_before() -> None:
    done = subprocess.run([sys.executable, "-c", MUCH], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_what_is_in_use_is_left_alone() -> None:
    kept = [MARK * times for times in range(2, 60)]
    free_memory.overwrite_free()
    assert kept == [MARK * times for times in range(2, 60)]


def test_without_that_library_only_pythons_own_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_memory, "_glibc", lambda: None)
    free_memory.share_one_store()
    free_memory.overwrite_free()
