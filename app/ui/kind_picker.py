"""What a new entry is: every kind as a tile with its icon. Arrows move the choice, as with radio buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy

from app.ui.lists import KIND_ICONS, kind_name
from app.ui.theme import S4, T13, font
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.vault.kinds import EntryKind

_ICON, _PADDING = 20, 34


class KindButton(Button):
    """Icon and name; the chosen one wears the seal."""

    def __init__(self, kind: EntryKind) -> None:
        super().__init__("", "tile", KIND_ICONS[kind])
        self._icon_px, self._gap = _ICON, 6
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self._tint())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _role(self) -> str:
        return "seal" if self.isChecked() else "muted"


class KindPicker(Living):
    """Exactly one is chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KindButton] = {}
        self._grid = QGridLayout(self)
        bare(self._grid, S4)
        self._columns = 0
        for kind in EntryKind:
            button = self._buttons[kind.value] = KindButton(kind)
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind.value))
        self._buttons[EntryKind.LOGIN.value].setChecked(True)
        self.retranslate()
        self._arrange(4)

    @property
    def value(self) -> str:
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self._buttons[value].setChecked(True)

    def button(self, value: str) -> KindButton:
        return self._buttons[value]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(2, min(4, (self.width() + S4) // (self._widest() + S4))))

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
        for kind, button in zip(EntryKind, self._buttons.values(), strict=True):
            button.setText(kind_name(kind))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and self._columns:
            self._arrange(max(2, min(4, (self.width() + S4) // (self._widest() + S4))))
