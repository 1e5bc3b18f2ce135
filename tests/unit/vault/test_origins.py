"""Who wrote each state of a field, and how; what kind of value it was then."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.host import account
from app.ops.past import put_back
from app.vault.model import (
    BY_COMMAND,
    CUSTOM,
    Client,
    Entry,
    EntryDraft,
    EntryKind,
    FieldDraft,
    FieldKind,
    How,
    Origin,
)
from app.vault.vault import Vault

from .conftest import NOW, login, reopen

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
TABLES = ("origin", "past_kind")


@pytest.fixture
def ana(vault: Vault) -> Vault:
    vault.settings_set("person", Secret("Ana"))
    return vault


def told(vault: Vault, entry_id: str) -> dict[tuple[str, int], tuple[How | None, str, str]]:
    return {(one.label or one.name, one.revision): (one.how, one.person, one.source) for one in vault.history(entry_id)}


def kept(entry: Entry) -> tuple[FieldDraft, ...]:
    return tuple(FieldDraft(one.name, None, one.label, one.kind, one.protected, one.id) for one in entry.fields)


def rows(vault: Vault) -> list[int]:
    return [vault._core.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]


def test_what_was_typed_remembers_who_typed_it_and_each_change_its_own(ana: Vault, client: Client) -> None:
    entry = ana.add_entry(client.id, login("Banco", "ana", "velha"), NOW)
    ana.settings_set("person", Secret("  Rui\n Sá "))
    fields = (FieldDraft("username", "ana"), FieldDraft("password", "nova"))
    ana.edit_entry(entry.id, EntryDraft(entry.kind, "Banco novo", fields), LATER)
    found = told(ana, entry.id)
    typed, changed = (How.TYPED, "Ana", ""), (How.TYPED, "Rui Sá", "")
    assert (found["title", 1], found["username", 1], found["password", 1]) == (typed, typed, typed)
    assert (found["title", 2], found["password", 2]) == (changed, changed)


def test_a_removal_says_who_removed(ana: Vault, client: Client) -> None:
    entry = ana.add_entry(client.id, login("Banco", "ana", "velha"), NOW)
    ana.settings_set("person", Secret("Rui"))
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, kept(entry)[:1]), LATER, BY_COMMAND)
    (gone,) = (one for one in ana.history(entry.id) if one.removed and one.name == "password")
    assert (gone.person, gone.how) == ("Rui", How.COMMAND)


def test_without_a_name_it_is_the_account_and_an_empty_name_is_nobody(
    vault: Vault, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "account_name", lambda: "ana.silva")
    one = vault.add_entry(client.id, login("Um", "u", "p"), NOW)
    vault.settings_set("person", Secret(""))
    other = vault.add_entry(client.id, login("Dois", "u", "p"), NOW)
    assert (told(vault, one.id)["title", 1], told(vault, other.id)["title", 1]) == (
        (How.TYPED, "ana.silva", ""),
        (How.TYPED, "", ""),
    )


def test_a_name_set_in_something_that_was_undone_is_not_used(ana: Vault, client: Client) -> None:
    def undone() -> None:
        with ana.bulk():
            ana.settings_set("person", Secret("Rui"))
            ana.add_entry(client.id, login("Um", "u", "p"), NOW)
            raise UserError("cancelled")

    with pytest.raises(UserError, match="cancelled"):
        undone()
    entry = ana.add_entry(client.id, login("Um", "u", "p"), NOW)
    assert told(ana, entry.id)["title", 1][1] == "Ana"


def test_an_account_without_a_name_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert account.account_name() == ""


def test_a_password_of_the_generator_is_known_as_such_and_nothing_else_of_the_entry(ana: Vault, client: Client) -> None:
    ana.keep_generated(Secret("gerada"), NOW)
    entry = ana.add_entry(client.id, login("Banco", "gerada", "gerada"), NOW)
    found = told(ana, entry.id)
    assert found["password", 1] == (How.GENERATED, "Ana", "")
    assert found["username", 1] == found["title", 1] == (How.TYPED, "Ana", "")
    fields = (FieldDraft("username", "ana"), FieldDraft("password", "pensada"))
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, fields), LATER)
    assert told(ana, entry.id)["password", 2][0] is How.TYPED
    fields = (FieldDraft("username", "ana"), FieldDraft("password", "nova", generated=True))
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, fields), LAST, BY_COMMAND)
    assert told(ana, entry.id)["password", 3][0] is How.GENERATED


def test_what_was_imported_names_the_program_and_a_field_added_later_itself(ana: Vault, client: Client) -> None:
    prepared = ana.prepared(login("Banco", "ana", "velha"), client.name)
    with ana.bulk():
        entry = ana.add_prepared(client.id, prepared, NOW, Origin(How.IMPORTED, "Bitwarden"))
    assert set(told(ana, entry.id).values()) == {(How.IMPORTED, "Ana", "Bitwarden")}
    more = (*kept(entry), FieldDraft(CUSTOM, "4321", "PIN", FieldKind.PIN))
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, more), LATER)
    assert told(ana, entry.id)["PIN", 1] == (How.TYPED, "Ana", "")


def test_a_removed_field_of_ones_own_comes_back_as_the_kind_that_it_was(ana: Vault, client: Client) -> None:
    extra = FieldDraft(CUSTOM, "PT50 0002 0123 1234 5678 9015 4", "Conta", FieldKind.IBAN)
    draft = EntryDraft(EntryKind.LOGIN, "Banco", (FieldDraft("username", "ana"), extra))
    entry = ana.add_entry(client.id, draft, NOW)
    field = entry.fields[1]
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, kept(entry)[:1]), LATER)
    back = put_back(ana, entry.id, field.id, 1, LAST)
    assert (back.fields[1].kind, back.fields[1].label) == (FieldKind.IBAN, "Conta")
    (again,) = ana.history(entry.id, back.fields[1].id)
    assert (again.how, again.person, again.kind) == (How.HISTORY, "Ana", FieldKind.IBAN)


def test_a_field_whose_kind_was_changed_with_its_value_goes_back_to_both(ana: Vault, client: Client) -> None:
    extra = FieldDraft(CUSTOM, "2026-12-31", "Fim", FieldKind.DATE)
    entry = ana.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Banco", (extra,)), NOW)
    now = FieldDraft(CUSTOM, "em breve", "Fim", FieldKind.TEXT, id=entry.fields[0].id)
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, (now,)), LATER)
    (field,) = put_back(ana, entry.id, entry.fields[0].id, 1, LAST).fields
    assert (field.kind, field.value) == (FieldKind.DATE, "2026-12-31")


def test_moved_entries_keep_it_and_purged_and_forgotten_ones_leave_nothing(ana: Vault, client: Client) -> None:
    entry = ana.add_entry(client.id, EntryDraft(EntryKind.NOTE, "Nota", (FieldDraft(CUSTOM, "x", "y"),)), NOW)
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, ()), LATER)
    before = told(ana, entry.id)
    other = ana.add_client("Outro", NOW)
    ana.move_entry(entry.id, other.id, LATER)
    assert told(ana, entry.id) == before
    assert all(rows(ana))
    ana.purge(entry.id)
    assert rows(ana) == [0, 0]
    entry = ana.add_entry(other.id, EntryDraft(EntryKind.NOTE, "Nota", (FieldDraft(CUSTOM, "x", "y"),)), NOW)
    ana.edit_entry(entry.id, EntryDraft(entry.kind, entry.title, ()), LATER)
    ana.forget_client(other.id)
    assert rows(ana) == [0, 0]


def test_it_comes_back_with_an_entry_from_a_backup_and_an_edit_from_there_says_so(
    ana: Vault, client: Client, tmp_path: Path
) -> None:
    whole, edited = (ana.add_entry(client.id, login(name, "u", "p"), NOW) for name in ("Um", "Dois"))
    more = (*kept(whole), FieldDraft(CUSTOM, "4321", "PIN", FieldKind.PIN, True))
    ana.edit_entry(whole.id, EntryDraft(whole.kind, whole.title, more), LATER)
    ana.edit_entry(whole.id, EntryDraft(whole.kind, whole.title, more[:2]), LATER)
    before = ana.history(whole.id)
    backup = ana.backup(tmp_path / "backup")
    fields = (FieldDraft("username", "u"), FieldDraft("password", "outra"))
    ana.edit_entry(edited.id, EntryDraft(edited.kind, edited.title, fields), LATER)
    ana.purge(whole.id)
    ana.settings_set("person", Secret("Rui"))
    assert ana.restore_entries(backup, [whole.id, edited.id], LAST) == 2
    assert ana.history(whole.id) == before
    assert told(ana, edited.id)["password", 3] == (How.BACKUP, "Rui", "")


def test_an_origin_of_another_version_is_unknown_and_lasts(ana: Vault, client: Client) -> None:
    entry = ana.add_entry(client.id, login("Um", "u", "p"), NOW)
    ana._core.db.execute("UPDATE origin SET how = 'dictated'")
    ana.close()
    with reopen(ana.folder) as again:
        assert told(again, entry.id)["username", 1] == (None, "Ana", "")
        assert again.check().ok
