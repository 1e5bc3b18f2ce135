"""Making a vault: a passphrase twice, how strong it is, and the one warning that matters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout

from app.ui.state import Session
from app.ui.theme import S8
from app.ui.unlock import PassphraseForm
from app.ui.widgets.base import bare
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.strength import StrengthBar


class CreateForm(PassphraseForm):
    """A passphrase twice, with how strong it is, and the one warning that matters."""

    def __init__(self, session: Session) -> None:
        self.again = PasswordEdit(large=True)
        self.second = Labelled("", self.again)
        self.strength = StrengthBar(reserve=True)
        self._warning = Notice("warn")
        super().__init__(session)
        self.passphrase.text_changed.connect(self._typed)
        self.again.text_changed.connect(lambda _text: self.second.set_error(""))
        self.passphrase.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self.submit)
        self.from_backup.show()
        self.retranslate()

    def fill(self, body: QVBoxLayout) -> None:
        first = QVBoxLayout()
        bare(first, S8)
        for part in (self.first, self.caps, self.strength):
            first.addWidget(part)
        body.addLayout(first)
        body.addWidget(self.second)
        body.addWidget(self._warning)

    def _typed(self, text: str) -> None:
        self.first.set_error("")
        self.strength.measure(text)

    def submit(self) -> None:
        from app.ops.vaults import LEAST_PASSPHRASE

        if self.passphrase.signs < LEAST_PASSPHRASE:
            short = QCoreApplication.translate(
                "Unlock", "Use at least {count} characters; four or five words are best."
            )
            self.first.set_error(short.format(count=LEAST_PASSPHRASE))
            self.focus_first()
        elif self.passphrase.secret() != self.again.secret():
            self.second.set_error(QCoreApplication.translate("Unlock", "The two are not the same."))
            self.again.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.start(create=True)

    def retranslate(self) -> None:
        super().retranslate()
        self._title.setText(QCoreApplication.translate("Unlock", "Create your vault"))
        self._text.setText(
            QCoreApplication.translate(
                "Unlock", "Your clients' passwords, codes and notes, encrypted on this computer under one passphrase."
            )
        )
        self.first.set_label(QCoreApplication.translate("Unlock", "Passphrase"))
        self.second.set_label(QCoreApplication.translate("Unlock", "The same passphrase again"))
        self.button.setText(QCoreApplication.translate("Unlock", "Create vault"))
        self.from_backup.setText(QCoreApplication.translate("Remaking", "I have a backup of my vault…"))
        self._warning.say(
            QCoreApplication.translate(
                "Unlock",
                "Nobody can recover this passphrase for you. Write it on paper and keep the paper where you keep your documents.",
            )
        )
        self._working_text.setText(
            QCoreApplication.translate("Unlock", "Creating your vault. This takes a few seconds.")
        )
