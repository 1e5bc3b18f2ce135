"""Passphrase and recovery kit on the settings page: what there is, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import when
from app.ui.state import Session
from app.ui.theme import S12, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Rule, Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.flow import flowing
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.widgets.text import Text


class RecoveryCard(Living):
    """Asks the vault anew when it is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.made_at: datetime | None = None
        self._known = False
        self._group, self.chip = Section(), Chip()
        self._about = Text("", size=T12, role="muted", wrap=True)
        self._passphrase = Text("", size=T12, role="muted", wrap=True)
        self.make_button, self.remove_button = Button(icon="lifebuoy"), Button(icon="trash")
        self.passphrase_button = Button(icon="key")
        self._compose()
        self.make_button.clicked.connect(self.make)
        self.remove_button.clicked.connect(self.ask_remove)
        self.passphrase_button.clicked.connect(self.change_passphrase)
        self.retranslate()

    def _compose(self) -> None:
        line = flowing(self.chip, self.remove_button, self.make_button, apart=1)
        other = QHBoxLayout()
        bare(other, S12)
        other.addWidget(self._passphrase, 1)
        other.addWidget(self.passphrase_button)
        self._group.body.addWidget(line)
        self._group.body.addWidget(self._about)
        self._group.body.addWidget(Rule())
        self._group.body.addLayout(other)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        if self._session.vault is not None:
            self._session.ask(lambda vault: vault.recovery_made_at(), self._there, owner=self, key="kit")

    def _there(self, made_at: datetime | None) -> None:
        self.made_at, self._known = made_at, True
        self.retranslate()

    def make(self) -> Sheet:
        from app.ui.recovering.sheet import open_kit

        sheet = open_kit(self._session, self.made_at, self)
        sheet.finished.connect(lambda _done: self.reload())
        return sheet

    def change_passphrase(self) -> Sheet:
        from app.ui.recovering.passphrase import open_passphrase

        return open_passphrase(self._session, self)

    def ask_remove(self) -> Sheet:
        return confirm(
            self,
            QCoreApplication.translate("Recovery", "Remove the recovery kit?"),
            QCoreApplication.translate(
                "Recovery",
                "The paper no longer opens the vault. If the passphrase is lost then, nobody can open it. Backups made until now "
                "still open with the paper.",
            ),
            QCoreApplication.translate("Recovery", "Remove the kit"),
            self._remove,
            danger=True,
        )

    def _remove(self) -> None:
        from app.ops.recovery import revoke

        if self._session.vault is not None:
            self._session.ask(revoke, lambda _done: self.reload(), owner=self)

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("Recovery", "Passphrase and recovery kit"))
        replace = QCoreApplication.translate("Recovery", "Make a new kit…")
        make = QCoreApplication.translate("Recovery", "Make a recovery kit…")
        self.make_button.setText(replace if self.made_at else make)
        self.remove_button.setText(QCoreApplication.translate("Recovery", "Remove the kit"))
        self.remove_button.setVisible(self.made_at is not None)
        self.passphrase_button.setText(QCoreApplication.translate("Recovery", "Change passphrase…"))
        self._passphrase.setText(
            QCoreApplication.translate(
                "Recovery", "The passphrase opens the vault, and with it everything. Nobody else knows it."
            )
        )
        self._about.setText(
            QCoreApplication.translate(
                "Recovery",
                "A sheet of paper with a code that opens the vault if the passphrase is lost. Keep it away from this computer "
                "and from the backups.",
            )
        )
        if not self._known:
            self.chip.set_state("muted", "…")
        elif self.made_at is None:
            self.chip.set_state("warn", QCoreApplication.translate("Recovery", "No recovery kit"), "warning")
        else:
            made = QCoreApplication.translate("Recovery", "Recovery kit of {day}")
            self.chip.set_state("good", made.format(day=when.exact(self.made_at)), "check-circle")
