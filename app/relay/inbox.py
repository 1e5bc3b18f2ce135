"""What clients have submitted to requests, and its uploads on their way: begun, kept, lent to the asker, dropped. Owns how these
operations meet the folder of files; the operations are `submitting`'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal, NamedTuple

import apsw

from app.errors import Malformed
from app.relay.filestore import Place
from app.relay.filing import Filing
from app.relay.schema import one
from app.relay.store import Refused, ShareRow
from app.relay.submitting import Drop, Offer, Signed, Submit, Taken
from app.relay.writer import Writer

Part = Literal["envelope", "files"]
Sign = Callable[[], Signed]

_HELD = """SELECT envelopes.name, envelopes.size, files.name, files.size, submissions.at FROM submissions
    JOIN blobs AS envelopes ON envelopes.name = submissions.envelope LEFT JOIN blobs AS files ON files.name = submissions.files
    WHERE submissions.share = ? AND submissions.number = ?"""


class Held(NamedTuple):
    """A submission that waits. Sizes in octets; of no files, None and 0."""

    envelope: bytes
    size: int
    files: bytes | None
    files_size: int
    at: int


class Inbox:
    """Fulfils `Submissions`."""

    def __init__(self, filing: Filing, reader: apsw.Connection, writer: Writer) -> None:
        self._filing = filing
        self._reader = reader
        self._writer = writer

    async def offer(self, row: ShareRow, token: bytes, size: int, sign: Sign) -> int | Refused:
        have = await self._writer.do_made(lambda: Offer(row, sign(), token, size, self._filing.room.left))
        return have if isinstance(have, Refused) else self._filing.have(token, have)

    async def submit(self, row: ShareRow, envelope: bytes, files: bytes, sign: Sign) -> Taken | Refused:
        return await self._writer.do_made(lambda: Submit(row, sign(), envelope, files))

    def held(self, row: ShareRow, number: int) -> Held | None:
        found = one(self._reader, _HELD, (row.n, number))
        if found is None:
            return None
        envelope, size, files, files_size, at = found
        return Held(envelope, size, files, files_size or 0, at)

    def lent(self, row: ShareRow, number: int, part: Part, offset: int, length: int, at: int) -> Place | None:
        held = self.held(row, number)
        if held is None:
            return None
        name, size = (held.envelope, held.size) if part == "envelope" else (held.files, held.files_size)
        if name is None or offset + length > size or at >= length:
            raise Malformed("Fetch: range")
        return Place(name, offset + at, length - at)

    async def drop(self, row: ShareRow, number: int) -> None:
        await self._writer.do(Drop(row, number))
        await asyncio.to_thread(self._filing.condemned.wait)
