"""One entry: its head, its fields, what is shared of it, its past. Owns the head and what is done with the whole entry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import when
from app.ui.bulk_acts import ask_purge, do_bulk
from app.ui.commanding.menu import fill_menu
from app.ui.commanding.words import action_text, shown_keys
from app.ui.entry_acts import EntryActs
from app.ui.entry_fields import FieldsCard
from app.ui.entry_past import PastSection
from app.ui.entry_shares import SharesSection
from app.ui.entry_standing import Standing
from app.ui.lists import draw_tile, host, kind_name
from app.ui.state import Session
from app.ui.theme import S8, S12, S24, S32, T12, T18
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.menus import Menu
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.text import Elided
from app.vault.model import Entry, EntryKind

_NARROW = 520
_COPIES = ("copy-username", "copy-password", "copy-totp")
_OWN = ("favourite", "tags", "move-to", "archive", "restore", "past")
_ALL = (*_COPIES, "", "reveal", "open-site", "wifi-code", "", "share", "edit", "", *_OWN, "", "delete")
_MORE = ("reveal", "open-site", "wifi-code", "", *_OWN, "", "delete")
_IN_TRASH = ("restore",)
_ALWAYS = ("reveal", "past", *_COPIES)


class EntryPage(Living):
    """The detail column while an entry is chosen."""

    edit_asked = Signal(object)
    gone = Signal()
    loaded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.entry: Entry | None = None
        self._tile, self._title = _Tile(), Elided("", size=T18, semibold=True)
        self._meta = Elided("", size=T12, role="muted")
        self.share = Button("", "primary", "paper-plane-tilt")
        self.edit = Button("", "secondary", "pencil-simple")
        self.more, self.star = IconButton("dots-three"), IconButton("star")
        self.wifi = IconButton("qr-code")
        self.wifi.clicked.connect(self.open_wifi)
        self._acts, self.standing = EntryActs(session), Standing(session)
        self.fields = FieldsCard(session)
        self._shares, self.past = SharesSection(session), PastSection(session)
        self._compose()
        self._connect()
        self.retranslate()

    def _compose(self) -> None:
        first = QHBoxLayout()
        bare(first, S8)
        first.addWidget(self._title, 1)
        for button in (self.wifi, self.star, self.share, self.edit, self.more):
            first.addWidget(button)
        names = QVBoxLayout()
        bare(names, 2)
        names.addLayout(first)
        names.addWidget(self._meta)
        head = QHBoxLayout()
        bare(head, S12)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        inside = QWidget()
        inside.setMaximumWidth(820)
        column = QVBoxLayout(inside)
        bare(column, S24, (S32, S24, S32, S32))
        column.addLayout(head)
        column.addWidget(self.standing)
        column.addWidget(self.fields)
        column.addWidget(self._shares)
        column.addWidget(self.past)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(scrolled(inside))

    def _connect(self) -> None:
        self.share.clicked.connect(self.open_share)
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self.entry))
        self.more.clicked.connect(self._menu)
        self.star.clicked.connect(self.toggle_favourite)
        self.standing.tags_asked.connect(lambda: self.do("tags"))
        self.standing.restore_asked.connect(lambda: self.do("restore"))
        self.standing.back_asked.connect(self.toggle_archive)
        self.standing.purge_asked.connect(lambda: ask_purge(self._acts, self._ids(), self))
        self._session.vault_changed.connect(self.reload)
        self.fields.hides.timeout.connect(self.past.mask_all)
        self._session.shares_changed.connect(lambda: self._shares.load(self.entry))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < _NARROW) != (self.width() < _NARROW):
            self.retranslate()

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
        self.fields.fill(None)
        self.past.mask_all()

    def _show(self, entry: Entry) -> None:
        another = self.entry is None or self.entry.id != entry.id
        self.entry = entry
        self.fields.fill(entry)
        self._shares.load(entry)
        if another:
            self.past.fold()
        self.past.load(entry)
        self.retranslate()
        self.loaded.emit()

    def _require(self) -> Entry:
        assert self.entry is not None
        return self.entry

    # -- acts ---------------------------------------------------------------------------------------------------------

    def can_do(self, act: str) -> bool:
        """Whether an action of the table has something to work on here."""
        if self.entry is None:
            return False
        if (self.entry.removed_at is not None) != (act in _IN_TRASH) and act not in _ALWAYS:
            return False
        needed = {"copy-username": "username", "copy-password": "password", "copy-totp": "totp", "open-site": "url"}
        if act == "wifi-code":
            return self.entry.kind is EntryKind.WIFI and self.fields.has("ssid")
        if act == "reveal":
            return any(field.protected for field in self.entry.fields)
        return act not in needed or self.fields.has(needed[act])

    def do(self, act: str) -> None:
        """An action of the table, by key, menu or palette."""
        doing: dict[str, Callable[[], object]] = {
            "copy-username": lambda: self.fields.copy_named("username"),
            "copy-password": lambda: self.fields.copy_named("password"),
            "copy-totp": lambda: self.fields.copy_named("totp"),
            "reveal": self.fields.toggle_all,
            "open-site": self.fields.open_first,
            "wifi-code": self.open_wifi,
            "share": self.open_share,
            "edit": lambda: self.edit_asked.emit(self.entry),
            "favourite": self.toggle_favourite,
            "tags": lambda: do_bulk(self._session, "tags", self._ids(), self),
            "move-to": lambda: do_bulk(self._session, "move", self._ids(), self),
            "archive": self.toggle_archive,
            "restore": lambda: self._acts.restore(self._ids()),
            "past": self.past.unfold,
            "delete": lambda: self._acts.trash(self._ids()),
        }
        doing[act]()

    def open_wifi(self) -> None:
        from app.ui.wifi import WifiSheet

        WifiSheet(self._session, self._require(), self).open()

    def open_share(self) -> None:
        from app.ui.sharing.sheet import open_share_sheet

        open_share_sheet(self._session, self._require(), self.window())

    def _menu(self) -> None:
        menu = Menu(self)
        fill_menu(menu, [name for name in _MORE if not name or self.can_do(name)], self.do)
        menu.open_under(self.more, right=True)

    def open_menu(self, at: QPoint) -> None:
        """What can be done with this entry, where the mouse or the menu key asks for it."""
        menu = Menu(self)
        fill_menu(menu, [name for name in _ALL if not name or self.can_do(name)], self.do)
        menu.popup(at)

    def toggle_favourite(self) -> None:
        entry = self._require()
        self._acts.favourite([entry.id], not entry.favourite)

    def toggle_archive(self) -> None:
        entry = self._require()
        self._acts.archive([entry.id], not entry.archived)

    def _ids(self) -> list[str]:
        return [self._require().id]

    # -- words --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        narrow = self.width() < _NARROW
        for button, text, keys in (
            (self.share, QCoreApplication.translate("EntryPage", "Share"), shown_keys("share")),
            (self.edit, QCoreApplication.translate("EntryPage", "Edit"), shown_keys("edit")),
        ):
            button.setText("" if narrow else text)  # the title needs the room more than the word
            button.setAccessibleName(text)
            button.setToolTip(f"{text}  {keys}")
        self.more.set_name(QCoreApplication.translate("EntryPage", "More about this entry"))
        if self.entry is None:
            return
        entry = self.entry
        in_trash = entry.removed_at is not None
        for button in (self.share, self.edit, self.star):
            button.setVisible(not in_trash)
        self.wifi.setVisible(not in_trash and self.can_do("wifi-code"))
        self.wifi.set_name(f"{action_text('wifi-code')}  {shown_keys('wifi-code')}")
        starred = QCoreApplication.translate("EntryPage", "No longer a favourite")
        star = QCoreApplication.translate("EntryPage", "Add to the favourites")
        self.star.set_name(f"{starred if entry.favourite else star}  {shown_keys('favourite')}")
        self.star.set_icon("star-fill" if entry.favourite else "star")
        self.star.set_role("seal" if entry.favourite else "muted")
        self.standing.show_entry(entry)
        self._tile.show(entry.kind, entry.title)
        self._title.set_text(entry.title)
        self._meta.set_text(" · ".join(self._meta_parts(entry)))

    def _meta_parts(self, entry: Entry) -> list[str]:
        url = next((field.value for field in entry.fields if field.name == "url" and field.value), "")
        changed = QCoreApplication.translate("EntryPage", "changed {ago}")
        ago = changed.format(ago=when.ago(entry.updated_at, self._session.now()))
        return [host(url or "") or kind_name(entry.kind), ago, entry.client_name]


class _Tile(QWidget):
    """The entry's picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(44, 44)
        self._what: tuple[EntryKind, str] = (EntryKind.LOGIN, "")

    def show(self, kind: EntryKind | None = None, title: str = "") -> None:
        if kind is not None:
            self._what = (kind, title)
            self.update()
        super().show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_tile(painter, QRectF(self.rect()), *self._what)
