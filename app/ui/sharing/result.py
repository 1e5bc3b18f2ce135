"""Ready to send: first the link, then the passcode by another channel. Shows one `Made`; forgets it when it closes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.sharing.channels import advice_words, channel_names, message_words, passcode_words
from app.ui.sharing.desk import Channel, Desk, Made
from app.ui.sharing.handcards import LinkText, choices, line, link_card, local_words, passcode_card
from app.ui.sharing.languages import LanguageChoice
from app.ui.sharing.qr import QrCode
from app.ui.sharing.secrettext import SecretText
from app.ui.sharing.strange import StrangePages
from app.ui.sharing.times import ends_line
from app.ui.sharing.ways import Ways
from app.ui.sharing.words import views_words
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.notices import Notice
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.widgets.text import Text

WIDTH = 640


class ResultSheet(Sheet):
    """Two steps and two channels; the second step is a card of its own, so that the two are not copied together."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(self, session: Session, desk: Desk, made: Made, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._made = session, desk, made
        self._one, self._two = Text(semibold=True, size=theme.T15), Text(semibold=True, size=theme.T15)
        self._link = LinkText(made.url, mode=Qt.TextElideMode.ElideMiddle)
        self._qr = QrCode()
        self._copy_link, self._copy_message = Button(kind="primary", icon="copy"), Button(icon="chat-text")
        self._copy_subject = Button(icon="envelope-simple")
        self._ways, self._more_ways = Ways(session, desk, made, self), Button(kind="quiet", icon="dots-three")
        self._channel_label = Text(role="muted", size=theme.T12)
        self._channel = Segmented([(channel.value, "") for channel in Channel])
        self._language_label = Text(role="muted", size=theme.T12)
        self._language = LanguageChoice(made.language)
        self._code = SecretText()
        self._copy_code, self._copy_code_message = Button(icon="copy"), Button(icon="chat-text")
        self._advice = Text(role="muted", size=theme.T12, wrap=True)
        self._no_code = Notice("warn", "")
        self._local = Notice("info", "")
        self._ends = Text(role="muted", wrap=True)
        self._revoke, self._done = Button(kind="quiet", icon="prohibit"), Button(kind="secondary")
        self._build()
        self._connect()
        self._ready = True
        self.retranslate()

    @property
    def made(self) -> Made:
        return self._made

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("ResultSheet", "Ready to send"))
        self._one.setText(QCoreApplication.translate("ResultSheet", "1  Send the link"))
        self._two.setText(QCoreApplication.translate("ResultSheet", "2  Send the passcode by another channel"))
        self._copy_link.setText(QCoreApplication.translate("ResultSheet", "Copy link"))
        self._copy_message.setText(QCoreApplication.translate("ResultSheet", "Copy message"))
        self._copy_subject.setText(QCoreApplication.translate("ResultSheet", "Copy subject"))
        self._more_ways.setText(QCoreApplication.translate("ResultSheet", "Other ways"))
        self._channel_label.setText(QCoreApplication.translate("ResultSheet", "Send by"))
        self._channel.set_texts(channel_names())
        self._language_label.setText(QCoreApplication.translate("ResultSheet", "Message in"))
        self._copy_code.setText(QCoreApplication.translate("ResultSheet", "Copy passcode"))
        self._revoke.setText(QCoreApplication.translate("ResultSheet", "Remove access"))
        self._done.setText(QCoreApplication.translate("ResultSheet", "Done"))
        self._name_the_silent()
        self._say_advice()
        self._say_end()

    def _name_the_silent(self) -> None:
        self._qr.setAccessibleName(QCoreApplication.translate("ResultSheet", "QR code of the link"))
        self._link.setAccessibleName(QCoreApplication.translate("ResultSheet", "The link"))
        # On the screen it can be read; who cannot see it must be able to hear it, sign by sign.
        self._code.setAccessibleName(
            QCoreApplication.translate("ResultSheet", "The passcode: {spelled}").format(
                spelled=" ".join(self._made.passcode)
            )
        )
        self._language.setAccessibleName(QCoreApplication.translate("ResultSheet", "Language of the message"))
        self._channel.setAccessibleName(QCoreApplication.translate("ResultSheet", "How you send the link"))

    def _say_advice(self) -> None:
        """The other channel follows from the first; a message that is sent by both would undo it."""
        channel = Channel(self._channel.value)
        self._copy_subject.setVisible(channel is Channel.MAIL)
        self._copy_message.setAccessibleDescription(message_words(channel))
        self._copy_code_message.setText(passcode_words(channel))
        self._advice.setText(advice_words(channel))
        self._no_code.say(
            ""
            if self._made.passcode
            else QCoreApplication.translate(
                "ResultSheet", "There is no passcode: whoever the link reaches can open it. Send it to one person only."
            )
        )
        self._local.say(local_words(self._made.url))

    def _say_end(self) -> None:
        line = ends_line(self._made.expires_at, self._session.now(), QLocale())
        self._ends.setText(
            QCoreApplication.translate("ResultSheet", "Ends {when} · {views}").format(
                when=line, views=views_words(self._made.views)
            )
        )

    def _build(self) -> None:
        self.body.addWidget(StrangePages(self._session, self._made.url))
        self.body.addWidget(self._local)
        self.body.addWidget(self._link_card())
        code = passcode_card(self._two, self._code, line(self._copy_code, self._copy_code_message), self._advice)
        code.setVisible(bool(self._made.passcode))
        self.body.addWidget(code)
        self.body.addWidget(self._no_code)
        self.body.addWidget(self._ends)
        self._qr.set_text(self._made.url)
        self._code.set_text(self._made.passcode)
        self.buttons.insertWidget(0, self._revoke)
        self.buttons.addWidget(self._done)

    def _link_card(self) -> Card:
        chosen = choices((self._channel_label, self._channel), (self._language_label, self._language))
        rows = (line(self._copy_link, self._more_ways), chosen, line(self._copy_message, self._copy_subject))
        return link_card(self._one, self._link, rows, self._qr)

    def _connect(self) -> None:
        self._copy_link.clicked.connect(lambda: self._copy(self._made.url))
        self._copy_message.clicked.connect(lambda: self._copy_ready(self._link_message))
        self._copy_subject.clicked.connect(self._copy_the_subject)
        self._more_ways.clicked.connect(lambda: self._ways.open_menu(self._more_ways, self._language.value))
        self._channel.chosen.connect(lambda _channel: self._say_advice())
        self._copy_code.clicked.connect(lambda: self._copy(self._made.passcode))
        self._copy_code_message.clicked.connect(lambda: self._copy_ready(self._desk.code_message))
        self._revoke.clicked.connect(self._ask_revoke)
        self._done.clicked.connect(self.accept)

    def _copy(self, text: str) -> None:
        self._session.clipboard.copy(text)

    def _copy_the_subject(self) -> None:
        self._session.clipboard.copy(self._desk.link_subject(self._language.value), sensitive=False)

    def _link_message(self, made: Made, language: str) -> str:
        return self._desk.link_message(made, language, Channel(self._channel.value))

    def _copy_ready(self, write: Callable[[Made, str], str]) -> None:
        """Written on a worker: the names of time zones are a large table to load."""
        made, language = self._made, self._language.value
        self._session.tasks.run(lambda: write(made, language), self._copy, self._session.say_error, owner=self)

    def _ask_revoke(self) -> None:
        confirm_revoke(self, self._made.label, self._do_revoke)

    def _do_revoke(self) -> None:
        desk, share_id = self._desk, self._made.id
        self._session.tasks.run(lambda: desk.revoke(share_id), self._revoked, self._session.say_error, owner=self)

    def _revoked(self, _nothing: object) -> None:
        self._session.say(
            QCoreApplication.translate("ResultSheet", "Access removed. Nobody can open it any more."), "good"
        )
        self._session.shares_changed.emit()
        self.accept()


def confirm_revoke(parent: QWidget, label: str, on_yes: Callable[[], None]) -> None:
    """One question, and what it means."""
    confirm(
        parent,
        QCoreApplication.translate("ResultSheet", "Remove access to “{label}”?").format(label=label)
        if label
        else QCoreApplication.translate("ResultSheet", "Remove access to this text?"),
        QCoreApplication.translate(
            "ResultSheet",
            "The link dies at once, for everybody. What somebody has already seen or copied stays with them. "
            "It cannot be undone, but you can share again.",
        ),
        QCoreApplication.translate("ResultSheet", "Remove access"),
        on_yes,
        danger=True,
    )
