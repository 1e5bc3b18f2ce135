"""The past of an entry as a person meets it: what a field was, and putting that back. Owns no row: it is an edit like any other,
so what the field is now goes into its past in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import UserError
from app.vault.model import FROM_HISTORY, Entry, EntryDraft, Field, FieldDraft, FieldKind, Revision

if TYPE_CHECKING:
    from app.vault.vault import Vault


def put_back(vault: Vault, entry_id: str, field_id: str, revision: int, now: datetime) -> Entry:
    """The field as it was at that revision; the entry's title too, whose field id is the entry's. A field that was removed comes
    back behind the others; as text, if its kind was never written down (before version 3).
    """
    with vault.bulk():  # nobody edits between what is read here and what is written
        entry = vault.entry(entry_id)
        was = _state(vault.history(entry_id), field_id, revision)
        if field_id == entry_id:
            return vault.edit_entry(entry_id, _draft(entry, was.value or "", entry.fields), now, FROM_HISTORY)
        value = vault.reveal(entry_id, field_id, revision)
        fields = [_kept(field) for field in entry.fields]
        for at, field in enumerate(entry.fields):
            if field.id == field_id:
                protected = field.protected or was.protected
                fields[at] = FieldDraft(field.name, value, field.label, was.kind or field.kind, protected, field.id)
                break
        else:
            fields.append(FieldDraft(was.name, value, was.label, was.kind or FieldKind.TEXT, was.protected))
        return vault.edit_entry(entry_id, EntryDraft(entry.kind, entry.title, tuple(fields)), now, FROM_HISTORY)


def changed(past: Sequence[Revision]) -> list[Revision]:
    """Of a history, newest first, what is no longer so: without what each field is now, and without the notes of removals."""
    newest: set[str] = set()
    former = []
    for one in past:
        if one.field_id in newest and not one.removed:
            former.append(one)
        newest.add(one.field_id)
    return former


def _state(past: Sequence[Revision], field_id: str, revision: int) -> Revision:
    for one in past:
        if (one.field_id, one.revision) == (field_id, revision) and not one.removed:
            return one
    raise UserError("no-revision")


def _draft(entry: Entry, title: str, fields: Sequence[Field]) -> EntryDraft:
    return EntryDraft(entry.kind, title, tuple(_kept(field) for field in fields))


def _kept(field: Field) -> FieldDraft:
    return FieldDraft(field.name, None, field.label, field.kind, field.protected, field.id)
