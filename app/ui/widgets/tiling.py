"""Tiles of one width, in as few lines as have room for what is written on them. Owns the places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.theme import S8
from app.ui.widgets.base import bare


class Tiling(QWidget):
    """A grid that has fewer columns where it is narrow, and lines of nearly one length."""

    def __init__(self, tiles: Sequence[QWidget]) -> None:
        super().__init__()
        self._tiles = list(tiles)
        self._columns = 0
        self._grid = QGridLayout(self)
        bare(self._grid, S8)
        self._arrange(len(self._tiles))

    def minimumSizeHint(self) -> QSize:
        """One column: else what stands in it now could not become narrower."""
        return QSize(self._widest(), self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:
        return QSize((self._widest() + S8) * len(self._tiles) - S8, self._grid.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._fit()

    def _widest(self) -> int:
        return max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)

    def _fit(self) -> None:
        room = max(1, (self.width() + S8) // (self._widest() + S8))
        lines = -(-len(self._tiles) // room)
        self._arrange(-(-len(self._tiles) // lines))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns or not columns:
            return
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 0)
        self._columns = columns
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)
        self.updateGeometry()
