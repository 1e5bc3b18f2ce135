"""Files that the real keepassxc-cli writes come in whole: groups, fields, files, and its own CSV export the same."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.importers.detect import detect
from app.vault.importers.parsing import Opening
from app.vault.model import EntryKind

from .kdbx_writer import PASSWORD as WRITTEN_WITH
from .kdbx_writer import document, kdbx3
from .support import by_title, files_of, protected, read, values

PASSWORD = "fixture-mestra-ç"
FILES = {"contrato.pdf": b"x" * 1234, "à 日本.bin": bytes(range(256)) * 700, "vazio": b""}
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
    for name, octets in FILES.items():
        (folder / "one").write_bytes(octets)
        _cli("attachment-import", str(path), "Clientes/Loja", name, str(folder / "one"))
    _cli("mkdir", str(path), "Clientes/Padaria Açor")
    _cli("add", str(path), "Clientes/Padaria Açor/Só ficheiros")
    (folder / "one").write_bytes(FILES["à 日本.bin"])
    _cli("attachment-import", str(path), "Clientes/Padaria Açor/Só ficheiros", "cópia", str(folder / "one"))
    _cli("add", str(path), "Fora", "-p", typed=f"{PASSWORD}\nfixture-x")
    _cli("rm", str(path), "Fora")
    return path


def test_a_database_comes_whole(database: Path) -> None:
    assert detect(database) == "keepass"
    entries, skipped = read(database, Opening(Secret(PASSWORD)))
    shop, loose, alone = sorted(entries, key=lambda one: one.draft.title)
    assert (alone.client_hint, alone.draft.kind) == ("Clientes / Padaria Açor", EntryKind.NOTE)
    assert (shop.draft.kind, shop.draft.title, shop.client_hint) == (EntryKind.LOGIN, "Loja", "Clientes")
    assert values(shop.draft, "username") == ["ana"]
    assert values(shop.draft, "password") == ["fixture-\"p' <&>"]
    assert values(shop.draft, "url") == ["https://loja.example"]
    assert values(shop.draft, "notes") == ["uma\nnota"]
    files = files_of(database, Opening(Secret(PASSWORD)))
    assert files == {"Loja": FILES, "Só ficheiros": {"cópia": FILES["à 日本.bin"]}, "Solta": {}}
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


def test_one_time_passwords_and_fields_of_its_own_come_from_its_xml(tmp_path: Path) -> None:
    """The command line writes neither, but it imports KeePass' XML and then saves the database itself."""
    strings = {
        "Title": "Banco",
        "UserName": "ana",
        "Password": "p",
        "URL": "https://banco.example",
        "otp": "otpauth://totp/Banco:ana?secret=JBSWY3DPEHPK3PXP&issuer=Banco",
        "KP2A_URL_1": "https://app.banco.example",
        "Número": "PT50 0000",
    }
    written = "".join(f"<String><Key>{escape(k)}</Key><Value>{escape(v)}</Value></String>" for k, v in strings.items())
    secret = '<String><Key>Código</Key><Value ProtectInMemory="True">1234</Value></String>'
    entry = f"<Entry><UUID>AAAAAAAAAAAAAAAAAAAAAQ==</UUID><Tags>casa;Favorite</Tags>{written}{secret}</Entry>"
    group = f"<Group><UUID>AAAAAAAAAAAAAAAAAAAAAg==</UUID><Name>Root</Name>{entry}</Group>"
    (tmp_path / "x.xml").write_text(f"<KeePassFile><Meta/><Root>{group}</Root></KeePassFile>", encoding="utf-8")
    path = tmp_path / "x.kdbx"
    _cli("import", "-p", "-t", "100", str(tmp_path / "x.xml"), str(path), typed=f"{PASSWORD}\n{PASSWORD}")
    bank = by_title(path, Opening(Secret(PASSWORD)))["Banco"]
    assert values(bank.draft, "totp") == [strings["otp"]]
    assert values(bank.draft, "url") == ["https://banco.example", "https://app.banco.example"]
    assert (values(bank.draft, "Número"), values(bank.draft, "Código")) == (["PT50 0000"], ["1234"])
    assert {"totp", "password", "Código"} <= protected(bank.draft)
    assert (bank.tags, bank.favourite, bank.leftovers) == (("casa",), True, ())


def test_an_older_database_of_pykeepass_comes_with_its_files(tmp_path: Path) -> None:
    """KDBX 3, which KeePassXC only opens: its files are text in the document, packed."""
    from pykeepass import PyKeePass

    path = tmp_path / "x.kdbx"
    path.write_bytes(kdbx3(document(meta="<Binaries/>")))
    older = PyKeePass(path, WRITTEN_WITH)
    entry = older.add_entry(older.add_group(older.root_group, "Clientes"), "Loja", "ana", "p", "https://a.example")
    for name, octets in FILES.items():
        entry.add_attachment(older.add_binary(octets, compressed=name != "vazio"), name)
    older.save(path)
    assert path.read_bytes()[8:12] == b"\x01\x00\x03\x00"
    assert files_of(path, Opening(Secret(WRITTEN_WITH))) == {"Loja": FILES}
    assert by_title(path, Opening(Secret(WRITTEN_WITH)))["Loja"].client_hint == "Clientes"
