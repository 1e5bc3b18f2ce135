"""Writing on a thread of its own: all of it in order, and every failure comes out where the octets are made."""

from __future__ import annotations

import io
import random
import threading
from collections.abc import Iterator

import pytest

from app.vault.behind import PIECE, write_all

CHUNK = 64 * 1024


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


class Disk(io.BytesIO):
    """A file in memory that is full at some point. It has no descriptor, so nothing is sent on the way."""

    def __init__(self, room: int = 1 << 30) -> None:
        super().__init__()
        self._room = room

    def write(self, octets: object) -> int:
        self._room -= len(bytes(octets))  # type: ignore[call-overload]
        if self._room < 0:
            raise OSError(28, "No space left on device")
        return super().write(octets)  # type: ignore[arg-type]

    def writelines(self, lines: object) -> None:
        for line in lines:  # type: ignore[attr-defined]
            self.write(line)


@pytest.mark.parametrize("octets", [0, 1, CHUNK, PIECE, PIECE + 1, 5 * PIECE + 7])
def test_everything_is_written_in_order(octets: int) -> None:
    whole = bytes(number % 251 for number in range(octets))
    disk = Disk()
    write_all(disk, (whole[start : start + CHUNK] for start in range(0, octets, CHUNK)))
    assert disk.getvalue() == whole


@pytest.mark.parametrize("chunk", [1000, 65_553, PIECE + 3])
def test_every_write_begins_at_a_multiple_of_the_pages_of_the_cache(chunk: int) -> None:
    begun: list[int] = []

    class Watched(Disk):
        def write(self, octets: object) -> int:
            begun.append(self.tell())
            return super().write(octets)

    whole = random.Random(7).randbytes(12 * PIECE + 5)  # more pieces than wait: some are filled again
    disk = Watched()
    write_all(disk, (whole[start : start + chunk] for start in range(0, len(whole), chunk)))
    assert disk.getvalue() == whole
    assert {place % CHUNK for place in begun} == {0}


def test_a_full_disk_is_heard_of_and_the_thread_ends() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(CHUNK)

    with pytest.raises(OSError, match="No space left"):
        write_all(Disk(3 * PIECE), endless())
    assert "lacre-behind" not in threads()


def test_a_disk_that_is_full_at_the_very_end_is_heard_of_too() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_all(Disk(3 * PIECE - 1), (bytes(CHUNK) for _ in range(3 * PIECE // CHUNK)))


def test_what_making_it_raises_ends_the_thread_and_is_raised() -> None:
    def cancelled() -> Iterator[bytes]:
        for _ in range(3 * PIECE // CHUNK):
            yield bytes(CHUNK)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_all(Disk(), cancelled())
    assert "lacre-behind" not in threads()


def test_a_short_file_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading.Thread, "start", lambda _: pytest.fail("a thread was started"))
    write_all(Disk(), [bytes(CHUNK)])
