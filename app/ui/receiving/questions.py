"""What is asked of a person before a link opens, one question at a time. A part owns its line and forgets it; the sheet decides
which one stands and what the answer leads to.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.host import link_handler
from app.host.clock import moment
from app.share.link import Kind
from app.ui.receiving.cover import server
from app.ui.receiving.hold import HoldButton
from app.ui.sharing.times import ends_line
from app.ui.state import Session
from app.ui.theme import S12, T12, T13
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, LineEdit, PasswordEdit, TextEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.text import Text

AGAIN_S = 60  # a relay sends one code a minute
_DIGITS = 8


class Part(Living):
    """One question. `verb` is what the sheet's button says; `complete` whether it can be pressed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        bare(self.column, S12)

    def verb(self) -> str:
        return QCoreApplication.translate("Receiving", "Continue")

    def complete(self) -> bool:
        return True

    def first(self) -> QWidget | None:
        """Where one begins to type."""
        return None

    def forget(self) -> None:
        """What was typed is not kept."""


class LinkPart(Part):
    """The link, as it was received. It is read here and nowhere else until the button is pressed."""

    def __init__(self, session: Session, link: str = "") -> None:
        super().__init__()
        self._session = session
        self.text = TextEdit(lines=3)
        self.field = Labelled("", self.text)
        self.where = Text("", wrap=True)
        self.notice = Notice("bad")
        for widget in (self.field, self.where, self.notice):
            self.column.addWidget(widget)
        self.here = Button("", "link")
        self.here.setVisible(link_handler.possible() and not link_handler.is_set())
        self.here.clicked.connect(self._handle_here)
        self.column.addWidget(self.here, 0, Qt.AlignmentFlag.AlignLeft)
        self.text.textChanged.connect(self._look)
        self.text.setPlainText(link)
        self.retranslate()

    def link(self) -> str:
        return self.text.toPlainText()

    def complete(self) -> bool:
        return bool(_origin(self.link()))

    def first(self) -> QWidget | None:
        return None if self.complete() else self.text

    def _handle_here(self) -> None:
        """From now on the desktop opens such addresses with this program: when a person asks for it, and not before."""
        self.here.setEnabled(False)
        self._session.tasks.run(link_handler.install, self._handled, self._session.say_error, owner=self)

    def _handled(self, _path: object) -> None:
        self.here.hide()
        self._session.say(
            QCoreApplication.translate("Receiving", "From now on, addresses that begin with lacre: open here."), "good"
        )

    def _look(self) -> None:
        from app.errors import PeerError

        origin = _origin(self.link())
        leads = QCoreApplication.translate("Receiving", "This link leads to: {server}")
        self.where.setText(leads.format(server=server(origin)) if origin else "")
        self.where.setVisible(bool(origin))
        wrong = bool(self.link().strip()) and not origin
        self.notice.say(self._session.sentence(PeerError("damaged")) if wrong else "", "bad")
        self.changed.emit()

    def retranslate(self) -> None:
        self.field.set_label(QCoreApplication.translate("Receiving", "Link"))
        self.field.set_hint(
            QCoreApplication.translate(
                "Receiving", "Paste the link as you received it. Nothing is asked of any server before you continue."
            )
        )
        self.here.setText(
            QCoreApplication.translate("Receiving", "Have this computer open lacre: addresses with this program")
        )
        self._look()

    def forget(self) -> None:
        self.text.setPlainText("")


def _origin(link: str) -> str:
    """The relay that a whole link names; empty for one that is not."""
    from app.errors import LacreError
    from app.share.link import parse_link

    try:
        return parse_link(link).origin
    except LacreError:
        return ""


class LaterPart(Part):
    """Held back for now, or not begun: why, and another try."""

    def __init__(self, sentence: str, starts: int, session: Session) -> None:
        super().__init__()
        self.column.addWidget(Notice("info", sentence))
        if starts:
            begins = QCoreApplication.translate("Receiving", "It can be opened from: {when}")
            when = ends_line(moment(starts), session.now(), QLocale())
            self.column.addWidget(Text(begins.format(when=when), wrap=True))

    def verb(self) -> str:
        return QCoreApplication.translate("Receiving", "Try again")


class TermsPart(Part):
    """The text to accept, and a name."""

    def __init__(self, terms: str) -> None:
        super().__init__()
        self.text = TextEdit(lines=8)
        self.text.setReadOnly(True)
        self.text.setPlainText(terms)
        self.terms = Labelled("", self.text)
        self.name = LineEdit()
        self.name.setMaxLength(120)
        self.signed = Labelled("", self.name)
        self.column.addWidget(self.terms)
        self.column.addWidget(self.signed)
        self.name.textChanged.connect(self.changed)
        self.retranslate()

    def verb(self) -> str:
        return QCoreApplication.translate("Receiving", "I accept")

    def complete(self) -> bool:
        return bool(self.name.text().strip())

    def first(self) -> QWidget | None:
        return self.name

    def retranslate(self) -> None:
        self.terms.set_label(QCoreApplication.translate("Receiving", "The sender asks you to accept this first"))
        self.signed.set_label(QCoreApplication.translate("Receiving", "Your name"))
        self.signed.set_hint(
            QCoreApplication.translate("Receiving", "The sender is told this name and when you accepted, and keeps it.")
        )

    def forget(self) -> None:
        self.text.setPlainText("")
        self.name.setText("")


class AddressPart(Part):
    """Where the code of the identity check is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.address = LineEdit()
        self.field = Labelled("", self.address)
        self.column.addWidget(self.field)
        self.address.textChanged.connect(self.changed)
        self.retranslate()

    def verb(self) -> str:
        return QCoreApplication.translate("Receiving", "Send me the code")

    def complete(self) -> bool:
        return "@" in self.address.text()

    def first(self) -> QWidget | None:
        return self.address

    def retranslate(self) -> None:
        self.field.set_label(QCoreApplication.translate("Receiving", "Your e-mail address"))
        self.field.set_hint(
            QCoreApplication.translate(
                "Receiving",
                "A code is sent to the address that the sender knows of you. If you type another one, none comes.",
            )
        )

    def forget(self) -> None:
        self.address.setText("")


class CodePart(Part):
    """The code from the e-mail, and another one if it does not come."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = LineEdit(mono=True)
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.field = Labelled("", self.code)
        self.resend, self.waits = Button("", "link"), Text("", size=T12, role="muted")
        self._left = AGAIN_S
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self.column.addWidget(self.field)
        self.column.addWidget(self.resend, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.waits)
        self.code.textChanged.connect(self.changed)
        self.resend.clicked.connect(self.again)
        self.wait()

    def wait(self) -> None:
        """One was sent just now: another one in a minute."""
        self._left = AGAIN_S
        self._timer.start()
        self.retranslate()

    def complete(self) -> bool:
        return sum(letter.isdigit() for letter in self.code.text()) == _DIGITS

    def first(self) -> QWidget | None:
        return self.code

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
        self.retranslate()

    def retranslate(self) -> None:
        self.field.set_label(QCoreApplication.translate("Receiving", "Code from the e-mail"))
        self.field.set_hint(
            QCoreApplication.translate(
                "Receiving", "Eight digits, good for ten minutes. Look among unwanted mail as well."
            )
        )
        self.resend.setText(QCoreApplication.translate("Receiving", "Send another code"))
        waiting = QCoreApplication.translate("Receiving", "Another code can be sent in {seconds} s")
        self.waits.setText(waiting.format(seconds=self._left))
        self.resend.setVisible(self._left <= 0)
        self.waits.setVisible(self._left > 0)

    def forget(self) -> None:
        self.code.setText("")
        self._timer.stop()


class PasscodePart(Part):
    """The passcode that came by another way. A slip of the finger is told here and costs no try."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self.passcode = PasswordEdit(large=True)
        self.field = Labelled("", self.passcode)
        self.column.addWidget(self.field)
        self.passcode.text_changed.connect(lambda _text: self.changed.emit())
        self.passcode.eye.setChecked(kind is Kind.GENERATED)  # it is copied letter by letter from another screen
        self.retranslate()

    def secret(self) -> Secret:
        return self.passcode.secret()

    def complete(self) -> bool:
        return self.passcode.signs > 0

    def first(self) -> QWidget | None:
        return self.passcode.line

    def verb(self) -> str:
        return QCoreApplication.translate("Receiving", "Open")

    def retranslate(self) -> None:
        self.field.set_label(QCoreApplication.translate("Receiving", "Passcode"))
        generated = QCoreApplication.translate(
            "Receiving",
            "It came by another way than the link, and looks like K7M2Q-9XD4T-H. Opening uses up one of the openings left.",
        )
        typed = QCoreApplication.translate(
            "Receiving",
            "The sender chose it and told it to you by another way. Opening uses up one of the openings left.",
        )
        self.field.set_hint(generated if self._kind is Kind.GENERATED else typed)

    def forget(self) -> None:
        self.passcode.forget()


class ActPart(Part):
    """No passcode: a press that is held for a moment, which a program that presses everything does not do."""

    held = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = Text("", size=T13, wrap=True)
        self.button = HoldButton()
        self.hint = Text("", size=T12, role="muted", wrap=True)
        self.column.addWidget(self.text)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.hint)
        self.button.held.connect(self.held)
        self.retranslate()

    def verb(self) -> str:
        return ""  # its own button is the only one

    def first(self) -> QWidget | None:
        return self.button

    def retranslate(self) -> None:
        self.text.setText(
            QCoreApplication.translate(
                "Receiving", "This link has no passcode. Opening uses up one of the openings left."
            )
        )
        self.button.setText(QCoreApplication.translate("Receiving", "Hold to open"))
        self.hint.setText(
            QCoreApplication.translate(
                "Receiving", "Keep the button pressed for a moment, with the mouse or the space bar."
            )
        )
