"""A list at the left, as wide as the person wants it, and what it is about at the right. Owns widths and how they are written.

Widths are kept at 100 % text: whoever makes the text larger gets a list that is wider by as much. Where both would have too
little room one of them stands alone: the list, or what was entered in it under a way back.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.ui.theme import NARROW_LIST_WIDTH, S8, grown, scale
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button

WIDEST, STEP = 560, 32
_ROOMY = 900  # from this width of the whole on, a list of which nothing was said has its full width
_REST_MS = 400
_LEAST_MAIN = 395  # what stands beside the list has at least so much, or all of it
_ANY = 16_777_215  # Qt's own word for no most
_ONE = re.compile(r"([a-z]+)=(\d{1,4})")


def read_columns(text: str) -> dict[str, int]:
    """`clients=320 shares=360`; what is not understood is left out, as it says nothing that matters."""
    return {name: int(width) for name, width in _ONE.findall(text)}


def write_columns(widths: dict[str, int]) -> str:
    return " ".join(f"{name}={width}" for name, width in sorted(widths.items()))


class Entered(Living):
    """What was entered in the list, and over it the way back where the list does not stand beside it."""

    left = Signal()

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = Button("", "quiet", "arrow-left")
        self.back.clicked.connect(self.left)
        self.back.hide()
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(main, 1)
        column.setContentsMargins(0, 0, 0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        self.back.setText(QCoreApplication.translate("Split", "Back to the list"))

    def show_way_back(self, shown: bool) -> None:
        self.back.setVisible(shown)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, S8 if shown else 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Split(QSplitter):
    """`settled` says how wide the list was made, once the mouse rests; `left` that somebody wants back to the list."""

    settled = Signal(int)
    left = Signal()

    def __init__(
        self, side: QWidget, main: QWidget, usual: int, chosen: int = 0, least: int = NARROW_LIST_WIDTH
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side, self._usual, self._chosen, self._least = side, usual, chosen, least
        self._main, self._inside, self._held, self.alone = Entered(main), False, False, False
        self._main.left.connect(self.left)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        side.setMinimumWidth(grown(least))
        side.setMaximumWidth(grown(WIDEST))
        self.addWidget(side)
        self.addWidget(self._main)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self.settled.emit(self._chosen))
        self.splitterMoved.connect(self._moved)

    @property
    def list_width(self) -> int:
        """As it is kept: at 100 % text."""
        return round(self._side.width() / scale())

    def enter(self, *, focus: bool = True) -> None:
        """To what the list is about."""
        self._inside = True
        self._lay_out()
        if focus and self.alone and not self._held:
            self._main.back.setFocus()

    def leave(self) -> None:
        """To the list, unless a form stands there that is not done with."""
        self._inside = self._held
        self._lay_out()

    def hold(self, held: bool) -> None:
        """A form has its own ways out."""
        self._inside, self._held = self._inside or held, held
        self._lay_out()

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
        self.alone = self.width() < grown(self._least + 1 + _LEAST_MAIN)
        self._side.setMaximumWidth(_ANY if self.alone else grown(WIDEST))
        self._side.setVisible(not (self.alone and self._inside))
        self._main.setVisible(self._inside or not self.alone)
        self._main.show_way_back(self.alone and not self._held)
        if self.alone:
            return
        roomy = self.width() >= grown(_ROOMY)
        wide = grown(self._chosen or (self._usual if roomy else self._least))
        self.setSizes([wide, max(1, self.width() - wide - 1)])
