"""The "passcode" of the sheet: which kind, its honest label, and the field to type one's own. Makes no passcode itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ops.passcodes import PasscodeChoice
from app.ui import theme
from app.ui.sharing.choices import guessable
from app.ui.sharing.words import passcode_advice, passcode_words
from app.ui.widgets.base import Living, bare
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text


class PasscodePart(Living):
    """The generated one is the default; the others say what they do not protect against, before they are used."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Segmented([(one.value, passcode_words(one)) for one in PasscodeChoice])
        self._choice.set_value(PasscodeChoice.GENERATED.value)
        self._typed = LineEdit("")
        self._typed.setMaxLength(256)
        self._typed.setVisible(False)
        self._advice = Text("", role="muted", wrap=True)
        box = QVBoxLayout(self)
        bare(box, theme.S8)
        for widget in (self._choice, self._typed, self._advice):
            box.addWidget(widget)
        self.setFocusProxy(self._choice)
        self._choice.chosen.connect(self._chosen)
        self._typed.textChanged.connect(self.changed)
        self.retranslate()

    @property
    def choice(self) -> PasscodeChoice:
        return PasscodeChoice(self._choice.value)

    @property
    def typed(self) -> str:
        return str(self._typed.text())

    def choose(self, choice: PasscodeChoice) -> None:
        self._choice.set_value(choice.value)
        self._chosen(choice.value)

    def retranslate(self) -> None:
        self._choice.set_texts([passcode_words(one) for one in PasscodeChoice])
        self._choice.setAccessibleName(QCoreApplication.translate("ShareSheet", "Passcode"))
        self._typed.setPlaceholderText(QCoreApplication.translate("ShareSheet", "A passcode that both of you know"))
        self._typed.setAccessibleName(QCoreApplication.translate("ShareSheet", "Your own passcode"))
        self._say()

    def _chosen(self, value: str) -> None:
        typed = value == PasscodeChoice.TYPED.value
        self._typed.setVisible(typed)
        if typed:
            self._typed.setFocus()
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self._advice.setText(passcode_advice(self.choice))
        self._advice.set_role("warn" if guessable(self.choice) else "muted")
