"""The PIN before the passphrase, where quick unlock is on. Owns its form and what it says of the tries; counting them, and ending
it, are `ops.quick_unlock`'s. The keychain is asked on another thread, and not before there is a PIN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from app.errors import LacreError
from app.ui.state import Session
from app.ui.theme import T12
from app.ui.unlock import PassphraseForm
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.ops.quick_unlock import QuickStatus

_OFF, _ENDED = "quick-off", "quick-ended-"


class PinForm(PassphraseForm):
    """One PIN. `by_passphrase` takes its place, and takes the reason where there is one."""

    def __init__(self, session: Session, by_passphrase: Callable[[str], None]) -> None:
        self.left: int | None = None
        self._by_passphrase = by_passphrase
        self.tries = Text("", size=T12, role="muted", wrap=True)
        self.tries.hide()
        super().__init__(session)
        self.passphrase.entered.connect(self.submit)
        self.other.clicked.connect(lambda: by_passphrase(""))
        self.other.show()
        self.retranslate()
        self._look()

    def fill(self, body: QVBoxLayout) -> None:
        super().fill(body)
        body.addWidget(self.tries)

    def _look(self) -> None:
        """What its file says: how many tries are left, or that it is over."""
        from app.ops.quick_unlock import glance

        home, now = self._session.home, self._session.now()
        self._session.tasks.run(lambda: glance(home, now), self._stands, lambda _error: None, owner=self)

    def _stands(self, told: QuickStatus) -> None:
        if not told.on:
            self._by_passphrase("")
        elif _is_over(told.code):
            self._by_passphrase(self._session.sentence(LacreError(told.code)))
        elif told.tries < _full():
            self._say_left(told.tries)

    def submit(self) -> None:
        if not self.passphrase.signs:
            self.notice.show_error(QCoreApplication.translate("Unlock", "Type your PIN, or use the passphrase."))
            return
        self._session.unlock_by_pin(self._take(), self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, LacreError) and _is_over(error.code):
            self._by_passphrase(self._session.sentence(error))
            return
        super()._refused(error)
        left = error.facts.get("left") if isinstance(error, LacreError) else None
        if isinstance(left, int):
            self._say_left(left)
            self.tries.hide()  # the sentence of the refusal says it

    def _say_left(self, left: int) -> None:
        self.left = left
        self.retranslate()
        self.tries.setVisible(True)

    def retranslate(self) -> None:
        super().retranslate()
        self._title.setText(QCoreApplication.translate("Unlock", "Your vault is locked"))
        self._text.setText(QCoreApplication.translate("Unlock", "Everything in it is encrypted on this computer."))
        self.first.set_label(QCoreApplication.translate("Unlock", "PIN of quick unlock"))
        self.button.setText(QCoreApplication.translate("Unlock", "Unlock"))
        self.other.setText(QCoreApplication.translate("Unlock", "Use the passphrase"))
        self._working_text.setText(QCoreApplication.translate("Unlock", "Unlocking. This takes about a second."))
        if self.left == 1:
            self.tries.setText(
                QCoreApplication.translate("Unlock", "One try is left. After it, only the passphrase opens.")
            )
        elif self.left is not None:
            left = QCoreApplication.translate("Unlock", "{left} tries are left. After them, only the passphrase opens.")
            self.tries.setText(left.format(left=self.left))


def _is_over(code: str) -> bool:
    """Whether there is no PIN any more."""
    return code == _OFF or code.startswith(_ENDED)


def _full() -> int:
    from app.vault.quick import TRIES  # late: it brings the ciphers

    return TRIES
