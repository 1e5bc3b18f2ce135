"""The Shares page: what was sent, live. Joins list, detail, poller and acts; the words and the drawing are theirs.

It says how fresh its knowledge is. A relay that is silent leaves what was last known on the screen, marked as such.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from app.ops.share_watching import News
from app.ui import theme
from app.ui.sharing.acts import ShareActs
from app.ui.sharing.cards import ShareCard, news
from app.ui.sharing.desk import Desk, desk_of
from app.ui.sharing.detail import ShareDetail
from app.ui.sharing.freshness import Freshness
from app.ui.sharing.model import SharesModel, Shown
from app.ui.sharing.poller import Poller
from app.ui.sharing.rows import ShareRow
from app.ui.sharing.sending import UploadCards
from app.ui.sharing.strange import StrangePages
from app.ui.sharing.words import receipt_words, share_name
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.page import scrolled
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.split import Split, read_columns
from app.ui.widgets.text import Text

LIST_WIDTH, LEAST_WIDTH = 360, 316
TELLING = ("wrong-passcode", "wrong-code", "locked", "accepted", "agreed", "expired")


class SharesPage(Living):
    """Built at unlock, dropped at lock. `changed` carries all cards whenever they were read anew."""

    changed = Signal(object)

    def __init__(self, session: Session, desk: Desk | None = None) -> None:
        super().__init__()
        desk = desk or desk_of(session)
        self._session, self._desk = session, desk
        self._cards: dict[str, ShareCard] = {}
        self._wanted = ""
        self._title, self._fresh = Text(size=theme.T24, semibold=True), Freshness()
        self._new = Button(kind="primary", icon="plus")
        self._filter = Segmented([(one.value, one.value) for one in Shown])
        self.model = SharesModel(self)
        self._list, self._detail = QListView(), ShareDetail(self)
        self._nothing = EmptyState("paper-plane-tilt", "", "", "-")
        self._uploads, self._stack = UploadCards(session, desk), QStackedWidget()
        self._strange = StrangePages(session)
        self._acts = ShareActs(session, desk, self)
        self._poller = Poller(session.tasks, desk.refresh, self)
        self._second = QTimer(self)
        self._detail.hide()  # the page's from the first: what belongs to nobody would stay when the page is dropped
        self._build()
        self._connect()
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        """What the vault knows, at once; then what the relay says."""
        self._session.tasks.run(self._desk.cards, self._show, self._session.say_error, owner=self)
        self._poller.ask()

    def go(self, share_id: str) -> None:
        """Show one share, as soon as it is known here."""
        self._wanted = share_id
        self.select(share_id)
        self.split.enter(focus=False)

    def select(self, share_id: str) -> None:
        row = self.model.row_of(share_id)
        if row >= 0:
            self._list.setCurrentIndex(self.model.index(row))

    def retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate("SharesPage", "Shares"))
        self._new.setText(QCoreApplication.translate("SharesPage", "Share a message or files"))
        self._list.setAccessibleName(QCoreApplication.translate("SharesPage", "Shares"))
        self._filter.setAccessibleName(QCoreApplication.translate("SharesPage", "Which shares are listed"))
        self._filter.set_texts(
            [
                QCoreApplication.translate("SharesPage", "All"),
                QCoreApplication.translate("SharesPage", "Can be opened"),
                QCoreApplication.translate("SharesPage", "Ended"),
            ]
        )
        self._nothing.set_words(
            QCoreApplication.translate("SharesPage", "Nothing is shared"),
            QCoreApplication.translate(
                "SharesPage",
                "Open an entry and press Share, or write a message. Here you will see whether it was opened, and when.",
            ),
            QCoreApplication.translate("SharesPage", "Share a message or files"),
        )
        self._detail.retranslate()
        self.model.retranslate()
        self._tick()
        self._show_current()

    def retint(self) -> None:
        if hasattr(self, "_second"):
            self._list.viewport().update()
            self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._uploads.set_most(self.height() * 2 // 5)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._poller.watch(True)
        self._second.start(1000)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._poller.watch(False)
        self._second.stop()

    def _show(self, cards: list[ShareCard]) -> None:
        now, chosen = self._session.now(), self._current()
        self._cards = {card.id: card for card in cards}
        self._fresh.know(cards)
        self._fresh.setVisible(any(not card.ended(now) for card in cards))
        self.model.set_cards(cards, now)
        self._session.set_live_shares(self.model.live_count(now))
        self._stack.setCurrentIndex(1 if cards else 0)
        if self._wanted in self._cards:
            chosen, self._wanted = self._cards[self._wanted], ""
        if chosen is not None:
            self.select(chosen.id)
        self._choose_one()
        self.changed.emit(cards)

    def _heard(self, cards: list[ShareCard]) -> None:
        before = self._cards
        for card in cards:
            if card.id in before:
                self._tell(card, before[card.id])
        self._show(cards)
        self._fresh.heard(self._session.now())

    def hear(self, news: News) -> None:
        """Of one share, as it happened; it is in the vault already."""
        self._session.tasks.run(
            lambda: self._desk.heard(news.share), self._heard_of, self._session.say_error, owner=self
        )

    def live(self) -> None:
        self._poller.live()

    def _heard_of(self, card: ShareCard) -> None:
        before = self._cards.get(card.id)
        if before is not None:
            self._tell(card, before)
        self._show(list({**self._cards, card.id: card}.values()))
        self._fresh.heard(self._session.now())

    def _silent(self, _error: Exception) -> None:
        """Another relay may have answered before this one did not: what is known now is in the vault."""
        self._fresh.silent(self._session.now())
        self._session.tasks.run(self._desk.cards, self._show, self._session.say_error, owner=self)

    def _tell(self, card: ShareCard, before: ShareCard) -> None:
        """What a person would want to be interrupted for: it was opened, or somebody guesses."""
        for receipt in news(before, card):
            if receipt.what in TELLING:
                words = receipt_words(receipt)
                said = f"{share_name(card.label, card.created_at)}: {words.word}"
                self._session.tell(said, words.role, "shares", share_id=card.id)

    def _tick(self) -> None:
        now = self._session.now()
        self.model.tick(now)
        self._detail.tick(now)
        self._fresh.say(now)

    def _current(self) -> ShareCard | None:
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

    def open_menu(self, at: QPoint) -> None:
        """Of the share under the mouse, or (by the menu key) of the chosen one."""
        under = self._list.indexAt(at)
        card = self.model.card_at(under.row()) if under.isValid() else self._current()
        if card is not None:
            self._list.setCurrentIndex(self.model.index(self.model.row_of(card.id)))
            self._acts.menu(card, self._session.now()).popup(self._list.viewport().mapToGlobal(at))

    def _filter_by(self, value: str) -> None:
        self.model.show_only(Shown(value))
        self._choose_one()

    def _build(self) -> None:
        head = QHBoxLayout()
        bare(head, theme.S12, (theme.S24, theme.S24, theme.S24, theme.S16))
        names = QVBoxLayout()
        bare(names, theme.S4)
        names.addWidget(self._title)
        names.addWidget(self._fresh)
        head.addLayout(names, 1)
        head.addWidget(self._new)
        self._stack.addWidget(self._nothing)
        wide = read_columns(self._session.settings.columns).get("shares", 0)
        side = _list_side(self._filter, self._list, self.model)
        self.split = Split(side, scrolled(self._detail), LIST_WIDTH, wide, LEAST_WIDTH)
        self._stack.addWidget(self.split)
        column = QVBoxLayout(self)
        bare(column)
        column.addLayout(head)
        beside = QHBoxLayout()
        bare(beside, 0, (theme.S24, 0, theme.S24, 0))
        beside.addWidget(self._strange)
        column.addLayout(beside)
        column.addWidget(self._uploads)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.split.settled.connect(lambda width: self._session.keep_column("shares", width))
        self.split.left.connect(self.split.leave)
        self.split.left.connect(self._list.setFocus)
        for entered in (self._list.clicked, self._list.activated):
            entered.connect(lambda _index: self.split.enter())
        self._new.clicked.connect(self._acts.share_message)
        self._nothing.pressed.connect(self._acts.share_message)
        self._filter.chosen.connect(self._filter_by)
        self._second.timeout.connect(self._tick)
        self._poller.heard.connect(self._heard)
        self._poller.silent.connect(self._silent)
        self._session.shares_changed.connect(self.reload)
        self._list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_current())
        self._detail.link_asked.connect(self._acts.show_link)
        self._detail.change_asked.connect(lambda share_id: self._acts.change(self._cards[share_id]))
        self._detail.pause_asked.connect(lambda share_id: self._acts.pause(self._cards[share_id]))
        self._detail.revoke_asked.connect(lambda share_id: self._acts.revoke(self._cards[share_id]))
        self._detail.again_asked.connect(lambda share_id: self._acts.again(self._cards[share_id]))
        self._detail.remove_asked.connect(self._acts.remove)
        self._list.customContextMenuRequested.connect(self.open_menu)
        self._detail.focus_left.connect(self._list.setFocus)


def _list_side(filters: Segmented, shares: QListView, model: SharesModel) -> QWidget:
    """The column at the left: which are listed, and the list."""
    side, top = QWidget(), QHBoxLayout()
    bare(top)
    top.addWidget(filters)
    top.addStretch(1)
    column = QVBoxLayout(side)
    bare(column, theme.S8, (theme.S16, 0, theme.S8, 0))
    column.addLayout(top)
    column.addWidget(shares, 1)
    shares.setModel(model)
    shares.setItemDelegate(ShareRow(shares))
    shares.setUniformItemSizes(True)
    shares.setMouseTracking(True)
    shares.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    shares.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return side
