"""Fields to type into: one line, a passphrase with an eye and a caps-lock hint, many lines; the frame with label and error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.theme import S4, S8, T12, T13, font, mono_font
from app.ui.widgets.base import Living, bare, restyle
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.crypto.secret import Secret


class LineEdit(QLineEdit):
    """One line."""

    def __init__(self, placeholder: str = "", *, mono: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setFont(mono_font(T13) if mono else font(T13))

    def set_bad(self, bad: bool) -> None:
        if bool(self.property("bad")) != bad:
            restyle(self, bad=bad)


class PasswordEdit(Living):
    """A masked line with an eye. Says when caps lock is on, because nothing else on the screen can."""

    text_changed = Signal(str)
    entered = Signal()
    caps_lock = Signal(bool)

    def __init__(self, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _CapsAware(parent=self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        if large:
            restyle(self.line, large=True)
        self.eye = IconButton("eye", parent=self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        row = QHBoxLayout(self)
        bare(row, S4)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.text_changed)
        self.line.returnPressed.connect(self.entered)
        self.line.caps_lock.connect(self.caps_lock)
        self.retranslate()

    def text(self) -> str:
        return self.line.text()

    def secret(self) -> Secret:
        """What is typed. Python's own copies of it are overwritten by the time it is here."""
        from app.crypto.secret import Secret  # late: the first paint does without

        return Secret.take_text(self.line.text())

    @property
    def signs(self) -> int:
        """How many were typed. Asked of the dots that are shown: what is typed need not be copied for that."""
        return len(self.line.displayText())

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def forget(self) -> None:
        """Empty, and its steps forgotten; `clear` would be one that could be taken back."""
        self.line.setText("")
        self.eye.setChecked(False)

    def clear(self) -> None:
        self.line.clear()
        self.eye.setChecked(False)

    def set_bad(self, bad: bool) -> None:
        self.line.set_bad(bad)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setFont(mono_font(T13) if shown else font(T13))
        self.eye.set_icon("eye-slash" if shown else "eye")
        self.retranslate()

    def retranslate(self) -> None:
        shown = self.eye.isChecked()
        hide = QCoreApplication.translate("PasswordEdit", "Hide what is typed")
        show = QCoreApplication.translate("PasswordEdit", "Show what is typed")
        self.eye.set_name(hide if shown else show)


class _CapsAware(LineEdit):
    """Qt has no question for caps lock: a letter whose case disagrees with Shift gives it away, and the key itself toggles it."""

    caps_lock = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)
        elif len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.caps_lock.emit(False)
        super().focusOutEvent(event)


class TextEdit(QPlainTextEdit):
    """Many lines of plain text. Tab leaves it, as every other field."""

    def __init__(self, placeholder: str = "", lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFont(font(T13))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)


def inset(box: QAbstractSpinBox) -> None:
    """The style sheet's padding does not reach the line inside a box with arrows: its text would touch the border."""
    line = box.lineEdit()
    if line is not None:
        line.setTextMargins(S8, 0, 0, 0)


class Labelled(QWidget):
    """A control under its label, with a hint or an error in place below it."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        self.label = Text(label, size=T12, role="muted", semibold=True)
        self.label.setBuddy(control)
        self.note = Text("", size=T12, role="muted", wrap=True)
        column = QVBoxLayout(self)
        bare(column, S4)
        column.addWidget(self.label)
        column.addWidget(control)
        column.addWidget(self.note)
        self.set_label(label)
        self.set_error("")

    def set_label(self, label: str) -> None:
        self.label.setText(label)
        self.label.setVisible(bool(label))
        if label:
            self.control.setAccessibleName(label)

    def replace_control(self, old: QWidget, new: QWidget) -> None:
        """Another control in the place of the old one, with its name."""
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, new)
        self.control = new
        self.label.setBuddy(new)
        new.setAccessibleName(self.label.text())

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        if self.note.property("role") != "bad":
            self.set_error("")

    def set_error(self, text: str) -> None:
        """Say what is wrong here; empty takes it back and shows the hint again."""
        self.note.set_role("bad" if text else "muted")
        self.note.setText(text or self._hint)
        self.note.setVisible(bool(text or self._hint))
        self.control.setAccessibleDescription(text or self._hint)
        if isinstance(self.control, LineEdit | PasswordEdit):
            self.control.set_bad(bool(text))
