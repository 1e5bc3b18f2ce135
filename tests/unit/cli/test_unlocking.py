"""Asking for a passphrase: unseen, twice when it is new, never where it would be shown."""

from __future__ import annotations

import getpass
import warnings
from pathlib import Path

import pytest

from app.cli.unlocking import ask, new_passphrase, passphrase, unlocked
from app.crypto.secret import Secret
from app.errors import UserError


def _typing(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    answers = iter(typed)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(answers))
    monkeypatch.delenv("LACRE_PASSPHRASE_FILE", raising=False)


def test_a_new_passphrase_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, "frase longa", "frase longa")
    assert new_passphrase() == Secret("frase longa")
    _typing(monkeypatch, "frase longa", "frase lomga")
    with pytest.raises(UserError, match="passphrases-differ"):
        new_passphrase()


def test_scripts_name_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _typing(monkeypatch)
    (tmp_path / "p").write_text("de um ficheiro\n")
    monkeypatch.setenv("LACRE_PASSPHRASE_FILE", str(tmp_path / "p"))
    assert passphrase() == new_passphrase() == Secret("de um ficheiro")


def test_the_next_passphrase_is_not_the_file_of_the_present_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "p").write_text("a de agora")
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "a que vem")
    monkeypatch.setenv("LACRE_PASSPHRASE_FILE", str(tmp_path / "p"))
    assert new_passphrase(scripts=False) == Secret("a que vem")


@pytest.mark.parametrize("error", [EOFError(), getpass.GetPassWarning("echo")])
def test_where_it_would_be_seen_nothing_is_asked(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(prompt: str) -> str:
        if isinstance(error, Warning):
            warnings.warn(error, stacklevel=1)
            return "typed in the clear"
        raise error

    monkeypatch.setattr(getpass, "getpass", refusing)
    with pytest.raises(UserError, match="no-passphrase"):
        ask("?")


def test_without_a_vault_nobody_is_asked(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    _typing(monkeypatch)
    with pytest.raises(UserError, match="no-vault"), unlocked():
        pass
    assert not home.exists()
