"""The window: unlock screen or desk. Owns which page stands, the shortcuts, the toast and the ring; pages own their contents.

Pages are built when first shown and dropped when the vault locks: nothing of the vault outlives the lock in a widget.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from app.ui import icons
from app.ui.rail import Rail
from app.ui.state import Session
from app.ui.unlock import UnlockPage
from app.ui.widgets.base import bare
from app.ui.widgets.focus import FocusRing
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import Toast

_SMALLEST, _FIRST = (920, 600), (1180, 760)
_PREBUILT_AFTER_MS = 400


class Shell(QMainWindow):
    """The one window."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST)
        self.setWindowIcon(QIcon(icons.mark(64)))
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.unlock_page = UnlockPage(session)
        self._stack.addWidget(self.unlock_page)
        self.desk: Desk | None = None
        self.toast = Toast(self)
        self._ring = FocusRing(self)
        session.unlocked.connect(self._open)
        session.locked.connect(self._shut)
        session.said.connect(self.toast.say)
        session.clipboard.copied.connect(self._copied)
        self._shortcut("Ctrl+L", session.lock)
        self._shortcut("Ctrl+K", self._search)
        self._restore()
        self._retitle()

    def _shortcut(self, keys: str, slot: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _open(self) -> None:
        self.desk = Desk(self.session)
        self._stack.addWidget(self.desk)
        self._stack.setCurrentWidget(self.desk)
        self.desk.show_page("clients")
        self._retitle()

    def _shut(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.hide()
            sheet.deleteLater()
        self.toast.hide()
        self._stack.setCurrentWidget(self.unlock_page)
        self.unlock_page.prepare()
        if self.desk is not None:
            self._stack.removeWidget(self.desk)
            self.desk.deleteLater()
            self.desk = None
        self._retitle()

    def _search(self) -> None:
        if self.desk is not None and not self.sheet_open():
            self.desk.focus_search()

    def sheet_open(self) -> bool:
        return any(sheet.isVisible() for sheet in self.findChildren(Sheet))

    def _copied(self, cleared: bool) -> None:
        if cleared:
            text = QCoreApplication.translate("Shell", "Copied. It will be cleared from the clipboard in {seconds} s.")
            self.toast.say(text.format(seconds=self.session.clipboard.left), "good")
        else:
            self.toast.say(QCoreApplication.translate("Shell", "Copied."), "good")

    def _retitle(self) -> None:
        self.setWindowTitle("Lacre")

    def _restore(self) -> None:
        saved = self.session.settings.window
        if saved:
            self.restoreGeometry(QByteArray(base64.b64decode(saved)))

    def closeEvent(self, event: QCloseEvent) -> None:
        place = base64.b64encode(self.saveGeometry().data()).decode()
        if place != self.session.settings.window:
            self.session.update_settings(window=place)
        super().closeEvent(event)


class Desk(QWidget):
    """Rail and pages, while the vault is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rail = Rail(session)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        bare(row)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.rail.chosen.connect(self.show_page)
        self.rail.searched.connect(self._searched)
        self.rail.search_left.connect(self._search_left)
        self.rail.into_results.connect(self._into_results)
        session.went.connect(self._go)
        # Built a moment after the first list is on the screen: its poller counts the live shares for the rail.
        self._later = QTimer(self, singleShot=True, interval=_PREBUILT_AFTER_MS)
        self._later.timeout.connect(lambda: self._page("shares"))
        self._later.start()

    def show_page(self, name: str) -> None:
        page = self._page(name)
        self._stack.setCurrentWidget(page)
        self.rail.show_page(name)

    @property
    def current(self) -> str:
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def page(self, name: str) -> QWidget:
        """A page by name, built if need be."""
        return self._page(name)

    def focus_search(self) -> None:
        self.rail.search.setFocus()
        self.rail.search.selectAll()

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            self._pages[name] = page = _FACTORIES[name](self._session)
            if name == "clients":
                page.counted.connect(self.rail.nav["clients"].set_count)  # type: ignore[attr-defined]
            self._stack.addWidget(page)
        return self._pages[name]

    def _clients(self) -> Any:
        return self._page("clients")

    def _searched(self, text: str) -> None:
        if text.strip():
            self.show_page("clients")
        self._clients().search(text)

    def _search_left(self) -> None:
        self._clients().focus_list()

    def _into_results(self) -> None:
        self._clients().focus_list()

    def _go(self, page: str, where: dict[str, Any]) -> None:
        self.show_page(page)
        target = self._page(page)
        if where and hasattr(target, "go"):
            target.go(**where)


def _clients(session: Session) -> QWidget:
    from app.ui.clients import ClientsPage

    return ClientsPage(session)


def _shares(session: Session) -> QWidget:
    from app.ui.sharing.page import SharesPage

    return SharesPage(session)


def _settings(session: Session) -> QWidget:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(session)


_FACTORIES: dict[str, Callable[[Session], QWidget]] = {"clients": _clients, "shares": _shares, "settings": _settings}
