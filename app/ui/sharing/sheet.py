"""The share sheet: what, until when, with which passcode. Joins its parts into one `Draft` and has it created.

As simple as a message with an end: everything has a default, and the press of one button is enough.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ops.contents import label_of
from app.ui import theme
from app.ui.sharing.choices import Draft, FieldChoice, chosen_at_first
from app.ui.sharing.desk import Desk, Made
from app.ui.sharing.ends import EndsPart
from app.ui.sharing.more import MorePart
from app.ui.sharing.passcodes import PasscodePart
from app.ui.sharing.what import FieldsPart, MessagePart
from app.ui.sharing.words import problem_words
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from app.vault.model import Entry

WIDTH = 640
LABELS = 88


class ShareSheet(Sheet):
    """For an entry (its fields), or for a message (no entry)."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(
        self,
        session: Session,
        desk: Desk,
        parent: QWidget,
        *,
        on_made: Callable[[Made], None],
        entry_id: str | None = None,
        title: str = "",
        fields: list[FieldChoice] | None = None,
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._on_made = session, desk, on_made
        self._entry_id, self._title = entry_id, title
        self._fields = FieldsPart(fields) if fields is not None else None
        self._message = MessagePart() if fields is None else None
        self._ends = EndsPart(session.now)
        self._passcode = PasscodePart()
        self._more = MorePart(session.settings.sender_name, session.language, session.now)
        self._asked_mail = False
        self._labels = [Text("", role="muted") for _ in range(3)]
        self._trust = Text("", role="muted", size=theme.T12, wrap=True)
        self._problem = Notice("bad", "")
        self._unfold = Button("", kind="quiet", icon="caret-right")
        self._cancel = Button("", kind="secondary")
        self._create = Button("", kind="primary")
        self._busy = False
        self._build()
        self._ready = True
        self.retranslate()
        self._look()

    def draft(self) -> Draft:
        return Draft(
            field_ids=self._fields.chosen() if self._fields else (),
            text=self._message.text() if self._message else "",
            ends=self._ends.ends,
            custom_end=self._ends.custom_end,
            passcode=self._passcode.choice,
            typed=self._passcode.typed,
            views=self._more.views,
            hide=self._more.hide_values,
            no_copy=self._more.no_copy,
            note=self._more.note,
            sender=self._more.from_whom,
            language=self._more.language,
            starts_at=self._more.conditions.starts_at,
            terms=self._more.conditions.terms,
            address=self._more.conditions.address,
        )

    @property
    def problem(self) -> str:
        """What stands in the way, if anything was said."""
        return self._problem.text()

    def set_recipient_language(self, language: str) -> None:
        self._more.set_language(language)

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        if self._entry_id is None:
            self.set_title(QCoreApplication.translate("ShareSheet", "Share a message"))
        else:
            self.set_title(QCoreApplication.translate("ShareSheet", "Share “{title}”").format(title=self._title))
        what, ends, code = self._labels
        what.setText(QCoreApplication.translate("ShareSheet", "What"))
        ends.setText(QCoreApplication.translate("ShareSheet", "Ends in"))
        code.setText(QCoreApplication.translate("ShareSheet", "Passcode"))
        self._unfold.setText(QCoreApplication.translate("ShareSheet", "More: openings, conditions, page, note"))
        self._trust.setText(
            QCoreApplication.translate(
                "ShareSheet", "Only who has both the link and the passcode can open it. Not even the relay can."
            )
        )
        self._cancel.setText(QCoreApplication.translate("ShareSheet", "Cancel"))
        self._say_create()
        self._look()

    def _build(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(theme.S16)
        form.setVerticalSpacing(theme.S24)
        form.setColumnMinimumWidth(0, LABELS)
        form.setColumnStretch(1, 1)
        what: QWidget = self._fields or self._message or QWidget(self)
        for row, (label, part) in enumerate(zip(self._labels, (what, self._ends, self._passcode), strict=True)):
            label.setMinimumHeight(theme.grown(theme.CONTROL if row else 28))
            form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(part, row, 1)
        form.addWidget(self._unfold, 3, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self._more, 4, 1)
        self._more.setVisible(False)
        self.body.addLayout(form)
        self.body.addWidget(self._trust)
        self.body.addWidget(self._problem)
        self._problem.clear()
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._create)
        self._connect()

    def _connect(self) -> None:
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._fold)
        self._cancel.clicked.connect(self.reject)
        self._create.clicked.connect(self.submit)
        self._create.setDefault(True)
        for part in (self._fields, self._message, self._ends, self._passcode, self._more):
            if part is not None:
                part.changed.connect(self._look)

    def _fold(self, opened: bool) -> None:
        self._more.setVisible(opened)
        self._unfold.set_icon("caret-down" if opened else "caret-right")
        if opened and not self._asked_mail:
            self._asked_mail = True
            conditions = self._more.conditions
            self._session.tasks.run(
                self._desk.sends_mail, conditions.set_mail, lambda _error: conditions.set_mail(False), owner=self
            )

    def _look(self) -> None:
        """Whether it may be sent is said before the button is pressed, not after."""
        problem = self.draft().problem(self._session.now())
        self._create.setEnabled(problem is None and not self._busy)
        self._create.setToolTip(problem_words(problem) if problem else "")

    def submit(self) -> None:
        """Have it created, and hand over to `on_made`."""
        draft = self.draft()
        problem = draft.problem(self._session.now())
        if problem is not None:
            self._problem.show_error(problem_words(problem))
            return
        self._set_busy(True)
        self._problem.clear()
        entry_id, label, desk = self._entry_id, self._title or message_label(draft.text), self._desk
        self._session.tasks.run(lambda: desk.create(entry_id, label, draft), self._made, self._failed, owner=self)

    def _made(self, made: Made) -> None:
        self._session.shares_changed.emit()
        self.accept()
        self._on_made(made)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self._problem.show_error(self._session.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._say_create()
        self._look()

    def _say_create(self) -> None:
        self._create.setText(
            QCoreApplication.translate("ShareSheet", "Creating…")
            if self._busy
            else QCoreApplication.translate("ShareSheet", "Create link")
        )


def message_label(text: str) -> str:
    """A share in the list needs a name; the words of a message are secret, so they are not it."""
    return QCoreApplication.translate("ShareSheet", "Message") if text else ""


def open_share_sheet(session: Session, entry: Entry | None, parent: QWidget) -> ShareSheet:
    """Share an entry's fields, or a message; the result follows in its place."""
    from app.ui.sharing.desk import desk_of
    from app.ui.sharing.result import ResultSheet

    desk = desk_of(session)
    sheet = ShareSheet(
        session,
        desk,
        parent,
        on_made=lambda made: ResultSheet(session, desk, made, parent).open(),
        entry_id=entry.id if entry else None,
        title=entry.title if entry else "",
        fields=field_choices(entry, session.language) if entry else None,
    )
    sheet.open()
    return sheet


def field_choices(entry: Entry, language: str) -> list[FieldChoice]:
    """The fields that hold something, in the entry's order, each with the name its recipient will read."""
    return [
        FieldChoice(
            field.id,
            label_of(field, language),
            field.kind.value,
            field.protected,
            field.value or "",
            chosen_at_first(field.name, field.kind.value),
        )
        for field in entry.fields
        if field.protected or field.value
    ]
