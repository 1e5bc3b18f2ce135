"""The list column: the clients, and at the second level the entries of one of them, of all, or those a search found.

Owns which level stands; what a level lists is its pane's.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from app.ui.client_list import ClientsPane
from app.ui.entries import EntriesPane
from app.ui.scope import Scope
from app.ui.state import Session


class ListColumn(QStackedWidget):
    """Two levels, one on the screen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.searching = False
        self.clients, self.entries = ClientsPane(session), EntriesPane(session)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addWidget(self.clients)
        self.addWidget(self.entries)

    @property
    def in_entries(self) -> bool:
        return self.currentWidget() is self.entries

    def show_scope(self, scope: Scope) -> None:
        """Entries, where clients or other entries stood."""
        self.searching = False
        self.setCurrentWidget(self.entries)
        self.entries.show_scope(scope)

    def show_clients(self) -> None:
        self.searching = False
        self.setCurrentWidget(self.clients)

    def show_found(self, text: str) -> None:
        """While it is hidden, where it is: it shows no other client's rows."""
        self.searching = True
        self.entries.show_scope(Scope(None, text))
        self.setCurrentWidget(self.entries)

    def focus(self) -> None:
        (self.entries if self.in_entries else self.clients).focus()

    def reload(self) -> None:
        """The vault has changed."""
        self.clients.reload()
        if self.in_entries:
            self.entries.reload()
