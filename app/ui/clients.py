"""The page of clients and entries: list at the left, the chosen entry at the right. Owns what is listed and the way there.

The list column has two levels: the clients, and the entries of one of them (or of all, or what a search found).
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.ui.bulk_acts import do_bulk
from app.ui.client_list import ClientsPane
from app.ui.detail import DetailPane, Missing
from app.ui.drafts import Found, find_draft
from app.ui.entries import EntriesPane, Scope
from app.ui.shelves import SHELF_ICONS, Place, empty_words
from app.ui.state import Session
from app.ui.theme import LIST_WIDTH, NARROW_LIST_WIDTH
from app.ui.widgets.base import Living, bare
from app.ui.widgets.cards import Rule
from app.vault.model import Client, Entry, EntrySummary

_ROOMY = 900  # from this width on, the list has its full width


class ClientsPage(Living):
    """Built at unlock, dropped at lock."""

    counted = Signal(int)
    stands = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.clients, self.entries = ClientsPane(session), EntriesPane(session)
        self.detail = DetailPane(session)
        self._list = QStackedWidget()
        self._searching = False
        self._compose()
        self._connect()
        self.retranslate()
        self.clients.reload()
        session.ask(find_draft, self._resume, owner=self)

    def _compose(self) -> None:
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.setProperty("ground", "surface")
        self._list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list.addWidget(self.clients)
        self._list.addWidget(self.entries)
        row = QHBoxLayout(self)
        bare(row)
        row.addWidget(self._list)
        row.addWidget(Rule("v"))
        row.addWidget(self.detail, 1)

    def _connect(self) -> None:
        self._session.vault_changed.connect(self._changed)
        self.clients.listed.connect(lambda clients: self.counted.emit(len(clients)))
        self.clients.listed.connect(self.retranslate)
        self.clients.opened.connect(self.open_client)
        self.entries.left.connect(self.back)
        self.entries.picked.connect(self._picked)
        self.entries.emptied.connect(self._emptied)
        self.entries.wanted.connect(self.new_entry)
        self.entries.menu_asked.connect(self._open_menu)
        self.entries.bulk_asked.connect(self._bulk)
        self.detail.editing.connect(self._list.setDisabled)
        self.detail.saved.connect(self.entries.show_saved)
        self.detail.saved.connect(lambda _entry: self.focus_list())
        self.detail.left.connect(self.focus_list)
        self.detail.nothing.pressed.connect(self.new)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.setFixedWidth(LIST_WIDTH if self.width() >= _ROOMY else NARROW_LIST_WIDTH)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def ask_client(self) -> None:
        """A new client, from wherever one is."""
        if self.detail.form is None:
            self.clients.ask_name()

    def new(self) -> None:
        """What comes next here: an entry where entries are listed, an import where there is nothing, else a client."""
        if self._in_entries:
            self.new_entry()
        elif self.clients.count == 0:
            self.clients.ask_import()
        else:
            self.clients.ask_name()

    def new_entry(self) -> None:
        """An empty form, for the client that is open."""
        client = self.entries.scope.client
        self.detail.new(client.id if client else "")

    def _open_menu(self, at: QPoint) -> None:
        """Of the entry that was chosen just now: its page may still be on its way."""
        chosen: EntrySummary | None = self.entries.view.current_item()
        shown = self.detail.shown_entry()
        if shown is not None and chosen is not None and shown.entry is not None and shown.entry.id == chosen.id:
            shown.open_menu(at)
        elif chosen is not None and self.detail.form is None:
            page = self.detail.build()
            page.loaded.connect(lambda: page.open_menu(at), Qt.ConnectionType.SingleShotConnection)
            self.detail.show_entry(chosen.id)

    def _bulk(self, act: str, ids: list[str]) -> None:
        """Something with several entries at once."""
        do_bulk(self._session, act, ids, self)

    # -- going --------------------------------------------------------------------------------------------------------

    @property
    def _in_entries(self) -> bool:
        return self._list.currentWidget() is self.entries

    def go(self, client_id: str | None = None, entry_id: str | None = None) -> None:
        """Show a client's entries, or an entry among them."""
        if entry_id is not None:
            self._session.ask(lambda vault: vault.entry(entry_id), self._go_entry, owner=self)
        elif client_id is not None:
            self._session.ask(lambda vault: vault.client(client_id), self.open_client, owner=self)
        else:
            self.back()

    def _go_entry(self, entry: Entry) -> None:
        self.entries.choose_later(entry.id)
        self._session.ask(lambda vault: vault.client(entry.client_id), self.open_client, owner=self)

    def _resume(self, found: Found | None) -> None:
        """Back to the form that stood open when the vault locked, unless another is open by now."""
        if found is None or self.detail.form is not None:
            return
        if found.entry is not None:
            self.entries.choose_later(found.entry.id)
        self.open_client(found.client)
        self.detail.resume(found)

    def open_client(self, client: Client | None) -> None:
        """The entries of a client, or of all."""
        if client is None:
            self.open_shelf(Place())
            return
        self._show(Scope(client))

    def open_shelf(self, place: Place) -> None:
        """Entries of all clients: all of them, the favourites, a tag's, the trash…"""
        if self.detail.form is None:
            self._show(Scope(None, "", place))

    def _show(self, scope: Scope) -> None:
        self._searching = False
        self._list.setCurrentWidget(self.entries)
        self.detail.close_all()
        self.entries.show_scope(scope)
        self.stands.emit(None if scope.client else scope.place)
        self.retranslate()
        self.entries.focus()

    def back(self) -> None:
        self._to_clients()
        self.clients.focus()

    def _to_clients(self) -> None:
        self._searching = False
        self._list.setCurrentWidget(self.clients)
        self.stands.emit(None)
        self.detail.close_all()
        self.retranslate()

    def search(self, text: str) -> None:
        """What the whole vault finds for these words; without words, the clients again."""
        if text.strip():
            self._searching = True
            self.entries.show_scope(
                Scope(None, text.strip())
            )  # while it is hidden, where it is: it shows no other client's rows
            self._list.setCurrentWidget(self.entries)
        elif self._searching:
            self._to_clients()

    def focus_list(self) -> None:
        (self.entries if self._in_entries else self.clients).focus()

    # -- following ----------------------------------------------------------------------------------------------------

    def _picked(self, summary: EntrySummary) -> None:
        self.detail.show_entry(summary.id, later=self._searching and not self.entries.view.hasFocus())

    def _changed(self) -> None:
        self.clients.reload()
        if self._in_entries:
            self.entries.reload()

    def _emptied(self) -> None:
        """The list has no row to show."""
        if self.detail.form is None:
            self.detail.close_all()
            self.retranslate()

    def retranslate(self) -> None:
        """What the empty detail says follows from where one is."""
        if self._in_entries:
            self._say_of_entries()
        else:
            self.detail.say(Missing.NO_CLIENTS if self.clients.count == 0 else Missing.NOT_CHOSEN)

    def _say_of_entries(self) -> None:
        scope = self.entries.scope
        if self.entries.count:
            self.detail.say(Missing.NOT_CHOSEN)
        elif scope.query:
            self.detail.say(Missing.NOTHING_FOUND)
        elif scope.client is not None:
            self.detail.say(Missing.NO_ENTRIES)
        else:
            self.detail.say_words(SHELF_ICONS[scope.place.shelf], *empty_words(scope.place.shelf))
