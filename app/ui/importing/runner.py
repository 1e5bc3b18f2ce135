"""One file on its way through an import: what was chosen about it, the job that is at work, and its answers as signals. Owns
choices and jobs; shows nothing. An answer to a question that was asked anew meanwhile is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ops.importing import Choices, ImportPreview, ImportReport
from app.ui.importing.job import ImportJob
from app.ui.state import Session
from app.ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.crypto.secret import Secret
    from app.vault.importers.mapping import Target


class ImportRunner(QObject):
    """Lives with the sheet."""

    looked = Signal(object)
    looked_again = Signal(object)
    added = Signal(object)
    failed = Signal(object)
    moved = Signal(int, int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.choices = Choices()
        self._job: ImportJob | None = None

    @property
    def path(self) -> Path | None:
        return self._job.path if self._job is not None else None

    @property
    def headings(self) -> tuple[str, ...]:
        return self._job.headings if self._job is not None else ()

    def look_at(self, path: Path) -> None:
        """Read a file through, with nothing chosen yet."""
        self.choices = Choices()
        self._look(ImportJob(path, choices=self.choices), self.looked.emit)

    def look_anew(self) -> None:
        """The same file, once more was said about it."""
        if self._job is not None:
            self._look(ImportJob(self._job.path, choices=self.choices), self.looked.emit)

    def look_for(self, client: str) -> None:
        """The same file for another client: what of it is in the vault already may differ."""
        if self._job is not None:
            job = ImportJob(self._job.path, client=client or None, choices=self.choices)
            self._look(job, self.looked_again.emit)

    def unlock_with(self, password: Secret | None, key_file: Path | None) -> None:
        self.choices = replace(
            self.choices, opening=replace(self.choices.opening, password=password, key_file=key_file)
        )

    def map_by(self, columns: Mapping[str, Target]) -> None:
        self.choices = replace(self.choices, opening=replace(self.choices.opening, columns=columns))

    def be_patient(self) -> None:
        """Whoever goes on after it was said that opening costs much agrees to it."""
        self.choices = replace(self.choices, patient=True)

    def send_to(self, folder: str, client: str) -> None:
        """A folder's entries go to another client."""
        self.choices = replace(self.choices, targets={**self.choices.targets, folder: client})

    def _look(self, job: ImportJob, then: Callable[[ImportPreview], None]) -> None:
        vault = self._session.vault
        if vault is None:
            return
        self.stop()  # one that another client's name has made void
        self._job = job

        def work(task: Task) -> ImportPreview:
            return job.look(task, vault)

        def answered(preview: ImportPreview) -> None:
            if self._job is job:
                then(preview)

        def refused(error: Exception) -> None:
            if self._job is job:
                self.failed.emit(error)

        self._session.tasks.run(work, answered, refused, owner=self, on_progress=self._told)

    def add(self, client: str, *, keep_both: bool) -> None:
        """All of it into the vault, or nothing; a backup first."""
        vault, home, now = self._session.vault, self._session.home, self._session.now()
        if self._job is None or vault is None:
            return
        self.stop()
        job = self._job = ImportJob(self._job.path, client=client, choices=replace(self.choices, keep_both=keep_both))

        def work(task: Task) -> ImportReport:
            return job.run(task, vault, now, home)

        self._session.tasks.run(
            work, self.added.emit, self.failed.emit, owner=self, on_progress=self._told, lane="vault"
        )

    def stop(self) -> None:
        """Also when the vault is locked: its keys stay in memory for as long as this goes on."""
        if self._job is not None:
            self._job.stop()

    def forget(self) -> None:
        """What opens the file goes as well."""
        self.stop()
        self.choices = Choices()

    def _told(self, done: int, total: int, _text: str) -> None:
        self.moved.emit(done, total)
