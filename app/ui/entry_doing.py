"""What can be done with the entry that is shown, by the names of the table of actions: whether, and by whom. Owns its menus.

The acts themselves are `entry_acts`'s; what cannot be undone is asked about by `bulk_acts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint

from app.ui.bulk_acts import do_bulk
from app.ui.commanding.menu import fill_menu
from app.ui.entry_acts import EntryActs
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.vault.model import Entry, EntryKind

if TYPE_CHECKING:
    from app.ui.entry_page import EntryPage

_COPIES = ("copy-username", "copy-password", "copy-totp")
_OWN = ("favourite", "tags", "move-to", "archive", "restore", "past")
_LAST = ("", "delete", "purge")
_ALL = (*_COPIES, "", "reveal", "open-site", "wifi-code", "", "share", "edit", "attach", "", *_OWN, *_LAST)
_MORE = ("reveal", "open-site", "wifi-code", "attach", "", *_OWN, *_LAST)
_IN_TRASH = ("restore", "purge")
_ALWAYS = ("reveal", "past", *_COPIES)
_NEEDED = {"copy-username": "username", "copy-password": "password", "copy-totp": "totp", "open-site": "url"}


class EntryDoing:
    """For one page, and whatever entry stands on it."""

    def __init__(self, session: Session, page: EntryPage) -> None:
        self._session, self._page = session, page
        self.acts = EntryActs(session)

    def can(self, act: str) -> bool:
        """Whether an action of the table has something to work on here."""
        entry, fields = self._page.entry, self._page.fields
        if entry is None:
            return False
        if (entry.removed_at is not None) != (act in _IN_TRASH) and act not in _ALWAYS:
            return False
        if act == "wifi-code":
            return entry.kind is EntryKind.WIFI and fields.has("ssid")
        if act == "reveal":
            return any(field.protected for field in entry.fields)
        return act not in _NEEDED or fields.has(_NEEDED[act])

    def do(self, act: str) -> None:
        """An action of the table, by key, menu or palette."""
        page, fields = self._page, self._page.fields
        doing: dict[str, Callable[[], object]] = {
            "copy-username": lambda: fields.copy_named("username"),
            "copy-password": lambda: fields.copy_named("password"),
            "copy-totp": lambda: fields.copy_named("totp"),
            "reveal": fields.toggle_all,
            "open-site": fields.open_first,
            "wifi-code": page.open_wifi,
            "share": page.open_share,
            "edit": lambda: page.edit_asked.emit(self._entry()),
            "favourite": lambda: self.acts.favourite(self._ids(), not self._entry().favourite),
            "tags": lambda: self._with_others("tags"),
            "move-to": lambda: self._with_others("move"),
            "archive": lambda: self.acts.archive(self._ids(), not self._entry().archived),
            "restore": lambda: self.acts.restore(self._ids()),
            "past": page.show_past,
            "attach": page.files.ask_files,
            "delete": lambda: self.acts.trash(self._ids()),
            "purge": lambda: self._with_others("purge"),
        }
        doing[act]()

    def open_more(self) -> None:
        """Under the button of the head: what has no button there."""
        self._menu(_MORE).open_under(self._page.head.more, right=True)

    def open_menu(self, at: QPoint) -> None:
        """Where the mouse or the menu key asks for it: all."""
        self._menu(_ALL).popup(at)

    def _menu(self, names: tuple[str, ...]) -> Menu:
        menu = Menu(self._page)
        fill_menu(menu, [name for name in names if not name or self.can(name)], self.do, menu_words(self._entry()))
        return menu

    def _with_others(self, act: str) -> None:
        """What is asked of one entry as it is of several."""
        do_bulk(self._session, act, self._ids(), self._page)

    def _entry(self) -> Entry:
        entry = self._page.entry
        assert entry is not None
        return entry

    def _ids(self) -> list[str]:
        return [self._entry().id]


def menu_words(entry: Entry) -> dict[str, str]:
    """What turns something on and off, by what it does now."""
    starred = QCoreApplication.translate("EntryPage", "No longer a favourite")
    star = QCoreApplication.translate("EntryPage", "Add to the favourites")
    back = QCoreApplication.translate("EntryPage", "Take out of the archive")
    away = QCoreApplication.translate("EntryPage", "Archive")
    return {"favourite": starred if entry.favourite else star, "archive": back if entry.archived else away}
