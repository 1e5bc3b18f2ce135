"""A line that comes, says what happened and goes. Never the only place where something important is said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import icons
from app.ui.theme import S8, S12, S24, T13
from app.ui.widgets.base import bare
from app.ui.widgets.text import Text

_ICONS = {"good": "check-circle", "warn": "warning", "bad": "warning-circle", "info": "info"}
_SHOWN_MS = {"good": 4000, "info": 4000, "warn": 8000, "bad": 12000}


class Toast(QFrame):
    """At the bottom of the window, over everything, deaf to the mouse."""

    _ground: QWidget | None = None  # of the class as well: events still arrive while Python takes an object apart

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("toast", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QLabel()
        self._text = Text("", size=T13)
        row = QHBoxLayout(self)
        bare(row, S8, (S12, 10, S12 + 4, 10))
        row.addWidget(self._picture)
        row.addWidget(self._text)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._ground = parent
        parent.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, tone: str = "info", shown_ms: int = 0) -> None:
        self._text.setText(text)
        self._text.setWordWrap(False)
        self._picture.setPixmap(icons.pixmap(_ICONS[tone], tone, 18))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(shown_ms or _SHOWN_MS[tone])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._ground is not None and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self._ground
        if parent is None:
            return
        widest = parent.width() - 2 * S24
        if self._text.sizeHint().width() + 64 > widest or self._text.sizeHint().width() > 620:
            self._text.setWordWrap(True)
            self._text.setFixedWidth(min(560, widest - 64))
        else:
            self._text.setMinimumWidth(0)
            self._text.setMaximumWidth(16777215)
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - S24)
