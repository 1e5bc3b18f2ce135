"""Another end, or more or fewer openings, for a link that lives: the same choices as when it was made, counted from now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from app.ui.sharing.cards import ShareCard
from app.ui.sharing.choices import MOST_VIEWS, Draft, Ends
from app.ui.sharing.desk import Desk
from app.ui.sharing.ends import EndsPart
from app.ui.sharing.times import ends_line
from app.ui.sharing.words import problem_words, share_name
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice import Number
from app.ui.widgets.inputs import Labelled, inset
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

WIDTH = 560


class EndSheet(Sheet):
    """Extend, or shorten."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(self, session: Session, desk: Desk, card: ShareCard, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._card = session, desk, card
        self._today = Text(role="muted", wrap=True)
        self._ends = EndsPart(session.now)
        self._views = Number()
        self._views.setRange(card.openings + 1, MOST_VIEWS)
        inset(self._views)
        self._views.setValue(card.views)
        self._views_row = Labelled("", self._views)
        self._problem = Notice("bad", "")
        self._cancel, self._save = Button(), Button(kind="primary")
        for widget in (self._today, self._ends, self._views_row, self._problem):
            self.body.addWidget(widget)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._save)
        self._ends.changed.connect(self._look)
        self._views.valueChanged.connect(self._look)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._submit)
        self._ready = True
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("EndSheet", "Change end or openings"))
        self._today.setText(
            QCoreApplication.translate(
                "EndSheet", "“{label}” ends {when} now. The link and the passcode stay the same."
            ).format(
                label=share_name(self._card.label, self._card.created_at),
                when=ends_line(self._card.expires_at, self._session.now(), QLocale()),
            )
        )
        self._views_row.set_label(QCoreApplication.translate("EndSheet", "Openings in all"))
        opened = QCoreApplication.translate("EndSheet", "Opened so far: {count}. After the last one the link is dead.")
        self._views_row.set_hint(opened.format(count=self._card.openings))
        self._cancel.setText(QCoreApplication.translate("EndSheet", "Cancel"))
        self._save.setText(QCoreApplication.translate("EndSheet", "Change"))

    def choose(self, ends: Ends) -> None:
        self._ends.choose(ends)

    def _draft(self) -> Draft:
        return Draft(field_ids=("-",), ends=self._ends.ends, custom_end=self._ends.custom_end)

    def _look(self) -> None:
        problem = self._draft().problem(self._session.now())
        self._save.setEnabled(problem is None)
        self._problem.say(problem_words(problem) if problem else "")

    def _submit(self) -> None:
        until, desk, share_id = self._ends.ends_at(), self._desk, self._card.id
        views = int(self._views.value())
        self._save.setEnabled(False)
        self._session.tasks.run(
            lambda: desk.change(share_id, until=until, views=None if views == self._card.views else views),
            self._changed,
            self._failed,
            owner=self,
        )

    def _changed(self, _nothing: object) -> None:
        self._session.shares_changed.emit()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        self._problem.show_error(self._session.sentence(error))
