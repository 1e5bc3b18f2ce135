"""A list of cards at the left of a page, of shares or of requests, with the choice of what is listed above it. Owns which card is
chosen; asks nobody and changes nothing. What a card says is its model's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Generic

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout

from app.ui import theme
from app.ui.sharing.cardsmodel import C, CardsModel
from app.ui.sharing.rows import ShareRow
from app.ui.widgets.base import Living, bare
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.table import make_current


class CardList(Living, Generic[C]):
    """`turned` when another card is chosen, or the same one says something else; `entered` when one is pressed."""

    turned = Signal()
    entered = Signal()
    menu_asked = Signal(object, QPoint)  # a card, and where on the screen

    def __init__(self, cards: CardsModel[C], shown: type[StrEnum]) -> None:
        super().__init__()
        self._cards, self._shown, self.view = cards, shown, QListView()
        cards.setParent(self)
        self._filter = Segmented([(one.value, one.value) for one in shown])
        top = QHBoxLayout()
        bare(top)
        top.addWidget(self._filter)
        top.addStretch(1)
        column = QVBoxLayout(self)
        bare(column, theme.S8, (theme.S16, 0, theme.S8, 0))
        column.addLayout(top)
        column.addWidget(self.view, 1)
        self._set_up(self.view)
        self.setFocusProxy(self.view)
        self._filter.chosen.connect(self._filter_by)
        for pressed in (self.view.clicked, self.view.activated):
            pressed.connect(lambda _index: self.entered.emit())
        self.view.selectionModel().currentChanged.connect(lambda _now, _was: self.turned.emit())
        self.view.customContextMenuRequested.connect(self.ask_menu)

    def name(self, listed: str, which: str, parts: Sequence[str]) -> None:
        """What is listed, what the filter is for, and its parts."""
        self.view.setAccessibleName(listed)
        self._filter.setAccessibleName(which)
        self._filter.set_texts(list(parts))
        self._cards.retranslate()

    def show_cards(self, cards: list[C], now: datetime, wanted: str = "") -> None:
        """The card that was chosen stays so, unless another is `wanted`."""
        was = self.current()
        chosen = wanted or (was.id if was is not None else "")
        self._cards.set_cards(cards, now)
        if chosen:
            self.select(chosen)
        self._choose_one()

    def current(self) -> C | None:
        return self._cards.card_at(self.view.currentIndex().row())

    def select(self, card_id: str) -> None:
        row = self._cards.row_of(card_id)
        if row >= 0:
            make_current(self.view, self._cards.index(row))

    def ask_menu(self, at: QPoint) -> None:
        """Of the card under the mouse, or (by the menu key) of the chosen one."""
        under = self.view.indexAt(at)
        card = self._cards.card_at(under.row()) if under.isValid() else self.current()
        if card is not None:
            self.select(card.id)
            self.menu_asked.emit(card, self.view.viewport().mapToGlobal(at))

    def retint(self) -> None:
        if hasattr(self, "view"):
            self.view.viewport().update()

    def _choose_one(self) -> None:
        if self.current() is None and self._cards.rowCount():
            make_current(self.view, self._cards.index(0))
        self.turned.emit()

    def _filter_by(self, value: str) -> None:
        self._cards.show_only(self._shown(value))
        self._choose_one()

    def _set_up(self, view: QListView) -> None:
        view.setModel(self._cards)
        view.setItemDelegate(ShareRow(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
