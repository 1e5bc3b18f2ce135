"""The passcode of a request: none unless one is wanted, as nothing can be read with the link alone. Owns what is said of each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ops.passcodes import PasscodeChoice
from app.ui.sharing.passcodes import PasscodePart


class AnswerPasscode(PasscodePart):
    """As the one of shares, with other advice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose(PasscodeChoice.NONE)

    def _say(self) -> None:
        none = self.choice is PasscodeChoice.NONE
        self._advice.setText(
            QCoreApplication.translate(
                "RequestSheet",
                "Who has the link can answer, and can read nothing. You recognise your client by four spoken words.",
            )
            if none
            else QCoreApplication.translate(
                "RequestSheet", "Only who has both the link and the passcode can answer. Send it by another channel."
            )
        )
        self._advice.set_role("muted")
