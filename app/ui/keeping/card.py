"""The backups of this vault: when the last was made, the latest of them, one more at once, and where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.ui import when
from app.ui.keeping.words import backup_words
from app.ui.state import Session
from app.ui.theme import S4, S12, S24, T12
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.flow import flowing
from app.ui.widgets.text import Text
from app.vault.rotation import Reason

if TYPE_CHECKING:
    from app.ui.widgets.sheet import Sheet
    from app.vault.rotation import Backup

_SHOWN = 5


class BackupsCard(Living):
    """Read anew when it is shown: backups are made behind."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: list[Backup] | None = None
        self._group, self.chip = Section(), Chip()
        self.now_button, self.folder_button = Button("", icon="hard-drives"), Button("", icon="folder")
        self.restore_button = Button("", icon="clock-counter-clockwise")
        self._about = Text("", size=T12, role="muted", wrap=True)
        self._rows = QGridLayout()
        self._compose()
        self.now_button.clicked.connect(self.make)
        self.folder_button.clicked.connect(self.open_folder)
        self.restore_button.clicked.connect(self.bring_back)
        session.vault_changed.connect(self._look_again)
        self.retranslate()

    def _compose(self) -> None:
        line = flowing(self.chip, self.folder_button, self.restore_button, self.now_button, apart=1)
        bare(self._rows, S4)
        self._rows.setHorizontalSpacing(S24)
        self._rows.setColumnStretch(1, 1)
        self._group.body.setSpacing(S12)
        self._group.body.addWidget(line)
        self._group.body.addWidget(self._about)
        self._group.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _look_again(self) -> None:
        """Much of what changes a vault keeps a backup of it first."""
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        vault, home = self._session.vault, self._session.home
        if vault is None:
            return
        from app.ops.backups import listed

        self._session.tasks.run(lambda: listed(home, vault), self._there, self._failed, owner=self)

    def _there(self, found: list[Backup]) -> None:
        self.found = found
        self.retranslate()

    def make(self) -> None:
        """One more, at once."""
        vault, home, now = self._session.vault, self._session.home, self._session.now()
        if vault is None:
            return
        from app.ops.backups import make

        self.now_button.setEnabled(False)
        self._session.tasks.run(lambda: make(home, vault, Reason.MANUAL, now), self._made, self._failed, owner=self)

    def _made(self, _path: Path) -> None:
        self.now_button.setEnabled(True)
        self._session.say(QCoreApplication.translate("Backups", "Backed up, and the copy was read through."), "good")
        self.reload()

    def _failed(self, error: Exception) -> None:
        self.now_button.setEnabled(True)
        if self._session.vault is not None:
            self._session.say_error(error)

    def bring_back(self) -> Sheet:
        """Which one, and what it would change."""
        from app.ui.keeping.restore import open_restore

        sheet = open_restore(self._session, self)
        sheet.finished.connect(lambda _done: self.reload())
        return sheet

    def open_folder(self) -> None:
        from app.ops.backups import folder_of

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_of(self._session.home))))

    # -- words --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("Backups", "Backups"))
        self.now_button.setText(QCoreApplication.translate("Backups", "Back up now"))
        self.restore_button.setText(QCoreApplication.translate("Backups", "Restore…"))
        self.folder_button.setText(QCoreApplication.translate("Backups", "Open the folder"))
        self._about.setText(
            QCoreApplication.translate(
                "Backups",
                "Lacre makes one every day while it is open, encrypted as the vault is and read through before it counts. "
                "Copy the folder to another disk now and then.",
            )
        )
        self._say_last()
        clear(self._rows)
        for number, backup in enumerate((self.found or [])[:_SHOWN]):
            for column, text in enumerate(backup_words(backup, self._session.now())):
                self._rows.addWidget(Text(text, size=T12, role="ink" if column == 0 else "muted"), number, column)

    def _say_last(self) -> None:
        if self.found is None:
            self.chip.set_state("muted", "…")
        elif not self.found:
            self.chip.set_state("warn", QCoreApplication.translate("Backups", "None yet"))
        else:
            last = QCoreApplication.translate("Backups", "Last one {ago}")
            ago = when.ago(self.found[0].stamp.made_at, self._session.now())
            self.chip.set_state("good", last.format(ago=ago))
