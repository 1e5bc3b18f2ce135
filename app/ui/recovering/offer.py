"""A line that offers a recovery kit where there is none, for the health page: a lost passphrase is the worst that can happen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from app.ui.state import Session
from app.ui.theme import S12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice


class KitOffer(Living):
    """Hidden where there is a kit. Its page has it `look` whenever that is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.notice, self.button = Notice("warn"), Button(icon="lifebuoy")
        row = QHBoxLayout(self)
        bare(row, S12)
        row.addWidget(self.notice, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self.button.clicked.connect(self.make)
        self.retranslate()

    def look(self) -> None:
        if self._session.vault is not None:
            self._session.ask(lambda vault: vault.recovery_made_at(), self._there, owner=self, key="kit")

    def _there(self, made_at: datetime | None) -> None:
        self.setVisible(made_at is None)

    def make(self) -> None:
        from app.ui.recovering.sheet import open_kit

        open_kit(self._session, None, self).finished.connect(lambda _done: self.look())

    def retranslate(self) -> None:
        self.notice.say(
            QCoreApplication.translate(
                "Recovery",
                "There is no recovery kit: if the passphrase is lost, nobody can open the vault, not even us.",
            )
        )
        self.button.setText(QCoreApplication.translate("Recovery", "Make a recovery kit…"))
