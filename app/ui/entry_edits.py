"""The editors of one entry's fields: the standard ones of its kind, and a person's own. Owns what is in them, taken together.

Which there are is `standard_edits`' and `own_edits`'; the form around them owns saving and leaving.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from app.crypto.secret import Secret
from app.ui.drafts import DraftField
from app.ui.field_edits import CustomEdit, StandardEdit
from app.ui.own_edits import OwnEdits
from app.ui.standard_edits import StandardEdits
from app.ui.state import Session
from app.ui.value_edit import ValueEdit
from app.vault.model import CUSTOM, KINDS, Entry, EntryKind, Field, FieldDraft, FieldKind, spec_of


class EntryEdits(QObject):
    """`standard.rows` and `own.section` are for the form to place. `key_asked`: the key of a second factor, for this editor."""

    changed = Signal()
    key_asked = Signal(object)

    def __init__(self, session: Session, entry: Entry | None, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._entry = session, entry
        self.standard, self.own = StandardEdits(entry, self._reveal, self), OwnEdits(self._reveal, self)
        for part in (self.standard, self.own):
            part.changed.connect(self.changed)
            part.generated.connect(self._keep_generated)
            part.key_asked.connect(self.key_asked)

    def fill(self, kind: EntryKind) -> None:
        """All the entry has, and every standard field of its kind."""
        self.standard.fill(kind)
        for field in self._entry.fields if self._entry else ():
            if spec_of(kind, field.name) is None:
                self.own.add(field)

    def choose(self, kind: EntryKind) -> None:
        """Another kind for a new entry."""
        self.standard.fill(kind)
        self.own.invite(not KINDS[kind])

    def _reveal(self, field: Field, then: Callable[[Secret], None]) -> None:
        assert self._entry is not None
        entry_id = self._entry.id
        self._session.ask(lambda vault: vault.reveal(entry_id, field.id), then, owner=self)

    def _keep_generated(self, value: Secret) -> None:
        """Typed into the site and then left here without saving: it is found again among what was generated."""
        now = self._session.now()
        self._session.ask(lambda vault: vault.keep_generated(value, now), lambda _none: None, owner=self)

    # -- what is in them ----------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[StandardEdit | CustomEdit]:
        return iter([*self.standard, *self.own])

    def drafts(self) -> tuple[FieldDraft, ...]:
        return tuple(draft for edit in self if (draft := edit.draft()) is not None)

    def url(self) -> str:
        """The first address that was typed."""
        typed = (edit.edit.text().strip() for edit in self.standard if edit.spec.name == "url")
        return next((url for url in typed if url), "")

    def key_edit(self) -> ValueEdit | None:
        """The editor of a second factor's key, where the entry has one."""
        return next((edit.edit for edit in self if edit.edit.kind is FieldKind.TOTP), None)

    def kept(self) -> tuple[DraftField, ...]:
        """As they stand, for a draft."""
        return tuple(edit.kept() for edit in self)

    def restore(self, fields: tuple[DraftField, ...]) -> None:
        """As they stood when a draft was kept. A value that was left to the vault is still there, or is gone with its field."""
        kept_ids = {field.field_id for field in fields if field.name == CUSTOM}
        for edit in list(self.own):
            if edit.field_id not in kept_ids:
                self.own.remove(edit)
        free = list(self.standard)
        for field in fields:
            found = self.own.find(field) if field.name == CUSTOM else self.standard.find(field, free)
            if isinstance(found, StandardEdit) and field.text is not None:
                found.set_protected(field.protected)
            if found is not None and field.text is not None:
                found.edit.restore(field.text)

    def retranslate(self) -> None:
        self.own.retranslate()
