"""The form of an entry, new or changed in place. Owns collecting a draft and saying what is wrong with it, in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ui.field_edits import CustomEdit, StandardEdit
from app.ui.lists import host, kind_name
from app.ui.state import Session
from app.ui.theme import S8, S16, S24, S32, T18
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card, Section
from app.ui.widgets.inputs import Labelled, LineEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.sheet import confirm
from app.ui.widgets.text import Elided
from app.vault.model import KINDS, Client, Entry, EntryDraft, EntryKind, Field, spec_of


class EntryForm(Living):
    """`entry` to change one, `client_id` to make one there; with neither, the form asks for the client."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, session: Session, *, entry: Entry | None = None, client_id: str = "") -> None:
        super().__init__()
        self._session, self._entry, self._client_id = session, entry, client_id
        self.dirty = False
        self.heading = Elided("", size=T18, semibold=True)
        self.cancel, self.save = Button(""), Button("", "primary")
        self.notice = Notice("bad")
        self.client = QComboBox()
        self._client_field = Labelled("", self.client)
        self.kind = Segmented([(kind.value, kind.value) for kind in EntryKind])
        self._kind_field = Labelled("", self.kind)
        self.title = LineEdit()
        self.title.setMaxLength(200)
        self.title_field = Labelled("", self.title)
        self.standard: list[StandardEdit] = []
        self.custom: list[CustomEdit] = []
        self._fields, self._own = QVBoxLayout(), Section()
        self.add_field = Button("", "quiet", "plus")
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
        bare(self._fields, S16)
        for part in (self._client_field, self._kind_field, self.title_field):
            card.body.addWidget(part)
        card.body.addLayout(self._fields)
        self._own.head.addWidget(self.add_field)
        inside = QWidget()
        inside.setMaximumWidth(820)
        column = QVBoxLayout(inside)
        bare(column, S24, (S32, S24, S32, S32))
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(card)
        column.addWidget(self._own)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(scrolled(inside))

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.ask_leave)
        self.save.clicked.connect(self.submit)
        self.kind.chosen.connect(lambda _kind: self._fill_standard())
        self.title.textEdited.connect(self._touched)
        self.add_field.clicked.connect(lambda: self._add_custom(None).name.setFocus())
        for keys, slot in (("Ctrl+S", self.submit), ("Ctrl+Return", self.submit), ("Esc", self.ask_leave)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- filling ------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self._client_field.setVisible(self._entry is None and not self._client_id)
        self._kind_field.setVisible(self._entry is None)
        if self._entry is not None:
            self.kind.set_value(self._entry.kind.value)
            self.title.setText(self._entry.title)
        elif not self._client_id:
            self._session.ask(lambda vault: vault.clients(), self._offer_clients, owner=self)
        self._fill_standard()
        for field in self._entry.fields if self._entry else ():
            if spec_of(EntryKind(self.kind.value), field.name) is None:
                self._add_custom(field)
        self._own.card.setVisible(bool(self.custom))
        self.dirty = False

    def _offer_clients(self, clients: list[Client]) -> None:
        for client in clients:
            self.client.addItem(client.name, client.id)

    def _fill_standard(self) -> None:
        clear(self._fields)
        self.standard = []
        for spec in KINDS[EntryKind(self.kind.value)]:
            held = [field for field in self._entry.fields if field.name == spec.name] if self._entry else []
            for field in held or (None,):
                self._add_standard(StandardEdit(spec, field, self._reveal))

    def _add_standard(self, edit: StandardEdit, at: int | None = None) -> None:
        edit.changed.connect(self._touched)
        edit.another.connect(lambda: self._another(edit))
        place = len(self.standard) if at is None else at
        self.standard.insert(place, edit)
        self._fields.insertWidget(place, edit)

    def _another(self, after: StandardEdit) -> None:
        """One more of a field that may repeat, below this one."""
        edit = StandardEdit(after.spec, None, self._reveal)
        self._add_standard(edit, self.standard.index(after) + 1)
        edit.edit.setFocus()

    def _add_custom(self, field: Field | None) -> CustomEdit:
        edit = CustomEdit(field, self._reveal)
        edit.changed.connect(self._touched)
        edit.removed.connect(lambda: self._remove_custom(edit))
        self.custom.append(edit)
        self._own.body.addWidget(edit)
        self._own.card.show()
        return edit

    def _remove_custom(self, edit: CustomEdit) -> None:
        self.custom.remove(edit)
        edit.hide()
        edit.deleteLater()
        self._own.card.setVisible(bool(self.custom))
        self._touched()

    def _reveal(self, field: Field, then: Callable[[Secret], None]) -> None:
        assert self._entry is not None
        entry_id = self._entry.id
        self._session.ask(lambda vault: vault.reveal(entry_id, field.id), then, owner=self)

    # -- leaving ------------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        (self.title if self._entry is not None or self._client_id else self.client).setFocus()

    def _touched(self) -> None:
        self.dirty = True
        self.title_field.set_error("")
        self.notice.clear()

    def draft(self) -> EntryDraft:
        fields = [draft for edit in self._edits() if (draft := edit.draft()) is not None]
        return EntryDraft(EntryKind(self.kind.value), self._titled(), tuple(fields))

    def _edits(self) -> list[StandardEdit | CustomEdit]:
        return [*self.standard, *self.custom]

    def _titled(self) -> str:
        """The title; a login without one is called by its address."""
        typed = " ".join(self.title.text().split())
        url = next(
            (edit.edit.text() for edit in self.standard if edit.spec.name == "url" and edit.edit.text().strip()), ""
        )
        return typed or host(url.strip())

    def submit(self) -> None:
        if not self._titled():
            self.title_field.set_error(QCoreApplication.translate("EntryForm", "Give the entry a title."))
            self.title.setFocus()
            return
        wrong = [edit for edit in self._edits() if edit.problem()]
        if wrong:
            wrong[0].edit.setFocus()
            return
        self.save.setEnabled(False)
        draft, now, entry = self.draft(), self._session.now(), self._entry
        client_id = self._client_id or str(self.client.currentData() or "")
        if entry is not None:
            self._session.change(
                lambda vault: vault.edit_entry(entry.id, draft, now), self.saved.emit, self._failed, owner=self
            )
        else:
            self._session.change(
                lambda vault: vault.add_entry(client_id, draft, now), self.saved.emit, self._failed, owner=self
            )

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.notice.show_error(self._session.sentence(error))

    def ask_leave(self) -> None:
        """Leave at once where nothing was changed, else ask."""
        if not self.dirty:
            self.left.emit()
            return
        confirm(
            self,
            QCoreApplication.translate("EntryForm", "Leave without saving?"),
            QCoreApplication.translate("EntryForm", "What you changed here is not saved yet."),
            QCoreApplication.translate("EntryForm", "Leave"),
            self.left.emit,
        )

    def retranslate(self) -> None:
        if self._entry is not None:
            self.heading.set_text(
                QCoreApplication.translate("EntryForm", "Edit “{title}”").format(title=self._entry.title)
            )
        else:
            self.heading.set_text(QCoreApplication.translate("EntryForm", "New entry"))
        self.cancel.setText(QCoreApplication.translate("EntryForm", "Cancel"))
        self.save.setText(QCoreApplication.translate("EntryForm", "Save"))
        self._client_field.set_label(QCoreApplication.translate("EntryForm", "Client"))
        self._kind_field.set_label(QCoreApplication.translate("EntryForm", "Kind"))
        self.kind.set_texts([kind_name(kind) for kind in EntryKind])
        self.title_field.set_label(QCoreApplication.translate("EntryForm", "Title"))
        self._own.set_title(QCoreApplication.translate("EntryForm", "Fields of your own"))
        self.add_field.setText(QCoreApplication.translate("EntryForm", "Add field"))
