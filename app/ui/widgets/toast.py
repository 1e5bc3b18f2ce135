"""A line that comes, says what happened and goes. Never the only place where something important is said.

With an act it is a snackbar: one verb beside the sentence (“Undo”). The same verb always has a key as well.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import icons
from app.ui.theme import S8, S12, S24, T13, grown
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.text import Text

_ICONS = {"good": "check-circle", "warn": "warning", "bad": "warning-circle", "info": "info"}
_SHOWN_MS = {"good": 4000, "info": 4000, "warn": 8000, "bad": 12000}
_ACT_MS = 9000


class Toast(QFrame):
    """At the bottom of the window, over everything; deaf to the mouse unless it offers something."""

    _ground: QWidget | None = None  # of the class as well: events still arrive while Python takes an object apart

    def __init__(self, parent: QWidget, foot: Callable[[], int] = lambda: 0) -> None:
        """`foot`: how much at the bottom of the window is somebody's who must not be covered."""
        super().__init__(parent)
        self._foot = foot
        self.setProperty("toast", True)
        self._picture = QLabel()
        self._text = Text("", size=T13)
        self.act = Button("", "link")
        self.act.clicked.connect(self._acted)
        self._on_act: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        bare(row, S8, (S12, 10, S12 + 4, 10))
        row.addWidget(self._picture)
        row.addWidget(self._text)
        row.addSpacing(S8)
        row.addWidget(self.act)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._ground = parent
        parent.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def say(
        self,
        text: str,
        tone: str = "info",
        shown_ms: int = 0,
        *,
        act: str = "",
        on_act: Callable[[], object] | None = None,
    ) -> None:
        self._on_act = on_act
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not act)
        self._text.setText(text)
        self._text.setWordWrap(False)
        self._picture.setPixmap(icons.pixmap(_ICONS[tone], tone, 18))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(shown_ms or (_ACT_MS if act else _SHOWN_MS[tone]))

    def forget(self) -> None:
        """Say nothing any more, and hold nothing of what was said: a line that is only hidden still names what it named."""
        self._timer.stop()
        self.hide()
        self._on_act = None
        self.act.setText("")
        self._text.setText("")
        self.setAccessibleName("")

    def _acted(self) -> None:
        on_act = self._on_act
        self.hide()
        if on_act is not None:
            on_act()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._ground is not None and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self._ground
        if parent is None:
            return
        beside = 64 + (self.act.sizeHint().width() + S24 if self.act.text() else 0)
        widest = parent.width() - 2 * S24
        if self._text.sizeHint().width() + beside > widest or self._text.sizeHint().width() > grown(620):
            self._text.setWordWrap(True)
            self._text.setFixedWidth(min(grown(560), widest - beside))
        else:
            self._text.setMinimumWidth(0)
            self._text.setMaximumWidth(16777215)
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - max(S24, self._foot() + S8))
