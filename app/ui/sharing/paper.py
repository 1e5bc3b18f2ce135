"""A link on paper: the letter that goes with it, and its QR code. The passcode is never on the sheet: nothing here knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter

from app.ui import paper
from app.ui.paper import INK, INSIDE, MARGIN
from app.ui.theme import mono_font

_QR = 62.0
_ADDRESS = 10.5


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands on it, in the recipient's language; `url` is one of the lines of `text`."""

    subject: str
    text: str = field(repr=False)
    url: str = field(repr=False)


def pdf(letter: Letter) -> bytes:
    """The sheet as a PDF, in memory alone. Its title names nothing: it is seen in lists of files."""
    return paper.pdf(lambda painter: draw(painter, letter), "Lacre")


def draw(painter: QPainter, letter: Letter) -> None:
    """All of it, from the top down: what is said before the link, the link, its square, and what is said after it."""
    page = paper.sheet_on(painter)
    before, after = (part.strip() for part in letter.text.split(letter.url, 1))
    y = page.heading(letter.subject, "Lacre") + 4
    y = page.text(before, MARGIN, y, INSIDE) + 6
    font = QFont(mono_font().families())
    font.setPointSizeF(_ADDRESS)
    y = page.words(letter.url, font, MARGIN, y, INSIDE, INK, Qt.TextFlag.TextWrapAnywhere) + 4
    page.qr(letter.url, MARGIN + (INSIDE - _QR) / 2, y, _QR)
    page.text(after, MARGIN, y + _QR + 4, INSIDE)
