"""The store in one SQLite file and one slot file, for one process: whatever changes something goes to the writer; what only
asks is `reading`'s.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Self

from app.crypto.blind import blake2b_256
from app.host.files import private_folder
from app.host.locks import InstanceLock
from app.relay.blobs import BlobFolder
from app.relay.claiming import DECIDING, Acknowledge, Claim, Deliver
from app.relay.clock import RelayClock
from app.relay.codes import AskCode
from app.relay.creating import Create
from app.relay.ending import Amend, Revoke, Sweep
from app.relay.filing import Filing
from app.relay.inbox import Inbox
from app.relay.reading import Reads
from app.relay.reconcile import bind, reconcile
from app.relay.refiling import refile
from app.relay.renewing import Renew
from app.relay.schema import database_path, files_path, one, open_database, open_reader
from app.relay.slots import SlotFile
from app.relay.store import Again, NewConditions, NewShare, Prove, Refused, ShareRow
from app.relay.uploading import COUNTING
from app.relay.writer import Step, Writer, no_step
from app.share.wire.messages import Stage

_DECOY = """INSERT OR IGNORE INTO shares(id, message, link_hash, owner_hash, proof_key, header, header_mac, cover, conditions,
    conditions_mac, relay, created_at, expires_at, size, number, views, taken, tries_left, paused, delivered, state)
    VALUES (?1, ?1, ?2, ?2, ?1, zeroblob(180), ?1, zeroblob(296), zeroblob(80), ?1, '', 0, 0, 0, 0, 1, 0, 0, 0, 0, 'decoy')"""

_log = logging.getLogger("lacre.relay")


def halves_path(data: Path) -> Path:
    """Beside the data folder, not inside: an older copy of the folder, put back, brings no half back."""
    return data.with_name(data.name + ".halves")


class SqliteStore(Reads):
    """Fulfils `Store`. One per data folder, in one process: the folder is locked while it is open."""

    def __init__(
        self, data: Path, halves: Path, now: Callable[[], int], *, step: Step, without_halves: bool,
        monotonic: Callable[[], float], room: int | None,
    ) -> None:  # fmt: skip
        self.data = private_folder(data)
        self._clocks = (now, monotonic)
        self._limit = room
        self._lock = InstanceLock(data / "lock")
        self._lock.acquire()
        try:
            self._open(halves, step, without_halves)
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def open(
        cls, data: Path, now: Callable[[], int], *, halves: Path | None = None, step: Step = no_step,
        without_halves: bool = False, monotonic: Callable[[], float] = time.monotonic, room: int | None = None,
    ) -> Self:  # fmt: skip
        """Open or make the store, and make all that it keeps agree. WorldError if another process has it, or if the halves are
        missing or another relay's. `room`: for how many octets of files; as the disk has, if it is None."""
        chosen = halves or halves_path(data)
        return cls(data, chosen, now, step=step, without_halves=without_halves, monotonic=monotonic, room=room)

    def _open(self, halves: Path, step: Step, without_halves: bool) -> None:
        path = database_path(self.data)
        self.database = open_database(path)
        seen = one(self.database, "SELECT value FROM meta WHERE name = 'seen'")
        self.now: RelayClock = RelayClock(*self._clocks, None if seen is None else int(seen[0]))
        self._slots = SlotFile(halves)
        try:
            bind(self.database, self._slots, without_halves=without_halves)
        except BaseException:
            self._slots.close()
            if self._slots.created:
                halves.unlink()
            self.database.close()
            raise
        try:
            self._agree(step)
        except BaseException:
            self._slots.close()
            self.database.close()
            raise
        self._decoy_id = blake2b_256(b"lacre relay decoy" + self._slots.store_id)
        self.database.execute(_DECOY, (self._decoy_id, os.urandom(32)))
        self.database.execute(DECIDING)
        self.database.execute(COUNTING)
        self._reader = open_reader(path)
        self._was_trusted = True
        self.writer = Writer(self.database, self._slots, self.now, step=step, decided=self.files.condemned.decided)
        self.files.use(self._reader, self.writer)
        self.submissions = Inbox(self.files, self._reader, self.writer)

    def _agree(self, step: Step) -> None:
        """Halves, files and database, whatever a crash or a copy that was put back has left of them."""
        folder = BlobFolder(files_path(self.data))
        found = reconcile(self.database, self._slots, self.now())
        if found.zeroed or found.lowered or found.gone:
            _log.warning("at start: %d halves zeroed, %d lowered, %d gone", found.zeroed, found.lowered, found.gone)
        files = refile(self.database, self._slots, folder, self.now())
        if files.orphans or files.gone:
            _log.warning("at start: %d files deleted, %d shares gone without theirs", files.orphans, files.gone)
        self.files = Filing(folder, self.database, self.now, step, self._limit)

    def start(self, on_failure: Callable[[], None] = lambda: None) -> None:
        """Begin to write, for the running event loop. `on_failure` is called if the disk fails: the process must end then."""
        self.writer.start(asyncio.get_running_loop(), on_failure)

    async def close(self) -> None:
        await self.rest()
        self.shut()

    async def rest(self) -> None:
        """Finish what was begun, and write no more."""
        await self.files.settle()
        await self.writer.close()

    def figures(self) -> dict[str, int]:
        batches = {"batches_total": self.writer.batches, "operations_total": self.writer.operations}
        return super().figures() | batches | self.files.figures()

    def shut(self) -> None:
        """Close the files of a store that was not started, or whose writer has ended."""
        self.files.close()
        self._reader.close()
        self.database.close()
        self._slots.close()
        self._lock.release()

    async def create(self, share: NewShare) -> Refused | None:
        return await self.writer.do(Create(share))

    async def renew(self, row: ShareRow, share: NewShare) -> Refused | None:
        return await self.writer.do(Renew(row, share))

    def tell_changes(self, told: Callable[[Collection[int]], None] | None) -> None:
        self.writer.on_change = told

    async def deliver(self, row: ShareRow, detail: str) -> None:
        await self.writer.do(Deliver(row, detail))

    async def keep_code(self, row: ShareRow, key: bytes, code: bytes) -> Refused | None:
        return await self.writer.do(AskCode(row, key, code))

    async def claim(self, row: ShareRow, prove: Prove) -> bytes | Refused | Again:
        def made() -> Claim:
            return Claim(row, prove(None if row.slot is None else self._slots.half(row.slot, row.id)))

        return await self.writer.do_made(made)

    async def acknowledge(self, id: bytes, ticket: bytes, stage: Stage, file: int) -> bool:
        share = self.share_of(id, ticket)
        return share is not None and await self.writer.do(Acknowledge(share, ticket, stage, file))

    async def revoke(self, row: ShareRow) -> None:
        await self.writer.do(Revoke(row))

    async def amend(self, row: ShareRow, conditions: NewConditions) -> Refused | None:
        return await self.writer.do(Amend(row, conditions))

    async def sweep(self) -> int | None:
        if not self._may_sweep():
            return None
        return await self.writer.do(Sweep(self.files.room.left))

    def _may_sweep(self) -> bool:
        trusted = self.now.is_trusted
        if self._was_trusted and not trusted:
            _log.warning("the clock jumped: nothing is ended for good until it has kept pace for a while")
        self._was_trusted = trusted
        return trusted
