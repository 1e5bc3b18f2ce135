"""What is asked before an export: the format, whose entries, the vault's passphrase, and for KeePass a password for the file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ops.exporting import FORMATS, KDBX, LEAST_PASSWORD, is_plain
from app.ui.exporting import words
from app.ui.theme import S8, S12, S16, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.strength import StrengthBar
from app.ui.widgets.text import Text
from app.vault.model import Client

ORDER = (KDBX, *(one for one in FORMATS if one != KDBX))  # first what stays locked


class ExportForm(Living):
    """Holds what was typed until it is forgotten."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.format = Segmented([(one, words.format_name(one)) for one in ORDER])
        self.client = Choice()
        self._about = Text("", size=T12, role="muted", wrap=True)
        self._whose = Labelled("", self.client)
        self.password, self.again, self.passphrase = PasswordEdit(), PasswordEdit(), PasswordEdit()
        self.first, self.second = Labelled("", self.password), Labelled("", self.again)
        self.known = Labelled("", self.passphrase)
        self.strength, self.warning = StrengthBar(reserve=True), Notice("warn")
        self._locked = QWidget()
        self._compose()
        self.format.chosen.connect(lambda _value: self._changed())
        for edit, labelled in ((self.password, self.first), (self.again, self.second), (self.passphrase, self.known)):
            edit.text_changed.connect(lambda _text, labelled=labelled: labelled.set_error(""))
        self.password.text_changed.connect(self.strength.measure)
        self.password.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self.passphrase.line.setFocus)
        self.passphrase.entered.connect(self.entered)
        self.retranslate()

    def _compose(self) -> None:
        inside = QVBoxLayout(self._locked)
        bare(inside, S12)
        inside.addWidget(self.first)
        inside.addWidget(self.strength)
        inside.addWidget(self.second)
        choice = QVBoxLayout()
        bare(choice, S8)
        choice.addWidget(self.format, 0, Qt.AlignmentFlag.AlignLeft)
        choice.addWidget(self._about)
        column = QVBoxLayout(self)
        bare(column, S16)
        column.addLayout(choice)
        for part in (self._whose, self._locked, self.warning, self.known):
            column.addWidget(part)

    def offer_clients(self, clients: Sequence[Client], chosen: str | None) -> None:
        """Everything, or one of them."""
        self.client.clear()
        self.client.addItem(self._everything(), None)
        for one in clients:
            self.client.addItem(one.name, one.id)
        self.client.setCurrentIndex(max(0, self.client.findData(chosen)) if chosen else 0)

    @property
    def client_ids(self) -> list[str] | None:
        chosen = self.client.currentData()
        return [str(chosen)] if chosen else None

    def file_password(self) -> Secret | None:
        """For KeePass. Asked after `ready`."""
        return self.password.secret() if self.format.value == KDBX else None

    def ready(self) -> bool:
        """Whether all is there; else it is said where."""
        if self.format.value == KDBX:
            if self.password.signs < LEAST_PASSWORD:
                short = QCoreApplication.translate("Exporting", "Use at least {count} characters.")
                return self._refuse(self.first, self.password, short.format(count=LEAST_PASSWORD))
            if self.password.secret() != self.again.secret():
                same = QCoreApplication.translate("Exporting", "The two are not the same.")
                return self._refuse(self.second, self.again, same)
        if not self.passphrase.signs:
            return self.refuse_passphrase(QCoreApplication.translate("Exporting", "Type the passphrase of your vault."))
        return True

    def refuse_passphrase(self, why: str) -> bool:
        return self._refuse(self.known, self.passphrase, why)

    def forget(self) -> None:
        for edit in (self.password, self.again, self.passphrase):
            edit.forget()

    def _refuse(self, labelled: Labelled, edit: PasswordEdit, why: str) -> bool:
        labelled.set_error(why)
        edit.line.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.line.selectAll()
        return False

    def _changed(self) -> None:
        plain = is_plain(self.format.value)
        self._locked.setVisible(not plain)
        self._about.setText(words.about(self.format.value))
        self.warning.say(words.warning(plain=plain), "warn" if plain else "info")

    def _everything(self) -> str:
        return QCoreApplication.translate("Exporting", "All clients")

    def retranslate(self) -> None:
        self.format.set_texts([words.format_name(one) for one in ORDER])
        self.format.setAccessibleName(QCoreApplication.translate("Exporting", "Format"))
        self._whose.set_label(QCoreApplication.translate("Exporting", "Whose entries"))
        if self.client.count():
            self.client.setItemText(0, self._everything())
        self.first.set_label(QCoreApplication.translate("Exporting", "Password of the file"))
        self.second.set_label(QCoreApplication.translate("Exporting", "The password of the file again"))
        self.known.set_label(QCoreApplication.translate("Exporting", "Passphrase of your vault"))
        self._changed()
