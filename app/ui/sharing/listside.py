"""The list of shares at the left, with what is listed above it. Owns which share is chosen; asks nobody and changes nothing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout

from app.ui import theme
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.model import SharesModel, Shown
from app.ui.sharing.rows import ShareRow
from app.ui.widgets.base import Living, bare
from app.ui.widgets.segmented import Segmented


class ListSide(Living):
    """`turned` when another share is chosen, or the same one is another by now; `entered` when one is pressed."""

    turned = Signal()
    entered = Signal()
    menu_asked = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.model, self.view = SharesModel(self), QListView()
        self._filter = Segmented([(one.value, one.value) for one in Shown])
        top = QHBoxLayout()
        bare(top)
        top.addWidget(self._filter)
        top.addStretch(1)
        column = QVBoxLayout(self)
        bare(column, theme.S8, (theme.S16, 0, theme.S8, 0))
        column.addLayout(top)
        column.addWidget(self.view, 1)
        self._set_up(self.view)
        self._filter.chosen.connect(self._filter_by)
        for pressed in (self.view.clicked, self.view.activated):
            pressed.connect(lambda _index: self.entered.emit())
        self.view.selectionModel().currentChanged.connect(lambda _now, _was: self.turned.emit())
        self.view.customContextMenuRequested.connect(self.ask_menu)

    def show_cards(self, cards: list[ShareCard], now: datetime, wanted: str = "") -> None:
        """The share that was chosen stays so, unless another is `wanted`."""
        was = self.current()
        chosen = wanted or (was.id if was is not None else "")
        self.model.set_cards(cards, now)
        if chosen:
            self.select(chosen)
        self._choose_one()

    def current(self) -> ShareCard | None:
        return self.model.card_at(self.view.currentIndex().row())

    def select(self, share_id: str) -> None:
        row = self.model.row_of(share_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def ask_menu(self, at: QPoint) -> None:
        """Of the share under the mouse, or (by the menu key) of the chosen one."""
        under = self.view.indexAt(at)
        card = self.model.card_at(under.row()) if under.isValid() else self.current()
        if card is not None:
            self.select(card.id)
            self.menu_asked.emit(card, self.view.viewport().mapToGlobal(at))

    def retranslate(self) -> None:
        self.view.setAccessibleName(QCoreApplication.translate("SharesPage", "Shares"))
        self._filter.setAccessibleName(QCoreApplication.translate("SharesPage", "Which shares are listed"))
        self._filter.set_texts(
            [
                QCoreApplication.translate("SharesPage", "All"),
                QCoreApplication.translate("SharesPage", "Can be opened"),
                QCoreApplication.translate("SharesPage", "Ended"),
            ]
        )
        self.model.retranslate()

    def retint(self) -> None:
        if hasattr(self, "view"):
            self.view.viewport().update()

    def _choose_one(self) -> None:
        if self.current() is None and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        self.turned.emit()

    def _filter_by(self, value: str) -> None:
        self.model.show_only(Shown(value))
        self._choose_one()

    def _set_up(self, view: QListView) -> None:
        view.setModel(self.model)
        view.setItemDelegate(ShareRow(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
