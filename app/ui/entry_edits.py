"""The editors of one entry's fields: the standard ones of its kind, and a person's own. Owns which editors there are.

What a field's editor does is in `field_edits`; the form around them owns saving and leaving.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.crypto.secret import Secret
from app.ui.drafts import DraftField
from app.ui.field_edits import CustomEdit, StandardEdit
from app.ui.state import Session
from app.ui.theme import S16
from app.ui.widgets.base import bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.vault.model import CUSTOM, KINDS, Entry, EntryKind, Field, FieldDraft, FieldKind, spec_of


class EntryEdits(QObject):
    """`standard_rows` and `own` are for the form to place."""

    changed = Signal()

    def __init__(self, session: Session, entry: Entry | None, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._entry = session, entry
        self.standard: list[StandardEdit] = []
        self.custom: list[CustomEdit] = []
        self.standard_rows, self.own = QVBoxLayout(), Section()
        bare(self.standard_rows, S16)
        self.add = Button("", "quiet", "plus")
        self.own.head.addWidget(self.add)
        self.add.clicked.connect(lambda: self.add_custom(None).name.setFocus())

    # -- which there are ----------------------------------------------------------------------------------------------

    def fill(self, kind: EntryKind) -> None:
        """All the entry has, and every standard field of its kind."""
        self.fill_standard(kind)
        for field in self._entry.fields if self._entry else ():
            if spec_of(kind, field.name) is None:
                self.add_custom(field)
        self._show_own()

    def fill_standard(self, kind: EntryKind) -> None:
        clear(self.standard_rows)
        self.standard = []
        for spec in KINDS[kind]:
            held = [field for field in self._entry.fields if field.name == spec.name] if self._entry else []
            for field in held or (None,):
                self._add_standard(StandardEdit(spec, field, self._reveal))

    def _add_standard(self, edit: StandardEdit, at: int | None = None) -> None:
        edit.changed.connect(self.changed)
        edit.another.connect(lambda: self._another(edit).edit.setFocus())
        edit.step.connect(lambda by: self._step_standard(edit, by))
        place = len(self.standard) if at is None else at
        self.standard.insert(place, edit)
        self.standard_rows.insertWidget(place, edit)

    def _another(self, after: StandardEdit) -> StandardEdit:
        """One more of a field that may repeat, below this one."""
        edit = StandardEdit(after.spec, None, self._reveal)
        self._add_standard(edit, self.standard.index(after) + 1)
        return edit

    def add_custom(self, field: Field | None) -> CustomEdit:
        edit = CustomEdit(field, self._reveal)
        edit.changed.connect(self.changed)
        edit.removed.connect(lambda: self._remove_custom(edit))
        edit.step.connect(lambda by: self.step_custom(edit, by))
        edit.grip.stepped.connect(lambda by: self.step_custom(edit, by))
        edit.grip.dragged.connect(lambda height: self.drag_custom(edit, height))
        self.custom.append(edit)
        self.own.body.addWidget(edit)
        self._show_own()
        return edit

    def _remove_custom(self, edit: CustomEdit) -> None:
        self.custom.remove(edit)
        edit.hide()
        edit.deleteLater()
        self._show_own()
        self.changed.emit()

    # -- the order of them --------------------------------------------------------------------------------------------

    def _step_standard(self, edit: StandardEdit, by: int) -> None:
        """Of fields that an entry has several of, which comes first is a person's choice."""
        here = self.standard.index(edit)
        there = here + by
        if 0 <= there < len(self.standard) and self.standard[there].spec == edit.spec:
            self.standard.insert(there, self.standard.pop(here))
            self._moved(self.standard_rows, edit, there)

    def step_custom(self, edit: CustomEdit, by: int) -> None:
        """One place up or down."""
        here = self.custom.index(edit)
        there = here + by
        if 0 <= there < len(self.custom):
            self.custom.insert(there, self.custom.pop(here))
            self._moved(self.own.body, edit, there)

    def drag_custom(self, edit: CustomEdit, height: int) -> None:
        """The grip is at this height of the screen: past the middle of a neighbour, they change places."""
        here = self.custom.index(edit)
        for by in (-1, 1):
            there = here + by
            if 0 <= there < len(self.custom):
                middle = self.custom[there].mapToGlobal(self.custom[there].rect().center()).y()
                if (height - middle) * by > 0:
                    self.step_custom(edit, by)
                    return

    def _moved(self, rows: QVBoxLayout, edit: StandardEdit | CustomEdit, there: int) -> None:
        focused = edit.window().focusWidget()
        rows.removeWidget(edit)
        rows.insertWidget(there, edit)
        if focused is not None and edit.isAncestorOf(focused):
            focused.setFocus()
        self.changed.emit()

    def _show_own(self) -> None:
        self.own.card.setVisible(bool(self.custom))

    def _reveal(self, field: Field, then: Callable[[Secret], None]) -> None:
        assert self._entry is not None
        entry_id = self._entry.id
        self._session.ask(lambda vault: vault.reveal(entry_id, field.id), then, owner=self)

    # -- what is in them ----------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[StandardEdit | CustomEdit]:
        return iter([*self.standard, *self.custom])

    def drafts(self) -> tuple[FieldDraft, ...]:
        return tuple(draft for edit in self if (draft := edit.draft()) is not None)

    def url(self) -> str:
        """The first address that was typed."""
        typed = (edit.edit.text().strip() for edit in self.standard if edit.spec.name == "url")
        return next((url for url in typed if url), "")

    def kept(self) -> tuple[DraftField, ...]:
        """As they stand, for a draft."""
        return tuple(edit.kept() for edit in self)

    def restore(self, fields: tuple[DraftField, ...]) -> None:
        """As they stood when a draft was kept. A value that was left to the vault is still there, or is gone with its field."""
        customs = [field for field in fields if field.name == CUSTOM]
        kept_ids = {field.field_id for field in customs}
        for edit in list(self.custom):
            if edit.field_id not in kept_ids:
                self._remove_custom(edit)
        free = list(self.standard)
        for field in fields:
            found = self._custom_for(field) if field.name == CUSTOM else self._standard_for(field, free)
            if isinstance(found, StandardEdit) and field.text is not None:
                found.set_protected(field.protected)
            if found is not None and field.text is not None:
                found.edit.restore(field.text)

    def _standard_for(self, field: DraftField, free: list[StandardEdit]) -> StandardEdit | None:
        same = [edit for edit in self.standard if edit.spec.name == field.name]
        edit = next((edit for edit in free if edit in same and edit.field_id in (field.field_id, "")), None)
        if edit is not None:
            free.remove(edit)
            return edit
        return self._another(same[-1]) if same and same[-1].spec.repeat and field.text else None

    def _custom_for(self, field: DraftField) -> CustomEdit | None:
        edit = next((edit for edit in self.custom if field.field_id and edit.field_id == field.field_id), None)
        if edit is None and field.text is None:
            return None
        edit = edit or self.add_custom(None)
        edit.set_head(field.label, FieldKind(field.kind), protected=field.protected)
        return edit

    def retranslate(self) -> None:
        self.own.set_title(QCoreApplication.translate("EntryForm", "Fields of your own"))
        self.add.setText(QCoreApplication.translate("EntryForm", "Add field"))
