"""Clients and entries: what is written is what is read, edits keep the past, protected values show only when revealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import LacreError, UserError
from app.vault.model import Client, EntryDraft, EntryKind, Field, FieldDraft, FieldKind
from app.vault.vault import Vault

from .conftest import NOW, login, reopen

LATER = NOW + timedelta(days=1)


def field(vault: Vault, entry_id: str, name: str) -> Field:
    return next(field for field in vault.entry(entry_id).fields if field.name == name)


def shown(vault: Vault, entry_id: str, name: str) -> str:
    return vault.reveal(entry_id, field(vault, entry_id, name).id).text()


def test_an_entry_is_read_as_it_was_written_also_after_reopening(vault: Vault, client: Client, folder: Path) -> None:
    added = vault.add_entry(client.id, login("Portal das Finanças", "513", "pa55", url="https://pt", notes="a\nb"), NOW)
    assert vault.entry(added.id) == added
    vault.close()
    with reopen(folder) as again:
        assert again.entry(added.id) == added
        assert [(f.name, f.value) for f in added.fields] == [
            *(("username", "513"), ("password", None), ("url", "https://pt"), ("notes", "a\nb"))
        ]
        assert shown(again, added.id, "password") == "pa55"


def test_protected_fields_hold_no_value_until_revealed(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Banco", "ana", "s3gredo", totp="JBSWY3DPEHPK3PXP"), NOW)
    assert "s3gredo" not in repr(vault.entry(added.id))
    assert "JBSWY" not in repr(added)
    assert shown(vault, added.id, "totp") == "JBSWY3DPEHPK3PXP"


def test_a_field_that_its_kind_protects_cannot_be_stored_open(vault: Vault, client: Client) -> None:
    draft = EntryDraft(EntryKind.DOOR, "Loja", (FieldDraft("code", "1234#", protected=False),))
    entry = vault.add_entry(client.id, draft, NOW)
    assert (entry.fields[0].protected, entry.fields[0].value) == (True, None)
    assert entry.fields[0].kind is FieldKind.CODE


def test_custom_fields_keep_label_kind_and_protection(vault: Vault, client: Client) -> None:
    fields = (
        FieldDraft("custom", "12 345", label="Conta", kind=FieldKind.TEXT),
        FieldDraft("custom", Secret("9999"), label="PUK", kind=FieldKind.CODE, protected=True),
    )
    entry = vault.add_entry(client.id, EntryDraft(EntryKind.NOTE, "Telemóvel", fields), NOW)
    assert [(f.label, f.kind, f.protected, f.value) for f in entry.fields] == [
        ("Conta", FieldKind.TEXT, False, "12 345"),
        ("PUK", FieldKind.CODE, True, None),
    ]
    assert vault.reveal(entry.id, entry.fields[1].id) == Secret("9999")


def test_unchanged_fields_keep_their_revision_and_changed_ones_go_to_the_past(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana@x.pt", "um"), NOW)
    edited = vault.edit_entry(added.id, login("Correio", "ana@x.pt", "dois"), LATER)
    assert [(f.name, f.revision) for f in edited.fields] == [("username", 1), ("password", 2)]
    assert (edited.revision, edited.created_at, edited.updated_at) == (2, NOW, LATER)
    password = edited.fields[1]
    assert [(r.revision, r.changed_at) for r in vault.history(added.id, password.id)] == [(2, LATER), (1, NOW)]
    assert vault.reveal(added.id, password.id, revision=1).text() == "um"
    assert vault.reveal(added.id, password.id).text() == "dois"


def test_an_edit_that_changes_nothing_leaves_no_trace(vault: Vault, client: Client) -> None:
    draft = login("Correio", "ana", "um")
    added = vault.add_entry(client.id, draft, NOW)
    assert vault.edit_entry(added.id, draft, LATER) == added
    assert len(vault.history(added.id)) == 3


def test_a_protected_value_left_out_of_an_edit_stays(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    username, password = added.fields
    fields = (FieldDraft("username", "rui", id=username.id), FieldDraft("password", None, id=password.id))
    edited = vault.edit_entry(added.id, EntryDraft(EntryKind.LOGIN, "Correio", fields), LATER)
    assert [f.revision for f in edited.fields] == [2, 1]
    assert shown(vault, added.id, "password") == "um"


def test_a_removed_field_stays_in_the_history_as_removed(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um", notes="nota"), NOW)
    notes = added.fields[2]
    edited = vault.edit_entry(added.id, login("Correio", "ana", "um"), LATER)
    assert [f.name for f in edited.fields] == ["username", "password"]
    gone, before = vault.history(added.id, notes.id)
    assert (gone.removed, gone.changed_at, gone.name) == (True, LATER, "notes")
    assert (before.removed, before.value) == (False, "nota")
    with pytest.raises(UserError, match="no-field"):
        vault.reveal(added.id, notes.id)
    assert vault.reveal(added.id, notes.id, revision=1).text() == "nota"
    with pytest.raises(UserError, match="no-revision"):
        vault.reveal(added.id, notes.id, revision=2)


def test_a_field_emptied_in_an_edit_is_removed(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    edited = vault.edit_entry(added.id, login("Correio", "", "um"), LATER)
    assert [f.name for f in edited.fields] == ["password"]


def test_the_title_has_a_past_too(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Velho", "ana"), NOW)
    vault.edit_entry(added.id, login("Novo", "ana"), LATER)
    assert [(r.name, r.value) for r in vault.history(added.id, added.id)] == [("title", "Novo"), ("title", "Velho")]


def test_repeated_fields_are_told_apart_by_their_ids(vault: Vault, client: Client) -> None:
    urls = ("https://a", "https://b", "https://c")
    draft = EntryDraft(EntryKind.LOGIN, "Três", tuple(FieldDraft("url", url) for url in urls))
    a, b, c = vault.add_entry(client.id, draft, NOW).fields
    entry_id = vault.entries()[0].id
    moved = (FieldDraft("url", "https://c", id=c.id), FieldDraft("url", "https://B", id=b.id))
    edited = vault.edit_entry(entry_id, EntryDraft(EntryKind.LOGIN, "Três", moved), LATER)
    assert [(f.id, f.value, f.revision) for f in edited.fields] == [(c.id, "https://c", 1), (b.id, "https://B", 2)]
    assert vault.history(entry_id, a.id)[0].removed
    assert vault.entries()[0].url == "https://c"


def test_protecting_a_field_later_seals_it_from_then_on(vault: Vault, client: Client) -> None:
    draft = EntryDraft(EntryKind.NOTE, "N", (FieldDraft("custom", "v", label="L"),))
    added = vault.add_entry(client.id, draft, NOW)
    sealed = replace(draft, fields=(FieldDraft("custom", None, label="L", protected=True, id=added.fields[0].id),))
    edited = vault.edit_entry(added.id, sealed, LATER)
    assert (edited.fields[0].protected, edited.fields[0].value, edited.fields[0].revision) == (True, None, 2)
    assert vault.reveal(added.id, edited.fields[0].id).text() == "v"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (login("   "), "title-empty"),
        (login("x" * 501), "too-long"),
        (login("t", "x" * (1024 * 1024 + 1)), "too-long"),
        (login("t", "\ud800"), "not-text"),
        (EntryDraft(EntryKind.LOGIN, "t", (FieldDraft("username", "a"), FieldDraft("username", "b"))), "field-twice"),
        (EntryDraft(EntryKind.LOGIN, "t", (FieldDraft("code", "a"),)), "unknown-field"),
        (EntryDraft(EntryKind.LOGIN, "t", (FieldDraft("username", None),)), "field-without-value"),
        (EntryDraft(EntryKind.NOTE, "t", (FieldDraft("custom", "v", label="L"),) * 201), "too-many-fields"),
    ],
)
def test_a_draft_that_cannot_be_kept_is_refused_whole(
    vault: Vault, client: Client, draft: EntryDraft, code: str
) -> None:
    with pytest.raises(LacreError) as caught:
        vault.add_entry(client.id, draft, NOW)
    assert caught.value.code == code
    assert vault.entries() == []


def test_an_entry_keeps_its_kind(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana"), NOW)
    with pytest.raises(UserError, match="kind-fixed"):
        vault.edit_entry(added.id, EntryDraft(EntryKind.NOTE, "Correio"), LATER)


def test_a_field_of_another_entry_cannot_be_edited_through_this_one(vault: Vault, client: Client) -> None:
    one, two = (vault.add_entry(client.id, login(title, "ana"), NOW) for title in ("Um", "Dois"))
    stolen = EntryDraft(EntryKind.LOGIN, "Um", (FieldDraft("username", "x", id=two.fields[0].id),))
    with pytest.raises(UserError, match="no-field"):
        vault.edit_entry(one.id, stolen, LATER)
    with pytest.raises(UserError, match="no-field"):
        vault.reveal(one.id, two.fields[0].id)
    assert vault.entry(one.id) == one


def test_a_field_does_not_become_one_of_another_name(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Um", "ana"), NOW)
    renamed = EntryDraft(EntryKind.LOGIN, "Um", (FieldDraft("url", "x", id=added.fields[0].id),))
    with pytest.raises(UserError, match="no-field"):
        vault.edit_entry(added.id, renamed, LATER)


def test_a_removed_entry_is_gone_with_its_history(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    vault.purge(added.id)
    assert vault.entries() == []
    assert vault.entries(query="correio") == []
    for call in (vault.entry, vault.history):
        with pytest.raises(UserError, match="no-entry"):
            call(added.id)
    assert vault.check().ok


@pytest.mark.parametrize("missing", ["", "ff" * 16, "não é um id"])
def test_what_is_not_there_is_said_so(vault: Vault, client: Client, missing: str) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana"), NOW)
    calls = {
        "no-entry": [vault.entry, vault.purge, lambda m: vault.edit_entry(m, login("t"), NOW)],
        "no-client": [
            *(vault.client, vault.forget_client, lambda m: vault.rename_client(m, "x", NOW)),
            lambda m: vault.add_entry(m, login("t"), NOW),
        ],
        "no-field": [lambda m: vault.reveal(added.id, m), lambda m: vault.history(added.id, m)],
        "no-revision": [lambda m: vault.reveal(added.id, m, revision=7)],
        "no-share": [vault.share],
    }
    for code, refused in calls.items():
        for call in refused:
            with pytest.raises(UserError, match=code):
                call(missing)
    assert vault.entries(client_id=missing) == []


def test_clients_are_listed_by_name_with_their_entries_counted(vault: Vault) -> None:
    clients = [vault.add_client(name, NOW) for name in ("Zé", "água", "Bola")]
    vault.add_entry(clients[2].id, login("x"), NOW)
    assert [(c.name, c.entry_count) for c in vault.clients()] == [("água", 0), ("Bola", 1), ("Zé", 0)]
    assert vault.client(clients[0].id) == clients[0]


def test_a_renamed_client_keeps_its_entries_and_secrets(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana", "um"), NOW)
    assert vault.rename_client(client.id, "  Pastelaria   Nova ", NOW).name == "Pastelaria Nova"
    assert vault.entries(query="pastelaria")[0].client_name == "Pastelaria Nova"
    assert shown(vault, added.id, "password") == "um"


@pytest.mark.parametrize(("name", "code"), [(" ", "name-empty"), ("x" * 201, "too-long")])
def test_a_client_needs_a_name_of_a_sane_length(vault: Vault, name: str, code: str) -> None:
    with pytest.raises(UserError, match=code):
        vault.add_client(name, NOW)


def test_a_forgotten_client_leaves_the_others_whole(vault: Vault, client: Client) -> None:
    other = vault.add_client("Outro", NOW)
    kept = vault.add_entry(other.id, login("Fica", "rui", "seguro"), NOW)
    gone = vault.add_entry(client.id, login("Vai", "ana", "um"), NOW)
    vault.edit_entry(gone.id, login("Vai", "ana", "dois"), LATER)
    vault.forget_client(client.id)
    assert [c.name for c in vault.clients()] == ["Outro"]
    assert [e.id for e in vault.entries()] == [kept.id]
    assert shown(vault, kept.id, "password") == "seguro"
    report = vault.check()
    assert (report.ok, report.entries, report.values) == (True, 1, 1)


def test_the_summary_shows_what_a_list_needs_and_nothing_protected(vault: Vault, client: Client) -> None:
    vault.add_entry(client.id, login("Banco", "ana", "s3gredo", url="https://b.pt", totp="ABC"), NOW)
    (summary,) = vault.entries()
    assert (summary.client_id, summary.client_name, summary.kind) == (client.id, client.name, EntryKind.LOGIN)
    assert (summary.title, summary.username, summary.url) == ("Banco", "ana", "https://b.pt")
    assert (summary.has_totp, summary.updated_at) == (True, NOW)


def test_a_digest_finds_what_was_brought_before_also_after_an_edit(vault: Vault, client: Client) -> None:
    draft = login("Correio", "ana", "um")
    digest = vault.entry_digest(draft, client.name)
    assert not vault.has_digest(digest)
    added = vault.add_entry(client.id, draft, NOW)
    assert vault.has_digest(digest)
    assert not vault.has_digest(vault.entry_digest(login("Correio", "ana", "dois"), client.name))
    assert not vault.has_digest(vault.entry_digest(draft, "Outro"))
    vault.edit_entry(added.id, login("Correio", "ana", "dois"), LATER)
    assert vault.has_digest(digest)
    assert vault.has_digest(vault.entry_digest(login("Correio", "ana", "dois"), client.name))
    vault.purge(added.id)
    assert not vault.has_digest(digest)


def test_a_bulk_change_that_fails_leaves_nothing(vault: Vault, client: Client) -> None:
    def fail_late() -> None:
        with vault.bulk():
            new = vault.add_client("Novo", NOW)
            vault.add_entry(new.id, login("Um", "a", "b"), NOW)
            vault.add_entry(client.id, login("Dois", "a", "b"), NOW)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail_late()
    assert vault.clients() == [client]
    assert vault.entries() == []
    again = vault.add_client("Outro", NOW)  # takes the number of the one that was rolled back, with a key of its own
    added = vault.add_entry(again.id, login("Três", "a", "segredo"), NOW)
    assert shown(vault, added.id, "password") == "segredo"
    assert vault.check().ok


def test_one_refused_entry_does_not_spoil_a_bulk_change(vault: Vault, client: Client) -> None:
    with vault.bulk():
        vault.add_entry(client.id, login("Um", "a", "b"), NOW)
        with pytest.raises(UserError):
            vault.add_entry(client.id, login(""), NOW)
        vault.add_entry(client.id, login("Dois", "a", "b"), NOW)
    assert [entry.title for entry in vault.entries()] == ["Dois", "Um"]
