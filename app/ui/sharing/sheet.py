"""The share sheet: what, until when, with which passcode. Joins its parts into one `Draft` and has it created.

As simple as a message with an end: everything has a default, and the press of one button is enough. With files it stays while
they are sent; whoever closes it then sends on behind, and finds the link on the Shares page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.errors import UserError
from app.ui import theme
from app.ui.drops import dropped_files
from app.ui.files.places import DropPlace
from app.ui.sharing.choices import Draft, EntryOffer, FieldChoice, Problem
from app.ui.sharing.desk import Desk, Made
from app.ui.sharing.ends import EndsPart
from app.ui.sharing.more import MorePart
from app.ui.sharing.offering import entries_label, message_label, offer, offer_of
from app.ui.sharing.passcodes import PasscodePart
from app.ui.sharing.sending import SendingPart
from app.ui.sharing.uploads import uploads_of
from app.ui.sharing.what import FieldsPart, MessagePart, WhatPart
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
    """For an entry (its fields), or for a message and files (no entry)."""

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
        offers: Sequence[EntryOffer] = (),
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._on_made = session, desk, on_made
        if entry_id is not None and fields is not None:
            offers = (EntryOffer(entry_id, title, "", tuple(fields)), *offers)
        self._what = WhatPart(session, offers[0] if offers else None)
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
        self._form, self._busy, self._too_much = QWidget(), False, False
        self.sending = SendingPart(uploads_of(session))
        self._build()
        self._connect()
        for one in offers[1:]:
            self._what.add_entry(one)
        self._ready = True
        self.retranslate()

    def draft(self) -> Draft:
        what, conditions = self._what, self._more.conditions
        kept = what.attachments
        return Draft(
            field_ids=what.first_fields,
            text=what.message.text(),
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
            starts_at=conditions.starts_at,
            terms=conditions.terms,
            address=conditions.address,
            more=what.more,
            attachments=tuple(file.id for file in kept),
            files=what.carried.paths,
            count=what.carried.count + len(kept),
            octets=what.carried.octets + sum(file.size for file in kept),
            no_download=self._more.no_download,
            trace=self._more.trace,
        )

    @property
    def problem(self) -> str:
        """What stands in the way, if anything was said."""
        return self._problem.text()

    @property
    def _fields(self) -> FieldsPart | None:
        return self._what.entries[0].fields if self._what.entries else None

    @property
    def _message(self) -> MessagePart:
        return self._what.message

    def set_recipient_language(self, language: str) -> None:
        self._more.set_language(language)

    def show_attachments(self, one: EntryOffer) -> None:
        """The files of the entry, once the vault has said which there are."""
        if self._fields is not None:
            self._fields.add_files(one.files)

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self._say_title()
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

    def _say_title(self) -> None:
        titles = self._titles()
        if not titles:
            self.set_title(QCoreApplication.translate("ShareSheet", "Share a message or files"))
        elif len(titles) == 1:
            self.set_title(QCoreApplication.translate("ShareSheet", "Share “{title}”").format(title=titles[0]))
        else:
            words = QCoreApplication.translate("ShareSheet", "Share {count} entries")
            self.set_title(words.format(count=len(titles)))

    def _titles(self) -> list[str]:
        return [part.offer.title for part in self._what.entries]

    def _build(self) -> None:
        form = QGridLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.S16)
        form.setVerticalSpacing(theme.S24)
        form.setColumnMinimumWidth(0, LABELS)
        form.setColumnStretch(1, 1)
        for row, (label, part) in enumerate(zip(self._labels, (self._what, self._ends, self._passcode), strict=True)):
            label.setMinimumHeight(theme.grown(theme.CONTROL if row else 28))
            form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(part, row, 1)
        form.addWidget(self._unfold, 3, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self._more, 4, 1)
        self._more.setVisible(False)
        for widget in (self._form, self._trust, self.sending, self._problem):
            self.body.addWidget(widget)
        self._problem.clear()
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self.sending.behind)
        self.buttons.addWidget(self._create)

    def _connect(self) -> None:
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._fold)
        self._cancel.clicked.connect(self._leave)
        self._create.clicked.connect(self.submit)
        self._create.setDefault(True)
        for part in (self._what, self._ends, self._passcode, self._more):
            part.changed.connect(self._look)
        self._what.carried.refused.connect(self._failed)
        self._what.entries_asked.connect(self._pick)
        self.sending.made.connect(self._made)
        self.sending.failed.connect(self._broke)
        self.sending.behind.clicked.connect(self.accept)
        DropPlace(self.card, self._meant, lambda data, _at: self._what.carried.take(dropped_files(data)))

    def _meant(self, data: QMimeData) -> str:
        if self._busy or not dropped_files(data):
            return ""
        return QCoreApplication.translate("ShareSheet", "Drop to share it as well")

    def _fold(self, opened: bool) -> None:
        self._more.setVisible(opened)
        self._unfold.set_icon("caret-down" if opened else "caret-right")
        if opened and not self._asked_mail:
            self._asked_mail = True
            conditions = self._more.conditions
            self._session.tasks.run(
                self._desk.sends_mail, conditions.set_mail, lambda _error: conditions.set_mail(False), owner=self
            )

    def _pick(self) -> None:
        """Another entry of the same client: who may read the one may not read all others."""
        from app.ui.sharing.picker import EntryPicker

        there = {part.offer.id for part in self._what.entries}
        client_id, language = self._what.entries[0].offer.client_id, self._session.language

        def picked(entry_id: str) -> None:
            self._session.ask(lambda vault: offer(vault, entry_id, language), self._what.add_entry, owner=self)

        EntryPicker(self._session, client_id, there, self, on_picked=picked).open()

    def _look(self) -> None:
        """Whether it may be sent is said before the button is pressed, not after."""
        draft = self.draft()
        self._more.set_files(draft.has_files)
        problem = draft.problem(self._session.now())
        self._create.setEnabled(problem is None and not self._busy)
        self._create.setToolTip(problem_words(problem) if problem else "")
        if self._ready:
            self._say_title()
            self._say_too_much(problem)

    def _say_too_much(self, problem: Problem | None) -> None:
        """In words and not by a grey button alone; what else was said stays."""
        too_much = problem in (Problem.TOO_MANY_FILES, Problem.FILES_TOO_LARGE)
        if too_much and problem is not None:
            self._problem.show_error(problem_words(problem))
        elif self._too_much:
            self._problem.clear()
        self._too_much = too_much

    def submit(self) -> None:
        """Have it created, and hand over to `on_made`."""
        draft = self.draft()
        problem = draft.problem(self._session.now())
        if problem is not None:
            self._problem.show_error(problem_words(problem))
            return
        self._problem.clear()
        titles = self._titles()
        entry_id = self._what.entries[0].offer.id if titles else None
        label, desk = entries_label(titles) if titles else message_label(draft), self._desk
        self._set_busy(True)
        if draft.has_files:
            self._show_form(False)
            self.sending.begin(desk, entry_id, label, draft)
        else:
            self._session.tasks.run(lambda: desk.create(entry_id, label, draft), self._made, self._failed, owner=self)

    def _finish(self, accepted: bool) -> None:
        """Esc and the cross close the sheet; what is being sent is sent on."""
        self.sending.let_go()
        super()._finish(accepted)

    def _leave(self) -> None:
        """The button says Cancel: nothing of it stays."""
        self.sending.discard()
        self.reject()

    def _made(self, made: Made) -> None:
        self._session.shares_changed.emit()
        self.accept()
        self._on_made(made)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self._problem.show_error(self._session.sentence(error))

    def _broke(self, error: Exception, halted: bool) -> None:
        """What can go on stands there to go on; else the form is there again, with all that was chosen."""
        if not halted:
            self._show_form(True)
            self._set_busy(False)
        if not (isinstance(error, UserError) and error.code == "cancelled"):
            self._problem.show_error(self._session.sentence(error))

    def _show_form(self, shown: bool) -> None:
        for widget in (self._form, self._trust, self._create):
            widget.setVisible(shown)
        self.sending.show_it(not shown)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._say_create()
        self._create.setEnabled(not busy and self.draft().problem(self._session.now()) is None)

    def _say_create(self) -> None:
        self._create.setText(
            QCoreApplication.translate("ShareSheet", "Creating…")
            if self._busy
            else QCoreApplication.translate("ShareSheet", "Create link")
        )


def open_share_sheet(session: Session, entry: Entry | None, parent: QWidget) -> ShareSheet:
    """Share an entry's fields and files, or a message and files; the result follows in its place."""
    sheet = _opened(session, parent, (offer_of(entry, (), session.language),) if entry else ())
    if entry is not None and entry.attachments:
        session.ask(lambda vault: offer(vault, entry.id, session.language), sheet.show_attachments, owner=sheet)
    return sheet


def open_share_of(session: Session, ids: Sequence[str], parent: QWidget) -> None:
    """Several entries in one link, if they are of one client."""
    language = session.language

    def there(offers: list[EntryOffer]) -> None:
        if len({one.client_id for one in offers}) == 1:
            _opened(session, parent, offers)
        else:
            words = QCoreApplication.translate(
                "ShareSheet", "These entries are of several clients. One link is for one client: choose entries of one."
            )
            session.say(words, "warn")

    session.ask(lambda vault: [offer(vault, one, language) for one in ids], there, owner=parent)


def _opened(session: Session, parent: QWidget, offers: Sequence[EntryOffer]) -> ShareSheet:
    from app.ui.sharing.desk import desk_of
    from app.ui.sharing.result import ResultSheet

    desk = desk_of(session)

    def made(share: Made) -> None:
        ResultSheet(session, desk, share, parent).open()

    sheet = ShareSheet(session, desk, parent, on_made=made, offers=offers)
    sheet.open()
    return sheet
