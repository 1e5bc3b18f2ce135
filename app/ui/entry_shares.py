"""What is shared of an entry at this moment: one line each, and the way to the Shares page. Empty when nothing is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import when
from app.ui.state import Session
from app.ui.theme import S8, S16
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Rule, Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.countdown import CountdownLabel
from app.ui.widgets.text import Text
from app.vault.model import Entry, ShareRow

_LIVE = ("live", "paused")


class SharesSection(Living):
    """Hidden while nothing of the entry can be opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._section = Section(flush=True)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._section)
        self._entry: Entry | None = None
        self._live: list[ShareRow] = []
        self.hide()

    def load(self, entry: Entry | None) -> None:
        self._entry = entry
        if entry is None:
            self.hide()
            return
        self._session.ask(lambda vault: vault.shares(), self._show, owner=self, key="shares")

    def _show(self, shares: list[ShareRow]) -> None:
        now, entry_id = self._session.now(), self._entry.id if self._entry else ""
        self._live = [one for one in shares if one.entry_id == entry_id and one.state in _LIVE and one.expires_at > now]
        self.setVisible(bool(self._live))
        self._fill()

    def _fill(self) -> None:
        clear(self._section.body)
        for n, share in enumerate(self._live):
            if n:
                self._section.body.addWidget(Rule())
            self._section.body.addWidget(self._row(share))
        self._section.set_title(QCoreApplication.translate("EntryShares", "Shared now"))

    def _row(self, share: ShareRow) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        bare(line, S8, (S16, S8, S8, S8))
        paused = share.state == "paused"
        words = (
            QCoreApplication.translate("EntryShares", "Paused")
            if paused
            else QCoreApplication.translate("EntryShares", "Can be opened")
        )
        line.addWidget(Chip("warn" if paused else "good", words, "pause-circle" if paused else "paper-plane-tilt"))
        ends = QCoreApplication.translate("EntryShares", "ends {at}").format(
            at=when.exact(share.expires_at, self._session.now())
        )
        line.addWidget(Text(ends))
        left = CountdownLabel(share.expires_at, self._session.now)
        left.ended.connect(lambda: self.load(self._entry))
        line.addWidget(left)
        line.addStretch(1)
        show = Button(QCoreApplication.translate("EntryShares", "Show"), "quiet")
        show.clicked.connect(lambda: self._session.go("shares", share_id=share.id))
        line.addWidget(show)
        return row

    def retranslate(self) -> None:
        if self._live:
            self._fill()
