"""Faces of names: initials on a tint computed from the name, readable in every theme."""

from __future__ import annotations

import functools
import hashlib
import unicodedata

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui import icons
from app.ui.theme import drawn_font, palette

_SMALL_WORDS = frozenset({"de", "da", "do", "das", "dos", "e", "a", "o", "the", "of", "and"})


def initials(name: str) -> str:
    """`Padaria Açor` → `PA`; small words do not count."""
    words = ["".join(c for c in word if c.isalnum()) for word in name.split()]
    words = [word for word in words if word]
    weighty = [word for word in words if word.casefold() not in _SMALL_WORDS] or words
    if not weighty:
        return "?"
    chosen = weighty[0][:1] + (weighty[-1][:1] if len(weighty) > 1 else "")
    return unicodedata.normalize("NFC", chosen).upper()


def tint(name: str, dark: bool) -> tuple[QColor, QColor]:
    """Ground and ink for a name: the hue comes from the name, lightness and saturation from the theme, so that contrast holds."""
    return tint_of(hue_of(name), dark)


def hue_of(name: str) -> int:
    """One of 24 hues, the same for a name always: few enough that drawn tiles can be kept."""
    return hashlib.blake2b(name.casefold().encode(), digest_size=1).digest()[0] % 24 * 15


def tint_of(hue: int, dark: bool) -> tuple[QColor, QColor]:
    if dark:
        return QColor.fromHsl(hue, 70, 62), QColor.fromHsl(hue, 130, 215)
    return QColor.fromHsl(hue, 110, 226), QColor.fromHsl(hue, 140, 62)


def avatar(name: str, px: int) -> QPixmap:
    return _avatar(name, px, icons.ratio(), palette().name)


def draw(painter: QPainter, rect: QRectF, name: str) -> None:
    """A round face into `rect`."""
    ground, ink = tint(name, palette().dark)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(rect)
    face = QFont(drawn_font(max(9, round(rect.height() * 0.38)), semibold=True))
    painter.setFont(face)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


@functools.lru_cache(maxsize=512)
def _avatar(name: str, px: int, ratio: float, _theme: str) -> QPixmap:
    made = icons.blank(px, ratio)
    painter = QPainter(made)
    draw(painter, QRectF(QPointF(0, 0), QPointF(px, px)), name)
    painter.end()
    return made


class Avatar(QWidget):
    """A face beside a name; decoration, so a screen reader passes over it."""

    def __init__(self, name: str = "", px: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(px, px)

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, QRectF(self.rect()), self._name)
