"""Taking back an edit: the entry stands as it stood, from its own past, and what was taken back is in the past in turn."""

from __future__ import annotations

from datetime import timedelta

from app.ops.past_states import EntryState, back_to, state_of
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.vault import Vault
from tests.unit.ops.conftest import NOW

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
PIN = FieldDraft("custom", "4321", "PIN da caixa", FieldKind.TEXT, protected=True)
FIRST = (FieldDraft("username", "ana"), FieldDraft("password", "velha"), PIN)


def values(vault: Vault, entry_id: str) -> dict[str, tuple[str, bool]]:
    fields = vault.entry(entry_id).fields
    return {one.label or one.name: (vault.reveal(entry_id, one.id).text(), one.protected) for one in fields}


def made(vault: Vault) -> tuple[str, EntryState]:
    client = vault.add_client("Padaria", NOW)
    entry = vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Banco", FIRST), NOW)
    return entry.id, state_of(vault, entry.id)


def test_title_values_removed_and_added_fields_are_as_they_were(vault: Vault) -> None:
    entry_id, state = made(vault)
    before = values(vault, entry_id)
    second = (FieldDraft("password", "nova"), FieldDraft("url", "https://b.example"))
    vault.edit_entry(entry_id, EntryDraft(EntryKind.LOGIN, "Banco novo", second), LATER)
    assert values(vault, entry_id) != before
    back_to(vault, state, LAST)
    assert values(vault, entry_id) == before
    assert vault.entry(entry_id).title == "Banco"
    titles = [one.value for one in vault.history(entry_id, entry_id)]
    assert titles[:2] == ["Banco", "Banco novo"]


def test_what_was_not_touched_gets_no_new_revision(vault: Vault) -> None:
    entry_id, state = made(vault)
    kept = [
        FieldDraft(one.name, None, one.label, one.kind, one.protected, one.id) for one in vault.entry(entry_id).fields
    ]
    vault.edit_entry(entry_id, EntryDraft(EntryKind.LOGIN, "Outro", tuple(kept)), LATER)
    back_to(vault, state, LAST)
    assert state_of(vault, entry_id).fields == state.fields


def test_a_state_holds_no_value(vault: Vault) -> None:
    _, state = made(vault)
    assert not any(secret in repr(state) for secret in ("ana", "velha", "4321", "Banco"))
