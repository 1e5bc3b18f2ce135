"""The list of requests with its filter: which of them are listed, and which one is chosen. Asks nobody; the page shows it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout

from app.ui import theme
from app.ui.asking.cards import RequestCard
from app.ui.asking.model import RequestsModel, Shown
from app.ui.sharing.rows import ShareRow
from app.ui.widgets.base import Living, bare
from app.ui.widgets.segmented import Segmented


class Inbox(Living):
    """`turned` when another card is chosen, or the same one says something else."""

    turned = Signal()
    entered = Signal()
    menu_asked = Signal(object, QPoint)  # a card, and where on the screen

    def __init__(self) -> None:
        super().__init__()
        self.model = RequestsModel(self)
        self._filter = Segmented([(one.value, one.value) for one in Shown])
        self.view = QListView()
        top = QHBoxLayout()
        bare(top)
        top.addWidget(self._filter)
        top.addStretch(1)
        bare(column := QVBoxLayout(self), theme.S8, (theme.S16, 0, theme.S8, 0))
        column.addLayout(top)
        column.addWidget(self.view, 1)
        self._set_up(self.view)
        self.setFocusProxy(self.view)
        self._filter.chosen.connect(self._filter_by)
        for entered in (self.view.clicked, self.view.activated):
            entered.connect(lambda _index: self.entered.emit())
        self.view.selectionModel().currentChanged.connect(lambda _now, _was: self.turned.emit())
        self.view.customContextMenuRequested.connect(self._ask_menu)

    def retranslate(self) -> None:
        self.view.setAccessibleName(QCoreApplication.translate("RequestsPage", "Requests"))
        self._filter.setAccessibleName(QCoreApplication.translate("RequestsPage", "Which requests are listed"))
        self._filter.set_texts(
            [
                QCoreApplication.translate("RequestsPage", "All"),
                QCoreApplication.translate("RequestsPage", "Open"),
                QCoreApplication.translate("RequestsPage", "Ended"),
            ]
        )
        self.model.retranslate()

    def retint(self) -> None:
        self.view.viewport().update()

    def current(self) -> RequestCard | None:
        return self.model.card_at(self.view.currentIndex().row())

    def select(self, request_id: str) -> None:
        row = self.model.row_of(request_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def show_cards(self, cards: list[RequestCard], now: datetime, wanted: str = "") -> None:
        """These, with the one that was chosen still chosen, or the wanted one."""
        chosen = self.current()
        self.model.set_cards(cards, now)
        if wanted or chosen is not None:
            self.select(wanted or (chosen.id if chosen is not None else ""))
        self._choose_one()

    def _filter_by(self, value: str) -> None:
        self.model.show_only(Shown(value))
        self._choose_one()

    def _choose_one(self) -> None:
        if self.current() is None and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        self.turned.emit()

    def _set_up(self, view: QListView) -> None:
        view.setModel(self.model)
        view.setItemDelegate(ShareRow(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _ask_menu(self, at: QPoint) -> None:
        """Of the request under the mouse, or (by the menu key) of the chosen one."""
        under = self.view.indexAt(at)
        card = self.model.card_at(under.row()) if under.isValid() else self.current()
        if card is not None:
            self.select(card.id)
            self.menu_asked.emit(card, self.view.viewport().mapToGlobal(at))
