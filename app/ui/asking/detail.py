"""One request beside the list: its state in words, what came, what can be done. Emits intents."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ops.request_options import RequestKind
from app.ui import theme
from app.ui.asking.answers import Answers
from app.ui.asking.cards import RequestCard, Stage, can_change
from app.ui.asking.model import request_name
from app.ui.asking.words import age_line, badge, change_words, left_line, pause_words, stage_sentence
from app.ui.sharing.times import exact
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card, Rule
from app.ui.widgets.chips import Chip
from app.ui.widgets.flow import flowing
from app.ui.widgets.text import Text

WIDEST = 860


class RequestDetail(Living):
    """Shows a card; what is asked for carries its id."""

    link_asked = Signal(str)
    remind_asked = Signal(str)
    change_asked = Signal(str)
    pause_asked = Signal(str)
    close_asked = Signal(str)
    remove_asked = Signal(str)
    review_asked = Signal(str, int)
    copy_asked = Signal(str)
    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: RequestCard | None = None
        self._drawn: tuple[object, ...] = ()
        self.setMaximumWidth(theme.grown(WIDEST))
        self._title = Text("", size=theme.T18, semibold=True, wrap=True)
        self._client, self._left = Text("", role="muted"), Text("", role="muted")
        self._chip, self._sentence = Chip(), Text("", wrap=True)
        self._link, self._remind = Button("", icon="link"), Button("", icon="bell")
        self._change, self._pause = Button("", icon="clock-clockwise"), Button("", icon="pause")
        self._close, self._remove = Button("", kind="danger", icon="prohibit"), Button("", icon="trash")
        self._came, self._none = (
            Text("", role="muted", semibold=True, size=theme.T12),
            Text("", role="muted", wrap=True),
        )
        self._answers = Answers()
        self._names = [Text("", role="muted") for _ in range(3)]
        self._asked, self._ends, self._takes = (
            Text("", wrap=True),
            Text("", wrap=True, selectable=True),
            Text("", wrap=True),
        )
        self._build()
        self._connect()

    def show_card(self, card: RequestCard, now: datetime) -> None:
        """Draws anew only what changed: an answer every two seconds must not take away a selection or the focus."""
        self._card = card
        drawn = (card, now.date(), QLocale().name(), theme.palette().name)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw(card, now)
        self.tick(now)

    def tick(self, now: datetime) -> None:
        if self._card is not None:
            self._left.setText(left_line(self._card, now))
            self._answers.tick(now)

    def retranslate(self) -> None:
        self._link.setText(QCoreApplication.translate("RequestsPage", "Show link"))
        self._remind.setText(QCoreApplication.translate("RequestsPage", "Remind"))
        self._close.setText(QCoreApplication.translate("RequestsPage", "Close the request"))
        self._remove.setText(QCoreApplication.translate("RequestsPage", "Remove from list"))
        self._came.setText(QCoreApplication.translate("RequestsPage", "What came"))
        asked, ends, takes = self._names
        asked.setText(QCoreApplication.translate("RequestsPage", "Asked"))
        ends.setText(QCoreApplication.translate("RequestsPage", "End"))
        takes.setText(QCoreApplication.translate("RequestsPage", "Answers"))

    def _draw(self, card: RequestCard, now: datetime) -> None:
        self._title.setText(request_name(card))
        self._client.setText(card.client)
        words = badge(card.stage)
        self._chip.set_state(words.role, words.word, words.icon)
        self._sentence.setText(stage_sentence(card))
        self._answers.show_card(card, now)
        self._answers.setVisible(bool(card.answers))
        self._none.setText(
            QCoreApplication.translate("RequestsPage", "Nothing came.")
            if card.ended
            else QCoreApplication.translate(
                "RequestsPage", "Nothing so far. It appears here by itself, and you are told."
            )
        )
        self._none.setVisible(not card.answers)
        self._asked.setText(age_line(card, now))
        self._say_end(card, now)
        taken = QCoreApplication.translate("RequestsPage", "{taken} of {all}")
        came = card.takes - card.left  # of a letter box nobody counts how many more there can be
        self._takes.setText(taken.format(taken=came, all=card.takes) if card.expires_at is not None else str(came))
        self._set_actions(card)

    def _say_end(self, card: RequestCard, now: datetime) -> None:
        """None of a letter box, nor of what ended before its time: that day says nothing any more."""
        ends = card.expires_at
        said = ends is not None and not (card.ended and now < ends)
        self._numbers.setRowVisible(self._ends, said)
        self._ends.setText(exact(ends, QLocale()) if ends is not None and said else "")

    def _set_actions(self, card: RequestCard) -> None:
        open_here, changeable = not card.ended, can_change(card)
        self._change.setText(change_words(card.kind))
        self._pause.setText(pause_words(paused=card.paused))
        self._pause.set_icon("play" if card.paused else "pause")
        shown = {
            self._link: open_here and card.has_link,
            self._remind: open_here and card.has_link and card.unanswered and card.kind is not RequestKind.CODE,
            self._change: changeable and card.expires_at is not None,
            self._pause: changeable and (card.paused or card.kind is not RequestKind.CODE),  # ten minutes are soon over
            self._close: open_here and card.stage is not Stage.REMOVING,
            self._remove: card.ended and not card.new,
        }
        if any(button.hasFocus() and not stays for button, stays in shown.items()):
            self.focus_left.emit()
        for button, stays in shown.items():
            button.setVisible(stays)

    def _ask_review(self, number: int) -> None:
        if self._card is not None:
            self.review_asked.emit(self._card.id, number)

    def _build(self) -> None:
        state = QHBoxLayout()
        bare(state, theme.S12)
        state.addWidget(self._chip)
        state.addWidget(self._left)
        state.addStretch(1)
        self._numbers = numbers = QFormLayout()
        numbers.setHorizontalSpacing(theme.S24)
        numbers.setVerticalSpacing(theme.S8)
        for name, value in zip(self._names, (self._asked, self._ends, self._takes), strict=True):
            numbers.addRow(name, value)
        card = Card()
        for widget in (self._came, self._none, self._answers, Rule()):
            card.body.addWidget(widget)
        card.body.addLayout(numbers)
        names = QVBoxLayout()
        bare(names, theme.S4)
        names.addWidget(self._title)
        names.addWidget(self._client)
        box = QVBoxLayout(self)
        bare(box, theme.S12, (theme.S24, theme.S8, theme.S24, theme.S24))
        box.addLayout(names)
        box.addLayout(state)
        box.addWidget(self._sentence)
        box.addWidget(flowing(self._link, self._remind, self._change, self._pause, self._close, self._remove))
        box.addWidget(card)
        box.addStretch(1)

    def _connect(self) -> None:
        for button, signal in (
            (self._link, self.link_asked),
            (self._remind, self.remind_asked),
            (self._change, self.change_asked),
            (self._pause, self.pause_asked),
            (self._close, self.close_asked),
            (self._remove, self.remove_asked),
        ):
            button.clicked.connect(lambda _checked=False, said=signal: self._card and said.emit(self._card.id))
        self._answers.review_asked.connect(self._ask_review)
        self._answers.copy_asked.connect(self.copy_asked)
