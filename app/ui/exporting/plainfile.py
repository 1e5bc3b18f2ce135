"""A file on the disk that anybody who gets it can read: what it is, and the offer to overwrite and delete it. Owns asking and
saying what became of it; the work is `ops.exporting`'s.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.state import Session
from app.ui.theme import S8, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.vault.exporters.placing import Wiped


class PlainFile(Living):
    """Hidden until a file is offered."""

    gone = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path: Path | None = None
        self.notice = Notice("warn")
        self.button = Button(icon="trash")
        self._honest = Text("", size=T12, role="muted", wrap=True)
        column = QVBoxLayout(self)
        bare(column, S8)
        column.addWidget(self.notice)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._honest)
        self.button.clicked.connect(self.wipe)
        self.retranslate()
        self.hide()

    def offer(self, path: Path, why: str) -> None:
        """Say why this file should not stay, and offer to see to it."""
        self._path = path
        self.notice.say(why, "warn")
        self.button.setEnabled(True)
        self.button.show()
        self.show()

    def wipe(self) -> None:
        path = self._path
        if path is None:
            return
        from app.ops.exporting import wipe

        self.button.setEnabled(False)
        self._session.tasks.run(lambda: wipe(path), self._wiped, self._failed, owner=self)

    def _wiped(self, done: Wiped) -> None:
        self._path = None
        self.button.hide()
        said = QCoreApplication.translate("PlainFile", "The file was overwritten and deleted: {name}")
        only = QCoreApplication.translate("PlainFile", "The file was deleted, but could not be overwritten: {name}")
        self.notice.say(
            (said if done.overwritten else only).format(name=done.path.name), "good" if done.overwritten else "warn"
        )
        self.gone.emit()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.notice.say(self._session.sentence(error), "bad")

    def retranslate(self) -> None:
        self.button.setText(QCoreApplication.translate("PlainFile", "Overwrite and delete the file"))
        self._honest.setText(
            QCoreApplication.translate(
                "PlainFile",
                "On an SSD, in a synced folder or with backups of the computer, older copies may remain that no program reaches.",
            )
        )
