"""The strip of the first steps: one sentence, one verb, and the ways past it. Stands above the page and covers nothing.

No overlay: everything stays where it is and can be used, by mouse, keyboard and screen reader, and what is done counts however
it is done. Owns the strip; what the verb does is the window's.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.ui import icons
from app.ui.state import Session
from app.ui.theme import S4, S8, S12, S16, S24, T12, T13, T15, grown
from app.ui.tour.route import ACTS, STEPS, Counts, Route, Stop, take_counts
from app.ui.tour.words import step_words, stop_words
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.text import Text

_NARROW = 600  # below it the verbs stand under the words, which would have too little room beside them
_ICONS = {Stop.CLIENT: "users", Stop.ENTRY: "key", Stop.SHARE: "paper-plane-tilt", Stop.DONE: "check-circle"}


class FirstSteps(Living):
    """`asked` names the action of the verb; `ended` when it was closed."""

    asked = Signal(str)
    ended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.route = Route()
        self.picture, self.step = QLabel(), Text("", size=T12, role="muted", semibold=True)
        self.title, self.text = Text("", size=T15, semibold=True), Text("", size=T13, role="muted", wrap=True)
        self.act, self.past, self.close_button = Button("", "primary"), Button("", "quiet"), IconButton("x")
        self.act.clicked.connect(lambda: self.asked.emit(ACTS[self.route.stop]))
        self.past.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.ended)
        self._compose()
        self.retranslate()
        session.vault_changed.connect(self.look)
        session.shares_changed.connect(self.look)
        self.look()

    def _compose(self) -> None:
        card = QFrame()
        card.setProperty("card", True)
        words = QVBoxLayout()
        bare(words, S4)
        for part in (self.step, self.title, self.text):
            words.addWidget(part)
        row = QHBoxLayout(card)
        bare(row, S8, (S16, S12, S8, S12))
        row.addWidget(self.picture)
        row.addSpacing(S8)
        row.addLayout(self._body(words), 1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        bare(column, 0, (S24, S12, S24, S12))
        column.addWidget(card)

    def _body(self, words: QVBoxLayout) -> QBoxLayout:
        verbs = QHBoxLayout()
        bare(verbs, S8)
        verbs.addWidget(self.past)
        verbs.addWidget(self.act)
        verbs.addStretch()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        bare(self._sides, S12)
        self._sides.addLayout(words, 1)
        self._sides.addLayout(verbs)
        return self._sides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < grown(_NARROW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def look(self) -> None:
        """What the vault holds now; more than before is a step done."""
        if self._session.vault is not None:
            self._session.ask(take_counts, self._heard, owner=self, key="counts")

    def _heard(self, counts: Counts) -> None:
        if self.route.hear(counts):
            self.retranslate()
            self._announce()

    def go_on(self) -> None:
        """To the next step without doing this one; from the last one, away."""
        if self.route.stop is Stop.DONE:
            self.ended.emit()
            return
        self.route.skip()
        self.retranslate()
        self._announce()
        self.act.setFocus()

    def _announce(self) -> None:
        """A screen reader says what stands here now, wherever the focus is."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def retranslate(self) -> None:
        words = stop_words(self.route.stop)
        self.step.setText(step_words(self.route.number, STEPS))
        self.step.setVisible(bool(self.step.text()))
        self.title.setText(words.title)
        self.text.setText(words.text)
        self.act.setText(words.verb)
        done = self.route.stop is Stop.DONE
        last = QCoreApplication.translate("Tour", "Done")
        self.past.setText(last if done else QCoreApplication.translate("Tour", "Not now"))
        self.close_button.set_name(QCoreApplication.translate("Tour", "End the first steps"))
        self.setAccessibleName(f"{self.step.text()} {words.title}. {words.text}".strip())
        self.retint()

    def retint(self) -> None:
        role = "good" if self.route.stop is Stop.DONE else "seal"
        self.picture.setPixmap(icons.pixmap(_ICONS[self.route.stop], role, grown(24)))
