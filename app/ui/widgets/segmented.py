"""A choice of a few in one line: arrows move it, as with radio buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.ui.theme import T13, font
from app.ui.widgets.base import bare


class Segmented(QFrame):
    """Named values as segments; exactly one is chosen."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("segmented", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        bare(row, 2, (2, 2, 2, 2))
        for value, text in choices:
            button = QPushButton(text)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)
            _fit(button)
        if choices:
            self._buttons[choices[0][0]].setChecked(True)

    @property
    def value(self) -> str:
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self._buttons[value].setChecked(True)

    def set_texts(self, texts: Sequence[str]) -> None:
        for button, text in zip(self._buttons.values(), texts, strict=True):
            button.setText(text)
            _fit(button)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for button in self.findChildren(QPushButton):
                _fit(button)

    def button(self, value: str) -> QPushButton:
        return self._buttons[value]

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleDescription(name)


def _fit(button: QPushButton) -> None:
    """As wide as when it is chosen: the chosen segment is set in semibold, and nothing may move or be cut when it changes."""
    button.setMinimumWidth(QFontMetrics(font(T13, semibold=True)).horizontalAdvance(button.text()) + 28)
