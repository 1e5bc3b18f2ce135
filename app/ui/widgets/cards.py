"""Grounds: the card, the hairline, the section with its heading."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import S8, S12, S16, T13
from app.ui.widgets.base import bare
from app.ui.widgets.text import Text


class Card(QFrame):
    """A surface with a hairline round it; contents go into `body`."""

    def __init__(
        self, margins: tuple[int, int, int, int] = (S16, S16, S16, S16), gap: int = S12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        bare(self.body, gap, margins)


class Rule(QFrame):
    """A hairline."""

    def __init__(self, direction: str = "h", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", direction)


class Section(QWidget):
    """A heading over a card; `head` takes what stands at the heading's right."""

    def __init__(self, title: str = "", *, flush: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, size=T13, semibold=True)
        self.head = QHBoxLayout()
        bare(self.head, S8)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.card = Card((0, 0, 0, 0), 0) if flush else Card()
        self.body = self.card.body
        column = QVBoxLayout(self)
        bare(column, S8)
        column.addLayout(self.head)
        column.addWidget(self.card)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
