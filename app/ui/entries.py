"""The list of entries: of one client, of all, or found by a search. Owns the pane; what an entry looks like is in `lists`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout

from app.ui.bulk import BulkBar
from app.ui.client_acts import ClientActs
from app.ui.lists import EntryDelegate, counted, spoken_entry
from app.ui.scope import FOUND_AT_MOST, SORTS, Listed, Scope, listed, sort_name, sortable
from app.ui.shelves import Shelf, place_name
from app.ui.state import Session
from app.ui.theme import CONTROL, S4, S8, S12, S16, T12, T15, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.menus import Menu
from app.ui.widgets.table import RowsModel, RowsView
from app.ui.widgets.text import Elided, Text
from app.vault.model import Entry, EntrySummary

_AROUND_WORD = 64  # the icon of a button, and what stands left and right of its word


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
        self.acts = ClientActs(session, self)
        self.back = IconButton("arrow-left")
        self.back.clicked.connect(self.left)
        self.title = Elided("", size=T15, semibold=True)
        self.subtitle = Text("", size=T12, role="muted")
        self.more = IconButton("dots-three")
        self.more.clicked.connect(self._menu)
        self.sorts = IconButton("sort-ascending")
        self.sorts.clicked.connect(self.open_sorts)
        self.add = Button("", "secondary", "plus")
        self.add.clicked.connect(self.wanted)
        self._delegate = EntryDelegate()
        self.view = RowsView(RowsModel(spoken_entry, self), self._delegate)
        self.view.picked.connect(self.picked)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(self._count_selected)
        self.bulk = BulkBar()
        self.bulk.asked.connect(lambda act: self.bulk_asked.emit(act, [entry.id for entry in self.chosen()]))
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
        head.addWidget(self.sorts)
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
        self._session.ask(
            partial(listed, self.scope, self._session.settings.sort), self._show, owner=self, key="entries"
        )

    def _show(self, found: Listed) -> None:
        entries, client = found
        if client is not None and self.scope.client is not None and client.id == self.scope.client.id:
            self.scope = replace(self.scope, client=client)  # it may have another name by now
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
        row = self.view.row_for_menu(at)
        if row.isValid():
            self.menu_asked.emit(self.view.menu_place(row, at))

    # -- several at once ----------------------------------------------------------------------------------------------

    def chosen(self) -> list[EntrySummary]:
        """The entries that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        shown = self.view.model().rows  # type: ignore[attr-defined]  # the model is ours
        return [shown[row] for row in rows if row < len(shown)]

    def _count_selected(self) -> None:
        chosen = self.chosen()
        self.bulk.show_for(chosen, trash=self.scope.place.shelf is Shelf.TRASH)

    def _menu(self) -> None:
        """Of the client whose entries are listed; in the trash, of the trash."""
        client, acts = self.scope.client, self.acts
        if client is not None:
            acts.menu(client, self.count, self.wanted.emit, self.left.emit).open_under(self.more)
            return
        menu = Menu(self)
        empty = QCoreApplication.translate("Entries", "Empty the trash…")
        menu.add("trash", empty, lambda: acts.empty_trash(self.count), role="bad")
        menu.open_under(self.more)

    # -- the order ----------------------------------------------------------------------------------------------------

    def open_sorts(self) -> None:
        """In which order: chosen once, for every list of entries."""
        menu, chosen = Menu(self), self._session.settings.sort
        for sort in SORTS:
            action = menu.add("check" if sort == chosen else "", sort_name(sort), partial(self.sort_by, sort))
            action.setCheckable(True)
            action.setChecked(sort == chosen)
        menu.open_under(self.sorts)

    def sort_by(self, sort: str) -> None:
        self._session.update_settings(sort=sort)
        self.reload()

    def retranslate(self) -> None:
        self.back.set_name(QCoreApplication.translate("Entries", "Back to the clients"))
        self.more.set_name(QCoreApplication.translate("Entries", "More about this client"))
        self.sorts.set_name(QCoreApplication.translate("Entries", "Order of the list"))
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
        self.sorts.setVisible(sortable(self.scope) and self.count > 1)
        self._fit_word()

    def _fit_word(self) -> None:
        """The client's name needs the room more than the word “New”, which the icon says as well."""
        word = QCoreApplication.translate("Entries", "New")
        icons = sum(not icon.isHidden() for icon in (self.back, self.sorts, self.more))
        taken = icons * (grown(CONTROL) + S4) + S12 + S16 + S4
        worded = self.add.fontMetrics().horizontalAdvance(word) + grown(_AROUND_WORD)
        roomy = self.width() >= taken + worded + self.title.sizeHint().width()
        self.add.setText(word if roomy else "")
        if self.add.kind != (kind := "secondary" if roomy else "icon"):
            self.add.set_kind(kind)
