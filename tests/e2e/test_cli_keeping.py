"""Backups, restoring and exports from the command line, with the real keepassxc-cli on what comes out."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .lacre_command import CHEAPEST, Lacre


@pytest.fixture
def lacre(tmp_path: Path) -> Lacre:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("cavalo bateria agrafo\n")
    lacre = Lacre(tmp_path / "home", passphrase)
    lacre.json("vault", "init", *CHEAPEST)
    add(lacre, "Banco")
    return lacre


def add(lacre: Lacre, title: str, client: str = "Padaria") -> str:
    words = ("--field", "username=ana", "--protected-field", "password=-")
    made = lacre.json("vault", "add", "--client", client, "--title", title, *words, stdin=f"=1+1 de {title}")
    return str(made["id"])


def titles(lacre: Lacre) -> list[str]:
    return sorted(entry["title"] for entry in lacre.json("vault", "list")["entries"])


def test_a_backup_is_made_looked_into_and_brought_back(lacre: Lacre) -> None:
    assert lacre.json("vault", "backups")["backups"] == []
    (first,) = lacre.json("vault", "backups", "--if-due")["backups"]
    assert (first["reason"], first["entries"], first["clients"]) == ("daily", 1, 1)
    email, _ = add(lacre, "Correio"), add(lacre, "Contas", "Atelier")
    seen = lacre.json("vault", "restore", first["name"], "--preview")
    assert sorted((one["standing"], one["title"]) for one in seen["differences"]) == [
        ("only-here", "Contas"),
        ("only-here", "Correio"),
    ]
    restored = lacre.json("vault", "restore", first["name"], "--whole")
    assert titles(lacre) == ["Banco"]
    assert lacre.json("vault", "restore", restored["kept"], "--entry", email) == {"changed": 1}
    assert titles(lacre) == ["Banco", "Correio"]
    told = lacre.run("vault", "restore", restored["kept"], "--preview", LACRE_LANGUAGE="pt_PT")
    assert "só na cópia" in told.stdout
    assert "Contas" in told.stdout
    listed = lacre.run("vault", "backups", LACRE_LANGUAGE="pt_PT").stdout
    assert "antes de repor" in listed
    assert "3 entradas, 2 clientes" in listed
    assert lacre.json("vault", "restore", first["name"], code=2)["error"] == "restore-what"
    assert lacre.json("vault", "restore", "nothing", "--preview", code=2)["error"] == "no-backup"


def test_what_changes_much_is_preceded_by_a_backup(lacre: Lacre, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("uma frase nova\n")
    lacre.json("vault", "passphrase", "--new-passphrase-file", str(new))
    lacre.passphrase_file.write_text("uma frase nova\n")
    table = tmp_path / "chrome.csv"
    table.write_text("name,url,username,password\nLoja,https://loja.example,ana,x\n")
    lacre.json("vault", "import", str(table))
    lacre.json("vault", "backup")
    reasons = [one["reason"] for one in lacre.json("vault", "backups")["backups"]]
    assert reasons == ["manual", "import", "passphrase"]
    assert titles(lacre) == ["Banco", "Loja"]


def test_a_lost_or_damaged_vault_comes_back_from_a_backup(lacre: Lacre) -> None:
    made = Path(lacre.json("vault", "backup")["backup"])
    (lacre.home / "vault.lacre" / "vault.db").write_bytes(b"gone")
    assert lacre.json("vault", "list", code=1)["error"] == "damaged-vault"
    restored = lacre.json("vault", "restore", made.name, "--whole", "--set-aside")
    assert (Path(restored["kept"]) / "vault.db").read_bytes() == b"gone"
    assert titles(lacre) == ["Banco"]
    shutil.rmtree(lacre.home / "vault.lacre")
    assert lacre.json("vault", "restore", made.name, "--preview", code=2)["error"] == "restore-no-vault"
    assert lacre.json("vault", "restore", made.name, "--whole")["kept"] is None
    assert titles(lacre) == ["Banco"]


def test_an_export_warns_opens_elsewhere_and_is_wiped(lacre: Lacre, tmp_path: Path) -> None:
    add(lacre, "Contas", "Atelier")
    plain = tmp_path / "x.csv"
    done = lacre.run("vault", "export", str(plain), "--format", "csv", "--client", "Padaria")
    assert done.returncode == 0, done.stderr
    assert "whoever gets this file reads everything" in done.stderr
    assert "'=1+1 de Banco" in plain.read_text(encoding="utf-8-sig")
    assert "Contas" not in plain.read_text(encoding="utf-8-sig")
    assert lacre.json("vault", "export", str(plain), "--format", "csv", code=2)["error"] == "export-exists"
    wiped = lacre.run("vault", "wipe", str(plain), LACRE_LANGUAGE="pt_PT")
    assert "SSD" in wiped.stderr
    assert not plain.exists()
    read = lacre.json("vault", "export", str(tmp_path / "x.json"), "--format", "bitwarden")
    assert (read["entries"], read["plain"]) == (2, True)
    assert len(json.loads((tmp_path / "x.json").read_text())["items"]) == 2


def test_the_keepass_file_opens_in_keepassxc(lacre: Lacre, tmp_path: Path) -> None:
    path, password = tmp_path / "x.kdbx", tmp_path / "password"
    assert lacre.json("vault", "export", str(path), "--format", "kdbx", code=2)["error"] == "no-file-password"
    password.write_text("uma só para ele\n")
    words = ("vault", "export", str(path), "--format", "kdbx", "--password-file", str(password))
    assert lacre.json(*words)["plain"] is False
    command = ["keepassxc-cli", "show", "-q", "-s", "-a", "UserName", "-a", "Password", str(path), "Padaria/Banco"]
    shown = subprocess.run(command, input="uma só para ele\n", capture_output=True, text=True, timeout=60, check=True)
    assert shown.stdout.splitlines() == ["ana", "=1+1 de Banco"]
