"""What is in an entry now beside what came, line by line. Owns the table; what changes, and what is masked, is the desk's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout

from app.ui import theme
from app.ui.asking.desk import Match
from app.ui.asking.values import LABELS, MASK, cut
from app.ui.widgets.base import bare
from app.ui.widgets.cards import Card
from app.ui.widgets.text import Text

NOTHING = "–"


class Comparison(Card):
    """Of one entry at a time. What does not change is not listed."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        bare(self._grid, theme.S8)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setColumnMinimumWidth(0, theme.grown(LABELS) - theme.S24 - 1)  # in line with the values below
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)

    def show_match(self, match: Match | None) -> None:
        """None: it is kept as a new entry, and there is nothing to compare."""
        self._clear()
        self.setVisible(match is not None)
        if match is None:
            return
        if not match.changes:
            said = QCoreApplication.translate("ReviewSheet", "The same is there already.")
            self._grid.addWidget(Text(said, role="muted", wrap=True), 0, 0, 1, 3)
            return
        heads = (
            QCoreApplication.translate("ReviewSheet", "There now"),
            QCoreApplication.translate("ReviewSheet", "Came"),
        )
        for column, head in enumerate(heads, 1):
            self._grid.addWidget(Text(head, role="muted", semibold=True, size=theme.T12), 0, column)
        for row, line in enumerate(match.changes, 1):
            self._add(row, line)

    def _add(self, row: int, line: tuple[str, str, str]) -> None:
        label, there, came = line
        for column, (text, role) in enumerate(((label, "muted"), (there, "muted"), (came, "ink"))):
            cell = Text(cut(text) or NOTHING, role=role, wrap=True)
            cell.setTextFormat(Qt.TextFormat.PlainText)
            if text == MASK:
                cell.setFont(theme.mono_font(theme.T13))  # as it stands among the values below
            self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
