"""What is shared of an entry at this moment, and what ended unopened: one line each, what can be done with it, and the way to the
Shares page. Empty when there is neither."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import when
from app.ui.sharing.of_one import OneShare, shown
from app.ui.state import Session
from app.ui.theme import S8, S16
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.cards import Rule, Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.countdown import CountdownLabel
from app.ui.widgets.text import Text
from app.vault.model import Entry

if TYPE_CHECKING:
    from app.ops.share_ledger import ShareView
    from app.ui.sharing.acts import ShareActs
    from app.ui.sharing.cards import ShareCard


class SharesSection(Living):
    """Hidden while nothing of the entry can be opened or sent again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._section = Section(flush=True)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._section)
        self._entry: Entry | None = None
        self._shares: list[ShareView] = []
        self.more: list[IconButton] = []
        self._one = OneShare(session, self)
        self.hide()

    def load(self, entry: Entry | None) -> None:
        self._entry = entry
        if entry is None:
            self.hide()
            return
        now, entry_id = self._session.now(), entry.id
        self._session.ask(lambda vault: shown(vault, now, entry_id), self._show, owner=self, key="shares")

    def _show(self, shares: list[ShareView]) -> None:
        """Other rows only for other shares: what a relay says again must not take a button from under the mouse."""
        drawn, self._shares = [replace(one, asked_at=None) for one in self._shares], shares
        if shares and drawn == [replace(one, asked_at=None) for one in shares]:
            self.show()
            return
        self.setVisible(bool(shares))
        self._fill()

    def _fill(self) -> None:
        clear(self._section.body)
        self.more = []
        for n, share in enumerate(self._shares):
            if n:
                self._section.body.addWidget(Rule())
            self._section.body.addWidget(self._row(share))
        self._section.set_title(QCoreApplication.translate("EntryShares", "Shared now"))

    def _row(self, share: ShareView) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        bare(line, S8, (S16, S8, S8, S8))
        line.addWidget(_chip(share))
        at = when.exact(share.expires_at, self._session.now())
        if share.renewable:
            line.addWidget(Text(QCoreApplication.translate("EntryShares", "ended {at}").format(at=at)))
        else:
            line.addWidget(Text(QCoreApplication.translate("EntryShares", "ends {at}").format(at=at)))
            left = CountdownLabel(share.expires_at, self._session.now)
            left.ended.connect(lambda: self.load(self._entry))
            line.addWidget(left)
        line.addStretch(1)
        show = Button(QCoreApplication.translate("EntryShares", "Show"), "quiet")
        show.clicked.connect(lambda: self._session.go("shares", share_id=share.id))
        line.addWidget(show)
        more = IconButton("dots-three")
        more.set_name(QCoreApplication.translate("EntryShares", "What can be done with this share"))
        more.clicked.connect(partial(self._ask, share.id, more))
        line.addWidget(more)
        self.more.append(more)
        return row

    def _ask(self, share_id: str, under: QWidget, _checked: bool = False) -> None:
        self._one.ask(share_id, partial(self._open, under))

    def _open(self, under: QWidget, acts: ShareActs, card: ShareCard) -> None:
        acts.menu(card, self._session.now()).open_under(under, right=True)

    def retranslate(self) -> None:
        if self._shares:
            self._fill()


def _chip(share: ShareView) -> Chip:
    if share.renewable:
        return Chip("muted", QCoreApplication.translate("EntryShares", "Ended unopened"), "hourglass")
    if share.state == "paused":
        return Chip("warn", QCoreApplication.translate("EntryShares", "Paused"), "pause-circle")
    return Chip("good", QCoreApplication.translate("EntryShares", "Can be opened"), "paper-plane-tilt")
