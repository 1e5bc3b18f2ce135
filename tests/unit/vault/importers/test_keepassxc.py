"""Files that the real keepassxc-cli writes come in whole: groups, fields, files, and its own CSV export the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.importers.detect import detect
from app.vault.importers.parsing import Opening
from app.vault.model import EntryKind

from .support import by_title, files_of, protected, read, values

PASSWORD = "fixture-mestra-ç"
LOGINS = (("Clientes/Loja", "ana", "https://loja.example", "fixture-\"p' <&>"), ("Solta", "", "", "fixture-só"))


def _cli(*words: str, typed: str = PASSWORD) -> str:
    done = subprocess.run(
        ["keepassxc-cli", *words], input=f"{typed}\n", capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keepassxc")
    path = folder / "cofre.kdbx"
    _cli("db-create", str(path), "-p", "-t", "100", typed=f"{PASSWORD}\n{PASSWORD}")
    _cli("mkdir", str(path), "Clientes")
    for place, username, url, password in LOGINS:
        more = [option for name, value in (("-u", username), ("--url", url)) if value for option in (name, value)]
        _cli("add", str(path), place, "-p", "--notes", "uma\\nnota", *more, typed=f"{PASSWORD}\n{password}")
    attached = folder / "contrato.pdf"
    attached.write_bytes(b"x" * 1234)
    _cli("attachment-import", str(path), "Clientes/Loja", "contrato.pdf", str(attached))
    _cli("add", str(path), "Fora", "-p", typed=f"{PASSWORD}\nfixture-x")
    _cli("rm", str(path), "Fora")
    return path


def test_a_database_comes_whole(database: Path) -> None:
    assert detect(database) == "keepass"
    entries, skipped = read(database, Opening(Secret(PASSWORD)))
    shop, loose = sorted(entries, key=lambda one: one.draft.title)
    assert (shop.draft.kind, shop.draft.title, shop.client_hint) == (EntryKind.LOGIN, "Loja", "Clientes")
    assert values(shop.draft, "username") == ["ana"]
    assert values(shop.draft, "password") == ["fixture-\"p' <&>"]
    assert values(shop.draft, "url") == ["https://loja.example"]
    assert values(shop.draft, "notes") == ["uma\nnota"]
    assert files_of(database, Opening(Secret(PASSWORD)))["Loja"] == {"contrato.pdf": b"x" * 1234}
    assert shop.leftovers == ()
    assert (loose.draft.title, loose.client_hint, values(loose.draft, "password")) == ("Solta", "", ["fixture-só"])
    assert protected(loose.draft) == {"password"}
    assert [row.reason for row in skipped] == ["in-trash"]


def test_its_csv_export_says_the_same(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(_cli("export", "-f", "csv", str(database)), encoding="utf-8")
    assert detect(path) == "keepassxc-csv"
    shop = by_title(path)["Loja"]
    kept = by_title(database, Opening(Secret(PASSWORD)))["Loja"]
    assert shop.client_hint == kept.client_hint
    for name in ("username", "password", "url", "notes"):
        assert values(shop.draft, name) == values(kept.draft, name)


def test_a_key_file_opens_what_it_locks(tmp_path: Path) -> None:
    path, key = tmp_path / "cofre.kdbx", tmp_path / "chave.keyx"
    _cli("db-create", str(path), "-k", str(key), "-t", "100")
    _cli("add", str(path), "Loja", "--no-password", "-k", str(key), "-p", typed="fixture-p")
    assert values(by_title(path, Opening(key_file=key))["Loja"].draft, "password") == ["fixture-p"]
    with pytest.raises(UserError, match="import-wrong-password"):
        read(path, Opening(Secret("")))
