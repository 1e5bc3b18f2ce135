"""Which relay carries the links: the one inside Lacre, or one connected by an invite. Connecting itself is `app.ops.relays`'."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import UserError
from app.host import settings
from app.ui import theme
from app.ui.settings.options import looks_like_invite
from app.ui.settings.pagenow import PageNow
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.inputs import Labelled, LineEdit
from app.ui.widgets.sheet import confirm
from app.ui.widgets.text import Text


class RelayCard(Living):
    """Says where links lead and for whom they work; takes an invite."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._busy = False
        self._url = self._shown = ""  # what the vault says, and what the settings file does
        self._group = Section()
        self._chip, self._where = Chip(), Text(selectable=True)
        self._meaning = Text(role="muted", size=theme.T12, wrap=True)
        self.invite = LineEdit(mono=True)
        self._field = Labelled("", self.invite)
        self.connect_button, self.leave_button = Button(icon="link"), Button(icon="link-break")
        self.page = PageNow(session)
        self._build()
        self.invite.textChanged.connect(lambda _text: self._look())
        self.invite.returnPressed.connect(self.connect_relay)
        self.connect_button.clicked.connect(self.connect_relay)
        self.leave_button.clicked.connect(self._ask_leave)
        self.retranslate()
        self._ask()

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("Settings", "Relay"))
        self._field.set_label(QCoreApplication.translate("Settings", "Invite"))
        self._field.set_hint(
            QCoreApplication.translate("Settings", "From whoever runs the relay. It begins with lacre-invite-1.")
        )
        self.connect_button.setText(QCoreApplication.translate("Settings", "Connect"))
        self.leave_button.setText(QCoreApplication.translate("Settings", "Disconnect"))
        self.refresh()

    def refresh(self) -> None:
        """Say what is so now. The vault decides it; the settings file only repeats it, and is doubted where it does not."""
        shown = self._shown
        if shown and shown != self._url:
            refused = UserError("relay-changed" if self._url else "no-access-key", url=shown)
            state = ("bad", QCoreApplication.translate("Settings", "Not usable"), "warning-circle")
            meaning = self._session.sentence(refused)
        elif self._url:
            state = ("good", QCoreApplication.translate("Settings", "Connected"), "cloud-check")
            meaning = QCoreApplication.translate(
                "Settings", "Links lead there and work for anybody who has the link and the passcode."
            )
        else:
            state = ("info", QCoreApplication.translate("Settings", "Inside Lacre"), "house")
            meaning = QCoreApplication.translate(
                "Settings",
                "Links work on this computer only, while Lacre is open: good for trying it out. "
                "To reach other people, connect to a relay by its invite.",
            )
        self._chip.set_state(*state)
        self._meaning.setText(meaning)
        self._where.setText(self._url or shown)
        self._where.setVisible(bool(self._url or shown))
        self.leave_button.setVisible(bool(self._url or shown))
        self.page.show_origin(self._url)
        self._look()

    def _ask(self) -> None:
        from app.ops.relays import connected_origin

        home = self._session.home
        if self._session.vault is not None:
            self._session.ask(
                lambda vault: (connected_origin(vault), settings.load(home).relay_url),
                self._told,
                owner=self,
                key="relay",
            )

    def _told(self, found: tuple[str, str]) -> None:
        self._url, self._shown = found
        self.refresh()

    def connect_relay(self) -> None:
        from app.ops.relays import connect

        vault, home, text = self._session.vault, self._session.home, self.invite.text()
        if vault is None or self._busy or not looks_like_invite(text):
            return
        self._set_busy(True)
        self._field.set_error("")
        self._session.tasks.run(lambda: connect(home, vault, text), self._connected, self._refused, owner=self)

    def _connected(self, url: str) -> None:
        self._set_busy(False)
        self.invite.clear()
        self._session.update_settings(relay_url=url)
        self._told((url, url))
        self._session.say(
            QCoreApplication.translate("Settings", "Connected. New links lead to {relay}.").format(relay=url), "good"
        )

    def _refused(self, error: Exception) -> None:
        self._set_busy(False)
        self._field.set_error(self._session.sentence(error))

    def _ask_leave(self) -> None:
        confirm(
            self,
            QCoreApplication.translate("Settings", "Disconnect from the relay?"),
            QCoreApplication.translate(
                "Settings",
                "Links made there stay alive until they end, and access can still be removed in Shares. "
                "New links will work on this computer only.",
            ),
            QCoreApplication.translate("Settings", "Disconnect"),
            self._leave,
        )

    def _leave(self) -> None:
        from app.ops.relays import disconnect

        vault, home = self._session.vault, self._session.home
        if vault is not None:
            self._session.tasks.run(lambda: disconnect(home, vault), self._left, self._session.say_error, owner=self)

    def _left(self, _nothing: object) -> None:
        self._session.update_settings(relay_url="")
        self._told(("", ""))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._look()

    def _look(self) -> None:
        self.connect_button.setEnabled(not self._busy and looks_like_invite(self.invite.text()))

    def _build(self) -> None:
        state = QHBoxLayout()
        bare(state, theme.S12)
        state.addWidget(self._chip)
        state.addWidget(self._where)
        state.addStretch(1)
        state.addWidget(self.leave_button)
        line = QHBoxLayout()
        bare(line, theme.S8)
        line.addWidget(self._field, 1)
        side = QVBoxLayout()
        bare(side, 0, (0, 20, 0, 0))
        side.addWidget(self.connect_button)
        side.addStretch(1)
        line.addLayout(side)
        self._group.body.addLayout(state)
        self._group.body.addWidget(self._meaning)
        self._group.body.addWidget(self.page)
        self._group.body.addLayout(line)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)
