"""The Shares page: what was sent, live. Joins what is known, list, detail and acts; the words and the drawing are theirs.

It says how fresh its knowledge is. A relay that is silent leaves what was last known on the screen, marked as such.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.ops.share_watching import News
from app.ui import theme
from app.ui.sharing.acts import ShareActs
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.desk import Desk, desk_of
from app.ui.sharing.detail import ShareDetail
from app.ui.sharing.feed import ShareFeed
from app.ui.sharing.freshness import Freshness
from app.ui.sharing.listside import ListSide
from app.ui.sharing.sending import UploadCards
from app.ui.sharing.strange import StrangePages
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.scroll import empty_scroll, put_inside
from app.ui.widgets.split import Split, read_columns
from app.ui.widgets.text import Text

LIST_WIDTH, LEAST_WIDTH = 360, 316


class SharesPage(Living):
    """Built at unlock, dropped at lock. `changed` carries all cards whenever they were read anew."""

    changed = Signal(object)

    def __init__(self, session: Session, desk: Desk | None = None) -> None:
        super().__init__()
        desk = desk or desk_of(session)
        self._session = session
        self.feed = ShareFeed(session, desk, self)
        self.feed.load()  # on its way while the page is built
        self._wanted = ""
        self._title, self._fresh = Text(size=theme.T24, semibold=True), Freshness()
        self._new = Button(kind="primary", icon="plus")
        self.side, self._detail = ListSide(), ShareDetail(self)
        self.model = self.side.model
        self._nothing = EmptyState("paper-plane-tilt", "", "", "-")
        self._uploads, self._stack, self._area = UploadCards(session, desk), QStackedWidget(), empty_scroll()
        self._strange = StrangePages(session)
        self._acts = ShareActs(session, desk, self)
        self._second = QTimer(self)
        self._detail.hide()  # the page's from the first: what belongs to nobody would stay when the page is dropped
        self._build()
        self._connect()
        self.retranslate()

    def go(self, share_id: str) -> None:
        """Show one share, as soon as it is known here."""
        self._wanted = share_id
        self.side.select(share_id)
        self.split.enter(focus=False)

    def hear(self, news: News) -> None:
        self.feed.hear(news)

    def live(self) -> None:
        self.feed.live()

    def retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate("SharesPage", "Shares"))
        self._new.setText(QCoreApplication.translate("SharesPage", "Share a message or files"))
        self._nothing.set_words(
            QCoreApplication.translate("SharesPage", "Nothing is shared"),
            QCoreApplication.translate(
                "SharesPage",
                "Open an entry and press Share, or write a message. Here you will see whether it was opened, and when.",
            ),
            QCoreApplication.translate("SharesPage", "Share a message or files"),
        )
        self.side.retranslate()
        self._detail.retranslate()
        self._tick()
        self._show_current()

    def retint(self) -> None:
        if hasattr(self, "_second"):
            self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._uploads.set_most(self.height() * 2 // 5)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.feed.watch(True)
        self._second.start(1000)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.feed.watch(False)
        self._second.stop()

    def open_menu(self, at: QPoint) -> None:
        """Of the share at this point of the list; by the menu key, of the chosen one."""
        self.side.ask_menu(at)

    def _show(self, cards: list[ShareCard]) -> None:
        now = self._session.now()
        if cards and self._area.widget() is None:  # once the page is where it stands
            put_inside(self._area, self._detail)
        self._fresh.know(cards)
        self._fresh.setVisible(any(not card.ended(now) for card in cards))
        wanted = self._wanted if self._wanted in self.feed.cards else ""
        if wanted:
            self._wanted = ""
        self.side.show_cards(cards, now, wanted)
        self._session.set_live_shares(self.model.live_count(now))
        self._stack.setCurrentIndex(1 if cards else 0)
        self.changed.emit(cards)

    def _tick(self) -> None:
        now = self._session.now()
        self.model.tick(now)
        self._detail.tick(now)
        self._fresh.say(now)

    def _show_current(self) -> None:
        card = self.side.current()
        self._detail.setVisible(card is not None)
        if card is not None:
            self._detail.show_card(card, self._session.now())

    def _build(self) -> None:
        """From the outside in: what has a parent already is looked at by the style once."""
        column, head, names, beside = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        bare(column)
        bare(head, theme.S12, (theme.S24, theme.S24, theme.S24, theme.S16))
        bare(names, theme.S4)
        bare(beside, 0, (theme.S24, 0, theme.S24, 0))
        column.addLayout(head)
        column.addLayout(beside)
        column.addWidget(self._uploads)
        column.addWidget(self._stack, 1)
        head.addLayout(names, 1)
        names.addWidget(self._title)
        names.addWidget(self._fresh)
        head.addWidget(self._new)
        beside.addWidget(self._strange)
        self._stack.addWidget(self._nothing)
        wide = read_columns(self._session.settings.columns).get("shares", 0)
        self.split = Split(self.side, self._area, LIST_WIDTH, wide, LEAST_WIDTH)
        self._stack.addWidget(self.split)

    def _connect(self) -> None:
        self.split.settled.connect(lambda width: self._session.keep_column("shares", width))
        self.split.left.connect(self.split.leave)
        self.split.left.connect(self.side.view.setFocus)
        self.side.entered.connect(lambda: self.split.enter())
        self.side.turned.connect(self._show_current)
        self.side.menu_asked.connect(lambda card, at: self._acts.menu(card, self._session.now()).popup(at))
        for pressed in (self._new.clicked, self._nothing.pressed):
            pressed.connect(self._acts.share_message)
        self._second.timeout.connect(self._tick)
        self.feed.known.connect(self._show)
        self.feed.heard.connect(lambda: self._fresh.heard(self._session.now()))
        self.feed.silent.connect(lambda: self._fresh.silent(self._session.now()))
        self._detail.link_asked.connect(self._acts.show_link)
        self._detail.change_asked.connect(lambda share_id: self._acts.change(self.feed.cards[share_id]))
        self._detail.pause_asked.connect(lambda share_id: self._acts.pause(self.feed.cards[share_id]))
        self._detail.revoke_asked.connect(lambda share_id: self._acts.revoke(self.feed.cards[share_id]))
        self._detail.again_asked.connect(lambda share_id: self._acts.again(self.feed.cards[share_id]))
        self._detail.remove_asked.connect(self._acts.remove)
        self._detail.focus_left.connect(self.side.view.setFocus)
