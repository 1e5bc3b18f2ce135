"""The Requests page: what was asked of whom, and what came. Joins list, detail, poller and acts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from app.ops.request_watching import RequestNews
from app.ui import theme
from app.ui.asking.acts import RequestActs
from app.ui.asking.asker import Asker
from app.ui.asking.cards import RequestCard
from app.ui.asking.desk import AskingDesk, desk_of
from app.ui.asking.detail import RequestDetail
from app.ui.asking.model import RequestsModel, Shown
from app.ui.sharing.rows import ShareRow
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.page import scrolled
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.split import Split, read_columns
from app.ui.widgets.text import Text

LIST_WIDTH, LEAST_WIDTH = 360, 316


class RequestsPage(Living):
    """Built at unlock, dropped at lock. `changed` carries all cards whenever they were read anew."""

    changed = Signal(object)

    def __init__(self, session: Session, desk: AskingDesk | None = None) -> None:
        super().__init__()
        desk = desk or desk_of(session)
        self._session, self._desk = session, desk
        self._cards: dict[str, RequestCard] = {}
        self._wanted = ""
        self._title = Text(size=theme.T24, semibold=True)
        self._new = Button(kind="primary", icon="plus")
        self._filter = Segmented([(one.value, one.value) for one in Shown])
        self.model = RequestsModel(self)
        self._list, self._detail = QListView(), RequestDetail()
        self._nothing, self._stack = EmptyState("tray", "", "", "-"), QStackedWidget()
        self._acts = RequestActs(session, desk, self)
        self._asker = Asker(session.tasks, desk.refresh, self)
        self._second = QTimer(self)
        self._build()
        self._connect()
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        """What the vault knows, at once; then what the relay says."""
        self._session.tasks.run(self._desk.cards, self._show, self._session.say_error, owner=self)
        self._asker.ask()

    def go(self, request_id: str) -> None:
        """Show one request, as soon as it is known here."""
        self._wanted = request_id
        self.select(request_id)
        self.split.enter(focus=False)

    def select(self, request_id: str) -> None:
        row = self.model.row_of(request_id)
        if row >= 0:
            self._list.setCurrentIndex(self.model.index(row))

    def ask(self, client_id: str = "") -> None:
        self._acts.ask(client_id)

    def retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate("RequestsPage", "Requests"))
        ask = QCoreApplication.translate("RequestsPage", "Ask a client")
        self._new.setText(ask)
        self._list.setAccessibleName(QCoreApplication.translate("RequestsPage", "Requests"))
        self._filter.setAccessibleName(QCoreApplication.translate("RequestsPage", "Which requests are listed"))
        self._filter.set_texts(
            [
                QCoreApplication.translate("RequestsPage", "All"),
                QCoreApplication.translate("RequestsPage", "Open"),
                QCoreApplication.translate("RequestsPage", "Ended"),
            ]
        )
        self._nothing.set_words(
            QCoreApplication.translate("RequestsPage", "Nothing has been asked for"),
            QCoreApplication.translate(
                "RequestsPage",
                "Send a client a link with a short form. What they type is sealed in their browser, and arrives here.",
            ),
            ask,
        )
        self._detail.retranslate()
        self.model.retranslate()
        self._show_current()

    def retint(self) -> None:
        if hasattr(self, "_second"):
            self._list.viewport().update()
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asker.watch(True)
        self._second.start(1000)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asker.watch(False)
        self._second.stop()

    def open_menu(self, at: QPoint) -> None:
        """Of the request under the mouse, or (by the menu key) of the chosen one."""
        under = self._list.indexAt(at)
        card = self.model.card_at(under.row()) if under.isValid() else self._current()
        if card is not None:
            self._list.setCurrentIndex(self.model.index(self.model.row_of(card.id)))
            self._acts.menu(card).popup(self._list.viewport().mapToGlobal(at))

    def _show(self, cards: list[RequestCard]) -> None:
        chosen = self._current()
        self._cards = {card.id: card for card in cards}
        self.model.set_cards(cards, self._session.now())
        self._session.set_waiting_answers(self.model.waiting())
        self._stack.setCurrentIndex(1 if cards else 0)
        if self._wanted in self._cards:
            chosen, self._wanted = self._cards[self._wanted], ""
        if chosen is not None:
            self.select(chosen.id)
        self._choose_one()
        self.changed.emit(cards)

    def hear(self, news: RequestNews) -> None:
        """Of one request, as it happened; what came is in the vault already."""
        if news.came:
            self._tell(news)
        self._session.tasks.run(self._desk.cards, self._show, self._session.say_error, owner=self)

    def live(self) -> None:
        self._asker.live()

    def _tell(self, news: RequestNews) -> None:
        """Nothing of what was answered: a notification is shown over whatever is on the screen."""
        said = QCoreApplication.translate("RequestsPage", "A client has answered a request.")
        self._session.tell(said, "good", "requests", request_id=news.request.id)

    def _silent(self, _error: Exception) -> None:
        """A relay did not answer: what is known is in the vault."""
        self._session.tasks.run(self._desk.cards, self._show, self._session.say_error, owner=self)

    def _tick(self) -> None:
        now = self._session.now()
        self.model.tick(now)
        self._detail.tick(now)

    def _current(self) -> RequestCard | None:
        return self.model.card_at(self._list.currentIndex().row())

    def _choose_one(self) -> None:
        if self._current() is None and self.model.rowCount():
            self._list.setCurrentIndex(self.model.index(0))
        self._show_current()

    def _show_current(self) -> None:
        card = self._current()
        self._detail.setVisible(card is not None)
        if card is not None:
            self._detail.show_card(card, self._session.now())

    def _filter_by(self, value: str) -> None:
        self.model.show_only(Shown(value))
        self._choose_one()

    def _build(self) -> None:
        head = QHBoxLayout()
        bare(head, theme.S12, (theme.S24, theme.S24, theme.S24, theme.S16))
        head.addWidget(self._title, 1)
        head.addWidget(self._new)
        self._stack.addWidget(self._nothing)
        wide = read_columns(self._session.settings.columns).get("requests", 0)
        side = _list_side(self._filter, self._list, self.model)
        self.split = Split(side, scrolled(self._detail), LIST_WIDTH, wide, LEAST_WIDTH)
        self._stack.addWidget(self.split)
        column = QVBoxLayout(self)
        bare(column)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.split.settled.connect(lambda width: self._session.keep_column("requests", width))
        self.split.left.connect(self.split.leave)
        self.split.left.connect(self._list.setFocus)
        for entered in (self._list.clicked, self._list.activated):
            entered.connect(lambda _index: self.split.enter())
        self._new.clicked.connect(lambda _checked=False: self._acts.ask())
        self._nothing.pressed.connect(lambda: self._acts.ask())
        self._filter.chosen.connect(self._filter_by)
        self._second.timeout.connect(self._tick)
        self._asker.heard.connect(self._show)
        self._asker.silent.connect(self._silent)
        self._session.requests_changed.connect(self.reload)
        self._list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_current())
        self._detail.link_asked.connect(self._acts.show_link)
        self._detail.remind_asked.connect(self._acts.remind)
        self._detail.review_asked.connect(self._acts.review)
        self._detail.copy_asked.connect(self._session.clipboard.copy)
        self._detail.close_asked.connect(lambda request_id: self._acts.close(self._cards[request_id]))
        self._detail.remove_asked.connect(self._acts.remove)
        self._detail.focus_left.connect(self._list.setFocus)
        self._list.customContextMenuRequested.connect(self.open_menu)


def _list_side(filters: Segmented, requests: QListView, model: RequestsModel) -> QWidget:
    """The column at the left: which are listed, and the list."""
    side, top = QWidget(), QHBoxLayout()
    bare(top)
    top.addWidget(filters)
    top.addStretch(1)
    column = QVBoxLayout(side)
    bare(column, theme.S8, (theme.S16, 0, theme.S8, 0))
    column.addLayout(top)
    column.addWidget(requests, 1)
    requests.setModel(model)
    requests.setItemDelegate(ShareRow(requests))
    requests.setUniformItemSizes(True)
    requests.setMouseTracking(True)
    requests.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    requests.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return side
