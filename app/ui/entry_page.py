"""One entry: its head, its fields and files, what is shared of it, its past. Owns the page and which entry stands on it; what is
done with the whole entry is `entry_doing`'s.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.entry_doing import EntryDoing
from app.ui.entry_drops import EntryDrops
from app.ui.entry_fields import FieldsCard
from app.ui.entry_head import EntryHead
from app.ui.entry_past import PastSection
from app.ui.entry_shares import SharesSection
from app.ui.entry_standing import Standing
from app.ui.files.section import FilesSection
from app.ui.state import Session
from app.ui.theme import S24, S32, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.scroll import bring_up, scrolled
from app.vault.model import Entry, EntryKind

_NARROW = 520
_SETTLES_MS = 30  # layouts in layouts take some turns of the loop to know how high they are
_UNDER_TOAST = 80  # so much below the last row: it can be scrolled out from under a line that says what happened


class EntryPage(Living):
    """The detail column while an entry is chosen."""

    edit_asked = Signal(object)
    gone = Signal()
    loaded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.entry: Entry | None = None
        self.head = EntryHead(session)
        self.doing, self.standing = EntryDoing(session, self), Standing(session)
        self.fields, self.files = FieldsCard(session), FilesSection(session)
        self._shares, self.past = SharesSection(session), PastSection(session)
        self._drops = EntryDrops(self, self.files, self.doing.acts)
        self._compose()
        self._connect()

    def _compose(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(grown(820))
        self._column = column = QVBoxLayout(inside)
        bare(column, S24, (S32, S24, S32, grown(_UNDER_TOAST)))
        for part in (self.head, self.standing, self.fields, self.files, self._shares, self.past):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        self._area = scrolled(inside)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        self.head.share.clicked.connect(self.open_share)
        self.head.edit.clicked.connect(lambda: self.edit_asked.emit(self.entry))
        self.head.more.clicked.connect(self.doing.open_more)
        self.head.star.clicked.connect(lambda: self.do("favourite"))
        self.head.wifi.clicked.connect(self.open_wifi)
        self.standing.tags_asked.connect(lambda: self.do("tags"))
        self.standing.restore_asked.connect(lambda: self.do("restore"))
        self.standing.back_asked.connect(lambda: self.do("archive"))
        self.standing.purge_asked.connect(lambda: self.do("purge"))
        self._session.vault_changed.connect(self.reload)
        self.fields.hides.timeout.connect(self.past.mask_all)
        for told in (self._session.shares_changed, self._session.shares_heard):
            told.connect(self._load_shares)  # no lambda: the session, which stays, would keep us for ever

    def _load_shares(self) -> None:
        self._shares.load(self.entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.set_narrow(self.width() < grown(_NARROW))

    # -- loading ------------------------------------------------------------------------------------------------------

    def load(self, entry_id: str) -> None:
        self._session.ask(lambda vault: vault.entry(entry_id), self._show, owner=self, key="entry")

    def reload(self) -> None:
        """The same entry, as it is by now; gone where it was erased."""
        entry = self.entry
        if entry is not None and self.isVisible():
            self._session.ask(
                lambda vault: vault.entry(entry.id), self._show_again, lambda _error: self.gone.emit(), owner=self
            )

    def _show_again(self, entry: Entry) -> None:
        if self.entry is not None and self.entry.id == entry.id and self.entry != entry:
            self._show(entry)

    def forget(self) -> None:
        """Show nothing and hold nothing."""
        self.entry = None
        self._drops.show_entry(None)
        self.fields.fill(None)
        self.past.mask_all()

    def _show(self, entry: Entry) -> None:
        another = self.entry is None or self.entry.id != entry.id
        self.entry = entry
        self.fields.fill(entry)
        files_first = entry.kind is EntryKind.DOCUMENTS  # there the files are what it is about
        self._column.insertWidget(2 if files_first else 3, self.files)
        self.files.load(entry)
        self._shares.load(entry)
        if another:
            self.past.fold()
        self.past.load(entry)
        self._drops.show_entry(entry)
        self.head.show_entry(entry, wifi=self.can_do("wifi-code"))
        self.standing.show_entry(entry)
        self.loaded.emit()

    def _require(self) -> Entry:
        assert self.entry is not None
        return self.entry

    # -- acts ---------------------------------------------------------------------------------------------------------

    def can_do(self, act: str) -> bool:
        """Whether an action of the table has something to work on here."""
        return self.doing.can(act)

    def do(self, act: str) -> None:
        """An action of the table, by key, menu or palette."""
        self.doing.do(act)

    def open_menu(self, at: QPoint) -> None:
        """What can be done with this entry, where the mouse or the menu key asks for it."""
        self.doing.open_menu(at)

    def show_past(self) -> None:
        """Open, and in sight: it is the last thing on the page."""
        self.past.unfold()
        QTimer.singleShot(_SETTLES_MS, self, lambda: bring_up(self._area, self.past))

    def open_wifi(self) -> None:
        from app.ui.wifi import WifiSheet

        WifiSheet(self._session, self._require(), self).open()

    def open_share(self) -> None:
        from app.ui.sharing.sheet import open_share_sheet

        open_share_sheet(self._session, self._require(), self.window())
