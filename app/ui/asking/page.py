"""The Requests page: what was asked of whom, and what came. Joins list, detail, asker and acts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.ops.request_watching import RequestNews
from app.ui import theme
from app.ui.asking.acts import RequestActs
from app.ui.asking.asker import Asker
from app.ui.asking.cards import RequestCard
from app.ui.asking.desk import AskingDesk, desk_of
from app.ui.asking.detail import RequestDetail
from app.ui.asking.inbox import Inbox
from app.ui.asking.telling import Telling
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.page import scrolled
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
        self._inbox, self._detail = Inbox(), RequestDetail()
        self.model = self._inbox.model
        self._nothing, self._stack = EmptyState("tray", "", "", "-"), QStackedWidget()
        self._acts = RequestActs(session, desk, self)
        self._asker = Asker(session.tasks, desk.refresh, self)
        self._telling = Telling(session, self)
        self._second = QTimer(self)
        self._build()
        self._connect()
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        """What the vault knows, at once; then what the relay says."""
        self._read()
        self._asker.ask()

    def go(self, request_id: str) -> None:
        """Show one request, as soon as it is known here."""
        self._wanted = request_id
        self._inbox.select(request_id)
        self.split.enter(focus=False)

    def select(self, request_id: str) -> None:
        self._inbox.select(request_id)

    def ask(self, client_id: str = "") -> None:
        self._acts.ask(client_id)

    def retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate("RequestsPage", "Requests"))
        ask = QCoreApplication.translate("RequestsPage", "Ask a client")
        self._new.setText(ask)
        self._nothing.set_words(
            QCoreApplication.translate("RequestsPage", "Nothing has been asked for"),
            QCoreApplication.translate(
                "RequestsPage",
                "Send a client a link with a short form. What they type is sealed in their browser, and arrives here.",
            ),
            ask,
        )
        self._inbox.retranslate()
        self._detail.retranslate()
        self._show_current()

    def retint(self) -> None:
        if hasattr(self, "_second"):
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asker.watch(True)
        self._second.start(1000)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asker.watch(False)
        self._second.stop()

    def hear(self, news: RequestNews) -> None:
        """Of one request, as it happened; what came is in the vault already."""
        self._telling.note(news)
        self._read()

    def live(self) -> None:
        self._asker.live()

    def _read(self) -> None:
        """What is known is in the vault, also where a relay did not answer. In one lane: what was read later is shown later."""
        self._session.tasks.run(self._desk.cards, self._show, self._session.say_error, owner=self, lane="vault")

    def _show(self, cards: list[RequestCard]) -> None:
        self._cards = {card.id: card for card in cards}
        self._stack.setCurrentIndex(1 if cards else 0)
        wanted, self._wanted = (self._wanted, "") if self._wanted in self._cards else ("", self._wanted)
        self._inbox.show_cards(cards, self._session.now(), wanted)
        self._session.set_waiting_answers(self.model.waiting())
        self.changed.emit(cards)

    def _tick(self) -> None:
        now = self._session.now()
        self.model.tick(now)
        self._detail.tick(now)

    def _show_current(self) -> None:
        card = self._inbox.current()
        self._detail.setVisible(card is not None)
        if card is not None:
            self._detail.show_card(card, self._session.now())

    def _open_menu(self, card: RequestCard, at: QPoint) -> None:
        self._acts.menu(card).popup(at)

    def _build(self) -> None:
        head = QHBoxLayout()
        bare(head, theme.S12, (theme.S24, theme.S24, theme.S24, theme.S16))
        head.addWidget(self._title, 1)
        head.addWidget(self._new)
        self._stack.addWidget(self._nothing)
        wide = read_columns(self._session.settings.columns).get("requests", 0)
        self.split = Split(self._inbox, scrolled(self._detail), LIST_WIDTH, wide, LEAST_WIDTH)
        self._stack.addWidget(self.split)
        column = QVBoxLayout(self)
        bare(column)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.split.settled.connect(lambda width: self._session.keep_column("requests", width))
        self.split.left.connect(self.split.leave)
        for leave in (self.split.left, self._detail.focus_left):
            leave.connect(self._inbox.setFocus)
        self._inbox.entered.connect(lambda: self.split.enter())
        self._inbox.turned.connect(self._show_current)
        self._inbox.menu_asked.connect(self._open_menu)
        self._new.clicked.connect(lambda _checked=False: self._acts.ask())
        self._nothing.pressed.connect(lambda: self._acts.ask())
        self._second.timeout.connect(self._tick)
        # What was heard beside the question is newer than its answer.
        self._asker.heard.connect(lambda _cards: self._read())
        self._asker.silent.connect(lambda _error: self._read())
        self._session.requests_changed.connect(self.reload)
        detail, acts = self._detail, self._acts
        detail.link_asked.connect(acts.show_link)
        detail.remind_asked.connect(acts.remind)
        detail.review_asked.connect(lambda request_id, number: acts.review(self._cards[request_id], number))
        detail.copy_asked.connect(self._session.clipboard.copy)
        detail.change_asked.connect(lambda request_id: acts.change(self._cards[request_id]))
        detail.pause_asked.connect(lambda request_id: acts.pause(self._cards[request_id]))
        detail.close_asked.connect(lambda request_id: acts.close(self._cards[request_id]))
        detail.remove_asked.connect(acts.remove)
