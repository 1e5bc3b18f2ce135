"""Turning quick unlock on: the passphrase, a new PIN twice, whether it ends with a restart. The rules of a PIN are the
vault's. It refuses in place, and nothing is turned on by halves.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from app.errors import LacreError
from app.ui.state import Session
from app.ui.theme import T12
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

_OF_THE_PIN = frozenset({"pin-too-short", "pin-too-plain"})


class TurnOnSheet(Sheet):
    """Asks for it all at once. An open vault alone must not be enough: who sits down at it would leave with a way back in."""

    turned_on = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=480)
        self._session = session
        self.passphrase, self.pin, self.again = PasswordEdit(), PasswordEdit(), PasswordEdit()
        self.first, self.second, self.third = (
            Labelled("", self.passphrase),
            Labelled("", self.pin),
            Labelled("", self.again),
        )
        self.until_reboot = QCheckBox()
        self._meaning = Text("", size=T12, role="muted", wrap=True)
        self.notice = Notice("bad")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._bar.hide()
        self._leave, self.act = Button(), Button("", "primary")
        self._compose_form()
        self.retranslate_form()

    def _compose_form(self) -> None:
        from app.ops.quick_unlock import can_end_at_reboot

        for part in (self.first, self.second, self.third, self.until_reboot, self._meaning, self.notice, self._bar):
            self.body.addWidget(part)
        for part in (self.until_reboot, self._meaning):
            part.setVisible(can_end_at_reboot())
        self.buttons.addWidget(self._leave)
        self.buttons.addWidget(self.act)
        self._leave.clicked.connect(self.reject)
        self.act.clicked.connect(self.submit)
        self.passphrase.entered.connect(self.pin.line.setFocus)
        self.pin.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self.submit)
        for edit, field in ((self.passphrase, self.first), (self.pin, self.second), (self.again, self.third)):
            edit.text_changed.connect(lambda _text, field=field: field.set_error(""))

    def submit(self) -> None:
        """Refuse what can be seen to be wrong, then do it behind: a second of derivation, and a keychain that may ask."""
        if not self.passphrase.signs:
            self._point(self.first, QCoreApplication.translate("Quick", "Type the passphrase of your vault."))
        elif self.pin.secret() != self.again.secret():
            self._point(self.third, QCoreApplication.translate("Quick", "The two PINs are not the same."))
        else:
            self._start()

    def _start(self) -> None:
        from app.ops.quick_unlock import turn_on

        vault, home, now = self._session.vault, self._session.home, self._session.now()
        if vault is None:
            return
        passphrase, pin = self.passphrase.secret(), self.pin.secret()
        ends = self.until_reboot.isChecked()
        self.notice.clear()
        self._wait(True)
        self._session.tasks.run(
            lambda: turn_on(home, vault, passphrase, pin, now, until_reboot=ends), self._done, self._refused, owner=self
        )

    def _done(self, _nothing: object) -> None:
        self.forget()
        self._session.say(QCoreApplication.translate("Quick", "Quick unlock is on."), "good")
        self.turned_on.emit()
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._wait(False)
        code = error.code if isinstance(error, LacreError) else ""
        said = self._session.sentence(error)
        if code in _OF_THE_PIN:
            self._point(self.second, said)
        elif code == "wrong-passphrase":
            self._point(self.first, said)
        else:
            self.notice.show_error(said)

    def _point(self, field: Labelled, said: str) -> None:
        field.set_error(said)
        field.control.setFocus()

    def _wait(self, waiting: bool) -> None:
        self._bar.setVisible(waiting)
        for part in (self.passphrase, self.pin, self.again, self.until_reboot, self.act):
            part.setEnabled(not waiting)

    def forget(self) -> None:
        """Nothing that was typed stays, nor what could bring it back."""
        for edit in (self.passphrase, self.pin, self.again):
            edit.forget()

    def reject(self) -> None:
        self.forget()
        super().reject()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "act"):  # the sheet writes its own words before there are ours
            self.retranslate_form()

    def retranslate_form(self) -> None:
        self.set_title(QCoreApplication.translate("Quick", "Turn on quick unlock"))
        self.first.set_label(QCoreApplication.translate("Quick", "Passphrase"))
        self.second.set_label(QCoreApplication.translate("Quick", "New PIN"))
        self.second.set_hint(
            QCoreApplication.translate("Quick", "Six characters or more; with letters it is much harder to guess.")
        )
        self.third.set_label(QCoreApplication.translate("Quick", "The same PIN again"))
        self.until_reboot.setText(QCoreApplication.translate("Quick", "End it when the computer restarts"))
        self._meaning.setText(
            QCoreApplication.translate(
                "Quick",
                "With this the key is kept in memory alone: whoever takes the computer switched off finds nothing of it. "
                "With or without, the passphrase is asked for again after 14 days.",
            )
        )
        self._bar.setAccessibleName(QCoreApplication.translate("Quick", "Working"))
        self._leave.setText(QCoreApplication.translate("Quick", "Cancel"))
        self.act.setText(QCoreApplication.translate("Quick", "Turn on"))
