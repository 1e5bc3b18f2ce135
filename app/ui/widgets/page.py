"""A page of the window: heading, what stands at its right, and a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import S8, S16, S24, S32, T24, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.text import Text

__all__ = ["WIDEST", "Page", "scrolled"]  # pages that make their own column need the scroll area too

WIDEST = 880


class Page(Living):
    """Paper with a heading. The column never grows wider than can be read."""

    def __init__(self, title: str = "", width: int = WIDEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = Text(title, size=T24, semibold=True)
        self.head = QHBoxLayout()
        bare(self.head, S8)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        bare(self.body, S16)
        inside = QWidget()
        inside.setMaximumWidth(grown(width))
        column = QVBoxLayout(inside)
        bare(column, S24, (S32, S24, S32, S32))
        column.addLayout(self.head)
        column.addLayout(self.body, 1)
        self.area = scrolled(inside)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(self.area)

    def set_title(self, title: str) -> None:
        self.heading.setText(title)
        self.setAccessibleName(title)
