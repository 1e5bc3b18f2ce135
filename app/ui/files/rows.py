"""A file, and a file under way, as a row each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.files.transfers import Transfer
from app.ui.files.words import file_icon, percent, size_text, way_text
from app.ui.theme import S4, S8, S12, S16, T12, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.text import Elided
from app.vault.model import Attachment


class _Row(Living):
    """Picture, name over a second line, and buttons at the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._picture = QLabel()
        self.title = Elided(name, mode=Qt.TextElideMode.ElideMiddle)  # the ending of a name says what it is
        self.second = Elided("", size=T12, role="muted")
        self.words = QVBoxLayout()
        bare(self.words, 1)
        self.words.addWidget(self.title)
        self.words.addWidget(self.second)
        self.row = QHBoxLayout(self)
        bare(self.row, S4, (S16, S8, S8, S8))
        self.row.addWidget(self._picture)
        self.row.addSpacing(S12)
        self.row.addLayout(self.words, 1)
        self.retint()

    def retint(self) -> None:
        self._picture.setPixmap(icons.pixmap(file_icon(self._name), "muted", grown(24)))


class FileRow(_Row):
    """A file that is kept."""

    open_asked = Signal()
    save_asked = Signal()
    remove_asked = Signal()

    def __init__(self, file: Attachment, added: str, *, removable: bool) -> None:
        super().__init__(file.name)
        self.file = file
        self.second.set_text(f"{size_text(file.size)} · {added}")
        self.open, self.save, self.remove = (
            IconButton("arrow-square-out"),
            IconButton("download-simple"),
            IconButton("trash"),
        )
        self.remove.setVisible(removable)
        for button, asked in (
            (self.open, self.open_asked),
            (self.save, self.save_asked),
            (self.remove, self.remove_asked),
        ):
            button.clicked.connect(asked)
            self.row.addWidget(button)
        self.retranslate()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.open_asked.emit()

    def retranslate(self) -> None:
        name = self.file.name
        self.open.set_name(QCoreApplication.translate("Files", "Open {name}").format(name=name))
        self.save.set_name(QCoreApplication.translate("Files", "Save {name} as…").format(name=name))
        self.remove.set_name(QCoreApplication.translate("Files", "Remove {name}").format(name=name))


class MovingRow(_Row):
    """A file under way."""

    cancel_asked = Signal()

    def __init__(self, moving: Transfer) -> None:
        super().__init__(moving.name)
        self.moving = moving
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words.addSpacing(S4)
        self.words.addWidget(self.bar)
        self.cancel = IconButton("x")
        self.cancel.clicked.connect(self.cancel_asked)
        self.row.addWidget(self.cancel)
        self.retranslate()

    def retranslate(self) -> None:
        self.cancel.set_name(QCoreApplication.translate("Files", "Cancel {name}").format(name=self.moving.name))
        self.bar.setAccessibleName(self.moving.name)
        self.follow()

    def follow(self) -> None:
        """As far as it is by now."""
        self.second.set_text(way_text(self.moving))
        busy = self.moving.task is not None and not self.moving.total
        self.bar.setRange(0, 0 if busy else 100)
        self.bar.setValue(percent(self.moving))


def inset(widget: QWidget) -> QWidget:
    """Something that begins where the text of the rows does."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    bare(row, 0, (S16, 0, S16, 0))
    row.addWidget(widget)
    return holder
