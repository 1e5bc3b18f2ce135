"""An address that was dropped on an entry: one more of its addresses, undone by taking it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.vault.model import CUSTOM, Entry, EntryDraft, FieldDraft, FieldKind, spec_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.vault.vault import Vault


def add_link(vault: Vault, entry_id: str, link: str, label: str, now: datetime) -> str | None:
    """The id of the new field; None where the entry has this address already. `label`: for a kind of entry without addresses."""
    entry = vault.entry(entry_id)
    if any(field.kind is FieldKind.URL and field.value == link for field in entry.fields):
        return None
    spec = spec_of(entry.kind, "url")
    free = spec is not None and (spec.repeat or not any(field.name == "url" for field in entry.fields))
    added = FieldDraft("url", link, "", FieldKind.URL) if free else FieldDraft(CUSTOM, link, label, FieldKind.URL)
    before = {field.id for field in entry.fields}
    kept = list(_kept(entry))
    after_urls = max(
        (n + 1 for n, field in enumerate(entry.fields) if field.name == added.name == "url"), default=len(kept)
    )
    saved = vault.edit_entry(
        entry.id, EntryDraft(entry.kind, entry.title, (*kept[:after_urls], added, *kept[after_urls:])), now
    )
    return next((field.id for field in saved.fields if field.id not in before), None)


def drop_field(vault: Vault, entry_id: str, field_id: str, now: datetime) -> Entry:
    """Take one field away; whatever else was changed meanwhile stays."""
    entry = vault.entry(entry_id)
    kept = tuple(draft for draft in _kept(entry) if draft.id != field_id)
    return vault.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, kept), now)


def _kept(entry: Entry) -> tuple[FieldDraft, ...]:
    """Every field as it is; protected values stay in the vault unopened."""
    return tuple(
        FieldDraft(field.name, field.value, field.label, field.kind, field.protected, field.id)
        for field in entry.fields
    )
