"""Memory that the web server and who keeps the files both have: what is long goes from one to the other by the number of its
room, and the disk reads and writes it where it lies. Owns the rooms and where in one octets lie; what these are others know.

Each side believes the other nothing of it: who keeps the files takes lengths by the channel, and octets only as such, which may
change under its hands. Nobody can make the memory shorter, which would kill who touches it then (Linux; elsewhere the other side
is not shut in either).
"""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
from typing import NamedTuple

from app.errors import OurError
from app.share.wire.transfers import PUT_LIMIT

BLOCK = 4096
ROOM = -(-PUT_LIMIT // BLOCK) * BLOCK + BLOCK
COUNT = 24
_SIZE = COUNT * ROOM


class Laid(NamedTuple):
    """Where in a room octets lie."""

    start: int
    length: int


class Rooms:
    """One side's view of them. The web server lends them out; whoever keeps the files only looks where it is told."""

    def __init__(self, descriptor: int = -1) -> None:
        """Of memory that was made by `shared`; without one, of this process alone."""
        self._memory = memoryview(mmap.mmap(descriptor, _SIZE))
        self._free = list(range(COUNT))

    def take(self) -> int | None:
        """A room of one's own, the one that was last used: so few are ever touched. None if none is free."""
        return self._free.pop() if self._free else None

    def give(self, number: int) -> None:
        self._free.append(number)

    def room(self, number: int) -> memoryview:
        """The whole room, which begins at a block; OurError if there is none of that number."""
        if not 0 <= number < COUNT:
            raise OurError("channel")
        return self._memory[number * ROOM : (number + 1) * ROOM]

    def place(self, number: int, offset: int, length: int) -> memoryview:
        """Where so many octets lie that belong at `offset` of a file: as far into the room as that is into a block. OurError for
        more than it holds."""
        start = offset % BLOCK
        if not 0 <= length <= ROOM - start:
            raise OurError("channel")
        return self.room(number)[start : start + length]

    def laid(self, number: int, laid: Laid) -> memoryview:
        return self.room(number)[laid.start : laid.start + laid.length]


def shared() -> int:
    """A descriptor of such memory, for both processes."""
    if sys.platform != "linux":
        with tempfile.TemporaryFile() as file:  # a file without a name
            descriptor = os.dup(file.fileno())
        os.ftruncate(descriptor, _SIZE)
        return descriptor
    import fcntl

    descriptor = os.memfd_create("lacre", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, _SIZE)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    return descriptor
