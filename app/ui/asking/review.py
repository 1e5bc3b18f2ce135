"""A look at what came: the four words, the values, the files; what would change in an entry that is there; keep it or reject it.

Nothing is in the vault's entries before somebody has pressed the button here. The words stand first: they are what tells the
client from a thief of the link.
"""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import UserError
from app.ui import theme
from app.ui.asking.comparing import Comparison
from app.ui.asking.desk import AskingDesk, Match, Review
from app.ui.asking.values import GroupView
from app.ui.files.words import size_text
from app.ui.state import Session
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card, Rule
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.widgets.text import Text

WIDTH = 680
STEPS = 1000


class ReviewSheet(Sheet):
    """Opened over the window with one answer; `decided` when it was kept or rejected."""

    decided = Signal(object)  # the ids of the entries, none if it was rejected
    _came = Signal(object, object)
    _busy = False
    _ready = False  # the base class writes its texts before ours exist

    def __init__(
        self, session: Session, desk: AskingDesk, review: Review, parent: QWidget, *, place: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._review, self._which = session, desk, review, place
        self._stop = threading.Event()
        self._ask, self._words = Text("", wrap=True), Text("", size=theme.T18, semibold=True, wrap=True)
        self._doubt, self._missing = Text("", role="muted", size=theme.T12, wrap=True), Notice("warn", "")
        self._message, self._files_head = Text("", wrap=True), Text("", role="muted", semibold=True, size=theme.T12)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._where, self._changes = Choice(), Comparison()
        self._where_row = Labelled("", self._where)
        self._progress, self._problem = QProgressBar(), Notice("bad", "")
        self._progress.setRange(0, STEPS)
        self._progress.setVisible(False)
        self._reject, self._later = Button("", kind="quiet", icon="prohibit"), Button("", kind="secondary")
        self._keep = Button("", kind="primary", icon="check")
        self._build()
        self._connect()
        self._ready = True
        self.retranslate()

    def first_control(self) -> QWidget:
        return self._later

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        title = QCoreApplication.translate("ReviewSheet", "What came")
        which = QCoreApplication.translate("ReviewSheet", "{title} · {place} of {all}")
        place, of = self._which
        self.set_title(which.format(title=title, place=place, all=of) if of > 1 else title)
        self._ask.setText(
            QCoreApplication.translate(
                "ReviewSheet", "Ask your client for the four words on their page. They must be these:"
            )
        )
        self._words.setText("  ·  ".join(self._review.words))
        self._words.setAccessibleName(", ".join(self._review.words))
        self._doubt.setText(
            QCoreApplication.translate(
                "ReviewSheet",
                "Other words: somebody else who has the link sent this. Reject it, and ask again by a new link.",
            )
        )
        self._missing.say(_doubts(self._review))
        self._files_head.setText(QCoreApplication.translate("ReviewSheet", "Files"))
        self._where_row.set_label(QCoreApplication.translate("ReviewSheet", "Keep it"))
        if self._where.count():
            self._where.setItemText(0, QCoreApplication.translate("ReviewSheet", "as a new entry"))
        for at, match in enumerate(self._review.matches, 1):
            self._where.setItemText(
                at, QCoreApplication.translate("ReviewSheet", "in “{title}”, which is there").format(title=match.title)
            )
        self._reject.setText(QCoreApplication.translate("ReviewSheet", "Reject"))
        self._later.setText(QCoreApplication.translate("ReviewSheet", "Decide later"))
        self._keep.setText(QCoreApplication.translate("ReviewSheet", "Keep in the vault"))
        self._changes.show_match(self._match())

    def _build(self) -> None:
        review = self._review
        words = Card()
        for line in (self._ask, self._words, self._doubt):
            words.body.addWidget(line)
        self.body.addWidget(words)
        self.body.addWidget(self._missing)
        self._build_choice()
        self._message.setText(review.message)
        self._message.setVisible(bool(review.message))
        self.body.addWidget(self._message)
        for at, group in enumerate(review.groups):
            if at:
                self.body.addWidget(Rule())
            view = GroupView(group)
            view.copied.connect(self._session.clipboard.copy)
            self.body.addWidget(view)
        self.body.addWidget(self._files_part())
        for widget in (self._progress, self._problem):
            self.body.addWidget(widget)
        self._problem.clear()
        self.buttons.insertWidget(0, self._reject)
        self.buttons.addWidget(self._later)
        self.buttons.addWidget(self._keep)

    def _build_choice(self) -> None:
        """Above what came, however much that is: what would be replaced is seen without looking for it."""
        self._where.addItem("")
        for match in self._review.matches:
            self._where.addItem(match.title, match.entry_id)
        self._where_row.setVisible(bool(self._review.matches))
        self._changes.show_match(None)
        self.body.addWidget(self._where_row)
        self.body.addWidget(self._changes)

    def _files_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        bare(column, theme.S4)
        column.addWidget(self._files_head)
        for name, octets in self._review.files:
            line = Text(f"{name}  ·  {size_text(octets)}", wrap=True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(line)
        part.setVisible(bool(self._review.files))
        return part

    def _connect(self) -> None:
        self._where.currentIndexChanged.connect(lambda _index: self._changes.show_match(self._match()))
        self._later.clicked.connect(self.reject)
        self._reject.clicked.connect(self._ask_reject)
        self._keep.clicked.connect(self.keep)
        self._came.connect(self._show_progress)

    def _match(self) -> Match | None:
        at = self._where.currentIndex() - 1
        return self._review.matches[at] if 0 <= at < len(self._review.matches) else None

    def keep(self) -> None:
        """Fetch the files, and put it into the vault."""
        match, desk, review = self._match(), self._desk, self._review
        entry_id = match.entry_id if match is not None else None
        self._set_busy(True)
        self._progress.setVisible(bool(review.files))
        came, stop = self._came, self._stop

        def told(done: int, total: int) -> None:
            if stop.is_set():
                raise UserError("cancelled")
            came.emit(done, total)

        self._session.tasks.run(
            lambda: desk.accept(review.request_id, review.number, entry_id, told),
            self._decide,
            self._failed,
            owner=self,
        )

    def reject(self) -> None:
        """Decided later. What is under way ends first: its files stop coming, and nothing of it is kept."""
        if self._busy:
            self._stop.set()
        else:
            super().reject()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setValue(done * STEPS // max(1, total))

    def _ask_reject(self) -> None:
        confirm(
            self,
            QCoreApplication.translate("ReviewSheet", "Reject what came?"),
            QCoreApplication.translate(
                "ReviewSheet", "It is deleted here and on the relay. It cannot be brought back."
            ),
            QCoreApplication.translate("ReviewSheet", "Reject"),
            self._do_reject,
            danger=True,
        )

    def _do_reject(self) -> None:
        desk, review = self._desk, self._review
        self._set_busy(True)
        self._session.tasks.run(
            lambda: desk.reject(review.request_id, review.number),
            lambda _none: self._decide([]),
            self._failed,
            owner=self,
        )

    def _decide(self, entries: list[str]) -> None:
        self._session.say(
            QCoreApplication.translate("ReviewSheet", "Kept in the vault.")
            if entries
            else QCoreApplication.translate("ReviewSheet", "Rejected and deleted."),
            "good" if entries else "info",
        )
        self.accept()
        self.decided.emit(entries)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if self._stop.is_set():
            self.reject()
            return
        self._progress.setVisible(False)
        self._problem.show_error(self._session.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._problem.clear()
        for widget in (self._keep, self._reject, self._where):
            widget.setEnabled(not busy)


def _doubts(review: Review) -> str:
    """What the relay did with it that a person should know."""
    said = []
    if review.missing_before:
        said.append(
            QCoreApplication.translate(
                "ReviewSheet", "Something that was sent before this from the same page has not arrived."
            )
        )
    if review.held_back:
        said.append(
            QCoreApplication.translate(
                "ReviewSheet", "The relay said at first that it did not have this, and gave it only later."
            )
        )
    return " ".join(said)
