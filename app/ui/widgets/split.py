"""A list at the left, as wide as the person wants it, and what it is about at the right. Owns widths and how they are written.

Widths are kept at 100 % text: whoever makes the text larger gets a list that is wider by as much.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.ui.theme import NARROW_LIST_WIDTH, grown, scale

WIDEST, STEP = 560, 32
_ROOMY = 900  # from this width of the whole on, a list of which nothing was said has its full width
_REST_MS = 400
_ONE = re.compile(r"([a-z]+)=(\d{1,4})")


def read_columns(text: str) -> dict[str, int]:
    """`clients=320 shares=360`; what is not understood is left out, as it says nothing that matters."""
    return {name: int(width) for name, width in _ONE.findall(text)}


def write_columns(widths: dict[str, int]) -> str:
    return " ".join(f"{name}={width}" for name, width in sorted(widths.items()))


class Split(QSplitter):
    """`settled` says how wide the list was made, once the mouse rests."""

    settled = Signal(int)

    def __init__(
        self, side: QWidget, main: QWidget, usual: int, chosen: int = 0, least: int = NARROW_LIST_WIDTH
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side, self._usual, self._chosen, self._least = side, usual, chosen, least
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        side.setMinimumWidth(grown(least))
        side.setMaximumWidth(grown(WIDEST))
        self.addWidget(side)
        self.addWidget(main)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self.settled.emit(self._chosen))
        self.splitterMoved.connect(self._moved)

    @property
    def list_width(self) -> int:
        """As it is kept: at 100 % text."""
        return round(self._side.width() / scale())

    def widen(self, steps: int) -> None:
        """The keyboard's way."""
        self._choose(self.list_width + steps * STEP)
        self._lay_out()

    def _moved(self) -> None:
        self._choose(self.list_width)

    def _choose(self, width: int) -> None:
        self._chosen = max(self._least, min(WIDEST, width))
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        roomy = self.width() >= grown(_ROOMY)
        wide = grown(self._chosen or (self._usual if roomy else self._least))
        self.setSizes([wide, max(1, self.width() - wide - 1)])
