"""What came for one request, one line each; of a code just received the code itself, large. Emits intents."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.asking.cards import AnswerCard, Fate, RequestCard
from app.ui.asking.values import cut
from app.ui.asking.words import age, answer_line, fate_sentence, fate_words
from app.ui.sharing.secrettext import SecretText
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.chips import Chip
from app.ui.widgets.text import Text

STALE = timedelta(minutes=2)  # most sites take no code that is older than that
_MOST_CODE = 100  # it is painted sign by sign, and whoever has the link may send a million


class CodeLine(Living):
    """A code, its age, and the button that copies it."""

    copied = Signal(str)

    def __init__(self, answer: AnswerCard, parent: QWidget | None = None, *, newest: bool = True) -> None:
        super().__init__(parent)
        self._answer = answer
        self._code = SecretText()
        self._code.set_text(cut(answer.code, _MOST_CODE))
        self._age, self._copy = (
            Text("", role="muted"),
            Button("", kind="primary" if newest else "secondary", icon="copy"),
        )
        self._words = Text("", role="muted", size=theme.T12, wrap=True)
        row = QHBoxLayout()
        bare(row, theme.S16)
        column = QVBoxLayout(self)
        bare(column, theme.S4)
        column.addLayout(row)
        column.addWidget(self._words)
        row.addWidget(self._code, 1)
        row.addWidget(self._age)
        row.addWidget(self._copy)
        self._copy.clicked.connect(lambda _checked=False: self.copied.emit(self._answer.code))
        self.retranslate()

    def tick(self, now: datetime) -> None:
        self._age.setText(age(self._answer.at, now))
        self._age.set_role("muted" if now - self._answer.at < STALE else "warn")

    def retranslate(self) -> None:
        spelled = " ".join(self._code.text())
        self._code.setAccessibleName(
            QCoreApplication.translate("RequestsPage", "The code: {spelled}").format(spelled=spelled)
        )
        self._copy.setText(QCoreApplication.translate("RequestsPage", "Copy code"))
        words = QCoreApplication.translate("RequestsPage", "The words on your client's page: {words}")
        self._words.setText(words.format(words=" · ".join(self._answer.words)))


class AnswerLine(Living):
    """When it came and what became of it; a new one can be looked at."""

    asked = Signal(int)

    def __init__(self, answer: AnswerCard, parent: QWidget | None = None, *, first: bool = True) -> None:
        super().__init__(parent)
        self._answer = answer
        self._when, self._chip = Text("", semibold=answer.fate is Fate.NEW), Chip()
        self._look = Button("", kind="primary" if first else "secondary", icon="eye")
        self._why = Text("", role="muted", wrap=True)
        row = QHBoxLayout()
        bare(row, theme.S12)
        row.addWidget(self._when)
        row.addWidget(self._chip)
        row.addStretch(1)
        row.addWidget(self._look)
        column = QVBoxLayout(self)
        bare(column, theme.S4)
        column.addLayout(row)
        column.addWidget(self._why)
        self._look.setVisible(answer.fate is Fate.NEW)
        self._look.clicked.connect(lambda _checked=False: self.asked.emit(self._answer.number))
        self.retranslate()

    def say(self, now: datetime) -> None:
        self._when.setText(answer_line(self._answer, now))

    def retranslate(self) -> None:
        words = fate_words(self._answer.fate)
        self._chip.set_state(words.role, words.word, words.icon)
        self._look.setText(QCoreApplication.translate("RequestsPage", "Look at it"))
        self._why.setText(fate_sentence(self._answer.fate))
        self._why.setVisible(bool(self._why.text()))


class Answers(QWidget):
    """All of them, the newest first. One button stands out: of the newest code, or of what has waited longest."""

    review_asked = Signal(int)
    copy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        bare(self._column, theme.S12)
        self._codes: list[CodeLine] = []

    def show_card(self, card: RequestCard, now: datetime) -> None:
        clear(self._column)
        self._codes = []
        first = card.to_look_at[:1]
        for answer in sorted(card.answers, key=lambda one: one.number, reverse=True):
            if answer.code:
                code = CodeLine(answer, newest=not self._codes)
                code.tick(now)
                code.copied.connect(self.copy_asked)
                self._codes.append(code)
                self._column.addWidget(code)
                continue
            line = AnswerLine(answer, first=[answer.number] == first)
            line.say(now)
            line.asked.connect(self.review_asked)
            self._column.addWidget(line)

    def tick(self, now: datetime) -> None:
        for code in self._codes:
            code.tick(now)
