"""What can be done with a request of the list: show its link, remind, look at what came, close it, forget it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.ops.request_options import RequestKind
from app.ui.asking.cards import Fate, RequestCard
from app.ui.asking.desk import AskingDesk, MadeRequest, Review
from app.ui.asking.model import request_name
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import confirm


class RequestActs(QObject):
    """For the widget `owner`: its window carries the sheets, and nothing is answered after it is gone."""

    def __init__(self, session: Session, desk: AskingDesk, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._desk, self._owner = session, desk, owner

    def menu(self, card: RequestCard) -> Menu:
        """What can be done with it now; not yet open."""
        menu = Menu(self._owner)
        new = next((one for one in card.answers if one.fate is Fate.NEW), None)
        if new is not None and card.kind is not RequestKind.CODE:
            look = QCoreApplication.translate("RequestsPage", "Look at what came")
            menu.add("eye", look, partial(self.review, card.id, new.number))
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

    def review(self, request_id: str, number: int) -> None:
        self._run(lambda: self._desk.review(request_id, number), self._show_review)

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

    def _show_review(self, review: Review) -> None:
        sheet = ReviewSheet(self._session, self._desk, review, self._owner.window())
        sheet.decided.connect(self._decided)
        sheet.open()

    def _decided(self, _entries: list[str]) -> None:
        self._session.requests_changed.emit()
        self._session.vault_changed.emit()

    def _done(self, _nothing: object) -> None:
        self._session.requests_changed.emit()

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._session.tasks.run(work, then, self._session.say_error, owner=self)
