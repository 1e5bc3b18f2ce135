"""The form of an entry, new or changed in place. Owns saving and leaving it; its fields' editors are `entry_edits`'."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.client_field import ClientField
from app.ui.commanding.actions import action
from app.ui.drafts import Draft, drop_draft
from app.ui.entry_edits import EntryEdits
from app.ui.entry_saving import Saving
from app.ui.kind_picker import KindPicker
from app.ui.lists import host
from app.ui.state import Session
from app.ui.theme import S8, S16, S24, S32, T18, grown
from app.ui.totp.intake import KeyIntake
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.inputs import Labelled, LineEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.sheet import confirm
from app.ui.widgets.tabbing import step_as_read
from app.ui.widgets.text import Elided
from app.vault.model import Entry, EntryDraft, EntryKind


class EntryForm(Living):
    """`entry` to change one, `client_id` to make one there; with neither, the form asks for the client."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, session: Session, *, entry: Entry | None = None, client_id: str = "") -> None:
        super().__init__()
        self._session, self._entry, self._client_id = session, entry, client_id
        self.dirty = False
        self._saving = Saving(entry)
        self.heading = Elided("", size=T18, semibold=True)
        self.cancel, self.save = Button(""), Button("", "primary")
        self.notice = Notice("bad")
        self.client = ClientField()
        self.kind = KindPicker()
        self._kind_field = Labelled("", self.kind)
        self.title = LineEdit()
        self.title.setMaxLength(200)
        self.title_field = Labelled("", self.title)
        self.edits = EntryEdits(session, entry, self)
        self.keys = KeyIntake(session, self, self.edits, self.notice)
        self._compose()
        self._connect()
        self._fill()
        self.retranslate()

    def _compose(self) -> None:
        head = QHBoxLayout()
        bare(head, S8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.cancel)
        head.addWidget(self.save)
        card = Card((S16, S16, S16, S16), S16)
        for part in (self.client, self._kind_field, self.title_field):
            card.body.addWidget(part)
        card.body.addLayout(self.edits.standard.rows)
        inside = QWidget()
        inside.setMaximumWidth(grown(820))
        column = QVBoxLayout(inside)
        bare(column, S24, (S32, S24, S32, S32))
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(card)
        column.addWidget(self.edits.own.section)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(scrolled(inside))

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.ask_leave)
        self.save.clicked.connect(self.submit)
        self.kind.chosen.connect(lambda _kind: self.edits.choose(self._kind()))
        self.title.textEdited.connect(self._touched)
        self.edits.changed.connect(self._touched)
        for name, slot in (("save", self.submit), ("leave-form", self.ask_leave)):
            for keys in action(name).keys:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(slot)

    # -- filling ------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.client.setVisible(self._entry is None and not self._client_id)
        self._kind_field.setVisible(self._entry is None)
        if self._entry is not None:
            self.kind.set_value(self._entry.kind.value)
            self.title.setText(self._entry.title)
        elif not self._client_id:
            self._session.ask(lambda vault: vault.clients(), self.client.offer, owner=self.client)
        self.edits.fill(self._kind())
        self.dirty = False

    def _kind(self) -> EntryKind:
        return EntryKind(self.kind.value)

    def restore(self, draft: Draft) -> None:
        """What stood here when the vault locked. It stays kept until it is saved or left."""
        if self._entry is None:
            self.kind.set_value(draft.kind)
            self.edits.standard.fill(self._kind())
        self.title.setText(draft.title)
        self.edits.restore(draft.fields)
        self.dirty = self._saving.restored = True
        gone = bool(draft.entry_id) and self._entry is None
        self.notice.say(
            QCoreApplication.translate("EntryForm", "The entry that you were changing is gone. Save makes a new one.")
            if gone
            else QCoreApplication.translate(
                "EntryForm", "This is what you were writing when Lacre locked. Save keeps it."
            ),
            "info",
        )

    def start_with(self, name: str, text: str) -> None:
        """A new entry that begins with one field filled."""
        for edit in self.edits.standard:
            if edit.spec.name == name:
                edit.edit.restore(text)
                self._touched()
                return

    # -- leaving ------------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        (self.title if self._entry is not None or self._client_id else self.client.choice).setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_as_read(self, forward=forward) or super().focusNextPrevChild(forward)

    def _touched(self) -> None:
        self.dirty = True
        self.title_field.set_error("")
        self.notice.clear()

    def draft(self) -> EntryDraft:
        return EntryDraft(self._kind(), self._titled(), self.edits.drafts())

    def unsaved(self) -> Draft | None:
        """The form as it stands, where something in it would be lost."""
        if not self.dirty:
            return None
        entry_id = self._entry.id if self._entry is not None else ""
        return Draft(
            entry_id, self._client_id or self.client.chosen, self._kind().value, self.title.text(), self.edits.kept()
        )

    def is_unwritten(self) -> bool:
        """For the vault's thread: no save of it has gone through."""
        return self._saving.is_unwritten()

    def _titled(self) -> str:
        """The title; a login without one is called by its address."""
        typed = " ".join(self.title.text().split())
        return typed or host(self.edits.url())

    def submit(self) -> None:
        if not self._titled():
            self.title_field.set_error(QCoreApplication.translate("EntryForm", "Give the entry a title."))
            self.title.setFocus()
            return
        self.save.setEnabled(False)
        work = self._saving.work(self.draft(), self._client_id or self.client.chosen, self._session.now())
        self._session.change(
            work, lambda entry: self._saving.done(self._session, entry, self.saved.emit), self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.notice.show_error(self._session.sentence(error))

    def ask_leave(self) -> None:
        """Leave at once where nothing was changed, else ask."""
        if not self.dirty:
            self._leave()
            return
        confirm(
            self,
            QCoreApplication.translate("EntryForm", "Leave without saving?"),
            QCoreApplication.translate("EntryForm", "What you changed here is not saved yet."),
            QCoreApplication.translate("EntryForm", "Leave"),
            self._leave,
        )

    def _leave(self) -> None:
        if self._saving.restored:
            self._session.change(drop_draft, owner=self._session)
        self.left.emit()

    def retranslate(self) -> None:
        if self._entry is not None:
            self.heading.set_text(
                QCoreApplication.translate("EntryForm", "Edit “{title}”").format(title=self._entry.title)
            )
        else:
            self.heading.set_text(QCoreApplication.translate("EntryForm", "New entry"))
        self.cancel.setText(QCoreApplication.translate("EntryForm", "Cancel"))
        self.save.setText(QCoreApplication.translate("EntryForm", "Save"))
        self.client.set_label(QCoreApplication.translate("EntryForm", "Client"))
        self._kind_field.set_label(QCoreApplication.translate("EntryForm", "Kind"))
        self.title_field.set_label(QCoreApplication.translate("EntryForm", "Title"))
        self.edits.retranslate()
