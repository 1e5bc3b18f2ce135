"""A passcode, large enough to read aloud: monospaced, digits and symbols tinted. Owns the drawing of short secrets only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


def tint(character: str) -> str:
    """The role of one character: letters are plain, so that the others stand out."""
    if character.isdigit():
        return "digit"
    return "ink" if character.isalpha() or character.isspace() else "symbol"


class SecretText(QWidget):
    """Painted, never a label: no markup, no tooltip, and its accessible text is set only by who decides to speak it."""

    def __init__(self, px: int = theme.T24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._font = theme.mono_font(px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font)
        lines = self._lines(metrics, max(self.width(), 1))
        return QSize(round(metrics.horizontalAdvance(self._text)), round(metrics.height() * len(lines)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()
        super().resizeEvent(event)  # type: ignore[arg-type]  # QResizeEvent; not imported for a name

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._font)
            metrics = QFontMetricsF(self._font)
            for number, line in enumerate(self._lines(metrics, self.width())):
                x = 0.0
                for character in line:
                    wide = metrics.horizontalAdvance(character)
                    painter.setPen(theme.colour(tint(character)))
                    place = QRectF(x, number * metrics.height(), wide + 1, metrics.height())
                    painter.drawText(place, Qt.AlignmentFlag.AlignLeft, character)
                    x += wide

    def _lines(self, metrics: QFontMetricsF, width: int) -> list[str]:
        """Broken between groups or words where it does not fit in one line."""
        lines, line = [], ""
        for piece in _pieces(self._text):
            if line and metrics.horizontalAdvance(line + piece.rstrip()) > width:
                lines.append(line)
                line = ""
            line += piece
        return [*lines, line]


def _pieces(text: str) -> list[str]:
    pieces, piece = [], ""
    for character in text:
        piece += character
        if character in " -.":
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces
