"""What is done with a client: ask, rename, forget, and the menu that offers it. Owns the questions and their words.

The same menu opens from the row of a client and from the heading over its entries.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.entry_acts import EntryActs
from app.ui.lists import counted
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import confirm
from app.vault.model import Client


class ClientActs:
    """For the widget `owner`: its window carries the sheets. Renaming can be undone; forgetting is asked about."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        self._session, self._owner = session, owner

    def menu(
        self,
        client: Client,
        count: int,
        new_entry: Callable[[], object] | None = None,
        gone: Callable[[], object] = lambda: None,
    ) -> Menu:
        """Not yet open."""
        menu = Menu(self._owner)
        if new_entry is not None:
            menu.add("plus", QCoreApplication.translate("Entries", "New entry"), new_entry)
        ask = QCoreApplication.translate("Entries", "Ask for something…")
        menu.add("tray", ask, lambda: self.ask(client))
        menu.add("pencil-simple", QCoreApplication.translate("Entries", "Rename client…"), lambda: self.rename(client))
        export = QCoreApplication.translate("Entries", "Export this client…")
        menu.add("export", export, lambda: self.export(client))
        menu.addSeparator()
        access = QCoreApplication.translate("Entries", "Remove all access…")
        menu.add("prohibit", access, lambda: self.remove_access(client), role="bad")
        forget = QCoreApplication.translate("Entries", "Delete client…")
        menu.add("trash", forget, lambda: self.forget(client, count, gone), role="bad")
        return menu

    def ask(self, client: Client) -> None:
        from app.ui.asking.acts import ask_client

        ask_client(self._session, self._owner, client.id)

    def export(self, client: Client) -> None:
        from app.ui.exporting.sheet import open_export

        open_export(self._session, self._owner, client.id)

    def remove_access(self, client: Client) -> None:
        from app.ui.sharing.clientaccess import remove_all_access

        remove_all_access(self._session, self._owner, client)

    def rename(self, client: Client) -> None:
        from app.ui.client_list import NameSheet

        title = QCoreApplication.translate("Entries", "Rename client")
        sheet = NameSheet(self._owner, title, QCoreApplication.translate("Entries", "Rename"), client.name)
        sheet.named.connect(lambda name: self._rename(client, name))
        sheet.open()

    def _rename(self, client: Client, name: str) -> None:
        now, session = self._session.now(), self._session
        if name == client.name:
            return
        text = QCoreApplication.translate("Entries", "Renamed to {name}").format(name=name)
        session.change(
            lambda vault: vault.rename_client(client.id, name, now),
            lambda _client: session.undo.offer(text, lambda vault: vault.rename_client(client.id, client.name, now)),
            owner=session,
        )

    def forget(self, client: Client, count: int, gone: Callable[[], object] = lambda: None) -> None:
        """Asked first: the key is erased."""
        text = QCoreApplication.translate(
            "Entries",
            "“{name}” and {count} are erased for good. It cannot be undone. Backups made before still hold the data.",
        ).format(name=client.name, count=counted(count))
        verb = QCoreApplication.translate("Entries", "Delete client")
        title = QCoreApplication.translate("Entries", "Delete this client?")
        confirm(self._owner, title, text, verb, lambda: self._forget(client, gone), danger=True)

    def _forget(self, client: Client, gone: Callable[[], object]) -> None:
        self._session.change(lambda vault: vault.forget_client(client.id), _quietly(gone), owner=self._owner)

    def empty_trash(self, count: int) -> None:
        text = QCoreApplication.translate(
            "Entries", "{count} and their past and files are erased. It cannot be undone."
        ).format(count=counted(count))
        verb = QCoreApplication.translate("Entries", "Erase for good")
        title = QCoreApplication.translate("Entries", "Empty the trash?")
        confirm(self._owner, title, text, verb, EntryActs(self._session).empty_trash, danger=True)


def _quietly(act: Callable[[], object]) -> Callable[[object], None]:
    """For an answer that nobody reads."""

    def done(_answer: object) -> None:
        act()

    return done
