"""Favourites, archive, tags, categories and use: remembered beside the entry, and no change of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import UserError
from app.vault.categories import Category, category_of
from app.vault.expiring import last_day
from app.vault.kinds import CUSTOM, KINDS, EntryKind, FieldKind
from app.vault.model import Client, EntryDraft, FieldDraft
from app.vault.vault import Vault

from .conftest import NOW, login

LATER = NOW + timedelta(hours=1)


def test_a_new_entry_is_not_marked(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana"), NOW)
    assert added == vault.entry(added.id)
    assert (added.favourite, added.archived, added.removed_at, added.used_at) == (False, False, None, None)
    assert (added.tags, added.attachments, added.category) == ((), 0, Category.PASSWORDS)
    (listed,) = vault.entries()
    assert (listed.favourite, listed.tags, listed.category) == (False, (), Category.PASSWORDS)


def test_marks_change_neither_revision_nor_time(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio", "ana"), NOW)
    vault.mark(added.id, favourite=True)
    vault.mark(added.id, archived=True)
    vault.tag(added.id, ["IRS", "Casa"])
    vault.touch_used(added.id, LATER)
    vault.categorise(added.id, Category.THIRD_PARTIES)
    found = vault.entry(added.id)
    assert (found.revision, found.updated_at) == (1, NOW)
    assert (found.favourite, found.archived, found.used_at) == (True, True, LATER)
    assert (found.tags, found.category, found.category_chosen) == (("IRS", "Casa"), Category.THIRD_PARTIES, True)
    (listed,) = vault.entries(query="is:archived")
    assert (listed.favourite, listed.archived, listed.used_at) == (True, True, LATER)
    assert (listed.tags, listed.category) == (("IRS", "Casa"), Category.THIRD_PARTIES)
    vault.mark(added.id, favourite=False)
    assert vault.entry(added.id).archived


def test_the_archive_is_in_no_list_and_no_count(vault: Vault, client: Client) -> None:
    kept = vault.add_entry(client.id, login("Correio"), NOW)
    archived = vault.add_entry(client.id, login("Correio antigo"), NOW)
    vault.mark(archived.id, archived=True)
    assert [entry.id for entry in vault.entries(query="correio")] == [kept.id]
    assert vault.client(client.id).entry_count == 1
    vault.mark(archived.id, archived=False)
    assert vault.client(client.id).entry_count == 2


def test_tags_that_differ_in_case_or_accents_are_one(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio"), NOW)
    other = vault.add_entry(client.id, login("Loja"), NOW)
    vault.tag(added.id, ["  Água  fria ", "AGUA FRIA", "", " ", "zé"])
    vault.tag(other.id, ["água fria"])
    assert vault.entry(added.id).tags == ("Água fria", "zé")
    assert vault.tags() == [("Água fria", 2), ("zé", 1)]
    vault.tag(added.id, [])
    assert vault.tags() == [("água fria", 1)]
    vault.trash(other.id, NOW)
    assert vault.tags() == []


def test_too_many_and_too_long_tags_are_refused(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, login("Correio"), NOW)
    with pytest.raises(UserError, match="too-many-tags"):
        vault.tag(added.id, [f"t{number}" for number in range(31)])
    with pytest.raises(UserError, match="too-long"):
        vault.tag(added.id, ["x" * 51])
    assert vault.entry(added.id).tags == ()


def test_what_was_used_last_comes_first(vault: Vault, client: Client) -> None:
    first, second, third = (vault.add_entry(client.id, login(title), NOW) for title in ("Um", "Dois", "Três"))
    vault.touch_used(first.id, NOW)
    vault.touch_used(third.id, LATER)
    assert [entry.title for entry in vault.recent(10)] == ["Três", "Um"]
    assert [entry.title for entry in vault.recent(1)] == ["Três"]
    vault.trash(third.id, LATER)
    assert [entry.title for entry in vault.recent(10)] == ["Um"]
    assert vault.entry(second.id).used_at is None


@pytest.mark.parametrize(
    ("kind", "fields", "category"),
    [
        (EntryKind.LOGIN, [FieldKind.IBAN], Category.PASSWORDS),
        (EntryKind.BANK, [], Category.FINANCIAL),
        (EntryKind.IDENTITY, [FieldKind.NIF], Category.PERSONAL),
        (EntryKind.DOCUMENTS, [], Category.THIRD_PARTIES),
        (EntryKind.DOCUMENTS, [FieldKind.IBAN, FieldKind.PASSWORD], Category.FINANCIAL),
        (EntryKind.NOTE, [FieldKind.NOTE], Category.PERSONAL),
        (EntryKind.NOTE, [FieldKind.PIN], Category.PASSWORDS),
        (EntryKind.CUSTOM, [FieldKind.CARD], Category.FINANCIAL),
    ],
)
def test_the_category_follows_from_the_fields(kind: EntryKind, fields: list[FieldKind], category: Category) -> None:
    assert category_of(kind, fields) is category


def own(kind: FieldKind, value: str, label: str = "meu") -> FieldDraft:
    return FieldDraft(CUSTOM, value, label, kind)


def test_the_category_follows_edits_until_somebody_chooses(vault: Vault, client: Client) -> None:
    added = vault.add_entry(client.id, EntryDraft(EntryKind.CUSTOM, "Sócio", (own(FieldKind.IBAN, "PT50"),)), NOW)
    assert added.category is Category.FINANCIAL
    assert added == vault.entry(added.id)
    edited = vault.edit_entry(added.id, EntryDraft(EntryKind.CUSTOM, "Sócio", (own(FieldKind.NIF, "5"),)), LATER)
    assert edited.category is Category.PERSONAL
    vault.categorise(added.id, Category.THIRD_PARTIES)
    edited = vault.edit_entry(added.id, EntryDraft(EntryKind.CUSTOM, "Sócio", (own(FieldKind.IBAN, "PT50"),)), LATER)
    assert (edited.category, edited.category_chosen) == (Category.THIRD_PARTIES, True)
    vault.categorise(added.id, None)
    assert vault.entry(added.id).category is Category.FINANCIAL
    assert [entry.category for entry in vault.entries()] == [Category.FINANCIAL]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-30", "2026-11-30"),
        (" 30/11/2026 ", "2026-11-30"),
        ("2026-02", "2026-02-28"),
        ("12/27", "2027-12-31"),
        ("2/2028", "2028-02-29"),
        ("13/27", None),
        ("31/02/2026", None),
        ("amanhã", None),
        ("0000-00-00", None),
        ("12/9999", None),
        ("", None),
    ],
)
def test_days_and_months_are_read_however_they_were_written(text: str, day: str | None) -> None:
    read = last_day(text)
    assert (read.isoformat() if read else None) == day


def test_until_when_an_entry_is_valid_follows_its_fields(vault: Vault, client: Client) -> None:
    draft = EntryDraft(EntryKind.CARD, "Visa", (FieldDraft("number", "4111"), FieldDraft("expires", "11/26")))
    added = vault.add_entry(client.id, draft, NOW)
    assert (added.valid_until, vault.entry(added.id)) == ("2026-11-30", added)
    edited = vault.edit_entry(added.id, EntryDraft(EntryKind.CARD, "Visa", draft.fields[:1]), LATER)
    assert edited.valid_until is None


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_takes_fields_of_ones_own_in_the_order_they_are_put(
    vault: Vault, client: Client, kind: EntryKind
) -> None:
    standard = tuple(FieldDraft(spec.name, f"valor {spec.name}") for spec in KINDS[kind])
    mine = (own(FieldKind.IBAN, "PT50", "a"), own(FieldKind.PIN, "1234", "b"), own(FieldKind.TEXT, "x", "c"))
    added = vault.add_entry(client.id, EntryDraft(kind, "Nova", mine + standard), NOW)
    kept = [FieldDraft(field.name, None, field.label, field.kind, field.protected, field.id) for field in added.fields]
    turned = vault.edit_entry(added.id, EntryDraft(kind, "Nova", tuple(reversed(kept))), LATER)
    assert [field.id for field in turned.fields] == [field.id for field in reversed(added.fields)]
    assert {field.revision for field in turned.fields} == {1}
    revealed = [vault.reveal(added.id, field.id).text() for field in turned.fields]
    assert revealed == [str(each.value) for each in reversed(mine + standard)]
