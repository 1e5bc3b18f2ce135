"""The files of an opened share: which of them are wanted, and how far they are. Names from strangers are shown as they will be
called on the disk: what would climb, hide or turn the direction of writing is gone from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QProgressBar, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from app.share.names import safe_names
from app.ui import icons
from app.ui.files.words import file_icon, size_text
from app.ui.theme import S8, T12, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.share.manifest import ManifestFile

WHOLE = 1000  # the bar's end: octets would be too many for it
_ROWS, _ROW = 6, 30


class FileList(Living):
    """Ticked are those that are wanted: all of them at first. `looks`: they are looked at here, and not handed out."""

    asked = Signal()
    cancel_asked = Signal()
    changed = Signal()

    def __init__(self, files: Sequence[ManifestFile], *, looks: bool = False) -> None:
        super().__init__()
        self._files, self._looks = list(files), looks
        self.names = safe_names(file.name for file in files)
        self._title = Text("", semibold=True)
        self.tree = QTreeWidget()
        self._fill()
        self.save = Button(icon="arrow-square-out" if looks else "download-simple")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, WHOLE)
        self.bar.hide()
        self.cancel = Button(kind="quiet")
        self.cancel.hide()
        self.told = Text("", size=T12, role="muted", wrap=True)
        self.told.hide()
        column = QVBoxLayout(self)
        bare(column, S8)
        row = QHBoxLayout()
        bare(row, S8)
        row.addWidget(self.save)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        row.addStretch(0)
        for widget in (self._title, self.tree):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.told)
        self.save.clicked.connect(self.asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.tree.itemChanged.connect(lambda *_: self._chose())
        self.retranslate()

    def _fill(self) -> None:
        tree = self.tree
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the ending of a name says what it is
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for file, name in zip(self._files, self.names, strict=True):
            item = QTreeWidgetItem([name, size_text(file.size)])
            item.setSizeHint(0, QSize(0, grown(_ROW)))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setCheckState(0, Qt.CheckState.Unchecked if self._looks else Qt.CheckState.Checked)
            tree.addTopLevelItem(item)
        first = tree.topLevelItem(0)
        if first is not None:
            tree.setCurrentItem(first)
        tree.setFixedHeight(grown(_ROW) * min(_ROWS, len(self._files)) + 8)
        self.retint()

    def chosen(self) -> list[int]:
        """The numbers of those that are ticked."""
        items = [self.tree.topLevelItem(number) for number in range(len(self._files))]
        return [number for number, item in enumerate(items) if item and item.checkState(0) is Qt.CheckState.Checked]

    def choose(self, numbers: Sequence[int]) -> None:
        for number in range(len(self._files)):
            item = self.tree.topLevelItem(number)
            if item is not None:
                item.setCheckState(0, Qt.CheckState.Checked if number in numbers else Qt.CheckState.Unchecked)

    def begin(self) -> None:
        """They are on their way."""
        self.bar.setValue(0)
        self.told.hide()
        self._busy(True)

    def follow(self, far: int) -> None:
        self.bar.setValue(far)

    def end(self, told: str = "") -> None:
        """They are there, or will not come."""
        self._busy(False)
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def clear(self) -> None:
        self._files.clear()
        self.names.clear()
        self.tree.clear()
        self.told.setText("")

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.tree.setEnabled(not busy)
        self.save.setEnabled(not busy and bool(self.chosen()))

    def _chose(self) -> None:
        self.save.setEnabled(bool(self.chosen()))
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        title = QCoreApplication.translate("Receiving", "Files ({count})").format(count=len(self._files))
        self._title.setText(title)
        self.tree.setAccessibleName(title)
        self.bar.setAccessibleName(QCoreApplication.translate("Receiving", "Getting the files"))
        self.cancel.setText(QCoreApplication.translate("Receiving", "Stop"))
        if self._looks:
            self.save.setText(QCoreApplication.translate("Receiving", "Look at what is ticked"))
        elif len(self.chosen()) == len(self._files):
            self.save.setText(QCoreApplication.translate("Receiving", "Save all to a folder…"))
        else:
            self.save.setText(QCoreApplication.translate("Receiving", "Save what is ticked to a folder…"))

    def retint(self) -> None:
        for number, name in enumerate(self.names):
            item = self.tree.topLevelItem(number)
            if item is not None:
                self.tree.blockSignals(True)
                item.setIcon(0, icons.icon(file_icon(name), "muted", 16))
                self.tree.blockSignals(False)
