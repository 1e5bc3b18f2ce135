"""Another end for a request that lives: the same choices as when it was made, counted from now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from app.ui.asking.cards import RequestCard
from app.ui.asking.desk import AskingDesk
from app.ui.asking.draft import RequestDraft
from app.ui.asking.model import request_name
from app.ui.asking.words import problem_words
from app.ui.sharing.choices import Ends
from app.ui.sharing.ends import EndsPart
from app.ui.sharing.times import ends_line
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

WIDTH = 560


class RequestEndSheet(Sheet):
    """Extend, or shorten."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(self, session: Session, desk: AskingDesk, card: RequestCard, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._card = session, desk, card
        self._today, self._problem = Text(role="muted", wrap=True), Notice("bad", "")
        self._ends = EndsPart(session.now)
        self._ends.choose(Ends.WEEK)
        self._cancel, self._save = Button(), Button(kind="primary")
        for widget in (self._today, self._ends, self._problem):
            self.body.addWidget(widget)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._save)
        self._ends.changed.connect(self._look)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.submit)
        self._ready = True
        self.retranslate()

    def choose(self, ends: Ends) -> None:
        self._ends.choose(ends)

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("RequestsPage", "Change the end"))
        today = QCoreApplication.translate("RequestsPage", "“{name}” ends {when} now. The link stays the same.")
        end = self._card.expires_at or self._session.now()
        when = ends_line(end, self._session.now(), QLocale())
        self._today.setText(today.format(name=request_name(self._card), when=when))
        self._cancel.setText(QCoreApplication.translate("RequestSheet", "Cancel"))
        self._save.setText(QCoreApplication.translate("RequestsPage", "Change"))

    def submit(self) -> None:
        until, desk, request_id = self._ends.ends_at(), self._desk, self._card.id
        self._save.setEnabled(False)
        self._session.tasks.run(lambda: desk.change(request_id, until=until), self._changed, self._failed, owner=self)

    def _look(self) -> None:
        draft = RequestDraft(client_id="-", ends=self._ends.ends, custom_end=self._ends.custom_end)
        problem = draft.problem(self._session.now())
        self._save.setEnabled(problem is None)
        self._problem.say(problem_words(problem) if problem else "")

    def _changed(self, _nothing: object) -> None:
        self._session.requests_changed.emit()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        self._problem.show_error(self._session.sentence(error))
