"""A share that ended unopened, sent again: the question until when, how far its files are, and what came of it. Owns no rule of
what can be.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.sharing.cards import ShareCard
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import Again, Desk, Made, Unsent
from app.ui.sharing.ends import EndsPart
from app.ui.sharing.sending import Sending
from app.ui.sharing.uploads import Going, Upload
from app.ui.sharing.words import problem_words, share_name
from app.ui.state import Session
from app.ui.tasks import Task
from app.ui.theme import T12
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

WIDTH = 560


class SendAgainSheet(Sheet):
    """Until when? Then the link is shown, and it is said whether it is the one that was sent before."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(
        self, session: Session, desk: Desk, card: ShareCard, parent: QWidget, *, on_made: Callable[[Made], None]
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._card, self._on_made = session, desk, card, on_made
        self._what = Text(role="muted", wrap=True)
        self._ends = EndsPart(session.now)
        self._about = Text(role="muted", size=T12, wrap=True)
        self._problem = Notice("bad", "")
        self._cancel, self._send = Button(), Button(kind="primary")
        self._upload: Upload | None = None
        self.sending: Sending | None = None
        for widget in (self._what, self._ends, self._about, self._problem):
            self.body.addWidget(widget)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._send)
        self._about.hide()
        self._ends.changed.connect(self._look)
        self._cancel.clicked.connect(self.reject)
        self._send.clicked.connect(self._submit)
        session.locked.connect(self._stop)
        self._ready = True
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("SharesPage", "Send again"))
        what = QCoreApplication.translate(
            "SharesPage",
            "Nobody opened “{label}”. The same link and passcode work again where the relay still knows them; "
            "else a new link is made. What is in the vault now is sent.",
        )
        self._what.setText(what.format(label=share_name(self._card.label, self._card.created_at)))
        self._about.setText(
            QCoreApplication.translate(
                "SharesPage",
                "Stay here until it is sent. If you close this or Lacre is locked, nothing is sent, and you can send it again.",
            )
        )
        self._say_cancel()
        self._send.setText(QCoreApplication.translate("SharesPage", "Send again"))

    def _look(self) -> None:
        draft = Draft(field_ids=("-",), ends=self._ends.ends, custom_end=self._ends.custom_end)
        problem = draft.problem(self._session.now())
        self._send.setEnabled(problem is None)
        self._problem.say(problem_words(problem) if problem else "")

    def reject(self) -> None:
        """Whoever leaves while it is sent has it stopped."""
        self._stop()
        super().reject()

    def _submit(self) -> None:
        share_id, label = self._card.id, share_name(self._card.label, self._card.created_at)
        self._upload = upload = Upload(self._desk, label, share_id=share_id)
        self._send.setEnabled(False)
        self._problem.say("")
        self._session.tasks.run(
            partial(_renewed, upload, self._ends.ends_at()),
            self._sent,
            self._failed,
            owner=self,
            on_progress=self._moved,
        )

    def _moved(self, *_far: object) -> None:
        """Files are on their way."""
        upload = self._upload
        if upload is None or not upload.sizes:
            return
        upload.speed.note(time.monotonic(), upload.done)
        if self.sending is None:
            self.sending = Sending(upload)
            self.body.insertWidget(1, self.sending)
            self._show_form(False)
        self.sending.follow()

    def _show_form(self, shown: bool) -> None:
        for widget in (self._what, self._ends, self._send):
            widget.setVisible(shown)
        self._about.setVisible(not shown)
        self._say_cancel()

    def _say_cancel(self) -> None:
        self._cancel.setText(
            QCoreApplication.translate("EndSheet", "Cancel")
            if self.sending is None
            else QCoreApplication.translate("Uploads", "Cancel the upload")
        )

    def _stop(self) -> None:
        """The vault locks, or nobody wants it any more."""
        if self._upload is not None:
            self._upload.unwanted = True
            self._upload.halt.say()

    def _sent(self, again: Again) -> None:
        upload, self._upload = self._upload, None
        self._session.shares_changed.emit()
        if upload is not None and upload.unwanted:  # it was left while the answer came: the link is dead again
            return
        self.accept()
        if again.same_link:
            said = QCoreApplication.translate("SharesPage", "The link that you sent before works again.")
            self._session.say(said, "good")
        else:
            said = QCoreApplication.translate("SharesPage", "This is a new link: send it. The one before stays dead.")
            self._session.say(said, "info")
        self._on_made(again.made)

    def _failed(self, error: Exception) -> None:
        if self.sending is not None:
            self.sending.hide()
            self.sending.deleteLater()
        self._upload = self.sending = None
        self._show_form(True)
        self._send.setEnabled(True)
        self._problem.show_error(self._session.sentence(error))


def _renewed(upload: Upload, until: datetime, task: Task) -> Again:
    """On a worker. Whoever cancelled at the last moment has no link that works without their knowing."""

    def told(far: Unsent) -> None:
        upload.take(far)
        upload.going = Going.SENDING
        if not upload.unwanted:
            task.progress(far.done, max(far.total, 1))

    again = upload.desk.renew(upload.share_id, until, upload.halt, told)
    if upload.unwanted:
        upload.desk.revoke(again.made.id)
    return again
