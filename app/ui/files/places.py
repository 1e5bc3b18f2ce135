"""A place that things may be dropped on: says over itself what a drop would do, while one hangs there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import icons
from app.ui.theme import RADIUS, S8, T13, colour, font

_ICON = 28
Meant = Callable[[QMimeData], str]
Take = Callable[[QMimeData, QPoint], None]


class DropPlace(QObject):
    """Makes a widget such a place. `meant` says what a drop would do (empty: nothing, and it falls to what is behind);
    `take` does it, with the point of the drop in the widget."""

    def __init__(self, widget: QWidget, meant: Meant, take: Take) -> None:
        super().__init__(widget)
        self._widget, self._meant, self._take = widget, meant, take
        self.hint: DropHint | None = None
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(
            event, QDragEnterEvent | QDragMoveEvent
        ):
            return self._hangs(event)
        if kind == QEvent.Type.DragLeave:
            self._hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._dropped(event)
        return super().eventFilter(watched, event)

    def _hangs(self, event: QDragMoveEvent) -> bool:
        words = self._meant(event.mimeData())
        if not words:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # whatever the other side offers: nothing is taken from it
        event.accept()
        self._show(words)
        return True

    def _dropped(self, event: QDropEvent) -> bool:
        self._hide()
        if not self._meant(event.mimeData()):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(event.mimeData(), event.position().toPoint())
        return True

    def _show(self, words: str) -> None:
        if self.hint is None:
            self.hint = DropHint(self._widget)
        self.hint.say(words)

    def _hide(self) -> None:
        if self.hint is not None:
            self.hint.hide()


class DropHint(QWidget):
    """A sheet of glass with a dashed edge and the words in its middle. The mouse does not feel it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(font(T13, semibold=True))
        self.hide()

    def say(self, words: str) -> None:
        self._words = words
        self.setGeometry(self._over.rect())
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = colour("seal_ground")
            ground.setAlphaF(0.94)
            frame = QRectF(self.rect()).adjusted(S8, S8, -S8, -S8)
            painter.setBrush(ground)
            painter.setPen(QPen(colour("seal"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
            middle = frame.center()
            icons.paint(
                painter,
                "download-simple",
                QRectF(middle.x() - _ICON / 2, middle.y() - _ICON - S8, _ICON, _ICON),
                colour("seal"),
            )
            words = QRectF(frame.left() + S8, middle.y(), frame.width() - 2 * S8, frame.height() / 2)
            painter.setPen(colour("ink"))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(words, flags, self._words)
