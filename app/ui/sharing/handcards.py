"""The two cards of a link that is ready to be sent, of a share or of a request: the link with its square, and the passcode that
goes another way. Owns how they are drawn; what stands in them, and what its buttons do, is the sheets'.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.base import bare
from app.ui.widgets.cards import Card
from app.ui.widgets.text import Elided


class LinkText(Elided):
    """The link holds a secret: it is never a tooltip, which the window system may keep or show elsewhere."""

    def _tip(self) -> None:
        return


def link_card(head: QWidget, link: QWidget, rows: Sequence[QLayout], square: QWidget) -> Card:
    """What to do first; the square stands beside it."""
    card, words = Card(), QVBoxLayout()
    bare(words, theme.S12)
    words.addWidget(head)
    words.addWidget(link)
    for row in rows:
        words.addLayout(row)
    words.addStretch(1)
    grid = QGridLayout()
    bare(grid, theme.S16)
    grid.addLayout(words, 0, 0)
    grid.addWidget(square, 0, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    card.body.addLayout(grid)
    return card


def passcode_card(head: QWidget, code: QWidget, buttons: QLayout, advice: QWidget) -> Card:
    """A card of its own, so that the two are not copied together."""
    card = Card()
    card.body.addWidget(head)
    card.body.addWidget(code)
    card.body.addLayout(buttons)
    card.body.addWidget(advice)
    return card


def choices(*rows: tuple[QWidget, QWidget]) -> QGridLayout:
    """Names, and beside each what is chosen."""
    grid = QGridLayout()
    bare(grid, theme.S8)
    for row, (name, choice) in enumerate(rows):
        grid.addWidget(name, row, 0)
        grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignLeft)
    grid.setColumnStretch(1, 1)
    return grid


def line(*parts: QWidget) -> QHBoxLayout:
    """Side by side, from the left."""
    row = QHBoxLayout()
    bare(row, theme.S8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def is_local(url: str) -> bool:
    """Whether the link leads to this computer and nowhere else."""
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


def local_words(url: str) -> str:
    """What to know of a link that leads to this computer and nowhere else; of another one nothing."""
    if not is_local(url):
        return ""
    return QCoreApplication.translate(
        "ResultSheet",
        "This link works on this computer only, while Lacre is open. "
        "To reach other people, connect to a relay in Settings.",
    )
