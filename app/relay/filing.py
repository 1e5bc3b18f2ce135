"""The sealed files of shares, and the uploads that become such: what is told of them, kept of them and lent out. Owns uploads
while they grow; rows are `uploading`'s, octets `blobs`'.

An upload is synced every 16 MiB and at its end, and only then does the database count it. Between two syncs what was answered
is in memory alone: after a crash less is there than was said, and its sender goes on from what is.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import apsw

from app.errors import Malformed, WorldError
from app.relay.blobs import NO_SPACE, BlobFolder
from app.relay.condemned import Condemned
from app.relay.schema import one
from app.relay.store import Refused
from app.relay.uploading import CONDEMNING, LATE_S, Advance, BeginUpload, GiveUp, uploads_and_octets
from app.relay.writer import Step, Writer

T = TypeVar("T")

SYNC_OCTETS = 16 * 1024 * 1024
PIECE = 256 * 1024
THREADS = 4

_UPLOAD = "SELECT name, size, have FROM blobs WHERE token = ?"
_LENT = """SELECT blobs.name, blobs.size FROM claims JOIN shares ON shares.n = claims.share
    LEFT JOIN blobs ON blobs.share = shares.n WHERE shares.id = ? AND claims.ticket = ? AND claims.ends_at > ?"""


@dataclass(slots=True)
class Upload:
    """One that grows."""

    name: bytes
    size: int
    have: int
    synced: int
    synced_at: int
    busy: bool = False


class Filing:
    """Fulfils `Files`."""

    def __init__(
        self, folder: BlobFolder, db: apsw.Connection, now: Callable[[], int], step: Step, room: int | None
    ) -> None:
        self.folder = folder
        self.condemned = Condemned(folder, step)
        self._now = now
        self._step = step
        self._room = room
        self._growing: dict[bytes, Upload] = {}
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="lacre-relay-files")
        db.create_scalar_function("condemn", self._condemn, 1, flags=apsw.SQLITE_INNOCUOUS)
        db.execute(CONDEMNING)

    def use(self, reader: apsw.Connection, writer: Writer) -> None:
        """What it reads rows by, and who changes them."""
        self._reader = reader
        self._writer = writer

    async def stage(self, token: bytes, size: int) -> int | Refused:
        growing = self._still_there(token)
        if growing is not None and growing.size == size:
            return growing.have
        return await self._writer.do(BeginUpload(token, size, self.fits))

    def may_put(self, token: bytes, offset: int) -> Refused | None:
        """Why a piece would not be kept, as far as that can be said before it is here."""
        upload = self._find(token)
        if upload is None:
            return Refused("unknown")
        if upload.busy:
            return Refused("busy")
        return None if offset == upload.have else Refused("offset", have=upload.have)

    async def put(self, token: bytes, offset: int, octets: memoryview) -> int | Refused:
        refused = self.may_put(token, offset)
        if refused is not None:
            return refused
        upload = self._find(token)
        assert upload is not None
        if len(octets) > upload.size - offset:
            raise Malformed("Piece: more than its upload")
        self._growing[token] = upload
        upload.busy = True
        try:
            return await self._keep(upload, token, octets)
        finally:
            upload.busy = False
            if upload.synced == upload.have:  # the database knows as much
                self._let_go(token, upload)

    async def abandon(self, token: bytes) -> None:
        await self._writer.do(GiveUp(token))
        self._growing.pop(token, None)  # who is at work on it sees that it is gone

    async def piece(self, id: bytes, ticket: bytes, offset: int, length: int, at: int) -> bytes | None:
        """Of the files that this ticket opens now, what is at `at` of so many octets from `offset`; None if it opens nothing."""
        lent = one(self._reader, _LENT, (id, ticket, self._now()))
        if lent is None:
            return None
        name, size = lent
        if name is None or offset + length > size or at >= length:
            raise Malformed("Files: range")
        return await self.read(name, offset + at, length - at)

    async def read(self, name: bytes, offset: int, length: int) -> bytes | None:
        """So many octets of a file, or as many as are read at once; None if it was deleted a moment ago."""
        try:
            return await self._in_thread(lambda: self.folder.read(name, offset, min(PIECE, length)))
        except FileNotFoundError:
            return None

    def have(self, token: bytes, least: int) -> int:
        """How much of an upload is here, of which so much is on the medium."""
        growing = self._still_there(token)
        return least if growing is None else growing.have

    def figures(self) -> dict[str, int]:
        """Counts for the operator."""
        uploads, octets = uploads_and_octets(self._reader)
        return {"uploads": uploads, "file_octets": octets}

    async def settle(self) -> None:
        """At the end: what was answered is kept, as if it had come to a sync."""
        for token, upload in list(self._growing.items()):
            with contextlib.suppress(OSError, WorldError):  # then less of it is there at the next start
                if upload.have > upload.synced and not upload.busy and self._is_there(token, upload):
                    await self._sync(upload)

    def close(self) -> None:
        self._threads.shutdown()
        self.condemned.close()

    def _condemn(self, *names: Any) -> None:
        for name in names:
            self.condemned.add(bytes(name))

    def fits(self, size: int, taken: int, missing: int) -> bool:
        """Whether there is room for an upload of so many octets (`uploading.Fits`)."""
        if self._room is not None and taken + size > self._room:
            return False
        return missing + size <= self.folder.free()

    def _find(self, token: bytes) -> Upload | None:
        upload = self._growing.get(token)
        if upload is not None:
            return upload
        row = self._find_row(token)
        return None if row is None else Upload(row[0], row[1], row[2], row[2], self._now())

    def _find_row(self, token: bytes) -> tuple[bytes, int, int] | None:
        row = one(self._reader, _UPLOAD, (token,))
        return None if row is None else (bytes(row[0]), int(row[1]), int(row[2]))

    async def _keep(self, upload: Upload, token: bytes, octets: memoryview) -> int | Refused:
        end = upload.have + len(octets)
        self._step("put:taken")
        try:
            await self._in_thread(lambda: self.folder.write(upload.name, upload.have, octets))
            self._step("put:written")
            upload.have = end
            late = self._now() - upload.synced_at >= LATE_S
            if end == upload.size or end - upload.synced >= SYNC_OCTETS or late:
                await self._sync(upload)
        except (OSError, WorldError) as error:
            upload.have = upload.synced  # what is in between may be there or not: it is sent again
            if isinstance(error, OSError) and error.errno in NO_SPACE:
                return Refused("full")
            if self._is_there(token, upload):
                raise
        if not self._is_there(token, upload):  # given up meanwhile; the file may have been made after it was deleted
            self._let_go(token, upload)
            self.condemned.delete(upload.name)
            return Refused("unknown")
        return end

    def _let_go(self, token: bytes, upload: Upload) -> None:
        if self._growing.get(token) is upload:  # not another that was begun with the same token meanwhile
            del self._growing[token]

    def _still_there(self, token: bytes) -> Upload | None:
        """One that grows, if its row was not deleted meanwhile: what was in memory of that one is forgotten with it."""
        growing = self._growing.get(token)
        if growing is not None and not self._is_there(token, growing):
            self._let_go(token, growing)
            return None
        return growing

    def _is_there(self, token: bytes, upload: Upload) -> bool:
        row = self._find_row(token)
        return row is not None and row[0] == upload.name

    async def _sync(self, upload: Upload) -> None:
        have = upload.have
        await self._in_thread(lambda: self.folder.sync(upload.name, named=upload.synced > 0))
        self._step("put:synced")
        await self._writer.do(Advance(upload.name, have))
        upload.synced, upload.synced_at = have, self._now()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
