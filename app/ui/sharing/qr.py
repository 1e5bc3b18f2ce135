"""A QR code drawn by us. Owns the drawing; leaves the encoding to `qrcode`.

Always dark on white with its quiet zone, in the dark theme as well: many readers do not see inverted codes.
"""

from __future__ import annotations

import qrcode  # type: ignore[import-untyped]  # it has no types
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
WHITE, BLACK = QColor("#FFFFFF"), QColor("#000000")


def matrix(text: str) -> list[list[bool]]:
    """The modules with their quiet zone. Level M: a phone reads it off a screen at arm's length."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


class QrCode(QWidget):
    """Whole modules of whole pixels, centred on white."""

    def __init__(self, parent: QWidget | None = None, side: int = 196) -> None:
        super().__init__(parent)
        self._rows: list[list[bool]] = []
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._rows = matrix(text) if text else []
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(WHITE)
            painter.drawRoundedRect(self.rect(), 8, 8)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(BLACK)
            if self._rows:
                self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        module = max(1, int(self.width() * ratio) // len(self._rows)) / ratio
        start = (self.width() - module * len(self._rows)) / 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.drawRect(QRectF(start + x * module, start + y * module, module, module))
