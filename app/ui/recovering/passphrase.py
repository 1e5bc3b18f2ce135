"""Another passphrase for the vault: the old one, the new one twice, and a backup before. Owns the sheet and the order of work."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.ui.recovering.fresh import NewPassphrase
from app.ui.state import Session
from app.ui.theme import T13
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from app.vault.rotation import Reason

WIDTH = 480


def open_passphrase(session: Session, parent: QWidget) -> PassphraseSheet:
    sheet = PassphraseSheet(session, parent)
    sheet.open()
    return sheet


class PassphraseSheet(Sheet):
    """Nothing is changed before the backup is made and the old passphrase was right."""

    _ready = False

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self._lead = Text("", size=T13, role="muted", wrap=True)
        self.old, self.new = PasswordEdit(), NewPassphrase()
        self._known = Labelled("", self.old)
        self._problem = Notice("bad")
        self._leave, self.act = Button(), Button(kind="primary")
        for part in (self._lead, self._known, self.new, self._problem):
            self.body.addWidget(part)
        for button in (self._leave, self.act):
            self.buttons.addWidget(button)
        self.old.entered.connect(self.new.once.line.setFocus)
        self.old.text_changed.connect(lambda _text: self._known.set_error(""))
        self.new.entered.connect(self.change)
        self.act.clicked.connect(self.change)
        self._leave.clicked.connect(self.reject)
        session.locked.connect(self._forget)
        self.finished.connect(lambda _done: self._forget())
        self._ready = True
        self.retranslate()

    def first_control(self) -> QWidget:
        return self.old.line

    def change(self) -> None:
        """Backup, then the header; both behind."""
        vault, home, now = self._session.vault, self._session.home, self._session.now()
        new = self.new.value()
        if vault is None or new is None or not self.act.isEnabled():
            return
        old = self.old.secret()

        def work() -> None:
            from app.ops.backups import before

            vault.require_passphrase(old)  # a wrong one is told before a backup is made for nothing
            before(home, vault, Reason.PASSPHRASE, now)
            vault.change_passphrase(old, new)

        self._wait(True)
        self._session.tasks.run(work, self._changed, self._failed, owner=self, lane="vault")

    def _changed(self, _none: object) -> None:
        self._session.vault_changed.emit()  # there is one backup more
        self._session.say(
            QCoreApplication.translate(
                "Passphrase", "The passphrase was changed. Backups made before still open with the old one."
            ),
            "good",
        )
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._wait(False)
        if isinstance(error, UserError) and error.code == "wrong-passphrase":
            self._known.set_error(self._session.sentence(error))
            self.old.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.old.line.selectAll()
        else:
            self._problem.show_error(self._session.sentence(error))

    def _wait(self, waiting: bool) -> None:
        self._problem.clear()
        for part in (self.old, self.new, self.act):
            part.setEnabled(not waiting)
        self.retranslate()

    def _forget(self) -> None:
        self.old.forget()
        self.new.forget()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Passphrase", "Change the passphrase"))
        self._lead.setText(
            QCoreApplication.translate(
                "Passphrase",
                "A backup is made first. A recovery kit goes on working; quick unlock is turned off and can be turned on again.",
            )
        )
        self._known.set_label(QCoreApplication.translate("Passphrase", "Passphrase you use now"))
        self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
        working = QCoreApplication.translate("Passphrase", "Changing…")
        change = QCoreApplication.translate("Passphrase", "Change passphrase")
        self.act.setText(change if self.act.isEnabled() else working)
