"""The cheat sheet: every action that has keys, group by group, drawn from the table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.commanding.actions import ACTIONS, Action, Place
from app.ui.commanding.keycaps import KeyCaps
from app.ui.commanding.words import action_text, place_title
from app.ui.theme import S4, S8, S12, S24, T12, T13
from app.ui.widgets.base import bare
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

_WIDTH = 820
_COLUMNS: tuple[tuple[Place, ...], ...] = ((Place.EVERYWHERE, Place.FORM), (Place.LIST, Place.ENTRY))


class CheatSheet(Sheet):
    """Two columns; Esc leaves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("Actions", "Keyboard shortcuts"), _WIDTH)
        self.set_title(self.title.text())
        columns = QHBoxLayout()
        bare(columns, S24 + S8, (0, 0, 0, S8))
        for places in _COLUMNS:
            column = QVBoxLayout()
            bare(column, S12)
            for place in places:
                column.addWidget(Text(place_title(place), size=T12, role="muted", semibold=True))
                column.addLayout(_group(place))
                column.addSpacing(S4)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.body.addLayout(columns)
        self.buttons.setContentsMargins(0, 0, 0, S12)


def _group(place: Place) -> QGridLayout:
    grid = QGridLayout()
    bare(grid, S4)
    grid.setColumnStretch(0, 1)
    rows = [one for one in ACTIONS if one.place is place and one.keys]
    for number, one in enumerate(rows):
        grid.addWidget(Text(action_text(one.name), size=T13, wrap=True), number, 0)
        grid.addLayout(_ways(one), number, 1, Qt.AlignmentFlag.AlignRight)
    return grid


def _ways(one: Action) -> QHBoxLayout:
    """All keys of an action beside each other."""
    line = QHBoxLayout()
    bare(line, S8)
    line.addStretch(1)
    for keys in one.keys:
        line.addWidget(KeyCaps(keys))
    return line
