"""The list of entries: of one client, of all, or found by a search. Owns the pane; what an entry looks like is in `lists`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.client_list import NameSheet
from app.ui.lists import EntryDelegate, counted, spoken_entry
from app.ui.state import Session
from app.ui.theme import NARROW_LIST_WIDTH, S4, S8, S12, S16, T12, T15
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import confirm
from app.ui.widgets.table import RowsModel, RowsView
from app.ui.widgets.text import Elided, Text
from app.vault.model import Client, Entry, EntrySummary

FOUND_AT_MOST = 100  # a search is narrowed by typing on, not by scrolling


@dataclass(frozen=True, slots=True)
class Scope:
    """What is listed: a client's entries, or everybody's; all of them, or those a search finds."""

    client: Client | None = None
    query: str = ""


class EntriesPane(Living):
    """Level two of the list column."""

    left = Signal()
    picked = Signal(object)
    emptied = Signal()
    listed = Signal(int)
    wanted = Signal()
    menu_asked = Signal(QPoint)

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
        other = scope.client != self.scope.client or bool(scope.query) != bool(self.scope.query)
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
        scope = self.scope
        client_id = scope.client.id if scope.client else None
        limit = FOUND_AT_MOST if scope.query else None
        self._session.ask(
            lambda vault: vault.entries(client_id, scope.query, limit), self._show, owner=self, key="entries"
        )

    def _show(self, entries: list[EntrySummary]) -> None:
        current = self.view.current_item()
        here, self._later = self._later or (current.id if current is not None else ""), ""
        self._delegate.with_client = self.scope.client is None
        self.view.show_rows(entries, lambda entry: entry.id == here)
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

    def _menu(self) -> None:
        menu = Menu(self)
        menu.add("pencil-simple", QCoreApplication.translate("Entries", "Rename client…"), self.ask_rename)
        menu.add("trash", QCoreApplication.translate("Entries", "Forget client…"), self.ask_forget, role="bad")
        menu.open_under(self.more)

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
            self.title.set_text(client.name if client else QCoreApplication.translate("Entries", "All entries"))
        full = bool(self.scope.query) and self.count >= FOUND_AT_MOST
        many = QCoreApplication.translate("Entries", "The first {count}").format(count=QLocale().toString(self.count))
        self.subtitle.setText(many if full else counted(self.count))
        self.more.setVisible(client is not None)
