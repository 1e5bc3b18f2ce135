"""One share beside the list: its state in words, what is left, what happened, what can be done. Emits intents."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.sharing.cards import TRIES, ShareCard, Stage
from app.ui.sharing.timeline import Facts, Timeline
from app.ui.sharing.times import exact, moment
from app.ui.sharing.words import (
    badge,
    left_line,
    openings_words,
    pause_words,
    receipt_words,
    share_name,
    stage_sentence,
)
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card, Rule
from app.ui.widgets.chips import Chip
from app.ui.widgets.flow import flowing
from app.ui.widgets.text import Text

WIDEST = 860


class ShareDetail(Living):
    """Shows a card; what is asked for carries its id. `focus_left` when the
    focused action goes, as the share ended: else Qt hands the focus to whatever comes next in the window."""

    link_asked = Signal(str)
    change_asked = Signal(str)
    pause_asked = Signal(str)
    revoke_asked = Signal(str)
    again_asked = Signal(str)
    remove_asked = Signal(str)
    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: ShareCard | None = None
        self._drawn: tuple[object, ...] = ()
        self.setMaximumWidth(theme.grown(WIDEST))
        self._title = Text("", size=theme.T18, semibold=True, wrap=True)
        self._client = Text("", role="muted")
        self._chip = Chip()
        self._left = Text("", role="muted")
        self._sentence = Text("", wrap=True)
        self._link, self._change = Button("", icon="link"), Button("", icon="clock-clockwise")
        self._pause = Button("", icon="pause")
        self._again = Button("", icon="arrows-clockwise", kind="primary")
        self._revoke, self._remove = Button("", kind="danger", icon="prohibit"), Button("", icon="trash")
        self._facts, self._timeline, self._under_facts = Facts(), Timeline(), Rule()
        self._begins, self._ends = (Text("", selectable=True, wrap=True) for _ in range(2))
        self._terms = Text("", selectable=True, wrap=True)
        self._views, self._tries = Text("", wrap=True), Text("", wrap=True)
        self._names = [Text("", role="muted") for _ in range(5)]
        self._history = Text("", role="muted", semibold=True, size=theme.T12)
        self._build()
        self._connect()

    def show_card(self, card: ShareCard, now: datetime) -> None:
        """Draws anew only what changed: an answer every two seconds must not take away a selection or the focus."""
        self._card = card
        drawn = (replace(card, heard_at=None), card.stage(now), now.date(), QLocale().name(), theme.palette().name)
        if drawn == self._drawn:
            self.tick(now)
            return
        self._drawn = drawn
        self._title.setText(share_name(card.label, card.created_at))
        self._client.setText(card.client)
        self._client.setVisible(bool(card.client))
        self._set_chip(card, now)
        self._sentence.setText(stage_sentence(card, now))
        self._facts.show_card(card, now)
        self._under_facts.setVisible(not self._facts.isHidden())
        self._timeline.show_card(card, now)
        self._set_numbers(card, now)
        self._set_actions(card, ended=card.ended(now))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        if self._card is not None:
            self._left.setText(left_line(self._card, now))

    def retranslate(self) -> None:
        self._link.setText(QCoreApplication.translate("SharesPage", "Show link"))
        self._change.setText(QCoreApplication.translate("SharesPage", "Change"))
        self._pause.setText(pause_words(paused=self._is_paused()))
        self._revoke.setText(QCoreApplication.translate("SharesPage", "Remove access"))
        self._again.setText(QCoreApplication.translate("SharesPage", "Send again"))
        self._remove.setText(QCoreApplication.translate("SharesPage", "Remove from list"))
        self._history.setText(QCoreApplication.translate("SharesPage", "What happened"))
        self._say_names(ended=self._card is not None and not self._revoke.isVisibleTo(self))

    def _say_names(self, *, ended: bool) -> None:
        begins, ends, views, tries, terms = self._names
        begins.setText(QCoreApplication.translate("SharesPage", "Begins on"))
        terms.setText(QCoreApplication.translate("SharesPage", "Terms"))
        ends.setText(
            QCoreApplication.translate("SharesPage", "Ended on")
            if ended
            else QCoreApplication.translate("SharesPage", "Ends")
        )
        views.setText(QCoreApplication.translate("SharesPage", "Openings"))
        tries.setText(QCoreApplication.translate("SharesPage", "Wrong passcodes"))

    def _set_chip(self, card: ShareCard, now: datetime) -> None:
        words = badge(card.stage(now))
        self._chip.set_state(words.role, words.word, words.icon)

    def _set_numbers(self, card: ShareCard, now: datetime) -> None:
        self._say_names(ended=card.ended(now))
        when = card.ended_at(now) if card.ended(now) else card.expires_at
        self._numbers.setRowVisible(self._ends, when is not None)
        self._ends.setText(exact(when, QLocale()) if when is not None else "")
        begins = card.starts_at if card.stage(now) is Stage.BEGINS else None
        self._numbers.setRowVisible(self._begins, begins is not None)
        self._begins.setText(exact(begins, QLocale()) if begins is not None else "")
        self._set_terms(card, now)
        self._views.setText(openings_words(card, now))
        wrong = card.wrong_tries
        none = QCoreApplication.translate("SharesPage", "none")
        some = QCoreApplication.translate("SharesPage", "{wrong} of {all}").format(wrong=wrong, all=TRIES)
        self._tries.setText(some if wrong else none)
        self._tries.set_role("warn" if wrong else "ink")

    def _set_terms(self, card: ShareCard, now: datetime) -> None:
        """Who accepted them, when, and whether that holds: one line each."""
        agreed = [receipt for receipt in card.receipts if receipt.what == "agreed"]
        lines = [f"{receipt_words(one).word} ({moment(one.at, now, QLocale())})" for one in agreed]
        self._numbers.setRowVisible(self._terms, bool(lines))
        self._terms.setText("\n".join(lines))
        self._terms.set_role("warn" if any(one.valid is False for one in agreed) else "ink")

    def _set_actions(self, card: ShareCard, *, ended: bool) -> None:
        open_here = not ended and not card.removing
        shown = {
            self._link: open_here and card.has_link,
            self._change: open_here,
            self._pause: open_here,
            self._revoke: open_here,
            self._again: ended and card.renewable,
            self._remove: ended,
        }
        self._pause.setText(pause_words(paused=self._is_paused()))
        if any(button.hasFocus() and not stays for button, stays in shown.items()):
            self.focus_left.emit()
        for button, stays in shown.items():
            button.setVisible(stays)

    def _is_paused(self) -> bool:
        return self._card is not None and self._card.paused

    def _build(self) -> None:
        state = QHBoxLayout()
        bare(state, theme.S12)
        state.addWidget(self._chip)
        state.addWidget(self._left)
        state.addStretch(1)
        self._numbers = numbers = QFormLayout()
        numbers.setHorizontalSpacing(theme.S24)
        numbers.setVerticalSpacing(theme.S8)
        for name, value in zip(
            self._names, (self._begins, self._ends, self._views, self._tries, self._terms), strict=True
        ):
            numbers.addRow(name, value)
        card = Card()
        card.body.addWidget(self._facts)
        card.body.addWidget(self._under_facts)
        card.body.addLayout(numbers)
        card.body.addWidget(Rule())
        card.body.addWidget(self._history)
        card.body.addWidget(self._timeline)
        box = QVBoxLayout(self)
        bare(box, theme.S12, (theme.S24, theme.S8, theme.S24, theme.S24))
        names = QVBoxLayout()
        bare(names, theme.S4)
        names.addWidget(self._title)
        names.addWidget(self._client)
        box.addLayout(names)
        box.addLayout(state)
        box.addWidget(self._sentence)
        box.addWidget(flowing(self._link, self._change, self._pause, self._revoke, self._again, self._remove))
        box.addWidget(card)
        box.addStretch(1)

    def _connect(self) -> None:
        for button, signal in (
            (self._link, self.link_asked),
            (self._change, self.change_asked),
            (self._pause, self.pause_asked),
            (self._revoke, self.revoke_asked),
            (self._again, self.again_asked),
            (self._remove, self.remove_asked),
        ):
            button.clicked.connect(lambda _checked=False, said=signal: self._card and said.emit(self._card.id))
