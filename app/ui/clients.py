"""The page of clients and entries: list at the left, the chosen entry at the right. Owns the way from one to the other.

What the column lists is `list_column`'s, what stands at the right `detail`'s.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.bulk_acts import do_bulk
from app.ui.detail import DetailPane, Missing
from app.ui.drafts import Found, find_draft
from app.ui.files.list_drops import ListDrops
from app.ui.following import Following
from app.ui.list_column import ListColumn
from app.ui.scope import Scope
from app.ui.shelves import SHELF_ICONS, Place, empty_words
from app.ui.state import Session
from app.ui.theme import LIST_WIDTH
from app.ui.widgets.base import Living, bare
from app.ui.widgets.split import Split, read_columns
from app.vault.model import Client, Entry


class ClientsPage(Living):
    """Built at unlock, dropped at lock."""

    counted = Signal(int)
    stands = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._list = ListColumn(session)
        self.clients, self.entries = self._list.clients, self._list.entries
        self.detail = DetailPane(session)
        self.split = Split(
            self._list, self.detail, LIST_WIDTH, read_columns(session.settings.columns).get("clients", 0)
        )
        bare(column := QVBoxLayout(self))
        column.addWidget(self.split)
        self._connect()
        self._following = Following(self, self._list)
        self.retranslate()
        self.list_drops = ListDrops(session, self)
        self.clients.reload()
        session.ask(find_draft, self._resume, owner=self)

    def _connect(self) -> None:
        self._session.vault_changed.connect(self._list.reload)
        self.split.settled.connect(lambda width: self._session.keep_column("clients", width))
        self.clients.listed.connect(lambda clients: self.counted.emit(len(clients)))
        self.clients.listed.connect(self.retranslate)
        self.clients.opened.connect(self.open_client)
        self.clients.entry_wanted.connect(self.detail.new)
        self.entries.left.connect(self.back)
        self.entries.wanted.connect(self.new_entry)
        self.entries.bulk_asked.connect(lambda act, ids: do_bulk(self._session, act, ids, self))
        self.detail.editing.connect(self._list.setDisabled)
        self.detail.editing.connect(self.split.hold)
        self.detail.saved.connect(self.entries.show_saved)
        self.detail.nothing.pressed.connect(self.new)
        self.detail.nothing.other_pressed.connect(self.ask)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def ask_client(self) -> None:
        """A new client, from wherever one is."""
        if self.detail.form is None:
            self.clients.ask_name()

    def new(self) -> None:
        """What comes next here: an entry where entries are listed, an import where there is nothing, else a client."""
        if self._list.in_entries:
            self.new_entry()
        elif self.clients.count == 0:
            self.clients.ask_import()
        else:
            self.clients.ask_name()

    def ask(self) -> None:
        """The client that is open, for what is to stand here."""
        from app.ui.asking.acts import ask_client

        ask_client(self._session, self, self.where)

    def new_entry(self) -> None:
        """An empty form, for the client that is open."""
        client = self.entries.scope.client
        self.detail.new(client.id if client else "")

    # -- going --------------------------------------------------------------------------------------------------------

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
        self._session.ask(lambda vault: vault.client(entry.client_id), self._enter_client, owner=self)

    def _enter_client(self, client: Client) -> None:
        """For one of its entries."""
        self.open_client(client)
        self.split.enter()

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
        self.detail.close_all()
        self.split.leave()
        self._list.show_scope(scope)
        self.stands.emit(None if scope.client else scope.place)
        self.retranslate()
        self.entries.focus()

    def back(self) -> None:
        self._to_clients()
        self.clients.focus()

    def _to_clients(self) -> None:
        self._list.show_clients()
        self.stands.emit(None)
        self.detail.close_all()
        self.split.leave()
        self.retranslate()

    def search(self, text: str) -> None:
        """What the whole vault finds for these words; without words, the clients again."""
        if text.strip():
            self._list.show_found(text.strip())
        elif self._list.searching:
            self._to_clients()

    @property
    def where(self) -> str:
        """The client whose entries are listed, by its id; empty elsewhere."""
        client = self.entries.scope.client if self._list.in_entries else None
        return client.id if client is not None else ""

    @property
    def on_shelf(self) -> bool:
        """Entries of several clients are listed."""
        return self._list.in_entries and self.entries.scope.client is None

    def focus_list(self) -> None:
        """Unless it stands aside for an entry that was entered."""
        if self._list.isVisibleTo(self) or not self.isVisible():
            self._list.focus()

    def retranslate(self) -> None:
        """What the empty detail says follows from where one is."""
        if not self._list.in_entries:
            self.detail.say(Missing.NO_CLIENTS if self.clients.count == 0 else Missing.NOT_CHOSEN)
            return
        scope = self.entries.scope
        if self.entries.count:
            self.detail.say(Missing.NOT_CHOSEN)
        elif scope.query:
            self.detail.say(Missing.NOTHING_FOUND)
        elif scope.client is not None:
            self.detail.say(Missing.NO_ENTRIES)
        else:
            self.detail.say_words(SHELF_ICONS[scope.place.shelf], *empty_words(scope.place.shelf))
