"""Entries about the same: joined with what the vault has, or kept beside it, and no value of either is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ops import importing
from app.ops.importing import Choices, preview, run_import
from app.vault.drafts import MOST_FIELDS
from app.vault.importers.detect import KEEPASS
from app.vault.importers.imported import ImportedEntry
from app.vault.marks import MOST_TAGS
from app.vault.model import CUSTOM, EntryDraft, EntryKind, FieldDraft, FieldKind, How
from app.vault.vault import Vault

HEADER = "url,username,password,totp,extra,name,grouping,fav\n"


def _csv(folder: Path, *rows: str) -> Path:
    path = folder / "x.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def fields(vault: Vault, entry_id: str) -> list[tuple[str, str]]:
    """(name or label, value) of an entry."""
    entry = vault.entry(entry_id)
    return [(one.label or one.name, vault.reveal(entry_id, one.id).text()) for one in entry.fields]


def test_tags_that_find_no_room_are_kept_in_a_field_or_told(
    vault: Vault, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry(fields: int, *tags: str) -> ImportedEntry:
        own = tuple(FieldDraft(CUSTOM, "x", f"campo {number}") for number in range(fields))
        return ImportedEntry(1, "Padaria", EntryDraft(EntryKind.NOTE, f"Nota {fields}", own), tags=tags)

    tags = [f"etiqueta {number}" for number in range(MOST_TAGS + 1)]
    brought = [entry(MOST_FIELDS, *tags[1:]), entry(3, *tags[1:]), entry(MOST_FIELDS, tags[0]), entry(3, tags[0])]
    monkeypatch.setattr(importing, "parse", lambda *_, **__: iter(brought))
    report = run_import(vault, tmp_path / "x", KEEPASS, now=now)
    assert (report.added, report.merged) == (2, 2)
    assert report.leftovers == (("tags", 1),)
    few = next(one for one in vault.entries() if one.title == "Nota 3")
    assert fields(vault, few.id)[-1] == ("Tags (KeePass)", tags[0])


@pytest.fixture
def shop(vault: Vault, now: datetime) -> str:
    client = vault.add_client("Padaria", now).id
    draft = EntryDraft(
        EntryKind.LOGIN,
        "Loja",
        (
            FieldDraft("username", "Ana"),
            FieldDraft("password", "antiga"),
            FieldDraft("url", "https://www.loja.example/entrar"),
        ),
    )
    return vault.add_entry(client, draft, now).id


def test_what_the_vault_has_stays_and_what_differs_stands_beside_it(
    vault: Vault, now: datetime, tmp_path: Path, shop: str
) -> None:
    path = _csv(tmp_path, "https://loja.example,ana,nova,JBSWY3DPEHPK3PXP,nota,A loja,Padaria,1")
    [row] = preview(path, vault=vault).table
    assert (row.new, row.merged, row.joined) == (0, 0, 1)
    report = run_import(vault, path, now=now)
    assert (report.added, report.merged, report.joined, report.read) == (0, 0, 1, 1)
    assert dict(report.differing) == {"password": 1, "title": 1, "username": 1}
    assert fields(vault, shop) == [
        ("username", "Ana"),
        ("password", "antiga"),
        ("url", "https://www.loja.example/entrar"),
        ("Username (LastPass)", "ana"),
        ("Password (LastPass)", "nova"),
        ("url", "https://loja.example"),
        ("totp", "JBSWY3DPEHPK3PXP"),
        ("notes", "nota"),
        ("Title (LastPass)", "A loja"),
    ]
    assert next(one for one in vault.entry(shop).fields if one.label == "Password (LastPass)").protected
    assert (vault.entry(shop).title, vault.entry(shop).favourite) == ("Loja", True)


def test_the_history_tells_the_program_of_what_was_added_and_of_what_was_joined(
    vault: Vault, now: datetime, tmp_path: Path, shop: str
) -> None:
    rows = ("https://loja.example,ana,nova,,,Loja,Padaria,0", "https://banco.example,ana,x,,,Banco,Padaria,0")
    run_import(vault, _csv(tmp_path, *rows), now=now)
    (bank,) = vault.entries(query="banco")
    assert {(one.how, one.source) for one in vault.history(bank.id)} == {(How.IMPORTED, "LastPass")}
    told = {one.label or one.name: (one.how, one.source) for one in vault.history(shop)}
    assert (told["password"], told["Password (LastPass)"]) == ((How.TYPED, ""), (How.JOINED, "LastPass"))


def test_joining_twice_adds_nothing_more(vault: Vault, now: datetime, tmp_path: Path, shop: str) -> None:
    path = _csv(tmp_path, "https://loja.example,ana,nova,,nota,A loja,Padaria,0")
    run_import(vault, path, now=now)
    before = fields(vault, shop)
    again = run_import(vault, path, now=now)
    assert (again.joined, again.merged) == (0, 1)
    other = run_import(vault, _csv(tmp_path, "https://loja.example,ana,nova,,nota,A loja,Padaria,1"), now=now)
    assert (other.joined, other.merged) == (0, 1)
    assert fields(vault, shop) == before


def test_a_value_of_the_past_is_not_brought_back(vault: Vault, now: datetime, tmp_path: Path, shop: str) -> None:
    drafts = [FieldDraft(f.name, None, f.label, f.kind, f.protected, f.id) for f in vault.entry(shop).fields]
    drafts[1] = FieldDraft("password", "mudada", "", FieldKind.PASSWORD, True, drafts[1].id)
    vault.edit_entry(shop, EntryDraft(EntryKind.LOGIN, "Loja", tuple(drafts)), now)
    report = run_import(vault, _csv(tmp_path, "https://www.loja.example/entrar,Ana,antiga,,,Loja,Padaria,0"), now=now)
    assert (report.merged + report.joined, report.differing) == (1, ())
    assert ("password", "mudada") in fields(vault, shop)
    assert len(vault.entry(shop).fields) == 3


def test_duplicates_are_kept_by_choice(vault: Vault, now: datetime, tmp_path: Path, shop: str) -> None:
    path, both = _csv(tmp_path, "https://loja.example,ana,nova,,,A loja,Padaria,0"), Choices(keep_both=True)
    [row] = preview(path, vault=vault, choices=both).table
    report = run_import(vault, path, now=now, choices=both)
    assert row.new == report.added == 1
    assert len(vault.entries()) == 2
    assert len(fields(vault, shop)) == 3


@pytest.mark.parametrize(
    "row",
    [
        "https://loja.example,ana,nova,,,A loja,Atelier,0",
        "https://loja.example,rui,nova,,,A loja,Padaria,0",
        "https://outra.example,ana,nova,,,A loja,Padaria,0",
        ",ana,nova,,,A loja,Padaria,0",
    ],
)
def test_another_client_site_or_user_is_another_entry(
    vault: Vault, now: datetime, tmp_path: Path, shop: str, row: str
) -> None:
    assert run_import(vault, _csv(tmp_path, row), now=now).added == 1
    assert len(fields(vault, shop)) == 3


def test_what_stands_twice_in_a_file_or_in_the_vault_is_not_guessed_at(
    vault: Vault, now: datetime, tmp_path: Path, shop: str
) -> None:
    two = ("https://b.example,ana,um,,,B,Padaria,0", "https://b.example,ana,dois,,,B,Padaria,0")
    assert run_import(vault, _csv(tmp_path, *two), now=now).added == 2
    assert run_import(vault, _csv(tmp_path, *(one.replace("Padaria", "Nova") for one in two)), now=now).added == 2
    assert run_import(vault, _csv(tmp_path, "https://b.example,ana,três,,,B,Padaria,0"), now=now).added == 1
    assert len(fields(vault, shop)) == 3


values = st.text("abç\n =", min_size=1, max_size=6)
drafts = st.builds(
    lambda password, notes, url, custom: (
        FieldDraft("username", "ana"),
        FieldDraft("url", f"https://a.example/{url}"),
        *([FieldDraft("password", password)] if password else []),
        *([FieldDraft("notes", notes)] if notes else []),
        *(FieldDraft(CUSTOM, value, label, FieldKind.TEXT, hidden) for label, value, hidden in custom),
    ),
    st.none() | values,
    st.none() | values,
    st.sampled_from(["", "x", "y"]),
    st.lists(st.tuples(st.sampled_from(["A", "a", "B"]), values, st.booleans()), max_size=3),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=drafts, theirs=drafts, title=st.sampled_from(["L", "M"]))
def test_no_value_of_either_is_lost(
    vault: Vault, now: datetime, mine: tuple[FieldDraft, ...], theirs: tuple[FieldDraft, ...], title: str
) -> None:
    from app.ops.import_joining import join

    client = vault.add_client("C", now).id
    entry = vault.add_entry(client, EntryDraft(EntryKind.LOGIN, "L", mine), now)
    join(vault, entry.id, EntryDraft(EntryKind.LOGIN, title, theirs), "X", now)
    there = [value for _, value in fields(vault, entry.id)] + [vault.entry(entry.id).title]
    assert {one.value for one in (*mine, *theirs)} | {title} <= set(there)
    assert fields(vault, entry.id)[: len(mine)] == [(one.label or one.name, one.value) for one in mine]
