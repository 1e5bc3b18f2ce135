"""Quick unlock on the settings page: whether it is on and until when, what it protects from. Off until somebody turns it on.

What may be done and when it ends are `ops.quick_unlock`'s. Nothing here waits for the keychain on the window's thread: it may
ask a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import LacreError
from app.ui import when
from app.ui.state import Session
from app.ui.theme import S8, S12, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.ops.quick_unlock import QuickStatus


class QuickCard(Living):
    """Read anew whenever it is shown: a wrong PIN, a reboot or fourteen days may have changed it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.told: QuickStatus | None = None
        self._group, self.chip = Section(), Chip()
        self.on_button, self.off_button = Button("", icon="lightning"), Button("", icon="prohibit")
        self.state = Text("", size=T12, role="ink", wrap=True)
        self._about = Text("", size=T12, role="muted", wrap=True)
        self._compose()
        self.on_button.clicked.connect(self.ask)
        self.off_button.clicked.connect(self.turn_off)
        self.retranslate()

    def _compose(self) -> None:
        line = QHBoxLayout()
        bare(line, S8)
        line.addWidget(self.chip)
        line.addStretch(1)
        line.addWidget(self.off_button)
        line.addWidget(self.on_button)
        self._group.body.setSpacing(S12)
        self._group.body.addLayout(line)
        self._group.body.addWidget(self.state)
        self._group.body.addWidget(self._about)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        from app.ops.quick_unlock import status

        home, now = self._session.home, self._session.now()
        self._session.tasks.run(lambda: status(home, now), self._stands, self._failed, owner=self)

    def ask(self) -> None:
        """The passphrase and a new PIN."""
        from app.ui.unlocking.turning_on import TurnOnSheet

        sheet = TurnOnSheet(self._session, self)
        sheet.turned_on.connect(self.reload)
        sheet.open()

    def turn_off(self) -> None:
        from app.ops.quick_unlock import turn_off

        home = self._session.home
        self.off_button.setEnabled(False)
        self._session.tasks.run(lambda: turn_off(home), self._turned_off, self._failed, owner=self)

    def _turned_off(self, _was: bool) -> None:
        self._session.say(
            QCoreApplication.translate("Quick", "Quick unlock is off, and its key was destroyed."), "good"
        )
        self.reload()

    def _stands(self, told: QuickStatus) -> None:
        self.told = told
        self.retranslate()

    def _failed(self, error: Exception) -> None:
        self.off_button.setEnabled(True)
        if self._session.vault is not None:
            self._session.say_error(error)

    # -- words --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("Quick", "Quick unlock"))
        self.on_button.setText(QCoreApplication.translate("Quick", "Turn on…"))
        self.off_button.setText(QCoreApplication.translate("Quick", "Turn off"))
        self._about.setText(
            QCoreApplication.translate(
                "Quick",
                "A PIN with ten tries opens the vault on this computer, together with a key that the system's keychain keeps. "
                "It protects from whoever sits down at your keyboard. It does not protect from whoever takes the disk and "
                "what the keychain holds: they try PINs without limit. Use it on a computer of your own whose disk is "
                "encrypted, and prefer a PIN with letters.",
            )
        )
        self._say_state()

    def _say_state(self) -> None:
        told = self.told
        on = told is not None and told.on
        self.off_button.setVisible(on)
        self.off_button.setEnabled(on)
        self.on_button.setVisible(not on)
        self.on_button.setEnabled(told is not None and told.available)
        if told is None:
            self.chip.set_state("muted", "…")
        elif on:
            self._say_on(told)
        elif told.available:
            self.chip.set_state("muted", QCoreApplication.translate("Quick", "Off"))
        else:
            self.chip.set_state("warn", QCoreApplication.translate("Quick", "Not possible here"))
        self.state.setText(self._sentence(told))
        self.state.setVisible(bool(self.state.text()))

    def _say_on(self, told: QuickStatus) -> None:
        if told.available:
            self.chip.set_state("good", QCoreApplication.translate("Quick", "On"))
        else:
            self.chip.set_state("warn", QCoreApplication.translate("Quick", "On, but not usable"))

    def _sentence(self, told: QuickStatus | None) -> str:
        if told is None:
            return ""
        if told.code:
            return self._session.sentence(LacreError(told.code))
        if told.until is None:
            return ""
        until = QCoreApplication.translate(
            "Quick", "The passphrase is asked for again by {when}. Tries left: {tries}."
        ).format(when=when.exact(told.until, self._session.now()), tries=told.tries)
        if told.ends_at_reboot:
            return f"{until} {QCoreApplication.translate('Quick', 'It ends when the computer restarts.')}"
        return until
