"""Buttons inside a field, at its right: so every field of a form is as wide as the next, whatever can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.ui.theme import S4, grown
from app.ui.widgets.base import bare, restyle
from app.ui.widgets.buttons import IconButton

_SIDE, _EDGE = 26, 3


class Inside(QWidget):
    """A row of small buttons over the right end of a line or a text; what is typed keeps clear of them."""

    _field: QLineEdit | QPlainTextEdit | None = None  # of the class as well: events arrive while Python takes it apart

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._buttons: list[IconButton] = []
        self._row = QHBoxLayout(self)
        bare(self._row)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._field = field
        field.installEventFilter(self)
        self.fit()

    def add(self, button: IconButton) -> None:
        """One more, at the left of those that are there; it may come out of another field."""
        restyle(button, kind="inside")
        # A new button counts as hidden until it stands somewhere; one that was hidden on purpose stays so.
        shown = not (button.isHidden() and button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide))
        self._row.insertWidget(0, button)
        self._buttons.insert(0, button)
        button.setVisible(shown)
        self.fit()

    def fit(self) -> None:
        """Its place, and the room it takes."""
        if self._field is None:
            return
        count = sum(one.parentWidget() is self and not one.isHidden() for one in self._buttons)
        width = count * grown(_SIDE)
        height = min(grown(_SIDE), self._field.height() - 2 * _EDGE)
        self.setVisible(count > 0)
        self.setGeometry(self._field.width() - width - _EDGE - 1, _EDGE, width, height)
        room = width + S4 if count else 0
        if isinstance(self._field, QLineEdit):
            self._field.setTextMargins(0, 0, max(0, room - S4), 0)  # the field's own padding is there already
        else:
            self._field.setViewportMargins(0, 0, room, 0)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self.fit()
        return False
