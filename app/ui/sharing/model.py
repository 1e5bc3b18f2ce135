"""The list of shares for a view. Holds cards, gives texts; asks nobody and changes nothing.

Countdowns tick by `tick`, which tells the view of those rows whose words changed and of no other.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt

from app.ui.sharing.cards import ShareCard, Stage, in_order
from app.ui.sharing.cardsmodel import CardsModel, Index
from app.ui.sharing.words import badge, left_line, share_name

CARD = Qt.ItemDataRole.UserRole + 1
BADGE = Qt.ItemDataRole.UserRole + 2
LEFT = Qt.ItemDataRole.UserRole + 3


class Shown(StrEnum):
    """Which part of the shares is listed."""

    ALL = "all"
    LIVE = "live"
    ENDED = "ended"


class SharesModel(CardsModel[ShareCard]):
    """Cards in order: what can still be opened first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Shown.ALL, parent)
        self._lines: dict[int, tuple[str, str]] = {}  # of those rows that somebody has read: the others cannot be stale

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._now is None:
            return None
        card = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return share_name(card.label, card.created_at)
        if role == CARD:
            return card
        if role == BADGE:
            found = badge(card.stage(self._now))
            self._lines[index.row()] = (found.word, left_line(card, self._now))
            return found
        if role == LEFT:
            return left_line(card, self._now)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            self._lines[index.row()] = self._line(card, {})
            return self._spoken(card, self._now)
        return None

    def set_cards(self, cards: list[ShareCard], now: datetime) -> None:
        self._all = in_order(cards, now)
        self._now = now
        self._lay_out()

    def tick(self, now: datetime) -> None:
        """A second went by. A share that ends just now moves to its place."""
        before, self._now = self._now, now
        if before is not None and any(card.ended(before) != card.ended(now) for card in self._all):
            self.set_cards(self._all, now)
            return
        words: dict[Stage, str] = {}
        for row, old in list(self._lines.items()):
            new = self._line(self._rows[row], words)
            if old != new:
                self._lines[row] = new
                self.dataChanged.emit(self.index(row), self.index(row))

    def live_count(self, now: datetime) -> int:
        return sum(not card.ended(now) for card in self._all)

    def total(self) -> int:
        return len(self._all)

    def retranslate(self) -> None:
        self._lines = {}
        super().retranslate()

    def _lay_out(self) -> None:
        rows = [card for card in self._all if self._listed(card)]
        if [card.id for card in rows] == [card.id for card in self._rows]:
            self._replace(rows)
            return
        self.beginResetModel()
        self._rows, self._lines = rows, {}
        self.endResetModel()

    def _replace(self, rows: list[ShareCard]) -> None:
        """The same shares in the same order: keep selection and scrolling, redraw what changed."""
        changed = [row for row, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
        self._rows = rows
        for row in changed:
            self._lines.pop(row, None)
            self.dataChanged.emit(self.index(row), self.index(row))

    def _listed(self, card: ShareCard) -> bool:
        if self._shown is Shown.ALL or self._now is None:
            return True
        return card.ended(self._now) is (self._shown is Shown.ENDED)

    def _line(self, card: ShareCard, words: dict[Stage, str]) -> tuple[str, str]:
        """Every second, of every row that was read: the words of a stage are looked up once, not once for each of a thousand."""
        if self._now is None:
            return "", ""
        stage = card.stage(self._now)
        if stage not in words:
            words[stage] = badge(stage).word
        return words[stage], left_line(card, self._now)

    @staticmethod
    def _spoken(card: ShareCard, now: datetime) -> str:
        parts = [
            share_name(card.label, card.created_at),
            card.client,
            badge(card.stage(now)).word,
            left_line(card, now),
        ]
        if card.wrong_tries:
            parts.append(
                QCoreApplication.translate("Sharing", "wrong passcodes: {count}").format(count=card.wrong_tries)
            )
        return ", ".join(part for part in parts if part)
