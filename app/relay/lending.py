"""What of the sealed files is lent out: to whom a ticket opens them, and their octets. Owns how these come from the disk; what a
submission has is `inbox`'s to know.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

import apsw

from app.errors import Malformed
from app.relay.blobs import BlobFolder
from app.relay.filestore import Place
from app.relay.rooms import Laid
from app.relay.schema import one

T = TypeVar("T")

PIECE = 256 * 1024
LONG_PIECE = 1024 * 1024

_LENT = """SELECT blobs.name, blobs.size FROM claims JOIN shares ON shares.n = claims.share
    LEFT JOIN blobs ON blobs.share = shares.n WHERE shares.id = ? AND claims.ticket = ? AND claims.ends_at > ?"""


class Lending:
    """Fulfils `Lends`."""

    def __init__(self, folder: BlobFolder, threads: Executor, now: Callable[[], int]) -> None:
        self._folder = folder
        self._threads = threads
        self._now = now

    def use(self, reader: apsw.Connection) -> None:
        """What it reads rows by."""
        self._reader = reader

    def lent(self, id: bytes, ticket: bytes, offset: int, length: int, at: int) -> Place | None:
        lent = one(self._reader, _LENT, (id, ticket, self._now()))
        if lent is None:
            return None
        name, size = lent
        if name is None or offset + length > size or at >= length:
            raise Malformed("Files: range")
        return Place(name, offset + at, length - at)

    async def read(self, place: Place) -> bytes | None:
        """What is in memory is there sooner than a thread that would read it."""
        name, offset, length = place.name, place.offset, min(PIECE, place.length)
        try:
            held = self._folder.read_held(name, offset, length)
            return held if held is not None else await self._in_thread(lambda: self._folder.read(name, offset, length))
        except FileNotFoundError:
            return None

    async def read_into(self, place: Place, room: memoryview) -> Laid | None:
        length = min(LONG_PIECE, place.length)
        try:
            return await self._in_thread(lambda: self._folder.read_into(place.name, place.offset, length, room))
        except FileNotFoundError:
            return None

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
