"""An upload in words and as a row: what is sent, how far it is, how long it takes. In the share sheet, and as cards above the
list of shares. Owns how they look; `uploads` does the work.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ops.share_attached import which_file
from app.ui import theme
from app.ui.files.words import size_text
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import Desk, Made
from app.ui.sharing.uploads import Going, Upload, Uploads, uploads_of
from app.ui.state import Session
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.text import Text

_MINUTE_S = 60


def title_words(upload: Upload) -> str:
    if upload.going is Going.HALTED:
        words = QCoreApplication.translate("Uploads", "The upload of “{label}” was interrupted")
    else:
        words = QCoreApplication.translate("Uploads", "Sending “{label}”")
    return words.format(label=upload.label)


def percent(upload: Upload) -> int:
    return min(100, 100 * upload.done // upload.total) if upload.total else 0


def far_words(upload: Upload) -> str:
    """How far it is, in as many words as are known."""
    if upload.going is Going.BEGINNING:
        return QCoreApplication.translate("Uploads", "Looking at the files…")
    if upload.going is Going.WAITING:
        return QCoreApplication.translate("Uploads", "Waits until another upload has ended")
    far = QCoreApplication.translate("Uploads", "{percent} % of {size}").format(
        percent=percent(upload), size=size_text(sum(upload.sizes))
    )
    if upload.going is Going.HALTED:
        kept = QCoreApplication.translate(
            "Uploads", "{far} is there. It goes on from there; the link is made at the end."
        )
        return kept.format(far=far)
    parts = [far, _speed_words(upload), _left_words(upload)]
    if len(upload.sizes) > 1:
        which = QCoreApplication.translate("Uploads", "File {number} of {count}")
        parts.insert(0, which.format(number=which_file(upload.sizes, upload.done), count=len(upload.sizes)))
    return " · ".join(part for part in parts if part)


def _speed_words(upload: Upload) -> str:
    per_s = upload.speed.per_s
    return QCoreApplication.translate("Uploads", "{size} a second").format(size=size_text(per_s)) if per_s else ""


def _left_words(upload: Upload) -> str:
    left = upload.speed.left_s(upload.total - upload.done)
    if left is None:
        return ""
    if left < _MINUTE_S:
        return QCoreApplication.translate("Uploads", "less than a minute left")
    return QCoreApplication.translate("Uploads", "about {count} min left").format(count=-(-left // _MINUTE_S))


class Sending(Living):
    """A title, a bar and a line: one upload."""

    def __init__(self, upload: Upload) -> None:
        super().__init__()
        self.upload = upload
        self.title = Text("", semibold=True, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.line = Text("", role="muted", size=theme.T12, wrap=True)
        self.words = QVBoxLayout(self)
        bare(self.words, theme.S8)
        for widget in (self.title, self.bar, self.line):
            self.words.addWidget(widget)
        self.follow()

    def retranslate(self) -> None:
        self.follow()

    def follow(self) -> None:
        """As far as it is by now."""
        upload = self.upload
        self.title.setText(title_words(upload))
        self.bar.setAccessibleName(self.title.text())
        self.bar.setRange(0, 0 if upload.going is Going.BEGINNING else 100)
        self.bar.setValue(percent(upload))
        self.line.setText(far_words(upload))


class SendingPart(Living):
    """In the share sheet, from the press of the button: the one upload that began there. `failed` says whether it can go on."""

    made = Signal(object)
    failed = Signal(object, bool)

    def __init__(self, uploads: Uploads) -> None:
        super().__init__()
        self._uploads = uploads
        self.upload: Upload | None = None
        self.sending: Sending | None = None
        self.behind, self.again = Button(kind="secondary"), Button(kind="primary", icon="play")
        self._about = Text("", role="muted", size=theme.T12, wrap=True)
        self._column = QVBoxLayout(self)
        bare(self._column, theme.S12)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._about)
        self.again.clicked.connect(self._proceed)
        uploads.moved.connect(self._moved)
        uploads.changed.connect(self._changed)
        uploads.made.connect(self._arrived)
        uploads.failed.connect(self._broke)
        self.show_it(False)
        self.retranslate()

    def begin(self, desk: Desk, entry_id: str | None, label: str, draft: Draft) -> None:
        self._forget()
        self.upload = upload = self._uploads.start(desk, entry_id, label, draft)
        self.sending = Sending(upload)
        self._column.insertWidget(0, self.sending)
        self._changed()

    def discard(self) -> None:
        """Nothing of it stays."""
        if self.upload is not None:
            upload, self.upload = self.upload, None
            self._uploads.discard(upload)

    def let_go(self) -> None:
        """It goes on unseen."""
        if self.upload is not None:
            self.upload.watched = False
            self.upload = None

    def show_it(self, shown: bool) -> None:
        self.setVisible(shown)
        self.behind.setVisible(shown)

    def retranslate(self) -> None:
        self.behind.setText(QCoreApplication.translate("Uploads", "Close and send on"))
        self.again.setText(QCoreApplication.translate("Uploads", "Continue"))
        self._about.setText(
            QCoreApplication.translate(
                "Uploads",
                "You can close this and go on working: the link is then under Shares. If Lacre is locked or closed meanwhile, "
                "it goes on afterwards from where it was.",
            )
        )

    def _proceed(self) -> None:
        if self.upload is not None:
            self._uploads.proceed(self.upload)

    def _changed(self) -> None:
        if self.upload is None or self.sending is None:
            return
        self.sending.follow()
        self.again.setVisible(self.upload.going is Going.HALTED)

    def _moved(self, upload: Upload) -> None:
        if upload is self.upload and self.sending is not None:
            self.sending.follow()

    def _arrived(self, upload: Upload, made: Made) -> None:
        if upload is self.upload:
            self.upload = None
            self.made.emit(made)

    def _broke(self, upload: Upload, error: Exception) -> None:
        if upload is not self.upload:
            return
        halted = upload.going is Going.HALTED
        if not halted:
            self.upload = None
        self._changed()
        self.failed.emit(error, halted)

    def _forget(self) -> None:
        if self.sending is not None:
            self.sending.hide()
            self.sending.deleteLater()
            self.sending = None


class UploadCard(Card):
    """One upload with what can be done about it."""

    proceed_asked = Signal()
    discard_asked = Signal()

    def __init__(self, upload: Upload) -> None:
        super().__init__()
        self.upload = upload
        self.sending = Sending(upload)
        halted = upload.going is Going.HALTED
        self.proceed, self.discard = Button(kind="primary", icon="play"), Button(icon="trash" if halted else "x")
        self.proceed.setVisible(halted)
        self.proceed.clicked.connect(self.proceed_asked)
        self.discard.clicked.connect(self.discard_asked)
        self.proceed.setText(QCoreApplication.translate("Uploads", "Continue"))
        self.discard.setText(
            QCoreApplication.translate("Uploads", "Discard")
            if halted
            else QCoreApplication.translate("Uploads", "Cancel the upload")
        )
        row = QHBoxLayout()
        bare(row, theme.S8)
        row.addWidget(self.proceed)
        row.addWidget(self.discard)
        row.addStretch(1)
        self.body.addWidget(self.sending)
        self.body.addLayout(row)


class UploadCards(Living):
    """On top of the Shares page; hidden while nothing is on its way. They scroll in a window too low for them and the list."""

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__()
        self._uploads = uploads_of(session)
        self.cards: list[UploadCard] = []
        self._most = 0
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        bare(self._column, theme.S8, (theme.S24, 0, theme.S24, theme.S16))
        self._area = scrolled(inside)
        around = QVBoxLayout(self)
        bare(around)
        around.addWidget(self._area)
        self._uploads.changed.connect(self._fill)
        self._uploads.moved.connect(self._moved)
        self._fill()
        self._uploads.load(desk)

    def retranslate(self) -> None:
        if hasattr(self, "_column"):
            self._fill()

    def _fill(self) -> None:
        clear(self._column)
        self.cards = [UploadCard(upload) for upload in self._uploads.all]
        for card in self.cards:
            card.proceed_asked.connect(partial(self._uploads.proceed, card.upload))
            card.discard_asked.connect(partial(self._uploads.discard, card.upload))
            self._column.addWidget(card)
        self.setVisible(bool(self.cards))
        self._fit()

    def set_most(self, height: int) -> None:
        """How high all of them may be."""
        if height != self._most:
            self._most = height
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_column"):
            self._fit()

    def _fit(self) -> None:
        column = self._column
        wide = self._area.width()
        wanted = column.heightForWidth(wide) if column.hasHeightForWidth() else column.sizeHint().height()
        wanted = max(wanted, column.totalMinimumSize().height())
        self.setFixedHeight(min(wanted, self._most) if self._most else wanted)

    def _moved(self, upload: Upload) -> None:
        for card in self.cards:
            if card.upload is upload:
                card.sending.follow()
