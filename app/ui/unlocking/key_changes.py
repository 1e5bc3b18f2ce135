"""One security key more, or one less: the passphrase again, then the key. Owns the two sheets and what they say a key means; the
touches are `key_sheet`'s, and nothing is changed before they are done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from app.errors import LacreError
from app.ui.state import Session
from app.ui.theme import T12, T13
from app.ui.unlocking.asker import KNOWN, NEW
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, LineEdit, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.vault.keyed import SecurityKey

WIDTH = 500
_OF_THE_NAME = frozenset({"security-key-name", "security-key-name-taken"})


class ChangeSheet(Sheet):
    """What both have: a passphrase, a refusal in place, one button."""

    _ready = False

    def __init__(self, session: Session, parent: QWidget, kind: str) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self.lead = Text("", size=T13, wrap=True)
        self.passphrase = PasswordEdit()
        self.field = Labelled("", self.passphrase)
        self.notice, self._bar = Notice("bad"), QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._bar.hide()
        self.leave, self.act = Button(), Button(kind=kind)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.act)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self.submit)
        self.passphrase.entered.connect(self.submit)
        self.passphrase.text_changed.connect(self._typed)
        self.finished.connect(self._left)

    def submit(self) -> None:
        raise NotImplementedError

    def _typed(self, _text: str) -> None:
        self.field.set_error("")

    def start(self, work: Callable[[], object]) -> None:
        self.notice.clear()
        self._wait(True)
        self._session.tasks.run(
            work, self.done, self.refused, owner=self
        )  # the vault's lane is free for others meanwhile

    def done(self, _result: object) -> None:
        raise NotImplementedError

    def refused(self, error: Exception) -> None:
        self._session.keys.expect()
        self._wait(False)
        code = error.code if isinstance(error, LacreError) else ""
        said = self._session.sentence(error)
        if code == "wrong-passphrase":
            self.point(self.field, said)
        elif code == "cancelled":
            self.notice.say(said, "info")
        else:
            self.notice.show_error(said)

    def point(self, field: Labelled, said: str) -> None:
        field.set_error(said)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def require_passphrase(self) -> bool:
        if not self.passphrase.signs:
            self.point(self.field, QCoreApplication.translate("Unlock", "Type the passphrase of your vault."))
        return bool(self.passphrase.signs)

    def controls(self) -> tuple[QWidget, ...]:
        return self.passphrase, self.act

    def _wait(self, waiting: bool) -> None:
        self._bar.setVisible(waiting)
        for part in self.controls():
            part.setEnabled(not waiting)

    def _left(self, _accepted: bool) -> None:
        self.passphrase.forget()

    def retranslate(self) -> None:
        super().retranslate()
        if self._ready:
            self.field.set_label(QCoreApplication.translate("SecurityKeys", "Passphrase of your vault"))
            self._bar.setAccessibleName(QCoreApplication.translate("SecurityKeys", "Working"))
            self.leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
            self.say()

    def say(self) -> None:
        raise NotImplementedError


class AddSheet(ChangeSheet):
    """The first key says loudly what it means, and offers the kit before."""

    def __init__(self, session: Session, parent: QWidget, *, first: bool, has_kit: bool) -> None:
        super().__init__(session, parent, "primary")
        self._first, self._has_kit = first, has_kit
        self._meaning = Notice("warn")
        self.kit_button, self.without = Button(icon="lifebuoy"), QCheckBox()
        self.name = LineEdit()
        self.named = Labelled("", self.name)
        self.verified = QCheckBox()
        self._touches = Text("", size=T12, role="muted", wrap=True)
        self.body.addWidget(self.lead)
        self.body.addWidget(self._meaning)
        self.body.addWidget(self.kit_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.without, self.named, self.field, self.verified, self._touches, self.notice, self._bar):
            self.body.addWidget(part)
        self.kit_button.clicked.connect(self.make_kit)
        self.without.toggled.connect(self._free)
        self.name.textEdited.connect(self._named)
        self.name.returnPressed.connect(self.passphrase.line.setFocus)
        self._ready = True
        self._offer_kit()
        self.retranslate()

    def first_control(self) -> QWidget | None:
        return self.kit_button if self.needs_kit else self.name

    @property
    def needs_kit(self) -> bool:
        """A lost key would be a lost vault."""
        return self._first and not self._has_kit

    def make_kit(self) -> Sheet:
        from app.ui.recovering.sheet import open_kit

        sheet = open_kit(self._session, None, self)
        sheet.finished.connect(self._look_for_kit)
        return sheet

    def _look_for_kit(self, _done: bool) -> None:
        self._session.ask(lambda vault: vault.recovery_made_at() is not None, self._kit_there, owner=self)

    def _kit_there(self, there: bool) -> None:
        self._has_kit = there
        self._offer_kit()
        self.retranslate()

    def _offer_kit(self) -> None:
        for part in (self.kit_button, self.without):
            part.setVisible(self.needs_kit)
        self._free()

    def _free(self, _on: bool = False) -> None:
        """Nobody gets past the offer without having said so."""
        self.act.setEnabled(not self.needs_kit or self.without.isChecked())

    def _named(self, _text: str) -> None:
        self.named.set_error("")

    def controls(self) -> tuple[QWidget, ...]:
        return *super().controls(), self.name, self.verified, self.without, self.kit_button

    def _wait(self, waiting: bool) -> None:
        super()._wait(waiting)
        if not waiting:
            self._free()

    def submit(self) -> None:
        from app.ops.security_keys import add

        vault, keys, now = self._session.vault, self._session.keys, self._session.now()
        if vault is None or not self.act.isEnabled():
            return
        name, verified = self.name.text().strip(), self.verified.isChecked()
        if not name:
            self.point(self.named, QCoreApplication.translate("SecurityKeys", "Give the key a name."))
        elif self.require_passphrase():
            without, known = not self._has_kit, self.passphrase.secret()  # said before the first key, or now
            keys.expect(*([NEW] if self._first else [KNOWN, NEW]))
            self.start(lambda: add(vault, known, name, keys, now, verified=verified, without_kit=without))

    def done(self, _key: object) -> None:
        self._session.keys.expect()
        if self._first:
            said = QCoreApplication.translate(
                "SecurityKeys",
                "From now on the vault opens only with the passphrase and this key. Add a second key and keep it elsewhere.",
            )
        else:
            said = QCoreApplication.translate(
                "SecurityKeys", "Any of your keys opens the vault now, with the passphrase."
            )
        self._session.say(said, "good")
        self.accept()

    def refused(self, error: Exception) -> None:
        super().refused(error)
        if isinstance(error, LacreError) and error.code in _OF_THE_NAME:
            self.notice.clear()
            self.point(self.named, self._session.sentence(error))

    def say(self) -> None:
        self.set_title(QCoreApplication.translate("SecurityKeys", "Add a security key"))
        self._say_meaning()
        self.kit_button.setText(QCoreApplication.translate("SecurityKeys", "Make the recovery kit first…"))
        self.without.setText(
            QCoreApplication.translate("SecurityKeys", "Without a kit: if I lose the key, I lose the vault")
        )
        self.named.set_label(QCoreApplication.translate("SecurityKeys", "Name of the key"))
        self.named.set_hint(QCoreApplication.translate("SecurityKeys", "One by which you know it: key ring, drawer."))
        self.verified.setText(QCoreApplication.translate("SecurityKeys", "Ask for its PIN or a finger each time"))
        self.act.setText(QCoreApplication.translate("SecurityKeys", "Add the key"))

    def _say_meaning(self) -> None:
        if self._first:
            self.lead.setText(
                QCoreApplication.translate(
                    "SecurityKeys", "From now on the vault opens only with your passphrase and the key, both."
                )
            )
            self._touches.setText(
                QCoreApplication.translate(
                    "SecurityKeys", "The key is touched three times. Quick unlock ends and can be turned on again."
                )
            )
        else:
            self.lead.setText(
                QCoreApplication.translate(
                    "SecurityKeys", "One key more: any of them opens the vault, with the passphrase."
                )
            )
            self._touches.setText(
                QCoreApplication.translate(
                    "SecurityKeys",
                    "First a key that opens the vault already is touched, then the new one, three times. Quick unlock ends and "
                    "can be turned on again.",
                )
            )
        if not self._first:
            self._meaning.clear()
        elif self._has_kit:
            self._meaning.say(
                QCoreApplication.translate(
                    "SecurityKeys",
                    "If you lose the key, only the recovery kit opens the vault. Backups made until now still open with the "
                    "passphrase alone.",
                ),
                "warn",
            )
        else:
            self._meaning.say(
                QCoreApplication.translate(
                    "SecurityKeys",
                    "There is no recovery kit. No key and no kit is no vault: if you lose the key then, nobody can open it, not "
                    "even us.",
                ),
                "bad",
            )


class RemoveSheet(ChangeSheet):
    """The last key taken away puts the passphrase back on its own; that is said."""

    def __init__(self, session: Session, parent: QWidget, key: SecurityKey, *, last: bool) -> None:
        super().__init__(session, parent, "danger")
        self._key, self._is_last = key, last
        self._how = Text("", size=T12, role="muted", wrap=True)
        for part in (self.lead, self.field, self._how, self.notice, self._bar):
            self.body.addWidget(part)
        self._ready = True
        self.retranslate()

    def submit(self) -> None:
        from app.ops.security_keys import remove

        vault, keys, key_id = self._session.vault, self._session.keys, self._key.id
        if vault is None or not self.act.isEnabled() or not self.require_passphrase():
            return
        known = self.passphrase.secret()
        self.start(lambda: remove(vault, known, key_id, keys))

    def done(self, last: object) -> None:
        if last:
            said = QCoreApplication.translate(
                "SecurityKeys", "The key was removed. The passphrase alone opens the vault again."
            )
        else:
            said = QCoreApplication.translate(
                "SecurityKeys", "The key was removed. The other keys still open the vault."
            )
        self._session.say(said, "warn" if last else "good")
        self.accept()

    def say(self) -> None:
        self.set_title(QCoreApplication.translate("SecurityKeys", "Remove the key {name}?").format(name=self._key.name))
        if self._is_last:
            self.lead.setText(
                QCoreApplication.translate(
                    "SecurityKeys", "It is the last one: the passphrase alone opens the vault again."
                )
            )
        else:
            self.lead.setText(
                QCoreApplication.translate(
                    "SecurityKeys", "It opens the vault no more. Backups made until now still open with it."
                )
            )
        self._how.setText(
            QCoreApplication.translate(
                "SecurityKeys",
                "Any key of the vault is touched once for this. Quick unlock ends and can be turned on again.",
            )
        )
        self.act.setText(QCoreApplication.translate("SecurityKeys", "Remove the key"))
