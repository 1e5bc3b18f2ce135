"""What `lacre vault import` says to people: a preview with rows, percent while they wait, reasons in their language."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli import sentences, vault, vault_import
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.importers.detect import FORMATS
from app.vault.importers.imported import SkippedRow
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

FILE = Path(__file__).parents[2] / "fixtures" / "import" / "lastpass.csv"


@pytest.fixture(autouse=True)
def portuguese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACRE_LANGUAGE", "pt_PT")
    sentences.language.cache_clear()
    monkeypatch.setattr(sentences, "language", lambda: "pt_PT")
    monkeypatch.setattr(vault_import, "language", lambda: "pt_PT")


def arguments(file: Path = FILE, **given: Any) -> Namespace:
    """What the parser gives for `lacre vault import FILE`, changed as given."""
    parser = argparse.ArgumentParser()
    vault.register(parser.add_subparsers())
    args = parser.parse_args(["vault", "import", str(file)])
    return Namespace(**{**vars(args), **given})


def test_a_preview_shows_rows_reasons_and_what_is_left_over(capsys: pytest.CaptureFixture[str]) -> None:
    args = arguments(preview=True)
    assert vault_import.bring(args) == 0
    told = capsys.readouterr().out
    assert "Entradas lidas: 10. Ficariam de fora: 2." in told
    assert "linha 47: é uma pasta vazia" in told
    assert "Campos próprios" in told or "campos próprios" in told
    assert "Alarme da loja" in told
    assert "Canela" not in told


def test_percent_is_shown_to_somebody_who_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert vault_import._progress(json=False) is None  # a file or a pipe
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert vault_import._progress(json=True) is None
    show = vault_import._progress(json=False)
    assert show is not None
    show(5, 10)
    show(10, 10)
    assert capsys.readouterr().err == "\r 50 %\r     \r"


def test_many_skipped_rows_are_counted_not_listed() -> None:
    skipped = tuple(SkippedRow(line, "empty") for line in range(1, 1001))
    seen = vault_import.ImportSummary("chrome", 3000, (), {}, skipped, 2500, (), (), (), 0, 0)
    told = vault_import._details(seen)
    assert len(told) == 21
    assert "2480" in told[-1]


@pytest.mark.parametrize(
    ("format", "place"), [("chrome", "linha 5"), ("bitwarden", "registo 5"), ("keepass", "registo 5")]
)
def test_a_file_without_lines_counts_its_records(format: str, place: str) -> None:
    seen = vault_import.ImportSummary(format, 9, (), {}, (SkippedRow(5, "empty"),), 1, (), (), (), 0, 0)
    assert vault_import._details(seen) == [f"  {place}: não diz nada"]


def test_names_that_lost_signs_which_nobody_sees_are_said() -> None:
    seen = vault_import.ImportSummary("chrome", 1, (), {}, (), 0, (), (), (("Loja", 2),), 0, 0)
    assert vault_import._details(seen) == ["Foram retirados destes nomes sinais que ninguém vê: Loja (2)"]
    assert vault_import._common(seen)["cleaned"] == [{"name": "Loja", "count": 2}]


def test_the_formats_that_can_be_named_are_those_that_there_are() -> None:
    assert vault.IMPORT_FORMATS == FORMATS


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    cheap = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    made = Vault.create(tmp_path / "casa", Secret("frase"), now=at, cost=KdfCost(8, 1), policy=cheap)

    @contextmanager
    def unlocked() -> Iterator[Vault]:
        yield made

    monkeypatch.setattr(vault_import, "unlocked", unlocked)
    with made:
        yield made


def _table(folder: Path) -> Path:
    path = folder / "tabela.csv"
    path.write_text("Nome,Chave,Sítio,Cliente\nLoja,fixture-k,https://a.example,Obra\n", encoding="utf-8")
    return path


def test_a_table_of_no_known_program_is_brought_in_only_when_somebody_said_how(
    tmp_path: Path, opened: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _table(tmp_path)
    with pytest.raises(UserError, match="import-needs-mapping"):
        vault_import.bring(arguments(path))
    assert vault_import.bring(arguments(path, preview=True)) == 0
    assert "nome=title" in capsys.readouterr().out
    args = arguments(path, map=["chave=password", "Sítio=url"], target=["obra=Padaria"], json=True)
    assert vault_import.bring(args) == 0
    [entry] = opened.entries()
    assert (entry.client_name, entry.title, entry.url) == ("Padaria", "Loja", "https://a.example")


def test_what_is_there_already_is_added_again_only_on_request(tmp_path: Path, opened: Vault) -> None:
    for _ in range(2):
        vault_import.bring(arguments(json=True))
    once = len(opened.entries())
    vault_import.bring(arguments(json=True, keep_both=True))
    assert len(opened.entries()) == 2 * once


def test_the_file_is_deleted_on_request_and_stays_where_something_was_left_out(
    tmp_path: Path, opened: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = _table(tmp_path)
    args = arguments(whole, map=["chave=password"], delete_after=True, json=True)
    assert vault_import.bring(args) == 0
    assert json.loads(capsys.readouterr().out)["deleted"] is True
    assert not whole.exists()
    partly = tmp_path / "partly.csv"
    shutil.copy(FILE, partly)
    vault_import.bring(arguments(partly, delete_after=True))
    assert partly.exists()
    assert "O ficheiro fica" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["x", "=x", "x=", " = "])
def test_a_target_that_names_no_folder_or_no_client_is_refused(target: str) -> None:
    with pytest.raises(UserError, match="import-bad-target"):
        vault_import.bring(arguments(preview=True, target=[target]))


def test_a_locked_file_asks_for_its_password_and_a_script_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    envelope = {"encrypted": True, "passwordProtected": True, "salt": "s", "kdfType": 0, "kdfIterations": 1}
    sealed = "2.AAAAAAAAAAAAAAAAAAAAAA==|AAAA|AAAA"
    path = tmp_path / "x.json"
    path.write_text(json.dumps({**envelope, "encKeyValidation_DO_NOT_EDIT": sealed, "data": sealed}))

    def nobody(_prompt: str) -> Secret:
        raise UserError("no-passphrase")

    monkeypatch.setattr(vault_import, "ask", nobody)
    with pytest.raises(UserError, match="import-needs-password"):
        vault_import.bring(arguments(path, preview=True))
    monkeypatch.setattr(vault_import, "ask", lambda _prompt: Secret("x"))
    with pytest.raises(UserError, match="import-wrong-password"):
        vault_import.bring(arguments(path, preview=True))
