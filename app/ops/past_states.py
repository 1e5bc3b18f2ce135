"""How an entry stood at a moment, and bringing it back to that: for taking back an edit. Holds ids and revisions, never a value.

The values come out of the entry's own past; bringing them back is an edit like any other, so nothing is lost by it either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.vault.model import FROM_HISTORY, Entry, EntryDraft, EntryKind, Field, FieldDraft, FieldKind

if TYPE_CHECKING:
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field as it was, but for what it said."""

    id: str
    revision: int
    name: str
    label: str
    kind: FieldKind
    protected: bool


@dataclass(frozen=True, slots=True)
class EntryState:
    """`title` is a revision too: the title's past is kept under the entry's own id."""

    id: str
    kind: EntryKind
    title: int
    fields: tuple[FieldState, ...]


def state_of(vault: Vault, entry_id: str) -> EntryState:
    """How it stands now."""
    entry = vault.entry(entry_id)
    title = vault.history(entry_id, entry_id)[0].revision
    fields = tuple(
        FieldState(one.id, one.revision, one.name, one.label, one.kind, one.protected) for one in entry.fields
    )
    return EntryState(entry.id, entry.kind, title, fields)


def back_to(vault: Vault, state: EntryState, now: datetime) -> Entry:
    """The entry as it stood; fields that were added since go into the past."""
    with vault.bulk():
        there = {field.id: field for field in vault.entry(state.id).fields}
        past = vault.history(state.id, state.id)
        title = next(one.value for one in past if one.revision == state.title and not one.removed) or ""
        fields = tuple(_draft(vault, state.id, was, there.get(was.id)) for was in state.fields)
        return vault.edit_entry(state.id, EntryDraft(state.kind, title, fields), now, FROM_HISTORY)


def _draft(vault: Vault, entry_id: str, was: FieldState, now: Field | None) -> FieldDraft:
    value = None if now is not None and now.revision == was.revision else vault.reveal(entry_id, was.id, was.revision)
    return FieldDraft(was.name, value, was.label, was.kind, was.protected, was.id if now is not None else None)
