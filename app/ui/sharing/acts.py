"""What can be done with a share of a list: show its link, change or pause it, send it again, remove access, forget it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.ui.sharing.again import SendAgainSheet
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.desk import Desk, Made
from app.ui.sharing.endsheet import EndSheet
from app.ui.sharing.result import ResultSheet, confirm_revoke
from app.ui.sharing.sheet import ShareSheet
from app.ui.sharing.words import pause_words, share_name
from app.ui.state import Session
from app.ui.widgets.menus import Menu


class ShareActs(QObject):
    """For the widget `owner`: its window carries the sheets, and nothing is answered after it is gone."""

    def __init__(self, session: Session, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._desk, self._owner = session, desk, owner

    def menu(self, card: ShareCard, now: datetime) -> Menu:
        """What can be done with it now; not yet open."""
        return self.fill(Menu(self._owner), card, now)

    def fill(self, menu: Menu, card: ShareCard, now: datetime) -> Menu:
        """The same in a menu that there is."""
        if card.ended(now):
            if card.renewable:
                again = QCoreApplication.translate("SharesPage", "Send again")
                menu.add("arrows-clockwise", again, partial(self.again, card))
            forget = QCoreApplication.translate("SharesPage", "Remove from list")
            menu.add("trash", forget, partial(self.remove, card.id))
            return menu
        if card.removing:
            menu.add(
                "prohibit", QCoreApplication.translate("SharesPage", "Waits for the relay"), lambda: None
            ).setEnabled(False)
            return menu
        if card.has_link:
            show = QCoreApplication.translate("SharesPage", "Show link")
            menu.add("link", show, partial(self.show_link, card.id))
        change = QCoreApplication.translate("SharesPage", "Change end or openings")
        menu.add("clock-clockwise", change, partial(self.change, card))
        menu.add("play" if card.paused else "pause", pause_words(paused=card.paused), partial(self.pause, card))
        menu.addSeparator()
        revoke = QCoreApplication.translate("SharesPage", "Remove access")
        menu.add("prohibit", revoke, partial(self.revoke, card), role="bad")
        return menu

    def show_link(self, share_id: str) -> None:
        self._session.tasks.run(lambda: self._desk.made(share_id), self.show_made, self._session.say_error, owner=self)

    def share_message(self) -> None:
        """A new share that is no entry's."""
        ShareSheet(self._session, self._desk, self._owner.window(), on_made=self.show_made).open()

    def show_made(self, made: Made) -> None:
        ResultSheet(self._session, self._desk, made, self._owner.window()).open()

    def again(self, card: ShareCard) -> None:
        """Nobody opened it: once more."""
        SendAgainSheet(self._session, self._desk, card, self._owner.window(), on_made=self.show_made).open()

    def change(self, card: ShareCard) -> None:
        EndSheet(self._session, self._desk, card, self._owner.window()).open()

    def pause(self, card: ShareCard) -> None:
        """Nobody can open it for now; or again."""
        paused = not card.paused
        self._do(lambda: self._desk.change(card.id, paused=paused))

    def revoke(self, card: ShareCard) -> None:
        name = share_name(card.label, card.created_at)
        confirm_revoke(self._owner.window(), name, lambda: self._do(lambda: self._desk.revoke(card.id)))

    def remove(self, share_id: str) -> None:
        self._do(lambda: self._desk.forget(share_id))

    def _do(self, work: Callable[[], None]) -> None:
        self._session.tasks.run(work, self._done, self._session.say_error, owner=self)

    def _done(self, _nothing: object) -> None:
        self._session.shares_changed.emit()
