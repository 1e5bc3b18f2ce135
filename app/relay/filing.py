"""The sealed files of shares, and the uploads that become such: what is told of them and kept of them. Owns how octets come to
the disk; what grows is `growing`'s, rows are `uploading`'s, octets `blobs`', and what is lent out is `lending`'s.

An upload is synced every 16 MiB and at its end, and only then does the database count it. Between two syncs what was answered
is in memory alone: after a crash less is there than was said, and its sender goes on from what is.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import apsw

from app.errors import Malformed, WorldError
from app.relay.blobs import NO_SPACE, BlobFolder
from app.relay.condemned import Condemned
from app.relay.growing import Growing, Upload
from app.relay.lending import Lending
from app.relay.room import Room
from app.relay.store import Refused
from app.relay.uploading import (
    CONDEMNING,
    LATE_S,
    SYNC_OCTETS,
    Advance,
    BeginUpload,
    GiveUp,
    room_left,
    uploads_and_octets,
)
from app.relay.writer import Step, Writer

T = TypeVar("T")

THREADS = 4
BEHIND_LEAST = 1024 * 1024  # shorter pieces are kept before they are answered
FULL_S = 5  # who found no room is told so for so long without looking again


class Filing:
    """Fulfils `Files`."""

    def __init__(
        self, folder: BlobFolder, db: apsw.Connection, now: Callable[[], int], step: Step, room: int | None
    ) -> None:
        self.folder = folder
        self.room = Room(folder, room)
        self.condemned = Condemned(folder, step)
        self._now = now
        self._step = step
        self._behind = 0
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="lacre-relay-files")
        self.lending = Lending(folder, self._threads, now)
        db.create_scalar_function("condemn", self.condemned.add, 1, flags=apsw.SQLITE_INNOCUOUS)
        db.execute(CONDEMNING)

    def use(self, reader: apsw.Connection, writer: Writer) -> None:
        """What it reads rows by, and who changes them."""
        self._reader = reader
        self._writer = writer
        self._growing = Growing(reader, self._now)
        self.lending.use(reader)

    async def stage(self, token: bytes, size: int) -> int | Refused:
        growing = self._growing.known(token)
        if growing is not None and growing.size == size:
            return growing.have
        return await self._writer.do(BeginUpload(token, size, self.room.left))

    def may_put(self, token: bytes, offset: int) -> Refused | None:
        """Why a piece would not be kept, as far as that can be said before it is here."""
        upload = self._growing.find(token)
        if upload is None:
            return Refused("unknown")
        return Refused("busy") if upload.busy else self._why_not(upload, offset)

    def _why_not(self, upload: Upload, offset: int) -> Refused | None:
        if offset != upload.have:
            return Refused("offset", have=upload.have)
        return Refused("full") if self._is_full(upload) else None

    async def put(self, token: bytes, offset: int, octets: memoryview) -> int | Refused:
        refused = self.may_put(token, offset)
        if refused is not None:
            return refused
        upload = self._growing.find(token)
        assert upload is not None
        if len(octets) > upload.size - offset:
            raise Malformed("Piece: more than its upload")
        self._growing.keep(token, upload)
        upload.busy = True
        try:
            refused = await self._settled(upload) or self._why_not(upload, offset)  # the piece before may have failed
            return refused or await self._take(upload, token, octets)
        finally:
            upload.busy = False
            self._let_go(token, upload)

    async def wait(self, token: bytes) -> None:
        upload = self._growing.known(token)
        if upload is not None and upload.behind is not None:
            await asyncio.wait([upload.behind])

    async def abandon(self, token: bytes) -> None:
        await self._writer.do(GiveUp(token))
        self._growing.forget(token)

    def have(self, token: bytes, least: int) -> int:
        """How much of an upload is here, of which so much is on the medium."""
        growing = self._growing.known(token)
        return least if growing is None else growing.have

    def figures(self) -> dict[str, int]:
        """Counts for the operator."""
        uploads, octets = uploads_and_octets(self._reader)
        return {"uploads": uploads, "file_octets": octets}

    async def settle(self) -> None:
        """At the end: what was answered is kept, as if it had come to a sync."""
        for token, upload in self._growing:
            with contextlib.suppress(OSError, WorldError):  # then less of it is there at the next start
                await self._settled(upload)
                if upload.have > upload.synced and not upload.busy and self._growing.is_there(token, upload):
                    await self._sync(upload)

    def close(self) -> None:
        self._threads.shutdown()
        self.condemned.close()

    def _is_full(self, upload: Upload) -> bool:
        """Whether there is no room for more of it. For what a client of a request sends it is held for the next pieces alone."""
        if upload.full_at is not None and self._now() - upload.full_at >= FULL_S:
            upload.full_at = None if room_left(self._reader, self.room.left) >= 0 else self._now()
        return upload.full_at is not None

    async def _take(self, upload: Upload, token: bytes, octets: memoryview) -> int | Refused:
        """Keep this piece; a long one behind the answer, so that the next is on the line meanwhile. The last is waited for: what
        has all its octets is on the medium."""
        begin, upload.have = upload.have, upload.have + len(octets)
        if len(octets) < BEHIND_LEAST or upload.have == upload.size or self._behind >= THREADS:
            return await self._keep(upload, token, begin, octets)
        upload.behind = asyncio.get_running_loop().create_task(self._keep_behind(upload, token, begin, octets))
        return upload.have

    async def _keep_behind(self, upload: Upload, token: bytes, begin: int, octets: memoryview) -> int | Refused:
        self._behind += 1
        try:
            kept = await self._keep(upload, token, begin, octets)
        finally:
            self._behind -= 1
        if isinstance(kept, int) and not upload.busy:
            upload.behind = None
            self._let_go(token, upload)
        return kept

    async def _settled(self, upload: Upload) -> Refused | None:
        """Once the piece before is kept; what became of it, if it was not."""
        if upload.behind is None:
            return None
        try:
            kept = await asyncio.shield(upload.behind)
        finally:
            upload.behind = None
        return kept if isinstance(kept, Refused) else None

    def _let_go(self, token: bytes, upload: Upload) -> None:
        if upload.synced == upload.have and upload.full_at is None and upload.behind is None:
            self._growing.let_go(token, upload)

    async def _keep(self, upload: Upload, token: bytes, begin: int, octets: memoryview) -> int | Refused:
        end = begin + len(octets)
        self._step("put:taken")
        try:
            await self._in_thread(lambda: self.folder.write(upload.name, begin, octets))
            self._step("put:written")
            late = self._now() - upload.synced_at >= LATE_S
            if end == upload.size or end - upload.synced >= SYNC_OCTETS or late:
                await self._sync(upload)
        except (OSError, WorldError) as error:
            upload.have = upload.synced  # what is in between may be there or not: it is sent again
            if isinstance(error, OSError) and error.errno in NO_SPACE:
                return Refused("full")
            if self._growing.is_there(token, upload):
                raise
        if not self._growing.is_there(token, upload):
            self._growing.let_go(token, upload)
            if not self._growing.is_named(upload):  # given up; the file may have been made after it was deleted
                self.condemned.delete(upload.name)
                return Refused("unknown")
        return end

    async def _sync(self, upload: Upload) -> None:
        have = upload.have
        await self._in_thread(lambda: self.folder.sync(upload.name, named=upload.synced > 0))
        self._step("put:synced")
        roomy = await self._writer.do(Advance(upload.name, have, self.room.left))
        upload.synced, upload.synced_at = have, self._now()
        upload.full_at = None if roomy else upload.synced_at

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
