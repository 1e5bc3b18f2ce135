"""What is known of all shares, and how it comes to be known: from the vault at once, from the relay in turn or as it happens.
Owns the cards and who is told of them; draws nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.ops.share_watching import News
from app.ui.sharing.cards import ShareCard, news
from app.ui.sharing.desk import Desk
from app.ui.sharing.poller import Poller
from app.ui.sharing.telling import Telling
from app.ui.state import Session

_PAINTED_MS = 20  # the list is painted before a thread that asks the relay wants the interpreter as well


class ShareFeed(QObject):
    """`known` whenever the cards were read anew; `heard` and `silent` say whether a relay spoke."""

    known = Signal(object)
    heard = Signal()
    silent = Signal()

    def __init__(self, session: Session, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._desk = session, desk
        self.cards: dict[str, ShareCard] = {}
        self._telling = Telling(session, self)
        self._looked, self._began = False, False
        self.poller = Poller(session.tasks, desk.refresh, self)
        self._soon = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._soon.timeout.connect(self._ask)
        self.poller.heard.connect(self._answered)
        self.poller.silent.connect(self._unanswered)
        session.shares_changed.connect(self.load)

    def load(self) -> None:
        """What the vault knows, at once; then what the relay says."""
        self._session.tasks.run(self._desk.cards, self._loaded, self._session.say_error, owner=self)

    def watch(self, looked: bool) -> None:
        """Somebody looks, or no longer does."""
        self._looked = looked
        if not looked:
            self.poller.watch(False)
        elif self._began:
            self._soon.start()

    def hear(self, told: News) -> None:
        """Of one share, as it happened; it is in the vault already."""
        self._session.tasks.run(
            lambda: self._desk.heard(told.share), self._heard_of, self._session.say_error, owner=self, lane="vault"
        )

    def live(self) -> None:
        self.poller.live()

    def _loaded(self, cards: list[ShareCard]) -> None:
        self._know(cards)
        self._began = True
        self._soon.start()

    def _ask(self) -> None:
        self.poller.watch(self._looked)
        self.poller.ask()

    def _know(self, cards: list[ShareCard]) -> None:
        newest = [self._newest(card) for card in cards]
        self.cards = {card.id: card for card in newest}
        self.known.emit(newest)

    def _newest(self, card: ShareCard) -> ShareCard:
        """What is read in two threads may come in either order, and what happened does not unhappen."""
        known = self.cards.get(card.id)
        return known if known is not None and len(known.receipts) > len(card.receipts) else card

    def _answered(self, cards: list[ShareCard]) -> None:
        happened = [self._note(card) for card in cards]
        self._know(cards)
        self._spoke(any(happened))

    def _heard_of(self, card: ShareCard) -> None:
        self._note(card)
        self._know(list({**self.cards, card.id: card}.values()))
        self._spoke(True)

    def _note(self, card: ShareCard) -> bool:
        """Whether anything is new of it; what a person would want to be interrupted for is told."""
        before = self.cards.get(card.id)
        if before is None:
            return True
        fresh = news(before, card)
        self._telling.note(card, fresh)
        return bool(fresh) or before.state is not card.state

    def _spoke(self, happened: bool) -> None:
        self.heard.emit()
        if happened:
            self._session.shares_heard.emit()

    def _unanswered(self, _error: Exception) -> None:
        """Another relay may have answered before this one did not: what is known now is in the vault."""
        self.silent.emit()
        self._session.tasks.run(self._desk.cards, self._know, self._session.say_error, owner=self)
