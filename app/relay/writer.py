"""The one thread that writes. Owns the order in which slots, database and answers follow each other; knows no operation.

Requests wait while a batch is made durable, and the next batch takes all of them at once: one commit and at most two more
syncs for as many as are waiting. In each batch:

1. what operations prepare in slots is written and synced: a create's half is there before the database says so;
2. one transaction decides all of them, and is committed;
3. slots are brought down to what the database says, zeroed where nothing is left, and synced; files whose rows are gone are
   handed over to be deleted;
4. only now are outcomes told.

A crash at any point leaves either a slot without a share (before 2: zeroed at start) or a slot that says more than the
database (before 3: brought down at start). Never a share without its half, never a view that can be taken twice.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import apsw

from app.errors import OurError, WorldError
from app.relay.operations import Operation, Work
from app.relay.schema import BUSY_MS, value
from app.relay.slots import SlotFile

T = TypeVar("T")
Step = Callable[[str], None]
_Order = tuple[Callable[[], Operation[Any]], asyncio.Future[Any]]

BATCH = 512
MAKERS = max(2, min(4, (os.cpu_count() or 2) - 1))
BUSY = 8
GATHER_S = 0.002
"""Under load the writer waits so long for more to come: every commit costs the event loop some turns of the interpreter's
lock, so fewer and larger ones serve more requests, and sooner. A relay at rest waits for nothing."""
MADE_AT_ONCE = 32
FOLD_MS = 50
CLOSE_S = 30
_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
PHASES = ("taken", "prepared", "synced", "decided", "committed", "settled", "erased", "told")

_log = logging.getLogger("lacre.relay")


def no_step(_: str) -> None:
    """Steps are for tests, which kill the process at each of them."""


def no_files(_: bool) -> None:
    """What a writer without files does when a transaction has ended."""


class Writer:
    """Takes operations from any number of tasks of one event loop, and gives each its outcome when it is durable."""

    def __init__(
        self, db: apsw.Connection, slots: SlotFile, now: Callable[[], int], *, step: Step = no_step,
        decided: Callable[[bool], None] = no_files,
    ) -> None:  # fmt: skip
        """`decided` is told whether a transaction was committed, once that is so for good."""
        self._db = db
        self._decided = decided
        self._slots = slots
        self._now = now
        self._step = step
        self._on_failure: Callable[[], None] = lambda: None
        self.on_change: Callable[[Collection[int]], None] | None = None
        """Told in the event loop which shares have changed, when that is durable."""
        self._queue: queue.SimpleQueue[Operation[Any] | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._failed = False
        self._gather_s = 0.0
        self._unfolded = False
        self._thread = threading.Thread(target=self._run, name="lacre-relay-writer", daemon=True)
        self._making: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._makers = [
            threading.Thread(target=self._make, name=f"lacre-relay-maker-{i}", daemon=True) for i in range(MAKERS)
        ]
        self.batches = 0
        self.operations = 0

    def start(self, loop: asyncio.AbstractEventLoop, on_failure: Callable[[], None]) -> None:
        self._loop = loop
        self._on_failure = on_failure
        for thread in (self._thread, *self._makers):
            thread.start()

    async def do(self, operation: Operation[T]) -> T:
        """The outcome, durable. WorldError("disk-full") or WorldError("store-failed") if it could not be."""
        assert self._loop is not None
        if self._failed:
            raise WorldError("store-failed")
        operation.future = self._loop.create_future()
        self._queue.put(operation)
        return await operation.future

    async def do_made(self, make: Callable[[], Operation[T]]) -> T:
        """The outcome of an operation that takes time to make: it is made in another thread, which hands it on."""
        assert self._loop is not None
        future: asyncio.Future[T] = self._loop.create_future()
        self._making.put((make, future))
        return await future

    def do_alone(self, operation: Operation[T]) -> T:
        """The outcome, durable, without the thread: it must not have been started."""
        assert self._loop is None
        self._make_durable([operation])
        return operation.outcome

    async def close(self) -> None:
        """Finish what was asked for, then end the thread."""
        for _ in self._makers:
            self._making.put(None)
        for maker in self._makers:
            await asyncio.to_thread(maker.join, CLOSE_S)
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join, CLOSE_S)

    # Everything below runs in the threads.

    def _make(self) -> None:
        """Signatures and sealed boxes: libsodium works outside the interpreter's lock, so this uses the other cores."""
        last = False
        while not last:
            orders, last = _drain(self._making, MADE_AT_ONCE)
            made = [operation for order in orders if (operation := self._made(*order)) is not None]
            for operation in made:  # together, or the writer would commit them one by one
                self._queue.put(operation)

    def _made(self, make: Callable[[], Operation[Any]], future: asyncio.Future[Any]) -> Operation[Any] | None:
        try:
            operation = make()
        except Exception as error:
            assert self._loop is not None
            self._loop.call_soon_threadsafe(_fail, future, error)
            return None
        operation.future = future
        return operation

    def _run(self) -> None:
        last = False
        while not last:
            batch, last = _drain(self._queue, BATCH, self._gather_s)
            if batch:
                try:
                    self._do(batch)
                except Exception as error:  # recovering failed too: who waits must not wait for ever
                    self._fail(batch, error)
                self._gather_s = GATHER_S if len(batch) >= BUSY else 0.0

    def _do(self, batch: list[Operation[Any]]) -> None:
        if self._failed:
            self._tell(batch, WorldError("store-failed"))
            return
        try:
            touched = self._make_durable(batch)
        except Exception as error:  # a fault of ours in one operation must not leave every request waiting
            self._recover(batch, error)
        else:
            self.batches += 1
            self.operations += len(batch)
            self._fold(batch)
            self._tell(batch, touched=touched)
            self._at("told", batch)

    def _make_durable(self, batch: list[Operation[Any]]) -> set[int]:
        work = Work(self._db, self._slots, self._now())
        self._at("taken", batch)
        try:
            for operation in batch:
                operation.prepare(self._slots)
            self._at("prepared", batch)
            self._slots.flush()
            self._at("synced", batch)
            self._decide(batch, work)
        except BaseException:
            self._abandon(batch)
            raise
        self._at("committed", batch)
        try:
            work.settle()
            self._at("settled", batch)
            self._slots.flush()
            self._decided(True)
        except Exception as error:
            # Committed, but a half that must be gone may still be there. Say nothing more and stop: the next start settles it.
            raise _CannotSettle from error
        self._at("erased", batch)
        return work.touched

    def _decide(self, batch: list[Operation[Any]], work: Work) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            kinds: dict[type[Operation[Any]], list[Operation[Any]]] = {}
            for operation in batch:
                kinds.setdefault(type(operation), []).append(operation)
            for kind, operations in kinds.items():
                for operation, outcome in zip(operations, kind.decide_all(work, operations), strict=True):
                    operation.outcome = outcome
            self._at("decided", batch)
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _abandon(self, batch: list[Operation[Any]]) -> None:
        self._decided(False)
        for operation in batch:
            operation.abandon(self._slots)
        self._slots.flush()

    def _recover(self, batch: list[Operation[Any]], error: Exception) -> None:
        """Nothing of the batch happened. One operation may be the reason (the disk is full for its body): try each alone."""
        if isinstance(error, _CannotSettle):
            self._fail(batch, error)
        elif len(batch) > 1:
            for operation in batch:
                self._do([operation])
        elif isinstance(error, apsw.FullError) or (isinstance(error, OSError) and error.errno in _NO_SPACE):
            self._tell(batch, WorldError("disk-full"))
        elif isinstance(error, apsw.BusyError):
            self._tell(batch, WorldError("in-use"))
        elif isinstance(error, (OSError, apsw.IOError, apsw.CorruptError, apsw.NotADBError)):
            self._fail(batch, error)
        else:
            _log.error("%s failed (%s)", batch[0].kind, type(error).__name__)
            self._tell(batch, OurError("operation-failed"))

    def _fail(self, batch: list[Operation[Any]], error: Exception) -> None:
        _log.critical("the store failed (%s): the relay stops", type(error.__cause__ or error).__name__)
        self._failed = True
        self._tell(batch, WorldError("store-failed"))
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._on_failure)

    def _tell(self, batch: list[Operation[Any]], error: Exception | None = None, touched: Collection[int] = ()) -> None:
        assert self._loop is not None
        told = (
            self.on_change
        )  # as it is before any outcome is told: who begins to watch after one reads that change itself
        self._loop.call_soon_threadsafe(_resolve, batch, error)
        if touched and told is not None:
            self._loop.call_soon_threadsafe(told, touched)

    def _at(self, phase: str, batch: list[Operation[Any]]) -> None:
        if self._step is not no_step:
            for kind in sorted({operation.kind for operation in batch}):
                self._step(f"{kind}:{phase}")

    def _fold(self, batch: list[Operation[Any]]) -> None:
        """When only the sweep has been here, fold the log into the database: deleted rows stay readable in it until then."""
        if any(operation.kind != "sweep" for operation in batch):
            self._unfolded = True
        elif self._unfolded and self._queue.empty():
            self._db.set_busy_timeout(FOLD_MS)  # requests wait meanwhile
            try:
                busy = value(self._db, "PRAGMA wal_checkpoint(TRUNCATE)")
            except apsw.Error:
                busy = 1
            self._db.set_busy_timeout(BUSY_MS)
            self._unfolded = bool(busy)  # somebody reads, a backup perhaps: the next sweep tries again


def _drain(waiting: queue.SimpleQueue[T | None], most: int, gather_s: float = 0.0) -> tuple[list[T], bool]:
    """Wait for one, then take all that are there; and whether the end has come."""
    taken: list[T] = []
    one = waiting.get()
    if gather_s:
        time.sleep(gather_s)
    while one is not None:
        taken.append(one)
        if len(taken) >= most:
            return taken, False
        try:
            one = waiting.get_nowait()
        except queue.Empty:
            return taken, False
    return taken, True


class _CannotSettle(OSError):
    """Slots could not be brought down after the commit."""


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


def _resolve(batch: list[Operation[Any]], error: Exception | None) -> None:
    for operation in batch:
        if operation.future.done():  # its request was cancelled; what was decided stands
            continue
        if error is not None:
            operation.future.set_exception(error)
        else:
            operation.future.set_result(operation.outcome)
