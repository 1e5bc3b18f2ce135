"""What was filled in, for the eye: label and value, the protected ones masked until they are asked for. Owns the rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.asking.desk import Group, Value
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.text import Text

MASK = "••••••••"
LABELS = 140
MOST_SHOWN = (
    4000  # of one value, which a stranger wrote: a label of a million signs would hold up the window; the copy is whole
)


def cut(text: str, most: int = MOST_SHOWN) -> str:
    """As much of it as is shown."""
    return text if len(text) <= most else text[:most] + "…"


class ValueRow(Living):
    """One value. Everything in it is a stranger's text: shown as it is, never as markup."""

    copied = Signal(str)

    def __init__(self, value: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._text = Text("", wrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        if value.protected:
            self._text.setFont(theme.mono_font(theme.T13))
        self._eye, self._copy = IconButton("eye"), IconButton("copy")
        self._eye.setCheckable(True)
        self._eye.setVisible(value.protected)
        row = QHBoxLayout(self)
        bare(row, theme.S4)
        row.addWidget(self._text, 1)
        for button in (self._eye, self._copy):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._eye.toggled.connect(lambda _on: self._say())
        self._copy.clicked.connect(lambda _checked=False: self.copied.emit(self._value.text))
        self._say()

    def retranslate(self) -> None:
        self._say()

    def _say(self) -> None:
        shown = self._eye.isChecked() or not self._value.protected
        self._text.setText(cut(self._value.text) if shown else MASK)
        hide = QCoreApplication.translate("ReviewSheet", "Hide {label}")
        show = QCoreApplication.translate("ReviewSheet", "Show {label}")
        self._eye.set_icon("eye-slash" if shown else "eye")
        self._eye.set_name((hide if shown else show).format(label=self._value.label))
        copy = QCoreApplication.translate("ReviewSheet", "Copy {label}").format(label=self._value.label)
        self._copy.set_name(copy)


class GroupView(QWidget):
    """What belongs together, under its title."""

    copied = Signal(str)

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        bare(column, theme.S8)
        if group.title:
            column.addWidget(Text(group.title, semibold=True, wrap=True))
        grid = QGridLayout()
        bare(grid, theme.S8)
        grid.setColumnMinimumWidth(0, theme.grown(LABELS))
        grid.setColumnStretch(1, 1)
        for at, value in enumerate(group.values):
            label, row = Text(value.label, role="muted", wrap=True), ValueRow(value)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumHeight(theme.grown(theme.CONTROL))
            row.copied.connect(self.copied)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row, at, 1)
        column.addLayout(grid)
