"""What the models of shares and of requests have in common: which of their cards are listed, and where each of them is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Named(Protocol):
    """What a card has whatever it is of."""

    @property
    def id(self) -> str: ...


C = TypeVar("C", bound=Named)


class CardsModel(QAbstractListModel, Generic[C]):
    """The cards that are listed, of all that there are."""

    def __init__(self, shown: StrEnum, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[C] = []
        self._rows: list[C] = []
        self._shown = shown
        self._now: datetime | None = None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def set_cards(self, cards: list[C], now: datetime) -> None:
        """These are all there are."""
        raise NotImplementedError

    def show_only(self, shown: StrEnum) -> None:
        self._shown = shown
        self._lay_out()

    def row_of(self, card_id: str) -> int:
        return next((row for row, card in enumerate(self._rows) if card.id == card_id), -1)

    def card_at(self, row: int) -> C | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def retranslate(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _lay_out(self) -> None:
        """Choose the rows anew; with the same ones in the same order, selection and scrolling stay."""
        raise NotImplementedError
