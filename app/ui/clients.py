"""The page of clients and entries: list at the left, the chosen entry at the right. Owns what is listed and what is shown.

The list column has two levels: the clients, and the entries of one of them (or of all, or what a search found).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.ui.client_list import ClientsPane
from app.ui.entries import EntriesPane, Scope
from app.ui.entry_page import EntryPage
from app.ui.state import Session
from app.ui.theme import LIST_WIDTH, NARROW_LIST_WIDTH
from app.ui.widgets.base import Living, bare
from app.ui.widgets.cards import Rule
from app.ui.widgets.empty import EmptyState
from app.vault.model import Client, Entry, EntrySummary

if TYPE_CHECKING:
    from app.ui.entry_form import EntryForm

_RESTS_MS = 120
_ROOMY = 900  # from this width on, the list has its full width


class ClientsPage(Living):
    """Built at unlock, dropped at lock."""

    counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.clients = ClientsPane(session)
        self.entries = EntriesPane(session)
        self.nothing = EmptyState("users")
        self.entry_page: EntryPage | None = None
        self.form: EntryForm | None = None
        self._list, self._detail = QStackedWidget(), QStackedWidget()
        self._searching = False
        # While somebody types, the list comes first: the entry below the cursor is shown when the typing rests.
        self._typed = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._compose()
        self._connect()
        self.retranslate()
        self.clients.reload()

    def _compose(self) -> None:
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.setProperty("ground", "surface")
        self._list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list.addWidget(self.clients)
        self._list.addWidget(self.entries)
        self._detail.setProperty("ground", "paper")
        self._detail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._detail.addWidget(self.nothing)
        row = QHBoxLayout(self)
        bare(row)
        row.addWidget(self._list)
        row.addWidget(Rule("v"))
        row.addWidget(self._detail, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.setFixedWidth(LIST_WIDTH if self.width() >= _ROOMY else NARROW_LIST_WIDTH)

    def _connect(self) -> None:
        self._session.vault_changed.connect(self._changed)
        self.clients.listed.connect(self._listed)
        self.clients.opened.connect(self.open_client)
        self.entries.left.connect(self.back)
        self.entries.picked.connect(self._picked)
        self._typed.timeout.connect(self._show_current)
        self.entries.emptied.connect(self._emptied)
        self.entries.wanted.connect(self.new_entry)
        self.nothing.pressed.connect(self._offered)
        for keys, slot in (
            ("Ctrl+N", self._new),
            ("Ctrl+E", lambda: self._of_entry("edit")),
            ("Ctrl+Shift+C", lambda: self._of_entry("password")),
            ("Ctrl+Shift+U", lambda: self._of_entry("username")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _new(self) -> None:
        """A new entry where entries are listed, else a new client."""
        if self.form is not None:
            return
        if self._list.currentWidget() is self.entries:
            self.new_entry()
        else:
            self.clients.ask_name()

    def _of_entry(self, what: str) -> None:
        """Edit the entry that is shown, or copy a field of it."""
        page = self.entry_page
        if page is None or page.entry is None or self._detail.currentWidget() is not page:
            return
        if what == "edit":
            self.edit_entry(page.entry)
        else:
            page.copy_named(what)

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
        self._session.ask(lambda vault: vault.client(entry.client_id), self.open_client, owner=self)

    def open_client(self, client: Client | None) -> None:
        """The entries of a client, or of all."""
        self._searching = False
        self._close_detail()
        self._list.setCurrentWidget(self.entries)
        self.entries.show_scope(Scope(client))
        self.entries.focus()

    def back(self) -> None:
        self._searching = False
        self._close_detail()
        self._list.setCurrentWidget(self.clients)
        self.clients.focus()

    def search(self, text: str) -> None:
        """What the whole vault finds for these words; without words, the clients again."""
        if text.strip():
            self._searching = True
            self._list.setCurrentWidget(self.entries)
            self.entries.show_scope(Scope(None, text.strip()))
        elif self._searching:
            self._searching = False
            self._close_detail()
            self._list.setCurrentWidget(self.clients)

    def focus_list(self) -> None:
        (self.entries if self._list.currentWidget() is self.entries else self.clients).focus()

    # -- the detail ---------------------------------------------------------------------------------------------------

    def _picked(self, summary: EntrySummary) -> None:
        if self._searching and not self.entries.view.hasFocus():
            self._typed.start()
        else:
            self.show_entry(summary)

    def _show_current(self) -> None:
        summary = self.entries.view.current_item()
        if summary is not None and self._list.currentWidget() is self.entries:
            self.show_entry(summary)

    def show_entry(self, summary: EntrySummary) -> None:
        if self.form is not None:
            return
        if self.entry_page is None:
            self.entry_page = EntryPage(self._session)
            self.entry_page.edit_asked.connect(self.edit_entry)
            self.entry_page.gone.connect(self._close_detail)
            self._detail.addWidget(self.entry_page)
        self.entry_page.load(summary.id)
        self._detail.setCurrentWidget(self.entry_page)

    def new_entry(self) -> None:
        """An empty form, for the client that is open."""
        from app.ui.entry_form import EntryForm

        client = self.entries.scope.client
        self._show_form(EntryForm(self._session, client_id=client.id if client else ""))

    def edit_entry(self, entry: Entry) -> None:
        from app.ui.entry_form import EntryForm

        self._show_form(EntryForm(self._session, entry=entry))

    def _show_form(self, form: EntryForm) -> None:
        self._drop_form()
        self.form = form
        form.saved.connect(self._saved)
        form.left.connect(self._form_left)
        self._detail.addWidget(form)
        self._detail.setCurrentWidget(form)
        self._list.setEnabled(False)
        form.focus_first()

    def _saved(self, entry: Entry) -> None:
        self._drop_form()
        self.entries.choose_later(entry.id)
        self.entries.reload()

    def _form_left(self) -> None:
        self._drop_form()
        if self.entry_page is not None and self.entry_page.entry is not None:
            self._detail.setCurrentWidget(self.entry_page)
        else:
            self._detail.setCurrentWidget(self.nothing)
        self.focus_list()

    def _drop_form(self) -> None:
        self._list.setEnabled(True)
        if self.form is not None:
            self._detail.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _close_detail(self) -> None:
        self._drop_form()
        if self.entry_page is not None:
            self.entry_page.forget()
        self._detail.setCurrentWidget(self.nothing)
        self._say_nothing()

    # -- following ----------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.clients.reload()
        if self._list.currentWidget() is self.entries:
            self.entries.reload()

    def _listed(self, clients: list[Client]) -> None:
        self.counted.emit(len(clients))
        self._say_nothing()

    def _emptied(self) -> None:
        """The list has no row to show."""
        if self.form is None:
            self._close_detail()

    def _offered(self) -> None:
        """What the empty detail offers: a first entry, or an import where there is nothing at all."""
        if self._list.currentWidget() is self.entries:
            self.new_entry()
        else:
            self.clients.ask_import()

    def _say_nothing(self) -> None:
        entries = self._list.currentWidget() is self.entries
        if entries and self.entries.scope.query:
            self.nothing.set_icon("magnifying-glass")
            self.nothing.set_words(
                QCoreApplication.translate("Clients", "Nothing found"),
                QCoreApplication.translate(
                    "Clients", "Search looks in titles, user names, addresses, client names and notes."
                ),
            )
        elif entries and self.entries.count == 0:
            self.nothing.set_icon("key")
            self.nothing.set_words(
                QCoreApplication.translate("Clients", "No entries yet"),
                QCoreApplication.translate(
                    "Clients", "Keep a login, a door code or a note here, and share it by a link."
                ),
                QCoreApplication.translate("Clients", "New login"),
            )
        elif self.clients.count == 0:
            self.nothing.set_icon("download-simple")
            self.nothing.set_words(
                QCoreApplication.translate("Clients", "Your vault is ready"),
                QCoreApplication.translate(
                    "Clients", "Bring what you have in LastPass, Bitwarden or Chrome, or add a client."
                ),
                QCoreApplication.translate("Clients", "Import…"),
            )
        else:
            self.nothing.set_icon("users")
            self.nothing.set_words(
                QCoreApplication.translate("Clients", "Choose a client"),
                QCoreApplication.translate(
                    "Clients", "Its logins, codes and notes open here. Ctrl+K searches all of them."
                ),
            )

    def retranslate(self) -> None:
        self._say_nothing()
