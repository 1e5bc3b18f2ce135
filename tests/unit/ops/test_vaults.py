"""Where scripts keep the passphrase, and how short one may be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.ops.vaults import create_vault, has_vault, passphrase_of_scripts, read_passphrase


@pytest.mark.parametrize(
    ("octets", "read"),
    [
        (b"frase com espa\xc3\xa7os ", "frase com espaços "),
        (b"uma linha\n", "uma linha"),
        (b"de windows\r\n", "de windows"),
        (b"duas\n\n", "duas\n"),
        (b"\xef\xbb\xbfcom marca\n", "com marca"),
        (b"", ""),
    ],
)
def test_only_the_last_line_end_of_the_file_is_not_the_passphrase(tmp_path: Path, octets: bytes, read: str) -> None:
    path = tmp_path / "p"
    path.write_bytes(octets)
    assert passphrase_of_scripts({"LACRE_PASSPHRASE_FILE": str(path)}) == Secret(read)


def test_without_the_variable_there_is_no_passphrase() -> None:
    assert passphrase_of_scripts({}) is None


def test_a_file_that_is_missing_too_long_or_no_text_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot-read"):
        read_passphrase(tmp_path / "none")
    path = tmp_path / "p"
    path.write_bytes(b"x" * 70_000)
    with pytest.raises(UserError, match="passphrase-too-long"):
        read_passphrase(path)
    path.write_bytes(b"segredo\xff")
    with pytest.raises(UserError, match="passphrase-not-text") as caught:
        read_passphrase(path)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__  # a traceback would show the octets


def test_a_short_passphrase_makes_no_vault(home: Path, now: datetime) -> None:
    with pytest.raises(UserError, match="passphrase-too-short"):
        create_vault(home, Secret("curtinh"), now=now)
    assert not has_vault(home)
    assert not home.exists()
