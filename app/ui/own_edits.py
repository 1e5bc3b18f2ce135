"""The editors of a person's own fields: added, removed, moved by key and by grip. Owns which there are and their order."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.ui.drafts import DraftField
from app.ui.field_edits import CustomEdit
from app.ui.standard_edits import put
from app.ui.value_edit import Reveal
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.vault.model import Field, FieldKind


class OwnEdits(QObject):
    """`section` is for the form to place."""

    changed = Signal()
    generated = Signal(object)
    key_asked = Signal(object)

    def __init__(self, reveal: Reveal, parent: QObject) -> None:
        super().__init__(parent)
        self._reveal = reveal
        self.edits: list[CustomEdit] = []
        self.section = Section()
        self.more = Button("", "quiet", "plus")
        self.section.head.addWidget(self.more)
        self.more.clicked.connect(lambda: self.add(None).name.setFocus())
        self._show()

    def __iter__(self) -> Iterator[CustomEdit]:
        return iter(self.edits)

    def add(self, field: Field | None) -> CustomEdit:
        edit = CustomEdit(field, self._reveal)
        edit.changed.connect(self.changed)
        edit.generated.connect(self.generated)
        edit.key_asked.connect(self.key_asked)
        edit.removed.connect(lambda: self.remove(edit))
        edit.step.connect(lambda by: self.step(edit, by))
        edit.grip.stepped.connect(lambda by: self.step(edit, by))
        edit.grip.dragged.connect(lambda height: self.drag(edit, height))
        self.edits.append(edit)
        self.section.body.addWidget(edit)
        self._show()
        return edit

    def invite(self, wanted: bool) -> None:
        """A kind without fields of its own begins with one of these; for another kind it goes again, where it is still empty."""
        if wanted and not self.edits:
            self.add(None)
        elif not wanted and len(self.edits) == 1 and self.edits[0].is_blank():
            self._drop(self.edits[0])

    def remove(self, edit: CustomEdit) -> None:
        self._drop(edit)
        self.changed.emit()

    def _drop(self, edit: CustomEdit) -> None:
        self.edits.remove(edit)
        edit.hide()
        edit.deleteLater()
        self._show()

    def step(self, edit: CustomEdit, by: int) -> None:
        """One place up or down."""
        here = self.edits.index(edit)
        there = here + by
        if 0 <= there < len(self.edits):
            self.edits.insert(there, self.edits.pop(here))
            put(self.section.body, edit, there)
            self.changed.emit()

    def drag(self, edit: CustomEdit, height: int) -> None:
        """The grip is at this height of the screen: past the middle of a neighbour, they change places."""
        here = self.edits.index(edit)
        for by in (-1, 1):
            there = here + by
            if 0 <= there < len(self.edits):
                middle = self.edits[there].mapToGlobal(self.edits[there].rect().center()).y()
                if (height - middle) * by > 0:
                    self.step(edit, by)
                    return

    def find(self, field: DraftField) -> CustomEdit | None:
        """The editor that a draft's field belongs into, with its head as it was."""
        edit = next((edit for edit in self.edits if field.field_id and edit.field_id == field.field_id), None)
        if edit is None and field.text is None:
            return None
        edit = edit or self.add(None)
        edit.set_head(field.label, FieldKind(field.kind), protected=field.protected)
        return edit

    def _show(self) -> None:
        self.section.card.setVisible(bool(self.edits))

    def retranslate(self) -> None:
        self.section.set_title(QCoreApplication.translate("EntryForm", "Fields of your own"))
        self.more.setText(QCoreApplication.translate("EntryForm", "Add field"))
