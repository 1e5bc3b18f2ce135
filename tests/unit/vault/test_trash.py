"""The trash: what is removed can come back, until it is erased for good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import UserError
from app.vault.model import Client, EntryDraft, EntryKind, FieldDraft
from app.vault.vault import Vault

from .conftest import NOW, login

DAY = timedelta(days=1)


def test_what_is_in_the_trash_is_in_no_list_and_comes_back_as_it_was(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    vault.tag(added.id, ["IRS"])
    before = vault.entry(added.id)
    vault.trash(added.id, NOW)
    vault.trash(added.id, NOW + DAY)
    assert vault.entries() == vault.entries(client.id) == vault.entries(query="correio") == vault.recent(9) == []
    assert vault.client(client.id).entry_count == 0
    assert [(entry.title, entry.removed_at) for entry in vault.trashed()] == [("Correio", NOW)]
    assert [entry.title for entry in vault.entries(query="is:trash")] == ["Correio"]
    assert vault.entry(added.id).removed_at == NOW
    vault.restore(added.id)
    assert vault.entry(added.id) == before
    assert vault.trashed() == []
    assert [entry.title for entry in vault.entries(query="correio")] == ["Correio"]


def test_what_is_in_the_trash_is_not_changed(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana"), NOW)
    other = vault.add_client("Outra", NOW)
    vault.trash(added.id, NOW)
    with pytest.raises(UserError, match="in-trash"):
        vault.edit_entry(added.id, login("Correio", "bia"), NOW)
    with pytest.raises(UserError, match="in-trash"):
        vault.move_entry(added.id, other.id, NOW)


def test_an_import_brings_again_what_is_in_the_trash(vault: Vault, client: Client) -> None:
    draft = login("Correio", "ana", "um")
    digest = vault.entry_digest(draft, client.name)
    added = vault.add_entry(client.id, draft, NOW)
    vault.trash(added.id, NOW)
    assert not vault.has_digest(digest)
    vault.restore(added.id)
    assert vault.has_digest(digest)


def test_the_trash_is_emptied_and_after_thirty_days_empties_itself(vault: Vault, client: Client) -> None:
    titles = ("Um", "Dois", "Três")
    first, second, third = (vault.add_entry(client.id, login(title, "a", "b"), NOW) for title in titles)
    vault.trash(first.id, NOW)
    vault.trash(second.id, NOW + DAY)
    assert vault.purge_due(NOW + 30 * DAY) == 0
    assert vault.purge_due(NOW + 30 * DAY + timedelta(seconds=1)) == 1
    assert [entry.title for entry in vault.trashed()] == ["Dois"]
    assert vault.empty_trash() == 1
    assert vault.empty_trash() == 0
    assert [entry.id for entry in vault.entries()] == [third.id]
    assert vault.check().ok


def test_what_is_erased_leaves_no_word_in_the_index(vault: Vault, client: Client) -> None:
    def held() -> bool:
        return any(b"qxw" in block for (block,) in vault._core.rows("SELECT block FROM search_data"))

    others = [vault.add_entry(client.id, login(f"Entrada {number}", "ana"), NOW) for number in range(10)]
    for several in (False, True):
        gone = vault.add_entry(client.id, login("Correio", "zqxwvk"), NOW)
        assert held()
        if several:
            with vault.bulk():
                vault.purge(gone.id)
                vault.purge(others.pop().id)
        else:
            vault.purge(gone.id)
        assert not held()
    assert len(vault.entries(query="entrada")) == 9
    assert vault.check().ok


def door(valid_until: str) -> EntryDraft:
    return EntryDraft(EntryKind.DOOR, "Portão", (FieldDraft("code", "1397#"), FieldDraft("valid_until", valid_until)))


def test_a_door_code_is_erased_so_many_days_after_its_last(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, door("2026-11-25"), NOW)
    other = vault.add_entry(client.id, door("2026-11-25"), NOW)
    vault.purge_after(added.id, 2)
    assert vault.entry(added.id).purge_after == 2
    assert vault.purge_due(NOW.replace(day=27)) == 0
    assert vault.purge_due(NOW.replace(day=28)) == 1
    assert [entry.id for entry in vault.entries()] == [other.id]
    vault.purge_after(other.id, 0)
    vault.purge_after(other.id, None)
    assert vault.purge_due(NOW + 1000 * DAY) == 0
    for days in (-1, 3651):
        with pytest.raises(UserError, match="bad-days"):
            vault.purge_after(other.id, days)


def test_forgetting_a_client_takes_its_marks_and_trash_too(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana"), NOW)
    vault.tag(added.id, ["IRS"])
    vault.mark(added.id, favourite=True)
    vault.trash(added.id, NOW)
    vault.forget_client(client.id)
    assert (vault.trashed(), vault.tags(), vault.check().ok) == ([], [], True)
    for table in ("mark", "tag", "attachment", "entry", "field", "past", "digest", "search"):
        assert vault._core.rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_a_clock_that_jumps_ahead_erases_nothing_until_it_has_held_for_days(vault: Vault, client: Client) -> None:
    gone = vault.add_entry(client.id, login("Um", "a", "b"), NOW)
    code = vault.add_entry(client.id, door("2026-11-25"), NOW)
    vault.trash(gone.id, NOW)
    vault.purge_after(code.id, 2)
    assert vault.purge_due(NOW) == 0
    wrong = NOW + 3650 * DAY
    assert vault.purge_due(wrong) == 0
    vault.add_entry(client.id, login("Dois", "a", "b"), wrong)  # work goes on under the wrong clock
    for hours in (1, 20, 71):
        assert vault.purge_due(wrong + timedelta(hours=hours)) == 0
    assert vault.purge_due(NOW + DAY) == 0  # set right again: nothing was lost, and the doubt is over
    assert vault.purge_due(wrong) == 0
    assert vault.purge_due(NOW + 31 * DAY) == 2
    assert vault.check().ok


def test_after_a_long_absence_what_is_due_waits_for_some_days(vault: Vault, client: Client) -> None:
    gone = vault.add_entry(client.id, login("Um", "a", "b"), NOW)
    vault.trash(gone.id, NOW)
    back = NOW + 200 * DAY
    assert vault.purge_due(back) == 0
    assert vault.purge_due(back + 2 * DAY) == 0
    assert vault.purge_due(back + 3 * DAY) == 1
    again = vault.add_entry(client.id, login("Dois", "a", "b"), back)
    vault.trash(again.id, back + 3 * DAY)
    assert vault.purge_due(back + 34 * DAY) == 1


def test_a_clock_that_is_seldom_looked_at_is_doubted_anew(vault: Vault, client: Client) -> None:
    gone = vault.add_entry(client.id, login("Um", "a", "b"), NOW)
    vault.trash(gone.id, NOW)
    assert vault.purge_due(NOW + 200 * DAY) == 0
    assert vault.purge_due(NOW + 400 * DAY) == 0
    assert vault.purge_due(NOW + 404 * DAY) == 1
