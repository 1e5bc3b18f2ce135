"""Moving an entry: everything of it under the other client's key, and nothing under the former one's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.model import Client
from app.vault.vault import Vault

from .conftest import NOW, login, reopen

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def other(vault: Vault) -> Client:
    return vault.add_client("Doutora São", NOW)


def test_a_moved_entry_keeps_values_history_and_marks(vault: Vault, client: Client, other: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    vault.edit_entry(added.id, login("Correio", "ana", "dois"), NOW)
    vault.tag(added.id, ["IRS"])
    password = added.fields[1].id
    moved = vault.move_entry(added.id, other.id, LATER)
    assert (moved.client_name, moved.updated_at, moved.tags) == ("Doutora São", LATER, ("IRS",))
    assert [vault.reveal(added.id, password, revision).text() for revision in (1, 2)] == ["um", "dois"]
    assert [entry.client_id for entry in vault.entries(query="correio")] == [other.id]
    assert vault.check().ok
    vault.forget_client(client.id)
    assert vault.reveal(added.id, password, 1) == Secret("um")
    vault.close()
    with reopen(vault.folder) as again:
        assert again.reveal(added.id, password) == Secret("dois")


def test_an_import_finds_a_moved_entry_at_either_client(vault: Vault, client: Client, other: Client) -> None:
    draft = login("Correio", "ana", "um")
    added = vault.add_entry(client.id, draft, NOW)
    vault.move_entry(added.id, other.id, LATER)
    assert vault.has_digest(vault.entry_digest(draft, client.name))
    assert vault.has_digest(vault.entry_digest(draft, other.name))


def test_moving_to_where_it_is_changes_nothing_and_to_nobody_is_refused(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    assert vault.move_entry(added.id, client.id, LATER) == added
    with pytest.raises(UserError, match="no-client"):
        vault.move_entry(added.id, "ff" * 16, LATER)
    with pytest.raises(UserError, match="no-entry"):
        vault.move_entry("ff" * 16, client.id, LATER)


def test_a_move_that_fails_leaves_everything_where_it_was(vault: Vault, client: Client, other: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)

    def move_and_fail() -> None:
        with vault.bulk():
            vault.move_entry(added.id, other.id, LATER)
            vault.add_entry("ff" * 16, login("x"), NOW)

    with pytest.raises(UserError, match="no-client"):
        move_and_fail()
    assert vault.entry(added.id) == added
    assert vault.reveal(added.id, added.fields[1].id) == Secret("um")
    assert vault.check().ok
