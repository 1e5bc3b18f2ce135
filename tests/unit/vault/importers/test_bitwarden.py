"""Bitwarden's JSON: logins, notes, and kinds that become notes without losing a value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import UserError
from app.vault.importers.detect import detect
from app.vault.model import EntryKind

from .support import FIXTURES, by_title, protected, read, values

FILE = FIXTURES / "bitwarden.json"


def _file(folder: Path, *items: Any, **root: Any) -> Path:
    path = folder / "bitwarden.json"
    path.write_text(json.dumps({"encrypted": False, "folders": [], "items": items, **root}))
    return path


def _login(**more: Any) -> dict[str, Any]:
    return {"type": 1, "name": "L", "login": {"username": "u", "password": "p"}, **more}


def test_a_login_keeps_all_its_parts() -> None:
    entry = by_title(FILE)["Loja online"]
    assert entry.client_hint == "Clientes / Padaria Açor"
    assert values(entry.draft, "url") == ["https://loja.example/admin", "https://loja.example/pt"]
    assert values(entry.draft, "password") == ['fixture-Bit{war}"den\\1']
    assert values(entry.draft, "Nº de cliente") == ["8812"]
    assert values(entry.draft, "Fatura em papel") == ["false"]
    assert values(entry.draft, "Resposta secreta") == ["fixture-gato"]
    assert protected(entry.draft) == {"password", "totp", "Resposta secreta", "Password history"}


def test_old_passwords_are_kept_in_a_protected_field() -> None:
    assert values(by_title(FILE)["Loja online"].draft, "Password history") == ["2025-05-06 fixture-antiga"]


def test_a_passkey_and_a_linked_field_are_named_as_left_over() -> None:
    shop = by_title(FILE)["Loja online"]
    assert (shop.leftovers, shop.favourite) == (("fields.linked", "login.fido2Credentials"), True)


def test_an_entry_of_two_collections_goes_to_the_first_and_says_so() -> None:
    entry = by_title(FILE)["Nota"]
    assert (entry.draft.kind, entry.client_hint, entry.leftovers) == (EntryKind.NOTE, "Equipa", ("collectionIds",))


def test_a_card_is_a_card() -> None:
    draft = by_title(FILE)["Cartão da casa"].draft
    assert draft.kind is EntryKind.CARD
    assert values(draft, "number") == ["4000001234567899"]
    assert values(draft, "expires") == ["2027-10"]
    assert values(draft, "holder") == ["Marta Lopes"]
    assert values(draft, "Brand") == ["Visa"]
    assert {"number", "security_code"} == protected(draft)


def test_an_identity_is_an_identity_and_hides_numbers() -> None:
    draft = by_title(FILE)["Marta"].draft
    assert draft.kind is EntryKind.IDENTITY
    assert values(draft, "full_name") == ["Marta Lopes"]
    assert values(draft, "address") == ["Rua Um 1\n4700-000 Braga\nPT"]
    assert values(draft, "postal_code") == ["4700-000"]
    assert values(draft, "Title") == ["Sra."]
    assert {"Ssn", "Passport number"} == protected(draft)


def test_a_bank_account_is_one_and_names_what_it_cannot_keep() -> None:
    entry = by_title(FILE)["De amanhã"]
    assert entry.draft.kind is EntryKind.BANK
    assert values(entry.draft, "iban") == ["PT50000000000000000000000"]
    assert values(entry.draft, "bank") == ["Banco Um"]
    assert entry.leftovers == ("bankAccount.branches",)


def test_a_key_is_a_note_with_its_private_part_protected() -> None:
    draft = by_title(FILE)["Chave"].draft
    assert (draft.kind, values(draft, "type")) == (EntryKind.NOTE, ["sshKey"])
    assert "Private key" in protected(draft)
    assert values(draft, "Private key")[0].startswith("-----BEGIN")


def test_a_kind_that_this_version_does_not_know_keeps_its_parts(tmp_path: Path) -> None:
    draft = by_title(_file(tmp_path, {"type": 9, "name": "N", "vehicle": {"plateNumber": "AA-00-AA", "doors": [5]}}))[
        "N"
    ]
    assert values(draft.draft, "type") == ["vehicle"]
    assert values(draft.draft, "Plate number") == ["AA-00-AA"]
    assert draft.leftovers == ("vehicle.doors",)


def test_what_was_in_the_trash_stays_there() -> None:
    assert [(row.line, row.reason) for row in read(FILE)[1]] == [(6, "in-trash")]


def test_items_that_are_no_items_are_skipped_and_the_others_read(tmp_path: Path) -> None:
    path = _file(tmp_path, _login(), 7, None, [], {"type": "x"}, {"type": 1, "login": 3}, {"type": 1}, _login(name="M"))
    entries, skipped = read(path)
    assert [entry.draft.title for entry in entries] == ["L", "M"]
    assert [(row.line, row.reason) for row in skipped] == [
        (2, "malformed"),
        (3, "malformed"),
        (4, "malformed"),
        (5, "malformed"),
        (6, "malformed"),
        (7, "empty"),
    ]


def test_a_zero_character_skips_the_item(tmp_path: Path) -> None:
    [row] = read(_file(tmp_path, _login(name="a\0b")))[1]
    assert row.reason == "control-characters"


def test_half_a_character_refuses_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(rb'{"items":[{"type":1,"name":"\ud800","login":{"password":"\udfff"}}]}')
    with pytest.raises(UserError, match="import-broken-json"):
        read(path)


def test_a_value_over_the_cap_skips_the_item(tmp_path: Path) -> None:
    [row] = read(_file(tmp_path, _login(notes="x" * (1024 * 1024 + 1))))[1]
    assert row.reason == "too-long"


def test_an_export_tied_to_an_account_is_refused_with_its_own_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"encrypted":true,"items":[]}')
    assert detect(path) == "bitwarden"
    with pytest.raises(UserError, match="import-encrypted"):
        read(path)


def test_utf16_json_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"items": [_login(name="Çedilha")]}, ensure_ascii=False), encoding="utf-16")
    assert "Çedilha" in by_title(path)
