"""A new passphrase, typed twice, with how strong it is. Owns the two lines and what is said at them; hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ops.vaults import LEAST_PASSPHRASE
from app.ui.theme import S12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.strength import StrengthBar

if TYPE_CHECKING:
    from app.crypto.secret import Secret


class NewPassphrase(Living):
    """`entered` when Return is pressed in the second line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.once, self.again = PasswordEdit(), PasswordEdit()
        self.first, self.second = Labelled("", self.once), Labelled("", self.again)
        self.strength = StrengthBar(reserve=True)
        column = QVBoxLayout(self)
        bare(column, S12)
        for part in (self.first, self.strength, self.second):
            column.addWidget(part)
        self.once.text_changed.connect(self._typed)
        self.again.text_changed.connect(lambda _text: self.second.set_error(""))
        self.once.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self.entered)
        self.retranslate()

    def value(self) -> Secret | None:
        """The passphrase; None where it cannot be taken, and then it is said where."""
        if self.once.signs < LEAST_PASSPHRASE:
            short = QCoreApplication.translate(
                "NewPassphrase", "Use at least {count} characters; four or five words are best."
            )
            self.first.set_error(short.format(count=LEAST_PASSPHRASE))
            self.once.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if self.once.secret() != self.again.secret():
            self.second.set_error(QCoreApplication.translate("NewPassphrase", "The two are not the same."))
            self.again.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return self.once.secret()

    def forget(self) -> None:
        self.once.forget()
        self.again.forget()

    def _typed(self, text: str) -> None:
        self.first.set_error("")
        self.strength.measure(text)

    def retranslate(self) -> None:
        self.first.set_label(QCoreApplication.translate("NewPassphrase", "New passphrase"))
        self.second.set_label(QCoreApplication.translate("NewPassphrase", "The new passphrase again"))
