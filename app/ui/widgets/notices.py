"""A sentence in place: what happened, whether anything was lost, what to do now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import S8, S12, T13
from app.ui.widgets.base import bare, follow, restyle
from app.ui.widgets.text import Text

_ICONS = {"good": "check-circle", "warn": "warning", "bad": "warning-circle", "info": "info"}


class Notice(QFrame):
    """An icon and a sentence on a state's ground. Hidden while it has nothing to say."""

    def __init__(self, tone: str = "info", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self.setProperty("notice", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._picture = QLabel()
        self._text = Text("", size=T13, wrap=True)
        self._row = QHBoxLayout(self)
        bare(self._row, S8, (S12, 10, S12, 10))
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        self.say(text, tone)

    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, tone: str = "") -> None:
        if tone and tone != self.tone:
            self.tone = tone
            restyle(self, notice=tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.retint()
        self.setVisible(bool(text))

    def show_error(self, text: str) -> None:
        self.say(text, "bad")

    def clear(self) -> None:
        self.say("")

    def retranslate(self) -> None:
        """The sentence is its asker's to write again."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_row"):
            follow(self, event)

    def retint(self) -> None:
        if self.text():
            self._picture.setPixmap(icons.pixmap(_ICONS[self.tone], self.tone, 18))
