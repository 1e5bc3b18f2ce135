"""Does the actions of the table: who is asked for each, and whether it can be done now. Owns the window's shortcuts.

Made with the desk at unlock and gone with it: no shortcut can reach a locked vault.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from app.ui.commanding import sheets
from app.ui.commanding.actions import ACTIONS, Action, Place, action
from app.ui.shelves import Place as Shelved
from app.ui.shelves import Shelf
from app.ui.state import Session

if TYPE_CHECKING:
    from app.ui.clients import ClientsPage
    from app.ui.desk import Desk
    from app.ui.drops import Dropped
    from app.ui.window import Shell


class Commands(QObject):
    """`run` an action by name; `can` says whether it would do anything."""

    def __init__(self, session: Session, shell: Shell, desk: Desk) -> None:
        super().__init__(desk)
        self._session, self._shell, self._desk = session, shell, desk
        self._do: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "search": desk.focus_search,
            "new": self._new,
            "new-client": lambda: self._clients().ask_client(),
            "go-clients": lambda: self._page("clients"),
            "go-shares": lambda: self._page("shares"),
            "go-requests": lambda: self._page("requests"),
            "go-health": lambda: self._page("health"),
            "go-settings": lambda: self._page("settings"),
            "all-entries": lambda: desk.show_shelf(Shelved()),
            "favourites": lambda: desk.show_shelf(Shelved(Shelf.FAVOURITES)),
            "recent": lambda: desk.show_shelf(Shelved(Shelf.RECENT)),
            "archived": lambda: desk.show_shelf(Shelved(Shelf.ARCHIVE)),
            "trash": lambda: desk.show_shelf(Shelved(Shelf.TRASH)),
            "order": lambda: desk.clients.entries.open_sorts(),
            "list-wider": lambda: desk.widen(1),
            "list-narrower": lambda: desk.widen(-1),
            "recovery-kit": partial(sheets.kit, session, shell),
            "passphrase": partial(sheets.passphrase, session, shell),
            "restore-backup": partial(sheets.restore, session, shell),
            "first-steps": desk.guide.begin,
            "generator": partial(sheets.generator, session, shell),
            "ask-client": self._ask_client,
            "open-link": self.open_link,
            "import": lambda: self._clients().clients.ask_import(),
            "export": lambda: sheets.export(session, shell, desk.clients.where),
            "undo": session.undo.undo_last,
            "cheat-sheet": self.open_cheat_sheet,
            "lock": session.lock,
            "quit": shell.close,
        }
        for one in ACTIONS:
            if not one.own:
                self._listen(one)

    def _listen(self, one: Action) -> None:
        for keys in one.keys:
            QShortcut(QKeySequence(keys), self._desk).activated.connect(lambda name=one.name: self.run(name))

    def can(self, name: str) -> bool:
        one = action(name)
        if one.own or (self._shell.sheet_open() and name not in ("lock", "quit")):
            return False
        if one.place is Place.ENTRY:
            page = self._shown_clients()
            return page is not None and page.detail.can_do(name)
        if name in ("new", "new-client", "all-entries", "favourites", "recent", "archived", "trash"):
            return not self._editing()
        if name == "order":
            return self._desk.current == "clients" and self._desk.clients.entries.sorts.isVisible()
        if name in ("list-wider", "list-narrower"):
            return self._desk.current in ("clients", "shares", "requests")
        return name != "undo" or self._session.undo.possible

    def run(self, name: str) -> None:
        """Do it, if it can be done here and now."""
        if not self.can(name):
            return
        if action(name).place is Place.ENTRY:
            self._clients().detail.do(name)
        else:
            self._do[name]()

    def lead(self, name: str) -> None:
        """As `run`, for who is shown the way: what needs an open entry goes to the entries first."""
        if not self.can(name) and action(name).place is Place.ENTRY and not self._shell.sheet_open():
            self.run("all-entries")
        self.run(name)

    def available(self) -> list[Action]:
        """What the palette offers, the open entry's first."""
        able = [one for one in ACTIONS if self.can(one.name) and one.name != "palette"]
        return sorted(able, key=lambda one: one.place is not Place.ENTRY)

    def _ask_client(self) -> None:
        """A request, to the client whose entries are open, if any are."""
        page: Any = self._desk.page("requests")
        page.ask(self._desk.clients.where if self._desk.current == "clients" else "")

    def open_palette(self) -> None:
        from app.ui.commanding.palette import Palette

        Palette(self._session, self, self._shell).open()

    def open_cheat_sheet(self) -> None:
        from app.ui.commanding.cheatsheet import CheatSheet

        CheatSheet(self._shell).open()

    def take(self, dropped: Dropped) -> None:
        """What was dropped on the window: a file is imported, a link of Lacre opened, another address kept as a login."""
        if dropped.file is not None:
            from app.ui.importing.dialog import open_import

            open_import(self._session, self._shell).look_at(dropped.file)
        elif dropped.share:
            self.open_link(dropped.link)
        elif not self._editing():
            self._new()
            form = self._desk.clients.detail.form
            if form is not None:
                form.start_with("url", dropped.link)

    def open_link(self, link: str = "", *, handed: bool = False) -> None:
        """What somebody sent, here and not in a browser. Nothing is asked of its relay before a person presses for it. `handed`:
        another program gave it, at a moment of its choice."""
        from app.ui.receiving.sheet import open_link

        open_link(self._session, self._shell, link, handed=handed)

    # -- who is asked -------------------------------------------------------------------------------------------------

    def _page(self, name: str) -> None:
        self._desk.show_page(name)
        if name == "clients":
            self._desk.focus_list()

    def _clients(self) -> ClientsPage:
        """The page of clients, brought to the front."""
        if self._desk.current != "clients":
            self._desk.show_page("clients")
        return self._desk.clients

    def _shown_clients(self) -> ClientsPage | None:
        return self._desk.clients if self._desk.current == "clients" else None

    def _editing(self) -> bool:
        return self._desk.clients.detail.form is not None

    def _new(self) -> None:
        self._clients().new_entry()
