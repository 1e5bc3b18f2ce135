"""The ready messages on the settings page: which were rewritten, and the way to them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ops.templates import parse_own
from app.ui.state import Session
from app.ui.theme import S8, S24, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text


class MessagesCard(Living):
    """Opens the sheet; decides nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._group, self.about = Section(), Text("", size=T12, role="muted", wrap=True)
        self.change_button = Button(icon="chat-text")
        line = QHBoxLayout()
        bare(line, S8)
        line.addWidget(self.about, 1)
        line.addSpacing(S24 - S8)
        line.addWidget(self.change_button)
        self._group.body.addLayout(line)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)
        self.change_button.clicked.connect(self.change)
        self.retranslate()

    def change(self) -> Sheet:
        from app.ui.sharing.templates import open_messages

        sheet = open_messages(self._session, self)
        sheet.finished.connect(lambda _saved: self.retranslate())
        return sheet

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("Messages", "Messages"))
        self.change_button.setText(QCoreApplication.translate("Messages", "Change messages…"))
        own = len(parse_own(self._session.settings.messages))
        rewritten = QCoreApplication.translate("Messages", "Rewritten by you: {count} of 15.").format(count=own)
        about = QCoreApplication.translate(
            "Messages", "What you send along with a link and, apart from it, with a passcode, in five languages."
        )
        self.about.setText(f"{about} {rewritten}" if own else about)
