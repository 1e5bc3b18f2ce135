"""The editor of one value: a line, a masked line, or several lines; what looks wrong is said below it, as help.

A protected value is not fetched to be edited: untouched it stays as it is (the draft says None), and the eye asks for it. What
helps to fill it (generator, calendar, QR code) stands inside the field and is `value_helps`'.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.crypto.secret import Secret
from app.ui import values
from app.ui.inside import Inside
from app.ui.theme import S4, T12
from app.ui.value_helps import Helps
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import LineEdit, PasswordEdit, TextEdit
from app.ui.widgets.text import Text
from app.vault.kinds import FieldKind
from app.vault.model import Field

Reveal = Callable[[Field, Callable[[Secret], None]], None]
_RESTS_MS = 600  # a number half typed is no wrong number


class ValueEdit(Living):
    """`more` asks for one more of its kind; `generated` tells of a password that was made here and taken."""

    changed = Signal()
    generated = Signal(object)
    key_asked = Signal()

    def __init__(
        self, kind: FieldKind, *, protected: bool, multiline: bool, field: Field | None, reveal: Reveal
    ) -> None:
        super().__init__()
        self.kind, self._field, self._reveal = kind, field, reveal
        self.kept = field is not None and field.protected  # the value lies in the vault and was not touched here
        self.control = self._make(protected=protected, multiline=multiline)
        self.inside = Inside(self.control.line if isinstance(self.control, PasswordEdit) else self.control)
        if isinstance(self.control, PasswordEdit):
            self.inside.add(self.control.eye)
        self.helps = Helps(self)
        self.more = Button("", "link", "plus")
        self.note = Text("", size=T12, role="warn", wrap=True)
        self._rests = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._rests.timeout.connect(self.look)
        self._compose()
        self._first_value(multiline)
        self.retranslate()
        self.look()

    def _make(self, *, protected: bool, multiline: bool) -> LineEdit | PasswordEdit | TextEdit:
        if multiline:
            text = TextEdit(lines=3 if self.kind is FieldKind.ADDRESS else 4)
            text.textChanged.connect(self.touch)
            return text
        if protected:
            masked = PasswordEdit()
            masked.line.textEdited.connect(self._typed)
            masked.eye.clicked.connect(self._peek)
            return masked
        line = LineEdit(mono=self.kind in values.MONOSPACED)
        line.textEdited.connect(self._typed)
        line.editingFinished.connect(self.look)
        return line

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        bare(column, S4)
        column.addWidget(self.control)
        column.addWidget(self.note)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.control)
        self.note.hide()
        self.more.hide()

    def _first_value(self, multiline: bool) -> None:
        field = self._field
        if field is None:
            return
        if field.value is not None:
            self.set_text(values.shown(self.kind, field.value))
        elif multiline:  # nobody can edit a text that is not there
            self.setEnabled(False)
            self._reveal(field, self._fetched)

    def text(self) -> str:
        return self.control.toPlainText() if isinstance(self.control, TextEdit) else self.control.text()

    def set_text(self, text: str) -> None:
        if isinstance(self.control, TextEdit):
            self.control.blockSignals(True)
            self.control.setPlainText(text)
            self.control.blockSignals(False)
        elif isinstance(self.control, PasswordEdit):
            self.control.set_text(text)
        else:
            self.control.setText(text)

    def fill(self, text: str) -> None:
        """As if a person had typed it."""
        self.set_text(text)
        self.touch()
        self.look()

    def value(self) -> str | None:
        """What to write; None keeps what the vault has."""
        return None if self.kept else values.stored(self.kind, self.text())

    def look(self) -> None:
        """Say what looks wrong, below the field, or what it is recognised as. It can be saved all the same."""
        self._rests.stop()
        self.say("" if self.kept else values.doubt(self.kind, self.text()))

    def say(self, doubt: str) -> None:
        known = "" if doubt or self.kept else values.recognised(self.kind, self.text())
        self.note.set_role("warn" if doubt else "muted")
        self.note.setText(doubt or known)
        self.note.setVisible(bool(doubt or known))
        self.control.setAccessibleDescription(doubt or known)

    def _typed(self) -> None:
        line = self.control.line if isinstance(self.control, PasswordEdit) else self.control
        if isinstance(line, LineEdit):
            values.regroup(self.kind, line)
        self.touch()

    def touch(self) -> None:
        """Something was changed by hand."""
        self.kept = False
        self.retranslate()
        self.say("")
        self._rests.start()
        self.changed.emit()

    def _peek(self) -> None:
        if self.kept and self._field is not None:
            self._reveal(self._field, self._fetched)

    def restore(self, text: str) -> None:
        """What stood here when a draft was kept: it takes the place of what the vault has."""
        self.kept = False
        self.setEnabled(True)
        self.set_text(text)
        self.retranslate()
        self.look()

    def _fetched(self, value: Secret) -> None:
        if not self.kept:  # typed over, or restored, since it was asked for
            return
        self.set_text(values.shown(self.kind, value.text()))
        self.setEnabled(True)
        if not isinstance(self.control, TextEdit):
            self.kept = False
        self.retranslate()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.control.setAccessibleName(name)

    def retranslate(self) -> None:
        self.more.setText(QCoreApplication.translate("EntryForm", "Add another"))
        self.helps.retranslate()
        kept = QCoreApplication.translate("EntryForm", "Stays as it is")
        hint = kept if self.kept else values.example(self.kind)
        if isinstance(self.control, PasswordEdit):
            self.control.line.setPlaceholderText(hint)
        elif isinstance(self.control, LineEdit):
            self.control.setPlaceholderText(hint)
