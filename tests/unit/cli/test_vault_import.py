"""What `lacre vault import` says to people: a preview with rows, percent while they wait, reasons in their language."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

import pytest

from app.cli import sentences, vault_import
from app.vault.importers.imported import SkippedRow

FILE = Path(__file__).parents[2] / "fixtures" / "import" / "lastpass.csv"


@pytest.fixture(autouse=True)
def portuguese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACRE_LANGUAGE", "pt_PT")
    sentences.language.cache_clear()
    monkeypatch.setattr(sentences, "language", lambda: "pt_PT")
    monkeypatch.setattr(vault_import, "language", lambda: "pt_PT")


def test_a_preview_shows_rows_reasons_and_what_is_left_over(capsys: pytest.CaptureFixture[str]) -> None:
    args = Namespace(file=str(FILE), format=None, client=None, preview=True, json=False)
    assert vault_import.bring(args) == 0
    told = capsys.readouterr().out
    assert "10 entradas lidas, 2 ficariam de fora" in told
    assert "linha 47: é uma pasta vazia" in told
    assert "fav (1)" in told
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
    seen = vault_import.ImportSummary("chrome", 3000, (), {}, skipped, 2500, (), ())
    told = vault_import._details(seen)
    assert len(told) == 21
    assert "2480" in told[-1]
