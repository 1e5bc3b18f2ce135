"""A state: always an icon and a word, on the state's quiet ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import T12, colour, font, grown

_ICONS = {"good": "check-circle", "warn": "warning", "bad": "warning-circle", "info": "info", "muted": "minus-circle"}


class Chip(QWidget):
    """`● opened`."""

    def __init__(self, tone: str = "muted", text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(T12, semibold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tone, self.text, self._icon = tone, text, icon
        self.setAccessibleName(text)

    def set_state(self, tone: str, text: str, icon: str = "") -> None:
        self.tone, self.text, self._icon = tone, text, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text) + 37, grown(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sunken" if self.tone == "muted" else f"{self.tone}_ground"))
            painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
            icons.paint(
                painter, self._icon or _ICONS[self.tone], QRectF(8, (self.height() - 14) / 2, 14, 14), colour(self.tone)
            )
            painter.setPen(colour(self.tone))
            painter.drawText(self.rect().adjusted(27, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text)
