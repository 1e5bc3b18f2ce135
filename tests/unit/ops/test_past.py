"""Putting back what a field was: an edit like any other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import UserError
from app.ops.past import changed, put_back
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.vault import Vault
from tests.unit.ops.conftest import NOW

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)


@pytest.fixture
def entry_id(vault: Vault) -> str:
    """An entry whose password, title and fields have been changed once."""
    client = vault.add_client("Padaria", NOW)
    custom = FieldDraft("custom", "4321", "PIN da caixa", FieldKind.TEXT, protected=True)
    first = (FieldDraft("username", "ana"), FieldDraft("password", "velha"), FieldDraft("url", "https://a.example"))
    made = vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Banco", (*first, custom)), NOW)
    second = (FieldDraft("username", "ana"), FieldDraft("password", "nova"))
    vault.edit_entry(made.id, EntryDraft(EntryKind.LOGIN, "Banco novo", second), LATER)
    return made.id


def field_id(vault: Vault, entry_id: str, name: str) -> str:
    return next(one.field_id for one in vault.history(entry_id) if name in (one.name, one.label))


def test_an_earlier_password_comes_back_and_the_present_one_stays_in_the_past(vault: Vault, entry_id: str) -> None:
    password = field_id(vault, entry_id, "password")
    entry = put_back(vault, entry_id, password, 1, LAST)
    field = next(one for one in entry.fields if one.id == password)
    assert (field.revision, field.protected, field.updated_at) == (3, True, LAST)
    past = [vault.reveal(entry_id, password, one.revision).text() for one in vault.history(entry_id, password)]
    assert past == ["velha", "nova", "velha"]
    assert [one.name for one in entry.fields] == ["username", "password"]


def test_a_title_and_removed_fields_come_back_as_they_were(vault: Vault, entry_id: str) -> None:
    assert put_back(vault, entry_id, entry_id, 1, LAST).title == "Banco"
    put_back(vault, entry_id, field_id(vault, entry_id, "url"), 1, LAST)
    entry = put_back(vault, entry_id, field_id(vault, entry_id, "PIN da caixa"), 1, LAST)
    url, pin = entry.fields[-2:]
    assert (url.name, url.kind, url.value) == ("url", FieldKind.URL, "https://a.example")
    assert (pin.label, pin.protected) == ("PIN da caixa", True)
    assert vault.reveal(entry_id, pin.id).text() == "4321"


def test_what_never_was_cannot_come_back(vault: Vault, entry_id: str) -> None:
    before = vault.entry(entry_id)
    for field, revision in ((field_id(vault, entry_id, "password"), 9), ("00" * 16, 1), (entry_id, 7)):
        with pytest.raises(UserError, match="no-revision"):
            put_back(vault, entry_id, field, revision, LAST)
    removed = field_id(vault, entry_id, "url")
    with pytest.raises(UserError, match="no-revision"):
        put_back(vault, entry_id, removed, 2, LAST)  # the note that it was removed
    assert vault.entry(entry_id) == before


def test_an_entry_in_the_trash_is_left_alone(vault: Vault, entry_id: str) -> None:
    vault.trash(entry_id, LAST)
    with pytest.raises(UserError, match="in-trash"):
        put_back(vault, entry_id, field_id(vault, entry_id, "password"), 1, LAST)


def test_only_what_is_no_longer_so_counts_as_changed(vault: Vault, entry_id: str) -> None:
    former = changed(vault.history(entry_id))
    assert sorted(one.label or one.name for one in former) == ["PIN da caixa", "password", "title", "url"]
    assert not any(one.removed for one in former)
