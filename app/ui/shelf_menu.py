"""The menu of a shelf: a tag is renamed or taken off everything, the trash emptied. Owns the menu and its questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QWidget

from app.ui.client_acts import ClientActs
from app.ui.entry_acts import EntryActs
from app.ui.shelves import Place, Shelf, entries_on
from app.ui.state import Session
from app.ui.widgets.menus import Menu


class ShelfMenu:
    """For the widget `owner`: its window carries the sheets. What it does with tags can be undone."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        self._session, self._owner = session, owner

    def open(self, place: Place, show: Callable[[], object], at: QPoint) -> None:
        """At a point of the screen; every shelf can be shown, some can more."""
        menu = Menu(self._owner)
        menu.add("arrow-right", QCoreApplication.translate("ShelfMenu", "Show"), show)
        if place.shelf is Shelf.TAG:
            menu.add(
                "pencil-simple", QCoreApplication.translate("ShelfMenu", "Rename tag…"), partial(self.rename, place)
            )
            menu.addSeparator()
            remove = QCoreApplication.translate("ShelfMenu", "Remove tag from all")
            menu.add("x", remove, partial(self._retag, place, ""))
        elif place.shelf is Shelf.TRASH:
            menu.addSeparator()
            empty = QCoreApplication.translate("Entries", "Empty the trash…")
            menu.add("trash", empty, self.empty_trash, role="bad")
        menu.popup(at)

    def rename(self, place: Place) -> None:
        from app.ui.client_list import NameSheet
        from app.ui.tag_sheet import MOST_TAG

        title = QCoreApplication.translate("ShelfMenu", "Rename tag")
        verb = QCoreApplication.translate("Entries", "Rename")
        hint = QCoreApplication.translate("ShelfMenu", "All entries that have it keep it under its new name.")
        sheet = NameSheet(self._owner, title, verb, place.value, hint)
        sheet.line.setMaxLength(MOST_TAG)
        sheet.named.connect(partial(self._retag, place))
        sheet.open()

    def _retag(self, place: Place, name: str) -> None:
        def found(ids: list[str]) -> None:
            if ids and name != place.value:
                EntryActs(self._session).tag(ids, [name] if name else [], [place.value])

        self._session.ask(lambda vault: [one.id for one in entries_on(vault, place)], found, owner=self._owner)

    def empty_trash(self) -> None:
        """Asked first, with how many there are."""
        acts = ClientActs(self._session, self._owner)

        def counted(count: int) -> None:
            if count:
                acts.empty_trash(count)

        self._session.ask(lambda vault: len(vault.trashed()), counted, owner=self._owner)
