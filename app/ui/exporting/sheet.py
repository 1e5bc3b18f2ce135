"""The export sheet: what and how, then how far it is, then what was written. Owns the order of the steps and the wish to stop."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from app.errors import LacreError
from app.ops.exporting import ExportReport, is_plain, suffix
from app.ui import choosing
from app.ui.exporting import words
from app.ui.exporting.form import ExportForm
from app.ui.exporting.plainfile import PlainFile
from app.ui.state import Session
from app.ui.tasks import Task
from app.ui.theme import T13
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from app.vault.model import Client

WIDTH = 560
_EVERY_S = 0.05


def open_export(session: Session, parent: QWidget, client_id: str | None = None) -> ExportSheet:
    sheet = ExportSheet(session, parent, client_id)
    sheet.open()
    return sheet


class ExportSheet(Sheet):
    """Closing it while it writes asks the work to stop; after that there is no file."""

    _ready = False

    def __init__(self, session: Session, parent: QWidget, client_id: str | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._client_id = session, client_id
        self._stop: threading.Event | None = None
        self._report: ExportReport | None = None
        self.form, self.bar = ExportForm(), QProgressBar(textVisible=False)
        self._good, self._lines = Notice("good"), Text("", size=T13, wrap=True)
        self.file = PlainFile(session)
        self._problem = Notice("bad")
        self.leave, self.act = Button(), Button(kind="primary", icon="export")
        for part in (self.form, self.bar, self._good, self._lines, self.file, self._problem):
            self.body.addWidget(part)
        for button in (self.leave, self.act):
            self.buttons.addWidget(button)
        self.form.entered.connect(self._ask_where)
        self.act.clicked.connect(self._ask_where)
        self.leave.clicked.connect(self.reject)
        session.locked.connect(self._locked)
        self.finished.connect(lambda _done: self.form.forget())
        self._ready = True
        self._show()
        session.ask(lambda vault: vault.clients(), self._offer, owner=self)

    def _offer(self, clients: list[Client]) -> None:
        self.form.offer_clients(clients, self._client_id)

    def _ask_where(self) -> None:
        if not self.form.ready() or self._stop is not None:
            return
        ending = suffix(self.form.format.value)
        title = QCoreApplication.translate("Exporting", "Export to")
        name = f"lacre-{self._session.now():%Y-%m-%d}{ending}"
        path = choosing.target(self, choosing.Sort.EXPORTED, title, name, f"*{ending}")
        if path is not None:
            self.go(path if path.name.endswith(ending) else path.with_name(path.name + ending))

    def go(self, path: Path) -> None:
        """Write it, behind. The passphrase is tried before anything is written."""
        vault, now, form = self._session.vault, self._session.now(), self.form
        if vault is None:
            return
        known, sealed_with = form.passphrase.secret(), form.file_password()
        format, client_ids, language = form.format.value, form.client_ids, self._session.language
        stop = self._stop = threading.Event()

        def work(task: Task) -> ExportReport:
            from app.ops.exporting import export

            return export(
                vault,
                known,
                path,
                format,
                client_ids=client_ids,
                file_password=sealed_with,
                now=now,
                language=language,
                progress=_Progress(task),
                cancelled=stop.is_set,
            )

        self._problem.clear()
        self.bar.setRange(0, 0)
        self._show()
        self._session.tasks.run(work, self._written, self._failed, owner=self, on_progress=self._moved)

    def _moved(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _written(self, report: ExportReport) -> None:
        self._stop, self._report = None, report
        self.form.forget()
        if is_plain(report.format):
            why = QCoreApplication.translate(
                "Exporting",
                "Whoever gets {name} reads all that is in it. When the other program has it, delete it here.",
            )
            self.file.offer(report.path, why.format(name=report.path.name))
        self._show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._stop = None
        self._show()
        if self._session.vault is None:
            return
        code = error.code if isinstance(error, LacreError) else ""
        if code == "wrong-passphrase":
            self.form.refuse_passphrase(self._session.sentence(error))
        elif code == "cancelled":
            self._problem.say(QCoreApplication.translate("Exporting", "Stopped. No file was written."), "info")
        else:
            self._problem.show_error(self._session.sentence(error))

    def reject(self) -> None:
        if self._stop is not None:
            self._stop.set()
            return
        super().reject()

    def _locked(self) -> None:
        if self._stop is not None:
            self._stop.set()
        self.form.forget()

    def _show(self) -> None:
        waiting, done = self._stop is not None, self._report is not None
        self.form.setVisible(not waiting and not done)
        self.bar.setVisible(waiting)
        self._lines.setVisible(done)
        self.act.setVisible(not waiting and not done)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Exporting", "Export"))
        self.bar.setAccessibleName(QCoreApplication.translate("Exporting", "Writing the file"))
        self.act.setText(QCoreApplication.translate("Exporting", "Choose where, and export…"))
        done = QCoreApplication.translate("Exporting", "Done")
        stop = QCoreApplication.translate("Exporting", "Stop")
        leave = QCoreApplication.translate("Sheet", "Cancel")
        self.leave.setText(done if self._report else stop if self._stop else leave)
        if self._report is not None:
            wrote = QCoreApplication.translate(
                "Exporting", "Written: {name}. On this computer only your account opens it."
            )
            self._good.say(wrote.format(name=self._report.path.name))
            self._lines.setText(words.report_lines(self._report))


class _Progress:
    """Tells the window how far it is, not more often than it is drawn."""

    def __init__(self, task: Task) -> None:
        self._task, self._told = task, 0.0

    def __call__(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if moment - self._told >= _EVERY_S:
            self._told = moment
            self._task.progress(done, total)
