"""The sample data fit the vault and belong to nobody."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.paths import resources
from app.ops.sample import _draft, add_sample
from app.vault.model import EntryKind, FieldKind
from app.vault.policy import KdfPolicy
from app.vault.types.registry import check
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def test_the_sample_fills_a_vault_with_six_clients_and_what_they_ask_for_most(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "v", Secret("frase de teste"), now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        count = add_sample(vault, NOW)
        assert len(vault.clients()) == 6
        assert {entry.kind for entry in vault.entries()} == set(EntryKind)
        assert len(vault.entries()) == count
        assert vault.check().ok
        (contract,) = vault.entries(query="has:file")
        (file,) = vault.attachments(contract.id)
        assert "30 dias" in b"".join(vault.open_attachment(file.id)).decode()
        assert vault.entries(query="tag:finanças")
        assert vault.entries(query="padaria alarme")


def test_one_number_is_wrong_on_purpose_and_telephones_are_nobodys(tmp_path: Path) -> None:
    found = set()
    for client in json.loads((resources() / "sample.json").read_bytes()):
        for entry in client["entries"]:
            for field in _draft(entry).fields:
                finding = check(field.kind, str(field.value))
                if finding is not None:
                    found.add((field.kind, finding.code))
    assert found == {(FieldKind.NIF, "nif-check"), (FieldKind.PHONE, "phone-unknown")}


def test_the_sample_names_no_real_address() -> None:
    text = (resources() / "sample.json").read_text(encoding="utf-8")
    hosts = re.findall(r"https?://([^/\"]+)", text) + re.findall(r"[\w.]+@([\w.-]+)\"", text)
    assert hosts
    assert [host for host in hosts if not host.endswith(".example") and not host.startswith("192.0.2.")] == []
