"""Files on their way into the vault or out of it: each with its progress, each to be cancelled. Owns the queue; draws nothing.

They run beside the vault's lane, so that the window goes on while gigabytes are sealed: the vault takes its lock at the
beginning and at the end of each only. What is added waits in a queue, one after another; what is opened or saved starts at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.ops.entry_files import add_file, open_file, save_file
from app.ui.files.opened import opened_of
from app.ui.state import Session
from app.ui.tasks import Task

if TYPE_CHECKING:
    from app.vault.model import Attachment

Way = Literal["add", "open", "save"]


@dataclass(slots=True, eq=False)
class Transfer:
    """One file under way. `source` or `file` says which, by its way."""

    way: Way
    entry_id: str
    name: str
    total: int = 0
    done: int = 0
    source: Path | None = None
    task: Task | None = None


class Transfers(QObject):
    """Lives as long as the open vault's desk; what it tells names the entry it is about."""

    changed = Signal(str)
    moved = Signal(object)
    arrived = Signal(object)
    opened = Signal(object)
    saved = Signal(object)
    failed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._under_way: list[Transfer] = []
        self._waiting: deque[Transfer] = deque()
        self._adding: Transfer | None = None
        session.locked.connect(self.cancel_all)

    def of(self, entry_id: str) -> list[Transfer]:
        """What is under way or waits for an entry, in order."""
        return [one for one in (*self._under_way, *self._waiting) if one.entry_id == entry_id]

    def add(self, entry_id: str, paths: Sequence[Path]) -> None:
        """Keep copies of these files with the entry."""
        for path in paths:
            self._waiting.append(Transfer("add", entry_id, path.name, source=path))
        self.changed.emit(entry_id)
        self._next()

    def open(self, file: Attachment) -> None:
        """To be looked at: in the private folder. `opened` tells where."""
        vault, opened = self._session.vault, opened_of(self._session).files
        if vault is not None:
            moving = Transfer("open", file.entry_id, file.name, file.size)
            self._start(moving, lambda task: open_file(vault, opened, file, _told(task, file.size)), self.opened.emit)

    def save(self, file: Attachment, target: Path) -> None:
        vault = self._session.vault
        if vault is not None:
            moving = Transfer("save", file.entry_id, file.name, file.size)
            self._start(moving, lambda task: save_file(vault, file.id, target, _told(task, file.size)), self.saved.emit)

    def cancel(self, transfer: Transfer) -> None:
        """Nothing of it stays."""
        if transfer.task is not None:
            transfer.task.cancel()
        elif transfer in self._waiting:
            self._waiting.remove(transfer)
        self._forget(transfer)

    def cancel_all(self) -> None:
        self._waiting.clear()
        for one in list(self._under_way):
            self.cancel(one)

    # -- how ----------------------------------------------------------------------------------------------------------

    def _next(self) -> None:
        vault = self._session.vault
        if self._adding is not None or not self._waiting or vault is None:
            return
        self._adding = moving = self._waiting.popleft()
        source, now = moving.source, self._session.now()
        assert source is not None
        self._start(moving, lambda task: add_file(vault, moving.entry_id, source, now, task.progress), self._kept)

    def _kept(self, file: Attachment) -> None:
        self._session.vault_changed.emit()
        self.arrived.emit(file)

    def _start(self, moving: Transfer, work: Callable[[Task], object], then: Callable[..., object]) -> None:
        self._under_way.append(moving)
        vault = self._session.vault

        def done(result: object) -> None:
            self._forget(moving)
            if self._session.vault is vault:
                then(result)

        moving.task = self._session.tasks.run(
            work, done, partial(self._failed, moving), owner=self, on_progress=partial(self._progress, moving)
        )
        self.changed.emit(moving.entry_id)

    def _progress(self, moving: Transfer, done: int, total: int, _text: str) -> None:
        moving.done, moving.total = done, total
        self.moved.emit(moving)

    def _failed(self, moving: Transfer, error: Exception) -> None:
        self._forget(moving)
        if not (isinstance(error, UserError) and error.code == "vault-locked"):
            self.failed.emit(moving, error)

    def _forget(self, moving: Transfer) -> None:
        if moving in self._under_way:
            self._under_way.remove(moving)
        if self._adding is moving:
            self._adding = None
        self.changed.emit(moving.entry_id)
        self._next()


def _told(task: Task, total: int) -> Callable[[int], None]:
    return lambda done: task.progress(done, total)
