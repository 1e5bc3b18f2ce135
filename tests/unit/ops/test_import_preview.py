"""A preview tells, client by client, exactly what the import will then do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.ops.importing import ClientPreview, preview, run_import
from app.vault.model import EntryKind
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(8, 1), work_kib=64, default=KdfCost(8, 1))
CSV = (
    "url,username,password,totp,extra,name,grouping,fav\n"
    "https://a.example,ana,segredo-1,,,Loja,Padaria Açor,0\n"
    "https://a.example,ana,segredo-1,,,Loja,padaria acor,0\n"
    "http://sn,,,,chave na gaveta,Nota,Padaria Açor,0\n"
    "https://b.example,ana,segredo-2,,,Correio,,0\n"
    "short,row\n"
)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.create(tmp_path / "vault", Secret("lacre selo carta mesa"), now=NOW, cost=CHEAP.default, policy=CHEAP)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "lastpass.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_clients_by_kinds_with_the_largest_first(export: Path) -> None:
    assert preview(export).table == (
        ClientPreview("Padaria Açor", False, {EntryKind.LOGIN: 2, EntryKind.NOTE: 1}, 0),
        ClientPreview("LastPass", False, {EntryKind.LOGIN: 1}, 0),
    )


def test_what_the_preview_tells_is_what_the_import_does(vault: Vault, export: Path) -> None:
    for expected in (3, 0):
        seen = preview(export, vault=vault)
        done = run_import(vault, export, now=NOW)
        assert sum(client.new for client in seen.table) == done.added == expected
        assert (seen.merged, seen.skipped_count) == (done.merged, done.skipped_count)
    vault.close()


def test_a_client_of_the_vault_is_known_and_keeps_its_spelling(vault: Vault, export: Path) -> None:
    vault.add_client("PADARIA AÇOR", NOW)
    seen = preview(export, vault=vault, client="padaria açor").table
    assert [(client.name, client.known, client.new) for client in seen] == [("PADARIA AÇOR", True, 3)]
    assert [client.entry_count for client in vault.clients()] == [0], "looking changes nothing"
    vault.close()
