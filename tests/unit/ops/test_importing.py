"""From a file into the vault: looked at first, then all or nothing, and twice is once."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import LacreError, UserError
from app.ops import import_report
from app.ops.importing import preview, run_import
from app.vault.model import EntryDraft, EntryKind, FieldDraft, Origin
from app.vault.vault import Vault
from app.vault.writing import Prepared

FIXTURES = Path(__file__).parents[2] / "fixtures" / "import"
FILES = ("lastpass.csv", "bitwarden.json", "chrome.csv")
HEADER = "url,username,password,totp,extra,name,grouping,fav\n"


def _csv(folder: Path, *rows: str) -> Path:
    path = folder / "x.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def _names(vault: Vault) -> set[str]:
    return {client.name for client in vault.clients()}


def test_an_import_tells_what_was_read_added_and_skipped(vault: Vault, now: datetime) -> None:
    report = run_import(vault, FIXTURES / "lastpass.csv", now=now)
    assert (report.format, report.read, report.added, report.merged) == ("lastpass", 10, 8, 0)
    assert [(row.line, row.reason) for row in report.skipped] == [(47, "folder"), (48, "empty")]
    assert dict(report.clients)["Clientes / Padaria Açor"] == 2
    assert report.kinds == {EntryKind.LOGIN: 4, EntryKind.DOOR: 1, EntryKind.NOTE: 3}
    assert report.leftovers == ()
    assert len(vault.entries()) == 8
    assert len(vault.entries(query="is:favourite")) == 1


@pytest.mark.parametrize("name", FILES)
def test_importing_twice_adds_nothing(vault: Vault, now: datetime, name: str) -> None:
    first = run_import(vault, FIXTURES / name, now=now)
    before = vault.entries()
    again = run_import(vault, FIXTURES / name, now=now)
    assert (again.added, again.merged) == (0, first.added + first.merged)
    assert vault.entries() == before


@pytest.mark.parametrize("name", FILES)
def test_what_was_read_is_added_merged_or_skipped(vault: Vault, now: datetime, name: str) -> None:
    report = run_import(vault, FIXTURES / name, now=now)
    assert report.read == report.added + report.merged + report.skipped_count
    assert report.added == sum(report.kinds.values()) == sum(count for _, count in report.clients)


def test_an_entry_edited_since_is_not_brought_back(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = _csv(tmp_path, "https://a.example,u,velha,,,A,C,0")
    run_import(vault, path, now=now)
    [entry] = vault.entries()
    draft = EntryDraft(EntryKind.LOGIN, "A", (FieldDraft("username", "u"), FieldDraft("password", "nova")))
    vault.edit_entry(entry.id, draft, now)
    assert run_import(vault, path, now=now).added == 0


def test_the_same_folder_in_other_letters_is_the_same_client(vault: Vault, now: datetime, tmp_path: Path) -> None:
    vault.add_client("Padaria Açor", now)
    run_import(
        vault,
        _csv(tmp_path, "https://a.example,u,p,,,A,PADARIA AÇOR,0", "https://b.example,u,p,,,B,padaria acor,0"),
        now=now,
    )
    assert _names(vault) == {"Padaria Açor"}


def test_entries_without_a_folder_go_to_the_chosen_client(vault: Vault, now: datetime) -> None:
    run_import(vault, FIXTURES / "chrome.csv", client="  Oficina do Rui ", now=now)
    assert _names(vault) == {"Oficina do Rui"}


def test_entries_without_a_folder_go_to_one_named_after_the_program(vault: Vault, now: datetime) -> None:
    run_import(vault, FIXTURES / "chrome.csv", now=now)
    assert _names(vault) == {"Chrome"}


def test_a_file_that_breaks_in_the_middle_leaves_the_vault_as_it_was(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    rows = [f"https://s{n}.example,u,p,,,S{n},C{n % 7},0" for n in range(500)]
    with pytest.raises(UserError, match="import-broken-csv"):
        run_import(vault, _csv(tmp_path, *rows, '"nunca fechada,x'), now=now)
    assert vault.entries() == []
    assert vault.clients() == []


def test_a_cancelled_import_leaves_the_vault_as_it_was(vault: Vault, now: datetime, tmp_path: Path) -> None:
    rows = [f"https://s{n}.example,u,p,,,S{n},C,0" for n in range(500)]
    asked = iter([False, False, True])
    with pytest.raises(UserError, match="cancelled"):
        run_import(vault, _csv(tmp_path, *rows), now=now, cancelled=lambda: next(asked))
    assert vault.clients() == []


def test_an_entry_that_the_vault_refuses_leaves_it_as_it_was(
    vault: Vault, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = vault.add_prepared

    def failing(client_id: str, prepared: Prepared, at: datetime, origin: Origin) -> object:
        if prepared.title == "Ideias":
            raise UserError("too-long", what="value", most=1)
        return real(client_id, prepared, at, origin)

    monkeypatch.setattr(vault, "add_prepared", failing)
    with pytest.raises(LacreError):
        run_import(vault, FIXTURES / "lastpass.csv", now=now)
    assert vault.clients() == []


def test_a_preview_reads_all_and_shows_nothing_protected() -> None:
    seen = preview(FIXTURES / "lastpass.csv")
    assert (seen.read, sum(seen.kinds.values()), seen.skipped_count) == (10, 8, 2)
    assert seen.rows[0].username == "ana@padaria-acor.example"
    shown = json.dumps(asdict(seen), default=str)
    for secret in ("Canela", "JBSWY3DP", "fixture-Root", "4471", "4000001234567899", "fixture-frase", "apontamento"):
        assert secret not in shown


@pytest.mark.parametrize("name", FILES)
def test_a_report_holds_no_value_of_the_file(vault: Vault, now: datetime, name: str) -> None:
    shown = json.dumps(asdict(run_import(vault, FIXTURES / name, now=now)), default=str)
    for value in ("Canela", "fixture", "4471", "ana@", "https://", "portal", "Fechar sess"):
        assert value not in shown


def test_progress_goes_forward_to_the_size_of_the_file(tmp_path: Path) -> None:
    path = _csv(tmp_path, *(f"https://s{n}.example,u,p,,,S{n},C,0" for n in range(3000)))
    seen: list[tuple[int, int]] = []
    preview(path, progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {total for _, total in seen} == {path.stat().st_size}


def test_too_many_folders_are_refused(
    vault: Vault, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "LIMITS", import_report.LIMITS.__class__(clients=5))
    with pytest.raises(UserError, match="import-too-many-clients"):
        run_import(vault, _csv(tmp_path, *(f"https://a.example,u,p,,,S{n},C{n},0" for n in range(6))), now=now)
    assert vault.clients() == []


def test_the_report_of_a_file_of_rubbish_stays_small(tmp_path: Path) -> None:
    seen = preview(_csv(tmp_path, *("only,two" for _ in range(5000))))
    assert (seen.read, seen.skipped_count, len(seen.skipped)) == (5000, 5000, 1000)


def test_memory_stays_flat_while_entries_are_added(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = _csv(tmp_path, *(f"https://s{n}.example,u{n},p{n},,nota,S{n},C{n % 9},0" for n in range(1500)))
    tracemalloc.start()
    try:
        assert run_import(vault, path, now=now).added == 1500
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_an_interrupted_import_leaves_the_vault_as_it_was(vault: Vault, now: datetime, tmp_path: Path) -> None:
    def interrupting(done: int, total: int) -> None:
        raise KeyboardInterrupt

    path = _csv(tmp_path, *(f"https://s{n}.example,u,p,,,S{n},C,0" for n in range(600)))
    with pytest.raises(KeyboardInterrupt):
        run_import(vault, path, now=now, progress=interrupting)
    assert vault.clients() == []
    assert run_import(vault, path, now=now).added == 600
