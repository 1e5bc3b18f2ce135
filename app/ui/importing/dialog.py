"""The import sheet: choose a file, look at it, add it, read the report. Owns the order of the steps; `job` does the work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.errors import LacreError
from app.ops.importing import DEFAULT_CLIENTS, Choices, ImportPreview, ImportReport
from app.ui import choosing
from app.ui.importing.asking import MappingStep, UnlockStep
from app.ui.importing.runner import ImportRunner
from app.ui.importing.steps import ChooseStep, PreviewStep, ProgressStep, ReportStep
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.vault.importers.detect import TABLE
from app.vault.importers.mapping import guess

_LOCKED = ("import-needs-password", "import-wrong-password", "import-heavy-kdf")

WIDTH = 720


def open_import(session: Session, parent: QWidget) -> ImportSheet:
    """Show the sheet over the window of `parent`."""
    sheet = ImportSheet(session, parent)
    sheet.open()
    return sheet


class ImportSheet(Sheet):
    """Closing it while entries are being added asks the work to stop first, and waits for its answer."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self._runner = ImportRunner(session, self)
        self._working = False
        self._preview: ImportPreview | None = None
        self._unlock, self._map = UnlockStep(), MappingStep()
        self._choose, self._look, self._wait = ChooseStep(), PreviewStep(), ProgressStep()
        self._report = ReportStep(session)
        self._problem = Notice("bad", "")
        self._cancel, self._back, self._add = Button(), Button(), Button(kind="primary", icon="download-simple")
        self._next = Button(kind="primary")
        for widget in (self._problem, *self._steps()):
            self.body.addWidget(widget)
        for button in (self._cancel, self._back, self._next, self._add):
            self.buttons.addWidget(button)
        self._connect()
        self._ready = True
        self._show_step(self._choose)
        self.retranslate()

    def _connect(self) -> None:
        self._choose.asked.connect(self._ask_file)
        self._choose.chosen.connect(self.look_at)
        self._look.client_chosen.connect(self._runner.look_for)
        self._look.target_chosen.connect(self._send_to)
        self._unlock.entered.connect(self._answered)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(lambda: self._show_step(self._choose))
        self._add.clicked.connect(self._start)
        self._next.clicked.connect(self._answered)
        self._runner.looked.connect(self._looked)
        self._runner.looked_again.connect(self._looked_again)
        self._runner.added.connect(self._added)
        self._runner.failed.connect(self._failed)
        self._runner.moved.connect(self._wait.advance)
        self._report.file.gone.connect(self._cancel.setFocus)
        self._session.locked.connect(self._locked)

    @property
    def choices(self) -> Choices:
        """What was chosen about the file."""
        return self._runner.choices

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Importing", "Import"))
        done = self._report.isVisibleTo(self)
        stop = QCoreApplication.translate("Importing", "Stop")
        leave = QCoreApplication.translate("Importing", "Cancel")
        self._cancel.setText(
            QCoreApplication.translate("Importing", "Done") if done else stop if self._working else leave
        )
        self._back.setText(QCoreApplication.translate("Importing", "Another file"))
        self._next.setText(QCoreApplication.translate("Importing", "Continue"))
        self._add.setText(QCoreApplication.translate("Importing", "Add to the vault"))

    def look_at(self, path: Path) -> None:
        """Read the file through, and show what is in it."""
        self._unlock.forget()
        self._begin(adding=False)
        self._runner.look_at(path)

    def _answered(self) -> None:
        """A question about the file was answered: look at it anew."""
        if self._unlock.isVisibleTo(self):
            self._runner.unlock_with(self._unlock.password, self._unlock.key_file)
        else:
            self._runner.map_by(self._map.columns)
        self._begin(adding=False)
        self._runner.look_anew()

    def _send_to(self, folder: str, client: str) -> None:
        self._runner.send_to(folder, client)
        self._runner.look_for(self._look.client)

    def _looked_again(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._look.show_preview(preview)

    def reject(self) -> None:
        if self._working:
            self._runner.stop()
            return
        super().reject()

    def _locked(self) -> None:
        """The vault was locked: what opens the file goes as well."""
        self._runner.forget()
        self._unlock.forget()

    def _ask_file(self) -> None:
        title = QCoreApplication.translate("Importing", "Choose the exported file")
        kinds = (
            QCoreApplication.translate("Importing", "Exported files") + " (*.csv *.json *.zip *.1pux *.kdbx *.txt);;*"
        )
        path = choosing.file(self, choosing.Sort.EXPORTED, title, kinds)
        if path is not None:
            self.look_at(path)

    def _looked(self, preview: ImportPreview) -> None:
        self._working, self._preview = False, preview
        if preview.format == TABLE and self.choices.opening.columns is None:
            self._map.offer(guess(self._runner.headings))
            self._show_step(self._map)
            return
        self._session.ask(
            lambda vault: sorted(client.name for client in vault.clients()), self._offer_clients, owner=self
        )

    def _offer_clients(self, names: list[str]) -> None:
        if self._preview is not None:
            self._look.offer(self._preview, names)
            self._show_step(self._look)
            self._add.setEnabled(bool(self._preview.kinds))
            self._add.setFocus()

    def _start(self) -> None:
        if self._preview is not None:
            client = self._look.client or DEFAULT_CLIENTS[self._preview.format]
            self._begin(adding=True)
            self._runner.add(client, keep_both=self._look.keep_both)

    def _added(self, report: ImportReport) -> None:
        self._working = False
        self._session.vault_changed.emit()
        self._report.show_report(report, self._session.language, self._runner.path)
        self._show_step(self._report)
        self._cancel.setFocus()

    def _failed(self, error: Exception) -> None:
        self._working = False
        if isinstance(error, LacreError) and error.code in _LOCKED:
            self._ask_to_unlock(error)
            return
        stopped = isinstance(error, LacreError) and error.code == "cancelled"
        if stopped:
            self._problem.say(QCoreApplication.translate("Importing", "Stopped. Nothing was added."), "info")
        else:
            self._problem.show_error(self._session.sentence(error))
        self._show_step(self._choose, keep_problem=True)

    def _ask_to_unlock(self, error: LacreError) -> None:
        """The file is locked, or opening it costs much: whoever goes on after it was said agrees to it."""
        if error.code == "import-needs-password":
            self._problem.clear()
        else:
            self._problem.show_error(self._session.sentence(error))
        if error.code == "import-heavy-kdf":
            self._runner.be_patient()
        self._show_step(self._unlock, keep_problem=True)
        self._unlock.begin()

    def _begin(self, *, adding: bool) -> None:
        self._working = True
        self._wait.begin(adding=adding)
        self._show_step(self._wait)

    def _steps(self) -> tuple[QWidget, ...]:
        return (self._choose, self._unlock, self._map, self._look, self._wait, self._report)

    def _show_step(self, step: QWidget, *, keep_problem: bool = False) -> None:
        if not keep_problem:
            self._problem.clear()
        for one in self._steps():
            one.setVisible(one is step)
        asking = step in (self._unlock, self._map)
        self._back.setVisible(asking or step is self._look)
        self._next.setVisible(asking)
        self._add.setVisible(step is self._look)
        self.retranslate()
