"""The file of the relay's halves: fixed slots, written where they lie, zeroed where they lie. Owns that file's format; which
share may keep a half is the database's business (PROTOCOL section 9, rule 2).

A half never enters the database: deleted rows stay readable in its log and in its backups. A slot is 128 octets, so it lies
within one sector of the medium and is written whole or not at all; a checksum finds the case where that does not hold.
"""

from __future__ import annotations

import heapq
import os
import stat
import struct
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.errors import PeerError, WorldError
from app.host.files import sync, sync_folder

MAGIC = b"lacre-halves-1\n\x00"
STORE_ID_OCTETS = 16
HEAD = 4096
SLOT = 128
GROWTH = 512  # slots: the file grows ahead of need, so that a create's sync has no new length to write
MARK = 8
EMPTY = bytes(SLOT)
READ_ATTEMPTS = 5

_LAYOUT = struct.Struct(">32s32sBxH")
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Slot(NamedTuple):
    """What is in an occupied slot, but for the half."""

    number: int
    share: bytes  # the hash of its id
    views: int
    tried: int  # wrong passcodes so far


class _Content(NamedTuple):
    share: bytes
    half: bytes
    views: int
    tried: int


class SlotFile:
    """Slots by number. One thread writes (the writer); any thread may read a half.

    Writes gather until `flush`, which makes one of all that lie side by side. Of what is in a slot only the beginning of its
    share's hash is in memory, so that a slot that has changed hands is told apart; no half is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.created = not path.exists()
        self._descriptor = _open_own(path)
        self._positioned = threading.Lock()  # Windows has no pread: there, reading moves the one position
        self._free: list[int] = []
        self._marks = bytearray()
        self._waiting: dict[int, bytes] = {}
        self._count = 0
        try:
            self.store_id = self._head()
        except BaseException:
            self.close()
            raise

    def _head(self) -> bytes:
        octets = self._read(0, HEAD)
        if len(octets) < HEAD:
            self.created = True
            store_id = os.urandom(STORE_ID_OCTETS)
            self._write(0, (MAGIC + store_id).ljust(HEAD, b"\x00"))
            self._sync()
            sync_folder(self.path.parent)
            return store_id
        if octets[: len(MAGIC)] != MAGIC:
            raise PeerError("damaged-halves", path=str(self.path))
        self._count = max(0, (os.fstat(self._descriptor).st_size - HEAD) // SLOT)
        return octets[len(MAGIC) : len(MAGIC) + STORE_ID_OCTETS]

    def scan(self) -> Iterator[Slot]:
        """Every occupied slot, in order; free slots become available, damaged ones are zeroed. Called once, at start."""
        self._free = []
        self._marks = bytearray(self._count * MARK)
        for number in range(self._count):
            octets = self._read(HEAD + number * SLOT, SLOT)
            found = _parse(octets)
            if found is not None:
                self._mark(number, found.share)
                yield Slot(number, found.share, found.views, found.tried)
                continue
            if octets != EMPTY:
                self._waiting[number] = EMPTY
            self._free.append(number)
        heapq.heapify(self._free)

    def take(self, share: bytes, half: bytes, views: int) -> int:
        """Put a half into a free slot and say which. Durable after `flush`."""
        if not self._free:
            self._grow()
        number = heapq.heappop(self._free)
        self._mark(number, share)
        self._waiting[number] = _encode(share, half, views, 0)
        return number

    def set_left(self, number: int, share: bytes, views: int, tried: int = 0) -> None:
        """Let the slot say `views`; at none it is zeroed. Of tries it keeps the most that was ever said. Does nothing if the
        slot is not this share's. Durable after `flush`."""
        if not self._is_of(number, share):
            return
        if views <= 0:
            self.erase(number)
            return
        found = _parse(self._waiting.get(number) or self._read(HEAD + number * SLOT, SLOT))
        if found is not None and found.share == share:
            self._waiting[number] = _encode(share, found.half, views, max(tried, found.tried))

    def erase(self, number: int) -> None:
        """Overwrite with zeros where it lies. Durable after `flush`; the writer flushes before it takes slots again."""
        self._waiting[number] = EMPTY
        self._mark(number, EMPTY)
        heapq.heappush(self._free, number)

    def half(self, number: int, share: bytes) -> bytes | None:
        """The half of this share, or None if the slot is no longer its own."""
        for _ in range(READ_ATTEMPTS):  # a read may see a write half done
            octets = self._read(HEAD + number * SLOT, SLOT)
            found = _parse(octets)
            if found is not None:
                return found.half if found.share == share else None
            if octets == EMPTY:
                return None
        return None

    def flush(self) -> None:
        """Write what was gathered and bring it onto the medium, if there is anything."""
        if not self._waiting:
            return
        for first, octets in _runs(self._waiting):
            self._write(HEAD + first * SLOT, octets)
        self._sync()
        self._waiting.clear()

    def close(self) -> None:
        os.close(self._descriptor)

    def _mark(self, number: int, share: bytes) -> None:
        self._marks[number * MARK : (number + 1) * MARK] = share[:MARK]

    def _is_of(self, number: int, share: bytes) -> bool:
        return self._marks[number * MARK : (number + 1) * MARK] == share[:MARK]

    def _grow(self) -> None:
        # Zeros are written, not only a length: a sync of a slot in a hole would have to write the file's block map as well.
        self._write(HEAD + self._count * SLOT, bytes(SLOT * GROWTH))
        self._sync()
        self._free.extend(range(self._count, self._count + GROWTH))
        heapq.heapify(self._free)
        self._marks.extend(bytes(GROWTH * MARK))
        self._count += GROWTH

    def _sync(self) -> None:
        if sys.platform == "linux":
            os.fdatasync(self._descriptor)
        else:
            sync(self._descriptor)

    def _read(self, offset: int, length: int) -> bytes:
        if sys.platform == "win32":
            with self._positioned:
                os.lseek(self._descriptor, offset, os.SEEK_SET)
                return os.read(self._descriptor, length)
        else:
            return os.pread(self._descriptor, length, offset)

    def _write(self, offset: int, octets: bytes) -> None:
        if sys.platform != "win32":
            written = os.pwrite(self._descriptor, octets, offset)
        else:
            with self._positioned:
                os.lseek(self._descriptor, offset, os.SEEK_SET)
                written = os.write(self._descriptor, octets)
        if written != len(octets):
            raise OSError("a slot was written in part")


def _open_own(path: Path) -> int:
    """The file, made if missing. Its folder is the data folder's neighbourhood, so it may be anybody's: it is left as it is.
    In a shared one somebody else may have laid a file or a link under this name, to read every half: that is not taken."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, _FLAGS, 0o600)
    except OSError as error:
        raise WorldError("cannot-write", path=str(path), reason=error.strerror or "") from error
    if sys.platform != "win32":
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_nlink != 1:
            os.close(descriptor)
            raise WorldError("cannot-write", path=str(path), reason="not ours")
        os.fchmod(descriptor, 0o600)
    return descriptor


def _runs(waiting: dict[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """What lies side by side, as one."""
    first, gathered = 0, b""
    for number in sorted(waiting):
        if gathered and number != first + len(gathered) // SLOT:
            yield first, gathered
            gathered = b""
        if not gathered:
            first = number
        gathered += waiting[number]
    if gathered:
        yield first, gathered


def _encode(share: bytes, half: bytes, views: int, tried: int) -> bytes:
    packed = _LAYOUT.pack(share, half, tried, views)
    return (packed + zlib.crc32(packed).to_bytes(4, "big")).ljust(SLOT, b"\x00")


def _parse(octets: bytes) -> _Content | None:
    packed, check = octets[: _LAYOUT.size], octets[_LAYOUT.size : _LAYOUT.size + 4]
    if len(octets) != SLOT or zlib.crc32(packed).to_bytes(4, "big") != check:
        return None
    share, half, tried, views = _LAYOUT.unpack(packed)
    return _Content(share, half, views, tried) if views > 0 else None
