"""Asking for a passphrase: unseen, twice when it is new, never where it would be shown."""

from __future__ import annotations

import getpass
import io
import warnings
from pathlib import Path

import pytest

from app.cli.unlocking import ask, by_pin, new_passphrase, new_pin, passphrase, pin, unlocked
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


class _Piped:
    """Standard input that is no terminal."""

    def __init__(self, octets: bytes) -> None:
        self.buffer = io.BytesIO(octets)

    def isatty(self) -> bool:
        return False


def test_a_piped_pin_is_the_first_line_and_the_rest_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = _Piped("29 46 açor\r\no resto".encode())
    monkeypatch.setattr("sys.stdin", piped)
    assert pin() == Secret("29 46 açor")
    assert piped.buffer.read() == b"o resto"


@pytest.mark.parametrize("octets", [b"", b"\n", b"\xff\xff\n"])
def test_no_pin_is_told_and_no_octet_of_it_is_chained(octets: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Piped(octets))
    with pytest.raises(UserError, match="no-pin") as caught, by_pin():
        pass
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_new_pin_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, "294617", "294617")
    assert new_pin() == Secret("294617")
    _typing(monkeypatch, "294617", "294618")
    with pytest.raises(UserError, match="pins-differ"):
        new_pin()
