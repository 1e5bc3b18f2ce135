"""What can be done with a request: show its link, remind, change its end, pause it, look at what came, close it, forget it. What
came is looked at in one sheet after the other, never in several at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.ops.request_options import CODE_LASTS, RequestKind
from app.ui.asking.cards import RequestCard, can_change
from app.ui.asking.desk import AskingDesk, MadeRequest, Review, desk_of
from app.ui.asking.endsheet import RequestEndSheet
from app.ui.asking.model import request_name
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from app.ui.asking.words import change_words, pause_words
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import confirm


class RequestActs(QObject):
    """For the widget `owner`: its window carries the sheets, and nothing is answered after it is gone."""

    def __init__(self, session: Session, desk: AskingDesk, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._desk, self._owner = session, desk, owner
        self._queue: list[int] = []  # of the request that is being looked at, what comes after this one
        self._looking = False

    def menu(self, card: RequestCard) -> Menu:
        """What can be done with it now; not yet open."""
        menu = Menu(self._owner)
        if card.to_look_at:
            look = QCoreApplication.translate("RequestsPage", "Look at what came")
            menu.add("eye", look, partial(self.review, card, card.to_look_at[0]))
        if card.ended:
            if not card.new:
                forget = QCoreApplication.translate("RequestsPage", "Remove from list")
                menu.add("trash", forget, partial(self.remove, card.id))
            return menu
        if card.has_link:
            show = QCoreApplication.translate("RequestsPage", "Show link")
            menu.add("link", show, partial(self.show_link, card.id))
            if card.unanswered and card.kind is not RequestKind.CODE:
                remind = QCoreApplication.translate("RequestsPage", "Remind")
                menu.add("bell", remind, partial(self.remind, card.id))
        if can_change(card):
            if card.expires_at is not None:
                menu.add("clock-clockwise", change_words(card.kind), partial(self.change, card))
            menu.add("play" if card.paused else "pause", pause_words(paused=card.paused), partial(self.pause, card))
        menu.addSeparator()
        close = QCoreApplication.translate("RequestsPage", "Close the request")
        menu.add("prohibit", close, partial(self.close, card), role="bad")
        return menu

    def ask(self, client_id: str = "", kind: RequestKind | None = None) -> RequestSheet:
        """A new request."""
        sheet = RequestSheet(
            self._session, self._desk, self._owner.window(), on_made=self.show_made, client_id=client_id
        )
        if kind is not None:
            sheet.choose(kind)
        sheet.open()
        return sheet

    def show_link(self, request_id: str) -> None:
        self._run(lambda: self._desk.made(request_id), self.show_made)

    def remind(self, request_id: str) -> None:
        """The same link with another message."""
        self._run(lambda: self._desk.made(request_id), lambda made: self.show_made(made, again=True))

    def show_made(self, made: MadeRequest, *, again: bool = False) -> None:
        RequestResultSheet(self._session, self._desk, made, self._owner.window(), again=again).open()

    def change(self, card: RequestCard) -> None:
        """Another end; of a code ten minutes from now, without a question."""
        if card.kind is RequestKind.CODE:
            until = self._session.now() + CODE_LASTS
            self._run(lambda: self._desk.change(card.id, until=until), self._done)
        else:
            RequestEndSheet(self._session, self._desk, card, self._owner.window()).open()

    def pause(self, card: RequestCard) -> None:
        """Nothing can be sent for now; or again."""
        self._run(lambda: self._desk.change(card.id, paused=not card.paused), self._done)

    def review(self, card: RequestCard, number: int) -> None:
        """This one, and then what else came for the same request."""
        if not self._looking:
            self._queue = [number, *(one for one in card.to_look_at if one != number)]
            self._next(card.id, len(self._queue))

    def close(self, card: RequestCard) -> None:
        confirm(
            self._owner.window(),
            QCoreApplication.translate("RequestsPage", "Close “{name}”?").format(name=request_name(card)),
            QCoreApplication.translate(
                "RequestsPage", "The link takes nothing more, from nobody. What has come stays here to be looked at."
            ),
            QCoreApplication.translate("RequestsPage", "Close the request"),
            lambda: self._run(lambda: self._desk.revoke(card.id), self._done),
            danger=True,
        )

    def remove(self, request_id: str) -> None:
        self._run(lambda: self._desk.forget(request_id), self._done)

    def _next(self, request_id: str, of: int) -> None:
        self._looking = bool(self._queue)
        if not self._queue:
            return
        number = self._queue.pop(0)
        place = of - len(self._queue)
        self._session.tasks.run(
            lambda: self._desk.review(request_id, number),
            lambda review: self._show_review(review, place, of),
            self._cannot_look,
            owner=self,
        )

    def _show_review(self, review: Review, place: int, of: int) -> None:
        sheet = ReviewSheet(self._session, self._desk, review, self._owner.window(), place=(place, of))
        sheet.finished.connect(lambda kept: None if kept else self._later())
        sheet.decided.connect(lambda _entries: self._decided(review.request_id, of))
        sheet.open()

    def _cannot_look(self, error: Exception) -> None:
        self._later()
        self._session.say_error(error)

    def _later(self) -> None:
        self._looking = False
        self._queue = []

    def _decided(self, request_id: str, of: int) -> None:
        self._session.requests_changed.emit()
        self._session.vault_changed.emit()
        self._next(request_id, of)

    def _done(self, _nothing: object) -> None:
        self._session.requests_changed.emit()

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._session.tasks.run(work, then, self._session.say_error, owner=self)


def ask_client(session: Session, owner: QWidget, client_id: str) -> None:
    """From elsewhere than the page of requests: the sheet, for this client."""
    RequestActs(session, desk_of(session), owner).ask(client_id)
