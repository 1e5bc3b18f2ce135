"""Search: case and accents do not matter, every word must occur, protected values are never found."""

from __future__ import annotations

import pytest

from app.vault.fold import fold
from app.vault.model import Client, EntryDraft, EntryKind, FieldDraft
from app.vault.vault import Vault

from .conftest import NOW, login


@pytest.fixture
def filled(vault: Vault, client: Client) -> Vault:
    other = vault.add_client("Doutora São", NOW)
    vault.add_entry(client.id, login("Portal das Finanças", "513@at.pt", "canario1", url="https://acesso.gov.pt"), NOW)
    vault.add_entry(client.id, login("Gmail", "padaria@gmail.com", "canario2", notes='Recuperação: "mãe" 100%'), NOW)
    vault.add_entry(other.id, login("Conta do gmail antiga", "sao@gmail.com"), NOW)
    vault.add_entry(other.id, EntryDraft(EntryKind.DOOR, "Alarme", (FieldDraft("place", "Rua d'Ávila"),)), NOW)
    return vault


def titles(vault: Vault, query: str, **more: str | int) -> list[str]:
    return [entry.title for entry in vault.entries(query=query, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("finanças", ["Portal das Finanças"]),
        ("FINANCAS", ["Portal das Finanças"]),
        ("gov.pt", ["Portal das Finanças"]),
        ("inan", ["Portal das Finanças"]),
        ("avila", ["Alarme"]),
        ("recuperacao", ["Gmail"]),
        ('"mae"', ["Gmail"]),
        ("100%", ["Gmail"]),
        ("gmail", ["Gmail", "Conta do gmail antiga"]),
        ("gmail conta", ["Conta do gmail antiga"]),
        ("sao gmail", ["Conta do gmail antiga"]),
        ("doutora", ["Alarme", "Conta do gmail antiga"]),
        ("gm", ["Gmail", "Conta do gmail antiga"]),
        ("G", ["Gmail", "Conta do gmail antiga", "Portal das Finanças"]),
        ("al", ["Alarme", "Portal das Finanças"]),
        ("g al", ["Portal das Finanças"]),
        ("canario", []),
        ("xyz", []),
        ("' OR 1=1 --", []),
        ("\x00", ["Alarme", "Conta do gmail antiga", "Gmail", "Portal das Finanças"]),
    ],
)
def test_a_query_finds_entries_that_hold_all_its_words(filled: Vault, query: str, found: list[str]) -> None:
    assert titles(filled, query) == found


def test_a_search_can_be_kept_to_one_client_and_to_a_number(filled: Vault, client: Client) -> None:
    assert titles(filled, "gmail", client_id=client.id) == ["Gmail"]
    assert titles(filled, "", limit=2) == ["Alarme", "Conta do gmail antiga"]
    assert titles(filled, "gm", limit=1) == ["Gmail"]


def test_an_edited_entry_is_found_by_its_new_words_only(filled: Vault) -> None:
    (entry,) = filled.entries(query="financas")
    filled.edit_entry(entry.id, login("Segurança Social", "513"), NOW)
    assert titles(filled, "financas") == []
    assert titles(filled, "seguranca") == ["Segurança Social"]


def test_a_word_across_two_values_is_not_found(filled: Vault) -> None:
    assert titles(filled, "gmailpadaria") == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  São  JOÃO\t", "sao joao"),
        ("Ångström ﬁ STRASSE ß", "angstrom fi strasse ss"),
        ("Łódź Ærø œuvre", "lodz aero oeuvre"),
        ("a\x00b\u200bc", "a b c"),
        ("İstanbul ıI", "istanbul ii"),
        ("日本", "日本"),
    ],
)
def test_folding_takes_case_accents_and_spaces_away(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded
