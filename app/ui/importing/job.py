"""The work of importing, for a worker thread: progress that can be followed and a wish to stop that is answered truthfully.

Stopping does not throw the task away: only the work knows whether it was in time, and it says so by its report or refusal.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.tasks import Task

if TYPE_CHECKING:
    from app.ops.importing import Choices, ImportPreview, ImportReport
    from app.vault.vault import Vault

_EVERY_S = 0.05  # more often than a screen is drawn helps nobody and floods the window's queue


class ImportJob:
    """One file on its way: looked through, then added."""

    def __init__(self, path: Path, *, client: str | None = None, choices: Choices | None = None) -> None:
        self.path, self.client, self.choices = path, client, choices
        self.headings: tuple[str, ...] = ()
        self._stop = threading.Event()
        self._told = 0.0

    def stop(self) -> None:
        self._stop.set()

    def look(self, task: Task, vault: Vault) -> ImportPreview:
        from app.ops.importing import preview
        from app.vault.importers.detect import TABLE
        from app.vault.importers.parsing import headings

        seen = preview(
            self.path,
            client=self.client,
            vault=vault,
            progress=lambda done, total: self._tell(task, done, total),
            cancelled=self._wanted,
            choices=self.choices,
        )
        if seen.format == TABLE:
            self.headings = headings(self.path)
        return seen

    def run(self, task: Task, vault: Vault, now: datetime, home: Path) -> ImportReport:
        from app.errors import UserError
        from app.ops.backups import before
        from app.ops.importing import run_import
        from app.vault.rotation import Reason

        before(home, vault, Reason.IMPORT, now)
        if self._wanted():  # while the backup was made
            raise UserError("cancelled")
        return run_import(
            vault,
            self.path,
            client=self.client,
            now=now,
            progress=lambda done, total: self._tell(task, done, total),
            cancelled=self._wanted,
            choices=self.choices,
        )

    def _wanted(self) -> bool:
        return self._stop.is_set()

    def _tell(self, task: Task, done: int, total: int) -> None:
        moment = time.monotonic()
        if moment - self._told >= _EVERY_S or done >= total:
            self._told = moment
            task.progress(done, total)
