"""A place with nothing in it yet: teaches one thing and offers one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.theme import S8, S16, S24, T13, T15, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.text import Text

_TEXT_WIDTH = 300


class EmptyState(Living):
    """Icon, title, a sentence, a button; where there is another way, quietly below it."""

    pressed = Signal()
    other_pressed = Signal()

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
        self.other = Button("", "link")
        self.other.clicked.connect(self.other_pressed)
        inside = QWidget()
        inside.setMaximumWidth(grown(_TEXT_WIDTH))
        words = QVBoxLayout(inside)
        bare(words, S8)
        for part in (self._picture, self.title, self.text):
            if isinstance(part, Text):
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.addWidget(part)
        words.addSpacing(S8)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        words.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        bare(middle)
        for stretch, widget in ((1, None), (100, inside), (1, None)):
            if widget is None:
                middle.addStretch(stretch)
            else:
                middle.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        bare(column, 0, (S16, S24, S16, S24))
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        self.set_words(title, text, button)
        self.retint()

    def set_words(self, title: str, text: str, button: str = "", other: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.other.setText(other)
        self.other.setVisible(bool(other))

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.retint()

    def retint(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "muted", grown(40)))
