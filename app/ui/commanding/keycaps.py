"""Keys as people see them: caps in a line. Drawn; a screen reader hears the keys as one text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.commanding.words import key_caps
from app.ui.theme import T12, colour, font, grown

HEIGHT, _PAD, _GAP = 22, 7, 4


def _face() -> QFont:
    return font(T12, semibold=True)


def caps_width(keys: str) -> int:
    return sum(_widths(keys)) + _GAP * (len(key_caps(keys)) - 1)


def _widths(keys: str) -> list[int]:
    metrics = QFontMetrics(_face())
    return [max(grown(HEIGHT), metrics.horizontalAdvance(cap) + 2 * _PAD) for cap in key_caps(keys)]


def draw_caps(painter: QPainter, left: float, top: float, keys: str) -> None:
    """The caps of `keys`, from `left` on."""
    painter.setFont(_face())
    for cap, width in zip(key_caps(keys), _widths(keys), strict=True):
        rect = QRectF(left + 0.5, top + 0.5, width - 1, grown(HEIGHT) - 1)
        painter.setPen(colour("edge"))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(rect, 5, 5)
        painter.setPen(colour("ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cap)
        left += width + _GAP


class KeyCaps(QWidget):
    """One way to press an action."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" ".join(key_caps(keys)))

    def sizeHint(self) -> QSize:
        return QSize(caps_width(self._keys), grown(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_caps(painter, 0, 0, self._keys)
