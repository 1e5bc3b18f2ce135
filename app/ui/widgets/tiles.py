"""A choice of one among tiles, each an icon and a word. Arrows move the choice, as with radio buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy

from app.ui.theme import S4, T13, font
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button

_ICON, _PADDING, _MOST = 20, 34, 4


class Tile(Button):
    """Icon and name; the chosen one wears the seal."""

    def __init__(self, icon: str) -> None:
        super().__init__("", "tile", icon)
        self._icon_px, self._gap = _ICON, 6
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self._tint())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _role(self) -> str:
        return "seal" if self.isChecked() else "muted"


class TilePicker(Living):
    """Exactly one is chosen; at first the first. A subclass says the words in `names`."""

    chosen = Signal(str)

    def __init__(self, icons: Mapping[str, str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Tile] = {}
        self._grid = QGridLayout(self)
        bare(self._grid, S4)
        self._columns = 0
        for value, icon in icons.items():
            button = self._buttons[value] = Tile(icon)
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, value=value: self.chosen.emit(value))
        next(iter(self._buttons.values())).setChecked(True)
        self.retranslate()
        self._arrange(_MOST)

    def names(self) -> list[str]:
        """The words, in the order of the tiles."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self._buttons[value].setChecked(True)

    def button(self, value: str) -> Tile:
        return self._buttons[value]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._fitting())

    def _fitting(self) -> int:
        return int(max(2, min(_MOST, (self.width() + S4) // (self._widest() + S4))))

    def _widest(self) -> int:
        metrics = QFontMetrics(font(T13, semibold=True))
        return max(metrics.horizontalAdvance(one.text()) for one in self._buttons.values()) + _ICON + _PADDING

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for button in self._buttons.values():
            self._grid.removeWidget(button)
        for number, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, number // columns, number % columns)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleDescription(name)

    def retranslate(self) -> None:
        for name, button in zip(self.names(), self._buttons.values(), strict=True):
            button.setText(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and self._columns:
            self._arrange(self._fitting())
