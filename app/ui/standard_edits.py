"""The editors of the standard fields of a kind of entry, in order. Owns which there are; `field_edits` owns what one does."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.drafts import DraftField
from app.ui.field_edits import StandardEdit
from app.ui.theme import S16, T12
from app.ui.value_edit import Reveal
from app.ui.widgets.base import bare, clear
from app.ui.widgets.text import Text
from app.vault.model import KINDS, Entry, EntryKind


class StandardEdits(QObject):
    """`rows` is for the form to place."""

    changed = Signal()
    generated = Signal(object)
    key_asked = Signal(object)

    def __init__(self, entry: Entry | None, reveal: Reveal, parent: QObject) -> None:
        super().__init__(parent)
        self._entry, self._reveal = entry, reveal
        self.edits: list[StandardEdit] = []
        self.rows = QVBoxLayout()
        bare(self.rows, S16)

    def __iter__(self) -> Iterator[StandardEdit]:
        return iter(self.edits)

    def __getitem__(self, number: int) -> StandardEdit:
        return self.edits[number]

    def fill(self, kind: EntryKind) -> None:
        """Every standard field of a kind, those that the entry has several of as often as it has them."""
        clear(self.rows)
        self.edits = []
        for spec in KINDS[kind]:
            held = [field for field in self._entry.fields if field.name == spec.name] if self._entry else []
            for field in held or (None,):
                self._add(StandardEdit(spec, field, self._reveal))
        if kind is EntryKind.DOCUMENTS and self._entry is None:
            self.rows.addWidget(_files_hint())

    def _add(self, edit: StandardEdit, at: int | None = None) -> None:
        edit.changed.connect(self.changed)
        edit.generated.connect(self.generated)
        edit.key_asked.connect(self.key_asked)
        edit.another.connect(lambda: self.another(edit).edit.setFocus())
        edit.step.connect(lambda by: self.step(edit, by))
        place = len(self.edits) if at is None else at
        self.edits.insert(place, edit)
        self.rows.insertWidget(place, edit)
        self._mark_last()

    def another(self, after: StandardEdit) -> StandardEdit:
        """One more of a field that may repeat, below this one."""
        edit = StandardEdit(after.spec, None, self._reveal)
        self._add(edit, self.edits.index(after) + 1)
        return edit

    def step(self, edit: StandardEdit, by: int) -> None:
        """Of fields that an entry has several of, which comes first is a person's choice."""
        here = self.edits.index(edit)
        there = here + by
        if 0 <= there < len(self.edits) and self.edits[there].spec == edit.spec:
            self.edits.insert(there, self.edits.pop(here))
            put(self.rows, edit, there)
            self._mark_last()
            self.changed.emit()

    def _mark_last(self) -> None:
        for edit, after in zip(self.edits, [*self.edits[1:], None], strict=True):
            edit.set_last(after is None or after.spec != edit.spec)

    def find(self, field: DraftField, free: list[StandardEdit]) -> StandardEdit | None:
        """The editor that a draft's field belongs into."""
        same = [edit for edit in self.edits if edit.spec.name == field.name]
        edit = next((edit for edit in free if edit in same and edit.field_id in (field.field_id, "")), None)
        if edit is not None:
            free.remove(edit)
            return edit
        return self.another(same[-1]) if same and same[-1].spec.repeat and field.text else None


def _files_hint() -> Text:
    """Where the files go, to who looks for a place for them."""
    said = QCoreApplication.translate("EntryForm", "Save it first; then add the files, or drop them on the entry.")
    return Text(said, size=T12, role="muted", wrap=True)


def put(rows: QVBoxLayout, edit: QWidget, there: int) -> None:
    """A row in another place; the focus stays in it."""
    focused = edit.window().focusWidget()
    rows.removeWidget(edit)
    rows.insertWidget(there, edit)
    if focused is not None and edit.isAncestorOf(focused):
        focused.setFocus()
