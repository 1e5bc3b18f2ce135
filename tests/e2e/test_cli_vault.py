"""The vault from the command line, as scripts use it: real processes, real files, the real key derivation at its floor."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.lacre_command import CHEAPEST, FIXTURES, Lacre


@pytest.fixture
def lacre(tmp_path: Path) -> Lacre:
    """A new vault."""
    file = tmp_path / "passphrase"
    file.write_text("uma frase longa e calma\n", encoding="utf-8")
    made = Lacre(tmp_path / "data", file)
    made.json("vault", "init", *CHEAPEST)
    return made


def test_from_import_to_a_revealed_password(lacre: Lacre) -> None:
    report = lacre.json("vault", "import", str(FIXTURES / "lastpass.csv"))
    assert (report["read"], report["added"], report["merged"], report["skipped_count"]) == (10, 8, 0, 2)
    assert lacre.json("vault", "import", str(FIXTURES / "lastpass.csv"))["added"] == 0

    [listed] = lacre.json("vault", "list", "--query", "loja acor")["entries"]
    assert listed.keys() == {"id", "client", "kind", "title", "username", "url"}
    assert listed["client"] == "Clientes / Padaria Açor"

    hidden = lacre.run("vault", "show", listed["id"][:8], "--json")
    assert "Canela" not in hidden.stdout
    shown = lacre.json("vault", "show", "Loja online", "--reveal")
    values = {field["name"]: field["value"] for field in shown["fields"]}
    assert values["password"] == "açúcar-&-Canela,9"


def test_an_entry_is_added_with_a_password_from_standard_input(lacre: Lacre) -> None:
    added = lacre.json(
        "vault", "add", "--client", "Oficina", "--title", "Wi-Fi", "--field", "username=rede",
        "--field", "password=-", "--protected-field", "PIN=0000", stdin='se=gredo "ç"\n',
    )  # fmt: skip
    shown = lacre.json("vault", "show", added["id"], "--reveal")
    values = {field["label"] or field["name"]: field["value"] for field in shown["fields"]}
    assert values == {"username": "rede", "password": 'se=gredo "ç"', "PIN": "0000"}
    masked = lacre.json("vault", "show", added["id"])
    assert {field["value"] for field in masked["fields"] if field["protected"]} == {None}


def test_a_password_is_generated_and_shown_only_when_revealed(lacre: Lacre) -> None:
    added = lacre.run("vault", "add", "--client", "C", "--title", "Nova", "--generate", "--json")
    shown = lacre.json("vault", "show", "Nova", "--reveal")
    [password] = [field["value"] for field in shown["fields"]]
    assert len(password) == 20
    assert password not in added.stdout + added.stderr


def test_check_backup_and_a_changed_passphrase(lacre: Lacre, tmp_path: Path) -> None:
    lacre.json("vault", "import", str(FIXTURES / "chrome.csv"))
    assert lacre.json("vault", "check") == {"ok": True, "entries": 3, "values": 3, "problems": []}
    lacre.json("vault", "backup", str(tmp_path / "copy"))
    (tmp_path / "next").write_text("a frase que vem depois")
    lacre.json("vault", "passphrase", "--new-passphrase-file", str(tmp_path / "next"))
    assert lacre.json("vault", "list", code=2)["error"] == "wrong-passphrase"
    renewed = Lacre(lacre.home, tmp_path / "next")
    assert len(renewed.json("vault", "list")["entries"]) == 3

    (tmp_path / "restored").mkdir()
    (tmp_path / "copy").rename(tmp_path / "restored" / "vault.lacre")
    old = Lacre(tmp_path / "restored", lacre.passphrase_file)
    assert len(old.json("vault", "list")["entries"]) == 3


def test_a_refusal_is_one_object_and_exit_code_two(lacre: Lacre) -> None:
    add = ("vault", "add", "--client", "C", "--title", "T")
    refused = {
        ("vault", "init"): "vault-exists",
        ("vault", "show", "nothing"): "no-entry",
        ("vault", "list", "--client", "nobody"): "no-client",
        (*add, "--field", "novalue"): "field-form",
        (*add, "--field", "a=-", "--field", "b=-"): "stdin-twice",
        ("vault", "import", __file__): "import-unknown-format",
    }
    for words, error in refused.items():
        told = lacre.json(*words, code=2)
        assert told["error"] == error
        assert told["message"].count(".") >= 3, told


def test_without_a_vault_or_a_terminal_the_person_is_told_what_to_do(tmp_path: Path, lacre: Lacre) -> None:
    nowhere = Lacre(tmp_path / "none", lacre.passphrase_file)
    assert nowhere.json("vault", "list", code=2)["error"] == "no-vault"
    assert not nowhere.home.exists()
    done = subprocess.run(
        [sys.executable, "-m", "app", "vault", "list"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,  # no terminal to fall back to
        env={**os.environ, "LACRE_HOME": str(lacre.home), "LACRE_LANGUAGE": "en"},
        timeout=120,
    )
    assert done.returncode == 2
    assert "LACRE_PASSPHRASE_FILE" in done.stderr


def test_a_weak_passphrase_or_cost_makes_no_vault(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("curta")
    weak = Lacre(tmp_path / "data", tmp_path / "p")
    assert weak.json("vault", "init", *CHEAPEST, code=2)["error"] == "passphrase-too-short"
    (tmp_path / "p").write_text("bastante comprida")
    cheap = weak.json("vault", "init", "--kdf-memory-kib", "1024", "--kdf-passes", "3", code=2)
    assert cheap["error"] == "kdf-out-of-bounds"
    assert not (tmp_path / "data" / "vault.lacre").exists()


def test_a_missing_file_is_the_worlds_fault(lacre: Lacre, tmp_path: Path) -> None:
    assert lacre.json("vault", "import", str(tmp_path / "none.csv"), code=3)["error"] == "cannot-read"


def test_a_preview_opens_no_vault_and_shows_nothing_protected(lacre: Lacre) -> None:
    lacre.passphrase_file.unlink()
    done = lacre.run("vault", "import", str(FIXTURES / "lastpass.csv"), "--preview", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["rows"][0]["title"] == "Loja online"
    assert "Canela" not in done.stdout


def test_help_speaks_portuguese_and_output_is_utf8_whatever_the_locale(lacre: Lacre) -> None:
    done = lacre.run("vault", "--help", LACRE_LANGUAGE="pt_PT", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "lê o cofre inteiro" in done.stdout


def test_a_title_with_escape_codes_is_shown_harmless(lacre: Lacre) -> None:
    lacre.json("vault", "add", "--client", "C", "--title", "a\x1b[2Jb")
    done = lacre.run("vault", "list")
    assert "\x1b" not in done.stdout
    assert lacre.json("vault", "list")["entries"][0]["title"] == "a\x1b[2Jb"


def test_a_closed_pipe_ends_quietly(lacre: Lacre) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "app", "vault", "list", "--json"],
            stdout=closed, stderr=subprocess.PIPE, env=lacre.environment, timeout=120, check=False,
        )  # fmt: skip
    assert done.stderr == b""
    assert done.returncode == 3


def test_nobody_else_reads_what_is_written(lacre: Lacre) -> None:
    if sys.platform == "win32":
        return  # there the profile's access list does it
    for path in [lacre.home, *lacre.home.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
