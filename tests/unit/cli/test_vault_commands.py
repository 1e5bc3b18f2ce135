"""A vault that is damaged in part is reported by part, with exit code 1 and one object."""

from __future__ import annotations

import contextlib
import json
from argparse import Namespace
from collections.abc import Iterator

import pytest

from app.cli import vault_commands
from app.vault.model import CheckReport


class DamagedVault:
    """Only what `check` asks for."""

    def check(self) -> CheckReport:
        return CheckReport(5, 9, ("value", "search-index"))


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
