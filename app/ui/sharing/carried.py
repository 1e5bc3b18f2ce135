"""Files and folders of this computer in the share sheet: chosen by button or dropped, listed with their size, taken away again.

What there is in a folder is looked up on a worker, so that its size is told before anything is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.ops.share_sending import Survey, survey
from app.ui import choosing, icons, theme
from app.ui.files.words import file_icon, size_text
from app.ui.state import Session
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.text import Elided, Text

_LISTED = 6  # rows; more are counted


class CarriedPart(Living):
    """Hidden while nothing is chosen. `refused` carries why something was not taken."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: list[Survey] = []
        self._asked: list[Path] = []
        self.rows: list[CarriedRow] = []
        self._column = QVBoxLayout()
        bare(self._column, theme.S4)
        self._sum = Text("", role="muted", size=theme.T12)
        box = QVBoxLayout(self)
        bare(box, theme.S4)
        box.addLayout(self._column)
        box.addWidget(self._sum)
        self.hide()

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(one.path for one in self.found)

    @property
    def count(self) -> int:
        return sum(one.count for one in self.found)

    @property
    def octets(self) -> int:
        return sum(one.octets for one in self.found)

    def ask_files(self) -> None:
        title = QCoreApplication.translate("ShareSheet", "Choose files to share")
        self.take(choosing.files(self, choosing.Sort.SHARED, title))

    def ask_folder(self) -> None:
        title = QCoreApplication.translate("ShareSheet", "Choose a folder to share")
        folder = choosing.folder(self, choosing.Sort.SHARED, title)
        if folder is not None:
            self.take([folder])

    def take(self, paths: Sequence[Path]) -> None:
        """These as well. Each is looked at for itself: one that cannot be read keeps none of the others out."""
        for path in paths:
            if path not in self.paths:
                self._asked.append(path)
                self._session.tasks.run(partial(survey, path), self._there, self.refused.emit, owner=self)

    def remove(self, path: Path) -> None:
        self.found = [one for one in self.found if one.path != path]
        self._fill()

    def retranslate(self) -> None:
        self._fill()

    def _there(self, found: Survey) -> None:
        if found.path not in self.paths:
            self.found.append(found)
            self.found.sort(
                key=lambda one: self._asked.index(one.path) if one.path in self._asked else len(self._asked)
            )
            self._fill()

    def _fill(self) -> None:
        clear(self._column)
        self.rows = [CarriedRow(one) for one in self.found[:_LISTED]]
        for row in self.rows:
            row.remove_asked.connect(partial(self.remove, row.found.path))
            self._column.addWidget(row)
        more = QCoreApplication.translate("ShareSheet", "and {count} more").format(count=len(self.found) - _LISTED)
        parts = [more if len(self.found) > _LISTED else "", files_words(self.count), size_text(self.octets)]
        self._sum.setText(" · ".join(part for part in parts if part))
        self._sum.setVisible(self.count > 1)
        self.setVisible(bool(self.found))
        self.changed.emit()


class CarriedRow(Living):
    """One file, or one folder with what is in it."""

    remove_asked = Signal()

    def __init__(self, found: Survey) -> None:
        super().__init__()
        self.found = found
        self._picture = QLabel()
        self._name = Elided(found.path.name, mode=Qt.TextElideMode.ElideMiddle)
        self._size = Text("", role="muted", size=theme.T12)
        self.remove = IconButton("x")
        self.remove.clicked.connect(self.remove_asked)
        row = QHBoxLayout(self)
        bare(row, theme.S8)
        row.addWidget(self._picture)
        row.addWidget(self._name, 1)
        row.addWidget(self._size)
        row.addWidget(self.remove)
        self.retranslate()

    def retranslate(self) -> None:
        found = self.found
        size = size_text(found.octets)
        self._size.setText(f"{files_words(found.count)} · {size}" if found.folder else size)
        self.remove.set_name(QCoreApplication.translate("ShareSheet", "Leave out {name}").format(name=found.path.name))
        self.retint()

    def retint(self) -> None:
        icon = "folder" if self.found.folder else file_icon(self.found.path.name)
        self._picture.setPixmap(icons.pixmap(icon, "muted", theme.grown(18)))


def files_words(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("ShareSheet", "1 file")
    return QCoreApplication.translate("ShareSheet", "{count} files").format(count=QLocale().toString(count))
