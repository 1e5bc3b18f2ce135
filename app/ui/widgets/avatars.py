"""Faces of names: initials on a tint computed from the name, readable in every theme."""

from __future__ import annotations

import hashlib
import unicodedata

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from app.ui.theme import drawn_font, palette

_SMALL_WORDS = frozenset({"de", "da", "do", "das", "dos", "e", "a", "o", "the", "of", "and"})
_LEGAL_FORMS = frozenset({"lda", "limitada", "unipessoal", "sa", "sgps", "crl", "ltd", "llc", "inc"})


def initials(name: str) -> str:
    """`Padaria Açor` → `PA`; small words and `Lda.` do not count."""
    words = ["".join(c for c in word if c.isalnum()) for word in name.split()]
    words = [word for word in words if word]
    weighty = [word for word in words if word.casefold() not in _SMALL_WORDS | _LEGAL_FORMS] or words
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
