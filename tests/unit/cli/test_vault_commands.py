"""A vault damaged in part is reported by part, with exit code 1 and one object; a copy that others can read is warned of."""

from __future__ import annotations

import contextlib
import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import vault_commands
from app.vault.model import CheckReport


class DamagedVault:
    """Only what `check` and `backup` ask for."""

    def check(self) -> CheckReport:
        return CheckReport(5, 9, ("value", "search-index"))

    def backup(self, target: Path) -> Path:
        return target


@pytest.fixture(autouse=True)
def damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def unlocked() -> Iterator[DamagedVault]:
        yield DamagedVault()

    monkeypatch.setattr(vault_commands, "unlocked", unlocked)


def test_problems_are_named_by_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert vault_commands.check(Namespace(json=True)) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "ok": False,
        "entries": 5,
        "values": 9,
        "error": "damaged-vault",
        "problems": ["value", "search-index"],
    }


def test_people_are_told_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert vault_commands.check(Namespace(json=False)) == 1
    assert "value, search-index" in capsys.readouterr().out


@pytest.mark.parametrize(("mode", "warned"), [(0o700, False), (0o755, True)])
def test_a_copy_on_a_medium_without_permissions_is_made_and_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: int, warned: bool
) -> None:
    (tmp_path / "copy").mkdir(mode=mode)
    assert vault_commands.backup(Namespace(json=True, target=str(tmp_path / "copy"))) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"backup": str(tmp_path / "copy")}
    assert bool(printed.err) == warned
