"""A place with nothing in it yet: teaches one thing and offers one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.theme import S8, S16, S24, T13, T15
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.text import Text

_TEXT_WIDTH = 300


class EmptyState(Living):
    """Icon, title, a sentence, a button."""

    pressed = Signal()

    def __init__(
        self, icon: str, title: str = "", text: str = "", button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.title = Text(title, size=T15, semibold=True, wrap=True)
        self.text = Text(text, size=T13, role="muted", wrap=True)
        self.button = Button(button)
        self.button.clicked.connect(self.pressed)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(_TEXT_WIDTH)
        column = QVBoxLayout(self)
        bare(column, S8, (S16, S24, S16, S24))
        column.addStretch(1)
        for part in (self._picture, self.title, self.text):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(S8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.set_words(title, text, button)
        self.retint()

    def set_words(self, title: str, text: str, button: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.retint()

    def retint(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "muted", 40))
