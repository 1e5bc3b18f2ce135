"""The list of entries: of one client, of all, or found by a search. Owns the pane; what an entry looks like is in `lists`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout

from app.ui.bulk import BulkBar
from app.ui.client_list import NameSheet
from app.ui.entry_acts import EntryActs
from app.ui.lists import EntryDelegate, counted, spoken_entry
from app.ui.shelves import Place, Shelf, entries_on, place_name
from app.ui.state import Session
from app.ui.theme import NARROW_LIST_WIDTH, S4, S8, S12, S16, T12, T15
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import confirm
from app.ui.widgets.table import RowsModel, RowsView
from app.ui.widgets.text import Elided, Text
from app.vault.model import Client, Entry, EntrySummary

if TYPE_CHECKING:
    from app.vault.vault import Vault

ALL = Place()
FOUND_AT_MOST = 100  # a search is narrowed by typing on, not by scrolling


@dataclass(frozen=True, slots=True)
class Scope:
    """What is listed: a client's entries, or a shelf of everybody's; all of them, or those a search finds."""

    client: Client | None = None
    query: str = ""
    place: Place = ALL


class EntriesPane(Living):
    """Level two of the list column."""

    left = Signal()
    picked = Signal(object)
    emptied = Signal()
    listed = Signal(int)
    wanted = Signal()
    menu_asked = Signal(QPoint)
    bulk_asked = Signal(str, list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.scope = Scope()
        self._later = ""
        self.back = IconButton("arrow-left")
        self.back.clicked.connect(self.left)
        self.title = Elided("", size=T15, semibold=True)
        self.subtitle = Text("", size=T12, role="muted")
        self.more = IconButton("dots-three")
        self.more.clicked.connect(self._menu)
        self.add = Button("", "secondary", "plus")
        self.add.clicked.connect(self.wanted)
        self._delegate = EntryDelegate()
        self.view = RowsView(RowsModel(spoken_entry, self), self._delegate)
        self.view.picked.connect(self.picked)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(self._count_selected)
        self.bulk = BulkBar()
        self.bulk.asked.connect(self._bulk)
        self.view.left.connect(self.left)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._ask_menu)
        self._compose()
        self.retranslate()

    def _compose(self) -> None:
        names = QVBoxLayout()
        bare(names, 0)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head = QHBoxLayout()
        bare(head, S4, (S12, S12, S16, S8))
        head.addWidget(self.back)
        head.addLayout(names, 1)
        head.addWidget(self.more)
        head.addWidget(self.add)
        outer = QVBoxLayout(self)
        bare(outer, 0, (0, 0, 0, S8))
        outer.addLayout(head)
        outer.addWidget(self.bulk)
        outer.addWidget(self.view, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.retranslate()

    @property
    def count(self) -> int:
        return self.view.model().rowCount()

    def show_scope(self, scope: Scope) -> None:
        """List something else. While a search looks, what stood here stays, under its own title: an empty list in between
        would only flicker, and be painted for nothing."""
        other = (scope.client, scope.place, bool(scope.query)) != (
            self.scope.client,
            self.scope.place,
            bool(self.scope.query),
        )
        searching = bool(scope.query) and self.isVisible()
        self.scope = scope
        if not searching:
            if other:
                self.view.show_rows([])
            self._retitle()
        self.reload()

    def choose_later(self, entry_id: str) -> None:
        """Which entry to choose when the list comes."""
        self._later = entry_id

    def show_saved(self, entry: Entry) -> None:
        """List again, with this one chosen."""
        self.choose_later(entry.id)
        self.reload()

    def reload(self) -> None:
        self._session.ask(partial(_listed, self.scope), self._show, owner=self, key="entries")

    def _show(self, entries: Sequence[EntrySummary]) -> None:
        current = self.view.current_item()
        here, self._later = self._later or (current.id if current is not None else ""), ""
        self._delegate.with_client = self.scope.client is None
        self.view.show_rows(entries, lambda entry: entry.id == here)
        self._count_selected()
        self._retitle()
        self.listed.emit(len(entries))
        if not entries:
            self.emptied.emit()
        elif self.view.current_item() is None:
            self.view.pick(0)
        else:
            self.picked.emit(self.view.current_item())

    def focus(self) -> None:
        self.view.setFocus()

    def _ask_menu(self, at: QPoint) -> None:
        """Of the row under the mouse, or (by the menu key) of the current one."""
        row = self.view.indexAt(at)
        if not row.isValid():
            row = self.view.currentIndex()
            at = self.view.visualRect(row).center()
        if row.isValid():
            self.menu_asked.emit(self.view.viewport().mapToGlobal(at))

    # -- several at once ----------------------------------------------------------------------------------------------

    def chosen(self) -> list[EntrySummary]:
        """The entries that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        shown = self.view.model().rows  # type: ignore[attr-defined]
        return [shown[row] for row in rows if row < len(shown)]

    def _count_selected(self) -> None:
        chosen = self.chosen()
        self.bulk.show_for(chosen, trash=self.scope.place.shelf is Shelf.TRASH)

    def _bulk(self, act: str) -> None:
        self.bulk_asked.emit(act, [entry.id for entry in self.chosen()])

    def _menu(self) -> None:
        menu = Menu(self)
        if self.scope.client is None:
            menu.add("trash", QCoreApplication.translate("Entries", "Empty the trash…"), self.ask_empty, role="bad")
            menu.open_under(self.more)
            return
        menu.add("pencil-simple", QCoreApplication.translate("Entries", "Rename client…"), self.ask_rename)
        menu.add("trash", QCoreApplication.translate("Entries", "Forget client…"), self.ask_forget, role="bad")
        menu.open_under(self.more)

    def ask_empty(self) -> None:
        text = QCoreApplication.translate(
            "Entries", "{count} and their past and files are erased. It cannot be undone."
        ).format(count=counted(self.count))
        verb = QCoreApplication.translate("Entries", "Erase for good")
        title = QCoreApplication.translate("Entries", "Empty the trash?")
        confirm(self, title, text, verb, EntryActs(self._session).empty_trash, danger=True)

    def ask_rename(self) -> None:
        client = self._client()
        title = QCoreApplication.translate("Entries", "Rename client")
        sheet = NameSheet(self, title, QCoreApplication.translate("Entries", "Rename"), client.name)
        sheet.named.connect(self._rename)
        sheet.open()

    def _rename(self, name: str) -> None:
        client, now = self._client(), self._session.now()
        self._session.change(lambda vault: vault.rename_client(client.id, name, now), self._renamed, owner=self)

    def _renamed(self, client: Client) -> None:
        self.scope = Scope(client, self.scope.query)
        self._retitle()

    def ask_forget(self) -> None:
        client = self._client()
        text = QCoreApplication.translate(
            "Entries",
            "This erases the key of “{name}” and with it {count}. It cannot be undone. "
            "Backups made before still hold the data.",
        ).format(name=client.name, count=counted(self.count))
        verb = QCoreApplication.translate("Entries", "Forget client")
        confirm(
            self, QCoreApplication.translate("Entries", "Forget this client?"), text, verb, self._forget, danger=True
        )

    def _forget(self) -> None:
        client = self._client()
        self._session.change(lambda vault: vault.forget_client(client.id), lambda _none: self.left.emit(), owner=self)

    def _client(self) -> Client:
        assert self.scope.client is not None
        return self.scope.client

    def retranslate(self) -> None:
        self.back.set_name(QCoreApplication.translate("Entries", "Back to the clients"))
        self.more.set_name(QCoreApplication.translate("Entries", "More about this client"))
        # The client's name needs the room more than the word.
        self.add.setText(QCoreApplication.translate("Entries", "New") if self.width() > NARROW_LIST_WIDTH else "")
        self.add.setToolTip(QCoreApplication.translate("Entries", "New entry"))
        self.add.setAccessibleName(QCoreApplication.translate("Entries", "New entry"))
        self.view.setAccessibleName(QCoreApplication.translate("Entries", "Entries"))
        self.view.viewport().update()
        self._retitle()

    def _retitle(self) -> None:
        """What changes with the list as well."""
        client = self.scope.client
        if self.scope.query:
            self.title.set_text(QCoreApplication.translate("Entries", "Results"))
        else:
            self.title.set_text(client.name if client else place_name(self.scope.place))
        full = bool(self.scope.query) and self.count >= FOUND_AT_MOST
        many = QCoreApplication.translate("Entries", "The first {count}").format(count=QLocale().toString(self.count))
        self.subtitle.setText(many if full else counted(self.count))
        in_trash = client is None and not self.scope.query and self.scope.place.shelf is Shelf.TRASH
        self.more.setVisible(client is not None or (in_trash and self.count > 0))
        self.add.setVisible(not in_trash)


def _listed(scope: Scope, vault: Vault) -> Sequence[EntrySummary]:
    """For the vault's thread: what a scope lists."""
    if scope.query:
        return vault.entries(scope.client.id if scope.client else None, scope.query, FOUND_AT_MOST)
    return vault.entries(scope.client.id) if scope.client else entries_on(vault, scope.place)
