"""The focus ring: 2 px of seal, 2 px outside the control that has the keyboard. One ring for the whole window.

A style sheet cannot draw outside a control. Fields that are typed into show their focus by their own border; the ring is for
what is pressed, and only when the keyboard brought the focus there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSlider, QWidget

from app.ui.theme import CONTROL_RADIUS, colour

_OUT = 4
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Follows the focus inside one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._by_keyboard = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)
            # Made after the first paint: a filter in Python has PySide wrap every widget inside Qt, 100 ms for the first.
            app.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self.hide()
        elif (
            kind in _MOVES
            and self._target is not None
            and isinstance(watched, QWidget)
            and watched.isAncestorOf(self._target)
        ):
            self._place()
        return False

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        pressed = isinstance(new, QAbstractButton | QSlider) and new.window() is self.window()
        self._target = new if pressed else None
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not self._by_keyboard or not target.isVisible() or target.visibleRegion().isEmpty():
            self.hide()
            return
        rect = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        self.setGeometry(rect.adjusted(-_OUT, -_OUT, _OUT, _OUT))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("seal"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CONTROL_RADIUS + 3, CONTROL_RADIUS + 3)
