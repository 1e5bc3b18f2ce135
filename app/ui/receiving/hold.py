"""A button that does its work only when it is kept pressed for a moment: what presses every button it finds opens nothing.

PROTOCOL section 10 asks for such an act where no passcode stands before the content. The space bar serves like the mouse.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QWidget

from app.ui.theme import colour
from app.ui.widgets.buttons import Button

HELD_MS = 800
_STEP_MS = 40


class HoldButton(Button):
    """`held` comes once for each time that it was kept pressed long enough; a click alone is nothing."""

    held = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "primary", "", parent)
        self._passed = 0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._tick)
        self.pressed.connect(self._begin)
        self.released.connect(self._end)

    def _begin(self) -> None:
        self._passed = 0
        self._timer.start()

    def _end(self) -> None:
        self._timer.stop()
        self._passed = 0
        self.update()

    def _tick(self) -> None:
        self._passed += _STEP_MS
        self.update()
        if self._passed >= HELD_MS and self.isDown():
            self._end()
            self.held.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter would be a click, which is nothing here: it is held like the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.isEnabled():
                self.setDown(True)
                self.pressed.emit()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.isDown():
                self.setDown(False)
                self.released.emit()
            return
        super().keyReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._end()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._passed:
            with QPainter(self) as painter:
                far = min(1.0, self._passed / HELD_MS)
                bar = QRectF(6, self.height() - 5, (self.width() - 12) * far, 3)
                painter.fillRect(bar, colour("on_seal"))
