"""A vault that is lost or damaged, made again from a backup: from the screens that make and open one. Owns the sheet.

Nothing is deleted: what is there of a vault is moved aside. It opens then with what opened it when the backup was made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.errors import LacreError
from app.ui import choosing, when
from app.ui.keeping.listing import BackupsModel, BackupsTable
from app.ui.state import Session
from app.ui.theme import T12, T13
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.vault.rotation import Backup

WIDTH, HEIGHT = 600, 168
_OF_THE_PASSPHRASE = ("wrong-passphrase", "passphrase-empty", "passphrase-too-long", "passphrase-not-text")


def open_again(session: Session, parent: QWidget) -> AgainSheet:
    sheet = AgainSheet(session, parent)
    sheet.open()
    sheet.reload()
    return sheet


class AgainSheet(Sheet):
    """Which backup, and the passphrase of its time. What was typed is forgotten however the sheet is left."""

    _ready = False

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._elsewhere = session, Path()
        self._lost = not session.vault_exists()
        self._lead, self._chosen = Text("", size=T13, wrap=True), Text("", size=T12, role="muted", wrap=True)
        self.backups = BackupsModel(session, opened=False)
        self.list, self.passphrase = BackupsTable(self.backups, HEIGHT), PasswordEdit()
        self._labelled, self._problem = Labelled("", self.passphrase), Notice("bad")
        self.elsewhere = Button(icon="folder-open")
        self._leave, self.act = Button(), Button(kind="primary")
        for part in (self._lead, self.list, self._chosen):
            self.body.addWidget(part)
        self.body.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._labelled)
        self.body.addWidget(self._problem)
        for button in (self._leave, self.act):
            self.buttons.addWidget(button)
        self._connect()
        self._ready = True
        self._listed([])

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(lambda now, _was: self._pick(now.row()))
        self.list.chose.connect(lambda _backup: self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason))
        self.elsewhere.clicked.connect(self._ask_folder)
        self.passphrase.text_changed.connect(lambda _text: self._labelled.set_error(""))
        self.passphrase.entered.connect(self.make)
        self.act.clicked.connect(self.make)
        self._leave.clicked.connect(self.reject)
        self._session.unlocked.connect(self._made)
        self.finished.connect(lambda _done: self.passphrase.forget())

    @property
    def backup(self) -> Path | None:
        """Which one is chosen: of the list, or from elsewhere."""
        row = self.list.currentIndex().row()
        if self._elsewhere != Path():
            return self._elsewhere
        return self.backups.backups[row].path if row >= 0 else None

    def reload(self) -> None:
        from app.ops.backups import found

        home = self._session.home
        self._session.tasks.run(lambda: found(home), self._listed, self._failed, owner=self)

    def _listed(self, found: list[Backup]) -> None:
        self.backups.show_backups(found)
        self.list.setVisible(bool(found))
        if found:
            self.list.pick_first()
        self.retranslate()

    def _pick(self, row: int) -> None:
        if row >= 0:
            self._elsewhere = Path()
            self.retranslate()

    def _ask_folder(self) -> None:
        title = QCoreApplication.translate("Restoring", "Choose a backup's folder")
        folder = choosing.folder(self, choosing.Sort.BACKUP, title)
        if folder is not None:
            self.take(folder)

    def take(self, folder: Path) -> None:
        """One from elsewhere: a stick, another disk, another computer."""
        self.list.clearSelection()
        self._elsewhere = folder
        self._problem.clear()
        self.retranslate()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def make(self) -> None:
        backup = self.backup
        if backup is None or not self.act.isEnabled():
            return
        if not self.passphrase.signs:
            self._labelled.set_error(QCoreApplication.translate("Remaking", "Type the passphrase of that time."))
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wait(True)
        self._session.unlock_by_backup(backup, self.passphrase.secret(), self._failed)

    def _failed(self, error: Exception) -> None:
        self._wait(False)
        if isinstance(error, LacreError) and error.code in _OF_THE_PASSPHRASE:
            self._labelled.set_error(self._session.sentence(error))
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.passphrase.line.selectAll()
        elif not (isinstance(error, LacreError) and error.code == "cancelled"):  # who gave up knows it
            self._problem.show_error(self._session.sentence(error))

    def _made(self) -> None:
        self._session.say(QCoreApplication.translate("Remaking", "The vault is as it was in the backup."), "good")
        self.accept()

    def reject(self) -> None:
        if self.act.isEnabled() or self.backup is None:  # what is being made cannot be left half way
            super().reject()

    def _wait(self, waiting: bool) -> None:
        self._problem.clear()
        for part in (self.list, self.elsewhere, self.passphrase, self._leave, self.act):
            part.setEnabled(not waiting)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Remaking", "Make the vault again from a backup"))
        self._lead.setText(self._leading())
        self._chosen.setText(self._choosing())
        self._labelled.set_label(QCoreApplication.translate("Remaking", "Passphrase when the backup was made"))
        self.list.setAccessibleName(QCoreApplication.translate("Backups", "Backups"))
        self.elsewhere.setText(QCoreApplication.translate("Restoring", "From another folder…"))
        self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
        waiting = self.backup is not None and not self.passphrase.isEnabled()
        making = QCoreApplication.translate("Remaking", "Making it…")
        self.act.setText(making if waiting else QCoreApplication.translate("Remaking", "Make the vault again"))
        self.act.setEnabled(self.backup is not None and not waiting)

    def _leading(self) -> str:
        kept = QCoreApplication.translate(
            "Remaking", "What is left of the damaged vault is not deleted: it is moved aside, beside the new one."
        )
        as_then = QCoreApplication.translate(
            "Remaking", "The vault becomes what it was when the backup was made. What was changed later is not in it."
        )
        return as_then if self._lost else f"{as_then} {kept}"

    def _choosing(self) -> str:
        if self._elsewhere != Path():
            return QCoreApplication.translate("Remaking", "Chosen: {name}").format(name=self._elsewhere.name)
        if not self.backups.backups:
            return QCoreApplication.translate(
                "Remaking", "No backup lies beside the vault. If you have one on another disk, choose its folder."
            )
        row = max(self.list.currentIndex().row(), 0)
        day = when.exact(self.backups.backups[row].stamp.made_at, self._session.now())
        return QCoreApplication.translate("Remaking", "Chosen: {name}").format(name=day)
