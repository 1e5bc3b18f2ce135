"""The list of requests for a view. Holds cards, gives texts; asks nobody, changes nothing. Rows are drawn as those of shares."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Qt

from app.ui.asking.cards import RequestCard, in_order
from app.ui.asking.words import badge, kind_name, left_line
from app.ui.sharing.cardsmodel import CardsModel, Index
from app.ui.sharing.model import BADGE, CARD, LEFT


class Shown(StrEnum):
    """Which part of the requests is listed."""

    ALL = "all"
    OPEN = "open"
    ENDED = "ended"


class RequestsModel(CardsModel[RequestCard]):
    """Cards in order: what waits for a person first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Shown.ALL, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._now is None:
            return None
        card = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return request_name(card)
        if role == CARD:
            return card
        if role == BADGE:
            return badge(card.stage)
        if role == LEFT:
            return left_line(card, self._now)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (request_name(card), card.client, badge(card.stage).word, left_line(card, self._now))
            return ", ".join(part for part in parts if part)
        return None

    def set_cards(self, cards: list[RequestCard], now: datetime) -> None:
        self._all, self._now = in_order(cards), now
        self._lay_out()

    def tick(self, now: datetime) -> None:
        """A second went by."""
        self._now = now
        self.retranslate()

    def waiting(self) -> int:
        """How many requests have something that waits to be looked at."""
        return sum(card.new > 0 for card in self._all)

    def _lay_out(self) -> None:
        rows = [card for card in self._all if self._shown is Shown.ALL or card.ended is (self._shown is Shown.ENDED)]
        if [card.id for card in rows] == [card.id for card in self._rows]:  # selection and scrolling stay
            self._rows = rows
            self.retranslate()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


def request_name(card: RequestCard) -> str:
    """What it is called: what it is for, else what is asked for."""
    return card.label or kind_name(card.kind)
