"""Exports of a real vault: the passphrase again, one client or all, nothing over anything, and back through our importer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli.vault_keeping import EXPORT_FORMATS
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.ops import exporting
from app.ops.importing import run_import
from app.vault.kinds import CUSTOM, KINDS, EntryKind, FieldKind
from app.vault.model import EntryDraft, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
PASSPHRASE = Secret("cavalo bateria agrafo")


def new_vault(folder: Path) -> Vault:
    return Vault.create(folder, PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Every kind with every field, and custom ones, at two clients."""
    with new_vault(tmp_path / "vault") as vault:
        clients = [vault.add_client(name, NOW).id for name in ("Padaria Açores", "Atelier")]
        for number, kind in enumerate(EntryKind):
            fields = [
                FieldDraft(spec.name, f"{spec.name} =1+1; de {kind}", kind=spec.kind, protected=spec.protected)
                for spec in KINDS[kind]
            ]
            fields.append(FieldDraft(CUSTOM, "-2+3;=a", "Meu campo", FieldKind.TEXT, protected=True))
            vault.add_entry(clients[number % 2], EntryDraft(kind, f"Uma {kind}", tuple(fields)), NOW)
        yield vault


def contents(vault: Vault) -> list[tuple[object, ...]]:
    """All of it, values opened."""
    found = []
    for summary in vault.entries():
        entry = vault.entry(summary.id)
        fields = sorted(
            (f.name, f.label, f.kind.value, f.protected, vault.reveal(entry.id, f.id).text()) for f in entry.fields
        )
        found.append((entry.client_name, entry.kind.value, entry.title, tuple(fields)))
    return sorted(found)


def test_the_table_gives_back_the_whole_vault(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    report = exporting.export(vault, PASSPHRASE, path, exporting.CSV, now=NOW)
    assert (report.entries, report.clients, report.octets) == (len(EntryKind), 2, path.stat().st_size)
    with new_vault(tmp_path / "other") as other:
        assert run_import(other, path, now=NOW).added == len(EntryKind)
        assert contents(other) == contents(vault)
    assert run_import(vault, path, now=NOW).merged == len(EntryKind)  # to the octet: nothing is new


def test_bitwarden_gives_back_every_value_and_its_own_kinds(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    exporting.export(vault, PASSPHRASE, path, exporting.BITWARDEN, now=NOW, language="pt_PT")
    with new_vault(tmp_path / "other") as other:
        assert run_import(other, path, now=NOW).skipped_count == 0
        ours, theirs = contents(vault), contents(other)
    values = [sorted(field[4] for field in one[3]) for one in (*ours, *theirs)]  # type: ignore[attr-defined]
    by_title = [sorted((one[0], one[2]) for one in side) for side in (ours, theirs)]  # type: ignore[type-var]
    assert by_title[0] == by_title[1]
    assert sorted(values[: len(ours)]) == sorted(values[len(ours) :])
    logins = [[one for one in side if one[1] == "login"] for side in (ours, theirs)]
    assert logins[0] == logins[1]


def test_one_client_alone_and_nothing_from_the_trash(vault: Vault, tmp_path: Path) -> None:
    (client,) = [one for one in vault.clients() if one.name == "Atelier"]
    first, *rest = vault.entries(client.id)
    vault.trash(first.id, NOW)
    vault.mark(rest[0].id, archived=True)
    done: list[tuple[int, int]] = []
    report = exporting.export(
        vault,
        PASSPHRASE,
        tmp_path / "x",
        exporting.CSV,
        client_ids=[client.id],
        now=NOW,
        progress=lambda *at: done.append(at),
    )
    text = (tmp_path / "x").read_text(encoding="utf-8-sig")
    assert (report.entries, report.clients) == (len(rest), 1)
    assert done == [(0, len(rest))]
    assert first.title not in text
    assert rest[0].title in text
    assert "Padaria" not in text
    with pytest.raises(UserError, match="no-client"):
        exporting.export(vault, PASSPHRASE, tmp_path / "y", exporting.CSV, client_ids=["f" * 32], now=NOW)
    assert not (tmp_path / "y").exists()


@pytest.mark.usefixtures("blank_derived_once")
def test_a_keepass_file_wants_a_password_of_its_own(vault: Vault, tmp_path: Path) -> None:
    for password in (None, Secret("curta")):
        with pytest.raises(UserError, match="file-password-too-short"):
            exporting.export(vault, PASSPHRASE, tmp_path / "x", exporting.KDBX, file_password=password, now=NOW)
    report = exporting.export(
        vault, PASSPHRASE, tmp_path / "x", exporting.KDBX, file_password=Secret("uma só dele"), now=NOW
    )
    assert report.entries == len(EntryKind)
    assert b"Padaria" not in (tmp_path / "x").read_bytes()
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


def test_what_is_refused_leaves_no_file(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    cases = (
        (Secret("errada"), tmp_path / "x", exporting.CSV, "wrong-passphrase"),
        (PASSPHRASE, tmp_path / "taken", exporting.CSV, "export-exists"),
        (PASSPHRASE, tmp_path / "none" / "x", exporting.CSV, "cannot-write"),
        (PASSPHRASE, tmp_path / "x", "nonsense", "unknown-export-format"),
    )
    before = sorted(tmp_path.iterdir())
    for passphrase, path, format, code in cases:
        with pytest.raises((UserError, WorldError), match=code):
            exporting.export(vault, passphrase, path, format, now=NOW)
    with pytest.raises(UserError, match="cancelled"):
        exporting.export(vault, PASSPHRASE, tmp_path / "x", exporting.CSV, now=NOW, cancelled=lambda: True)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_plain_export_is_wiped(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    exporting.export(vault, PASSPHRASE, path, exporting.CSV, now=NOW)
    assert exporting.wipe(path).overwritten
    assert not path.exists()


def test_the_command_line_knows_the_formats() -> None:
    assert EXPORT_FORMATS == exporting.FORMATS
    assert [exporting.is_plain(one) for one in exporting.FORMATS] == [True, True, False, True]
    assert [exporting.suffix(one) for one in exporting.FORMATS] == [".json", ".zip", ".kdbx", ".csv"]
    for language in ("pt_PT", "en"):
        words = exporting.words_of(language)
        assert all(words[spec.name] for specs in KINDS.values() for spec in specs)
