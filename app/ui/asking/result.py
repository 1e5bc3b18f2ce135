"""A request that is ready to be sent: the link, and then its passcode by another way, if it has one. As of a share, in words of
its own; what it shows is forgotten when it closes.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.asking.desk import AskingDesk, MadeRequest
from app.ui.sharing.channels import advice_words, channel_names, message_words, passcode_words
from app.ui.sharing.desk import Channel
from app.ui.sharing.handcards import LinkText, choices, line, link_card, local_words, passcode_card
from app.ui.sharing.languages import LanguageChoice
from app.ui.sharing.qr import QrCode
from app.ui.sharing.secrettext import SecretText
from app.ui.sharing.strange import StrangePages
from app.ui.sharing.times import ends_line
from app.ui.sharing.ways import Ways
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.notices import Notice
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

WIDTH = 640


class RequestResultSheet(Sheet):
    """Shows one `MadeRequest`. With `again` its message is that of a reminder."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(
        self, session: Session, desk: AskingDesk, made: MadeRequest, parent: QWidget, *, again: bool = False
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._made, self._again = session, desk, made, again
        self._one, self._two = Text(semibold=True, size=theme.T15), Text(semibold=True, size=theme.T15)
        self._link, self._qr, self._code = LinkText(made.url, mode=Qt.TextElideMode.ElideMiddle), QrCode(), SecretText()
        self._copy_link, self._copy_message = Button(icon="copy"), Button(kind="primary", icon="chat-text")
        self._writer = _Reminding(desk) if again else desk
        self._ways, self._more_ways = (
            Ways(session, self._writer, made, self),
            Button(kind="quiet", icon="dots-three"),
        )
        self._copy_code, self._copy_code_message = Button(icon="copy"), Button(icon="chat-text")
        self._channel = Segmented([(channel.value, "") for channel in Channel])
        self._language = LanguageChoice(made.language)
        self._channel_label, self._language_label = (Text(role="muted", size=theme.T12) for _ in range(2))
        self._advice, self._ends = Text(role="muted", size=theme.T12, wrap=True), Text(role="muted", wrap=True)
        self._local, self._done = Notice("info", ""), Button(kind="secondary")
        self._build()
        self._connect()
        self._ready = True
        self.retranslate()

    @property
    def made(self) -> MadeRequest:
        return self._made

    def first_control(self) -> QWidget:
        return self._copy_message

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(
            QCoreApplication.translate("RequestResult", "Ask once more")
            if self._again
            else QCoreApplication.translate("RequestResult", "Ready to send")
        )
        self._one.setText(QCoreApplication.translate("RequestResult", "Send the link to your client"))
        self._two.setText(QCoreApplication.translate("RequestResult", "Send the passcode by another channel"))
        self._copy_link.setText(QCoreApplication.translate("RequestResult", "Copy link"))
        self._copy_message.setText(QCoreApplication.translate("RequestResult", "Copy message"))
        self._more_ways.setText(QCoreApplication.translate("RequestResult", "Other ways"))
        self._copy_code.setText(QCoreApplication.translate("RequestResult", "Copy passcode"))
        self._channel_label.setText(QCoreApplication.translate("RequestResult", "Send by"))
        self._channel.set_texts(channel_names())
        self._channel.setAccessibleName(QCoreApplication.translate("RequestResult", "How you send the link"))
        self._language_label.setText(QCoreApplication.translate("RequestResult", "Message in"))
        self._language.setAccessibleName(QCoreApplication.translate("RequestResult", "Language of the message"))
        self._qr.setAccessibleName(QCoreApplication.translate("RequestResult", "QR code of the link"))
        self._link.setAccessibleName(QCoreApplication.translate("RequestResult", "The link"))
        spelled = QCoreApplication.translate("RequestResult", "The passcode: {spelled}")
        self._code.setAccessibleName(spelled.format(spelled=" ".join(self._made.passcode)))
        self._say_channel()
        self._done.setText(QCoreApplication.translate("RequestResult", "Done"))
        self._local.say(local_words(self._made.url))
        self._ends.setText(self._end_words())

    def _say_channel(self) -> None:
        """The passcode goes another way than the link."""
        channel = Channel(self._channel.value)
        self._copy_message.setAccessibleDescription(message_words(channel))
        self._copy_code_message.setText(passcode_words(channel))
        self._advice.setText(advice_words(channel))

    def _end_words(self) -> str:
        if self._made.expires_at is None:
            return QCoreApplication.translate("RequestResult", "It stays open until you close it.")
        when = ends_line(self._made.expires_at, self._session.now(), QLocale())
        return QCoreApplication.translate("RequestResult", "Can be answered until {when}").format(when=when)

    def _build(self) -> None:
        self.body.addWidget(StrangePages(self._session, self._made.url))
        self.body.addWidget(self._local)
        self.body.addWidget(self._link_card())
        code = passcode_card(self._two, self._code, line(self._copy_code, self._copy_code_message), self._advice)
        code.setVisible(bool(self._made.passcode))
        self.body.addWidget(code)
        self.body.addWidget(self._ends)
        self._qr.set_text(self._made.url)
        self._code.set_text(self._made.passcode)
        self.buttons.addWidget(self._done)

    def _link_card(self) -> Card:
        chosen = choices((self._channel_label, self._channel), (self._language_label, self._language))
        rows = (chosen, line(self._copy_message, self._copy_link), line(self._more_ways))
        return link_card(self._one, self._link, rows, self._qr)

    def _connect(self) -> None:
        self._copy_link.clicked.connect(lambda: self._copy(self._made.url))
        self._copy_message.clicked.connect(lambda: self._copy_ready(self._message))
        self._channel.chosen.connect(lambda _channel: self._say_channel())
        self._copy_code.clicked.connect(lambda: self._copy(self._made.passcode))
        self._copy_code_message.clicked.connect(lambda: self._copy_ready(self._desk.code_message))
        self._more_ways.clicked.connect(lambda: self._ways.open_menu(self._more_ways, self._language.value))
        self._done.clicked.connect(self.accept)
        self.finished.connect(self._closed)

    def _message(self, made: MadeRequest, language: str) -> str:
        return self._writer.link_message(made, language, Channel(self._channel.value))

    def _copy(self, text: str) -> None:
        self._session.clipboard.copy(text)

    def _closed(self) -> None:
        if self._again:  # since when it was not answered is told anew
            self._session.requests_changed.emit()

    def _copy_ready(self, write: Callable[[MadeRequest, str], str]) -> None:
        """Written on a worker: the names of time zones are a large table to load."""
        made, language = self._made, self._language.value
        self._session.tasks.run(lambda: write(made, language), self._copy, self._session.say_error, owner=self)


class _Reminding:
    """Writes that one asks once more, whichever way it goes."""

    def __init__(self, desk: AskingDesk) -> None:
        self._desk = desk

    def link_message(self, made: MadeRequest, language: str, channel: Channel) -> str:
        return self._desk.reminder(made, language, channel)

    def link_subject(self, language: str) -> str:
        return self._desk.link_subject(language)
