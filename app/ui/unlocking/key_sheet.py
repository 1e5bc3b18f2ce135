"""What a security key wants, over whatever stands in the window: plug it in, touch it, its PIN, a finger. Owns the sheet and its
words; waiting, and what comes of it, belong to whoever asked the vault. Leaving the sheet gives up; its end comes by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui import icons
from app.ui.theme import T13
from app.ui.unlocking.asker import INSERT, NEW, PIN, TOUCH, VERIFY, Question
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

WIDTH, _PICTURE = 420, 56
_ICONS = {INSERT: "key", TOUCH: "hand-pointing", VERIFY: "fingerprint", PIN: "lock-key"}


def present(window: QWidget, question: Question | None) -> None:
    """Show what is wanted now; None: nothing any more."""
    standing = [one for one in window.findChildren(KeySheet) if not one.isHidden()]
    if question is None:
        for sheet in standing:
            sheet.accept()
    elif not question.stretch.cancelled.is_set():  # a question may still be on its way when somebody gives up
        (standing[-1] if standing else _opened(window)).show_question(question)


def _opened(window: QWidget) -> KeySheet:
    sheet = KeySheet(window)
    sheet.open()
    return sheet


class KeySheet(Sheet):
    """One question at a time."""

    _ready = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self.question = Question(TOUCH)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._text = Text("", size=T13, role="muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.pin = PasswordEdit()
        self.field = Labelled("", self.pin)
        self.leave, self.act = Button(), Button(kind="primary")
        for part in (self._picture, self._text, self.field):
            self.body.addWidget(part)
        for button in (self.leave, self.act):
            self.buttons.addWidget(button)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self.submit)
        self.pin.entered.connect(self.submit)
        self.finished.connect(self._left)
        self._ready = True
        self.retranslate()
        self.retint()

    def first_control(self) -> QWidget | None:
        return self.pin.line if self.question.wants == PIN else self.leave

    def show_question(self, question: Question) -> None:
        self.question = question
        asks = question.wants == PIN
        self.pin.forget()
        self.retranslate()
        self.retint()
        self.pin.setEnabled(asks)
        self.act.setEnabled(asks)
        first = self.first_control()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if not self.act.isEnabled():
            return
        if not self.pin.signs:
            self.field.set_error(QCoreApplication.translate("SecurityKeys", "Type the PIN of the key."))
            return
        self.act.setEnabled(False)
        self.pin.setEnabled(False)
        typed = self.pin.secret()
        self.pin.forget()
        self.question.stretch.answer(typed)

    def _left(self, accepted: bool) -> None:
        self.pin.forget()
        if not accepted:
            self.question.stretch.give_up()

    def retint(self) -> None:
        self._picture.setPixmap(icons.pixmap(_ICONS[self.question.wants], "seal", _PICTURE))

    # -- words --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        asks = self.question.wants == PIN
        self.set_title(_title(self.question))
        self._text.setText(_text(self.question))
        self.field.set_label(QCoreApplication.translate("SecurityKeys", "PIN of the key"))
        self.field.set_error(_wrong(self.question))
        self.field.setVisible(asks)
        self.act.setVisible(asks)
        self.act.setText(QCoreApplication.translate("SecurityKeys", "Continue"))
        self.leave.setText(QCoreApplication.translate("Sheet", "Cancel"))


def _title(question: Question) -> str:
    new = question.which == NEW
    if question.wants == INSERT:
        if new:
            return QCoreApplication.translate("SecurityKeys", "Plug in the new security key")
        return QCoreApplication.translate("SecurityKeys", "Plug in your security key")
    if question.wants == VERIFY:
        return QCoreApplication.translate("SecurityKeys", "Put your finger on the security key")
    if question.wants == PIN:
        if new:
            return QCoreApplication.translate("SecurityKeys", "PIN of the new security key")
        return QCoreApplication.translate("SecurityKeys", "PIN of your security key")
    if new:
        return QCoreApplication.translate("SecurityKeys", "Touch the new security key")
    return QCoreApplication.translate("SecurityKeys", "Touch your security key")


def _text(question: Question) -> str:
    if question.wants == INSERT:
        if question.which == NEW:
            return QCoreApplication.translate("SecurityKeys", "It goes on by itself once the key is plugged in.")
        return QCoreApplication.translate(
            "SecurityKeys",
            "One of the keys of this vault. It goes on by itself once the key is plugged in.",
        )
    if question.wants == VERIFY:
        return QCoreApplication.translate("SecurityKeys", "The key checks it by itself; Lacre never sees it.")
    if question.wants == PIN:
        return QCoreApplication.translate(
            "SecurityKeys", "It was set on the key itself. It is neither your passphrase nor the PIN of quick unlock."
        )
    if question.which == NEW:
        touch = QCoreApplication.translate(
            "SecurityKeys",
            "Touch {number} of 3: the first makes its secret, the other two see that it answers alike.",
        )
        return touch.format(number=question.number)
    return QCoreApplication.translate("SecurityKeys", "It blinks while it waits for you.")


def _wrong(question: Question) -> str:
    if not question.again:
        return ""
    if question.left is None:
        return QCoreApplication.translate("SecurityKeys", "That was not its PIN. Try again.")
    left = QCoreApplication.translate(
        "SecurityKeys", "That was not its PIN. Tries left: {left}. After the last, the key locks itself."
    )
    return left.format(left=question.left)
