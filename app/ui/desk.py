"""The desk of an open vault: rail and pages. Owns which page stands; built at unlock, dropped at lock. Where one was, for the
next unlock, is `whereabouts`'.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.hearing import Hearing
from app.ui.rail import Rail
from app.ui.shelves import Place, take_stock
from app.ui.state import Session
from app.ui.theme import cramped
from app.ui.widgets.base import bare

if TYPE_CHECKING:
    from app.ui.clients import ClientsPage
    from app.ui.tour.guide import Guide

_PREBUILT_AFTER_MS = 400


class Desk(QWidget):
    """Rail and pages, while the vault is open. `acted` names an action that is asked for from here."""

    acted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rail = Rail(session)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        column = QVBoxLayout()
        bare(column)
        column.addWidget(self._stack, 1)
        self.guide = _guide(session, column, self)
        row = QHBoxLayout(self)
        bare(row)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.guide.asked.connect(self.acted)
        self.guide.ended.connect(self.focus_list)
        self.rail.chosen.connect(self._chosen)
        self.rail.shelved.connect(self.show_shelf)
        session.vault_changed.connect(self._take_stock)
        self.rail.searched.connect(self._searched)
        self.rail.search_left.connect(self.focus_list)
        self.rail.into_results.connect(self.focus_list)
        session.went.connect(self._go)
        session.idle.near.connect(self._lock_is_near)
        self.hearing = Hearing(session, self, self.page)
        # Built a moment after the first list is on the screen: its poller counts the live shares for the rail.
        self._later = QTimer(self, singleShot=True, interval=_PREBUILT_AFTER_MS)
        self._later.timeout.connect(self._prebuild)
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(cramped(self.width()))

    def _prebuild(self) -> None:
        if self._session.vault is not None:
            self.clients.detail.build()
            self._take_stock()
            self._keep()
            self._page("shares")

    def _keep(self) -> None:
        from app.ui.keeping.keeper import Keeper

        self._keeper = Keeper(self._session, self)

    def show_page(self, name: str) -> None:
        if self._later.isActive():
            self._later.start()  # what is not wanted yet does not come before what is
        page = self._page(name)
        self._stack.setCurrentWidget(page)
        self.rail.show_page(name)

    def _chosen(self, name: str) -> None:
        """In the rail. Clients are what it says: all of them, where a shelf or one client was listed; from another page, where
        one was among them.
        """
        again = name == self.current or (name == "clients" and self.clients.on_shelf)
        self.show_page(name)
        if name == "clients" and again and self.clients.detail.form is None:
            self.rail.search.clear()
            self.clients.back()

    def show_shelf(self, place: Place) -> None:
        """Entries of all clients, in the list of the page of clients."""
        self._stack.setCurrentWidget(self.clients)
        self.rail.show_place(place)
        self.clients.open_shelf(place)

    def _take_stock(self) -> None:
        if self._session.vault is not None:
            self._session.ask(take_stock, self.rail.show_stock, owner=self, key="stock")

    @property
    def current(self) -> str:
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def page(self, name: str) -> QWidget:
        """A page by name, built if need be."""
        return self._page(name)

    def focus_search(self) -> None:
        self.rail.ask_search()

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            self._pages[name] = page = PAGES[name](self._session)
            if name == "clients":
                page.counted.connect(self.rail.nav["clients"].set_count)  # type: ignore[attr-defined]  # its factory says only QWidget
                page.counted.connect(self.guide.counted)  # type: ignore[attr-defined]  # the same
                page.stands.connect(self._stands)  # type: ignore[attr-defined]  # the same
            if name == "health":
                page.counted.connect(self.rail.nav["health"].set_count)  # type: ignore[attr-defined]  # the same
            self._stack.addWidget(page)
        return self._pages[name]

    @property
    def clients(self) -> ClientsPage:
        """The page of clients and entries."""
        page: Any = self._page("clients")
        return page  # type: ignore[no-any-return]  # loaded late: no import to check it by

    def _stands(self, place: Place | None) -> None:
        """The rail marks the shelf that is listed, else the clients."""
        if self._stack.currentWidget() is self._pages.get("clients"):
            if place is None:
                self.rail.show_page("clients")
            else:
                self.rail.show_place(place)

    def _searched(self, text: str) -> None:
        if self._later.isActive():
            self._later.start()  # not between two keys
        if text.strip():
            self.show_page("clients")
        self.clients.search(text)

    def widen(self, steps: int) -> None:
        """The list of the page that stands, by keyboard."""
        split = getattr(self._stack.currentWidget(), "split", None)
        if split is not None:
            split.widen(steps)

    def focus_list(self) -> None:
        if self.current == "clients":
            self.clients.focus_list()

    def _lock_is_near(self) -> None:
        """To who is elsewhere: any key or the mouse over the window keeps it open."""
        self._session.say(QCoreApplication.translate("Shell", "Lacre locks in half a minute."), "info")

    def _go(self, page: str, where: dict[str, Any]) -> None:
        self.show_page(page)
        target = self._page(page)
        if where and hasattr(target, "go"):
            target.go(**where)


def _guide(session: Session, column: QVBoxLayout, desk: Desk) -> Guide:
    from app.ui.tour.guide import Guide

    return Guide(session, column, desk)


def _clients(session: Session) -> QWidget:
    from app.ui.clients import ClientsPage

    return ClientsPage(session)


def _shares(session: Session) -> QWidget:
    from app.ui.sharing.page import SharesPage

    return SharesPage(session)


def _requests(session: Session) -> QWidget:
    from app.ui.asking.page import RequestsPage

    return RequestsPage(session)


def _settings(session: Session) -> QWidget:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(session)


def _health(session: Session) -> QWidget:
    from app.ui.health.page import HealthPage

    return HealthPage(session)


PAGES: dict[str, Callable[[Session], QWidget]] = {
    "clients": _clients,
    "shares": _shares,
    "requests": _requests,
    "health": _health,
    "settings": _settings,
}
