"""`lacre vault trash`, `move`, `tag`, `favourite`, `history` and the rest: objects for scripts, sentences for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main as cli
from app.cli import sentences, vault_marking, vault_marks, vault_past
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.categories import Category
from app.vault.model import EntryDraft, EntryKind, FieldDraft, How, Origin
from app.vault.vault import Vault
from tests.unit.ops.conftest import CHEAP, NOW

CANARY = "benfica1904"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    """Two clients, a login that was changed once, and a door."""
    monkeypatch.setattr(sentences, "language", lambda: "en")
    with Vault.create(
        tmp_path / "v.lacre", Secret("frase de teste"), now=NOW, cost=KdfCost(8, 1), policy=CHEAP
    ) as made:

        @contextmanager
        def unlocked() -> Iterator[Vault]:
            yield made

        for module in (vault_marking, vault_past):
            monkeypatch.setattr(module, "unlocked", unlocked)
            monkeypatch.setattr(module, "now", lambda: NOW + timedelta(days=2))
        client = made.add_client("Padaria", NOW)
        made.add_client("Atelier", NOW)
        draft = EntryDraft(EntryKind.LOGIN, "Banco", (FieldDraft("username", "ana"), FieldDraft("password", CANARY)))
        made.settings_set("person", Secret("Ana"))
        login = made.add_entry(client.id, draft, NOW, Origin(How.IMPORTED, "Bitwarden"))
        newer = EntryDraft(EntryKind.LOGIN, "Banco", (FieldDraft("username", "rita"), FieldDraft("password", "nova")))
        made.edit_entry(login.id, newer, NOW + timedelta(days=1))
        made.add_entry(client.id, EntryDraft(EntryKind.DOOR, "Porta", (FieldDraft("code", "1397#"),)), NOW)
        yield made


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert cli.main(["vault", *words, "--json"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    read: dict[str, Any] = json.loads(printed.out)
    return read


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["vault", *words]) == 0
    return capsys.readouterr().out


def test_through_the_trash_and_back(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    done = told(capsys, "trash", "put", "Banco", "Porta")
    assert [(one["title"], one["in_trash"]) for one in done["entries"]] == [("Banco", True), ("Porta", True)]
    assert vault.entries() == []
    assert sorted(one["title"] for one in told(capsys, "trash", "list")["entries"]) == ["Banco", "Porta"]
    assert "Padaria" in said(capsys, "trash", "list")
    assert told(capsys, "trash", "put", "Banco", code=2)["error"] == "no-entry"
    assert told(capsys, "trash", "restore", "Banco")["entries"][0]["in_trash"] is False
    assert [entry.title for entry in vault.entries()] == ["Banco"]
    assert told(capsys, "trash", "purge", "Banco", code=2)["error"] == "no-entry"
    assert said(capsys, "trash", "purge", "Porta") == "“Porta” (Padaria) was erased for good.\n"
    assert vault.trashed() == []


def test_the_trash_is_emptied_whole_or_of_what_is_due(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    banco, porta = vault.entries()
    vault.trash(banco.id, NOW - timedelta(days=40))
    vault.trash(porta.id, NOW)
    assert told(capsys, "trash", "empty", "--due") == {"purged": 1}
    assert [entry.title for entry in vault.trashed()] == ["Porta"]
    assert told(capsys, "trash", "empty") == {"purged": 1}
    assert said(capsys, "trash", "list") == "The trash is empty.\n"


def test_an_entry_goes_to_another_client(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "move", "Banco", "--client", "atelier")["entries"][0]["client"] == "Atelier"
    (entry,) = vault.entries(query="cliente:atelier")
    password = next(field for field in vault.entry(entry.id).fields if field.name == "password")
    assert vault.reveal(entry.id, password.id, 1).text() == CANARY
    assert told(capsys, "move", "Banco", "--client", "Ninguém", code=2)["error"] == "no-client"


def test_several_entries_are_changed_together_or_not_at_all(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "archive", "Banco", "Nenhuma", code=2)["error"] == "no-entry"
    assert len(vault.entries()) == 2
    assert len(told(capsys, "archive", "Banco", "Porta", "Banco")["entries"]) == 2
    assert vault.entries() == []
    assert [one["archived"] for one in told(capsys, "archive", "Porta", "--off")["entries"]] == [False]


def test_tags_are_put_on_and_taken_off(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "tag", "Banco", "--add", "IRS", "--add", "Urgente")["entries"][0]["tags"] == ["IRS", "Urgente"]
    assert told(capsys, "tag", "Banco", "--add", "casa", "--remove", "irs")["entries"][0]["tags"] == ["Urgente", "casa"]
    assert told(capsys, "tags") == {"tags": [{"name": "casa", "entries": 1}, {"name": "Urgente", "entries": 1}]}
    assert told(capsys, "tag", "Banco", "--clear", "--add", "novo")["entries"][0]["tags"] == ["novo"]
    told(capsys, "tag", "Banco", "--clear")
    assert said(capsys, "tags") == "There are no tags.\n"


def test_favourites_categories_and_days(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "favourite", "Banco")["entries"][0]["favourite"] is True
    assert told(capsys, "favourite", "Banco", "--off")["entries"][0]["favourite"] is False
    assert told(capsys, "category", "Banco", "--set", "financial")["entries"][0]["category"] == "financial"
    assert told(capsys, "category", "Banco", "--set", "auto")["entries"][0]["category"] == "passwords"
    assert told(capsys, "purge-after", "Porta", "--days", "7")["entries"][0]["purge_after"] == 7
    assert told(capsys, "purge-after", "Porta", "--days", "never")["entries"][0]["purge_after"] is None
    for days in ("-1", "x", "9999"):
        assert told(capsys, "purge-after", "Porta", f"--days={days}", code=2)["error"] == "bad-days"
    assert vault.entries()


def test_the_words_of_the_categories_are_the_vaults() -> None:
    assert (*(each.value for each in Category), "auto") == vault_marks.CATEGORIES


def test_history_keeps_protected_values_to_itself_until_asked(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    past = told(capsys, "history", "Banco")["history"]
    assert [(one["name"], one["revision"]) for one in past[:2]] in (
        [("username", 2), ("password", 2)],
        [("password", 2), ("username", 2)],
    )
    assert CANARY not in json.dumps(past)
    opened = told(capsys, "history", "Banco", "--field", "password", "--reveal")["history"]
    assert [one["value"] for one in opened] == ["nova", CANARY]
    shown = said(capsys, "history", "Banco", "--field", "username")
    assert [line.split("  ", 1)[1].strip() for line in shown.splitlines()] == [
        "2  User name: rita  [Ana · typed]",
        "1  User name: ana  [Ana · imported from Bitwarden]",
    ]
    newest = told(capsys, "history", "Banco", "--field", "username")["history"][0]
    assert (newest["by"], newest["how"], newest["source"], newest["kind"]) == ("Ana", "typed", "", "username")
    assert told(capsys, "history", "Banco", "--field", "totp", code=2)["error"] == "no-field"
    assert vault.entries()


def test_who_writes_is_told_and_set(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "person") == {"person": "Ana"}
    assert told(capsys, "person", " Rui  Sá ") == {"person": "Rui Sá"}
    assert said(capsys, "person") == "The history remembers the name Rui Sá.\n"
    assert said(capsys, "person", "") == "The history names nobody.\n"
    assert told(capsys, "revert", "Banco", "--field", "username", "--revision", "1")["title"] == "Banco"
    newest = told(capsys, "history", "Banco", "--field", "username")["history"][0]
    assert (newest["by"], newest["how"]) == ("", "history")
    assert vault.person() == ""


def test_a_field_goes_back_to_what_it_was(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "revert", "Banco", "--field", "password", "--revision", "1")["title"] == "Banco"
    (banco, _) = vault.entries()
    password = next(field for field in vault.entry(banco.id).fields if field.name == "password")
    assert vault.reveal(banco.id, password.id).text() == CANARY
    refused = told(capsys, "revert", "Banco", "--field", "title", "--revision", "5", code=2)
    assert refused["error"] == "no-revision"
