"""The focus ring: 2 px of seal, 2 px outside the control that has the keyboard. One ring for the whole window.

A style sheet cannot draw outside a control. Fields that are typed into show their focus by their own border; the ring is for
what is pressed, and only when the keyboard brought the focus there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSlider, QWidget
from shiboken6 import isValid

from app.ui.theme import CONTROL_RADIUS, colour

_OUT = 4
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Follows the focus inside one window. Listens to the focused control and what it stands in, and to nothing else: a filter
    on the whole application would have every event of the program pass through Python."""

    # Of the class as well: events still arrive while Python takes an object apart.
    _target: QWidget | None = None
    _heard: tuple[QWidget, ...] = ()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.follow)
        self.hide()

    @Slot("QWidget*", "QWidget*")
    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The focus went elsewhere. Who pressed with the mouse knows where it is."""
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        pressed = isinstance(new, QAbstractButton | QSlider) and new.window() is self.window()
        self._listen(new if pressed and not by_mouse else None)
        self._place()

    def _listen(self, target: QWidget | None) -> None:
        for one in self._heard:
            if isValid(one):
                one.removeEventFilter(self)
        chain = []
        widget = target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            chain.append(widget)
            widget = widget.parentWidget()
        self._target, self._heard = target, tuple(chain)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._target is not None and event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible() or target.visibleRegion().isEmpty():
            self.hide()
            return
        rect = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        self.setGeometry(rect.adjusted(-_OUT, -_OUT, _OUT, _OUT))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("seal"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CONTROL_RADIUS + 3, CONTROL_RADIUS + 3)
