"""KeePass files: KDBX 3 and 4 whole, in a process of their own, and refused where they ask too much."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.importers import kdbx
from app.vault.importers.detect import detect
from app.vault.importers.imported import ImportedEntry
from app.vault.importers.kdbx_header import read_header
from app.vault.importers.limits import LIMITS
from app.vault.importers.parsing import Opening, parse
from app.vault.model import EntryKind

from .kdbx_writer import AES_KDF, PASSWORD, SALT, argon2, document, entry, group, kdbx3, kdbx4, variants
from .support import by_title, files_of, protected, read, values

OPENING = Opening(Secret(PASSWORD))
LOGIN = entry(
    {
        "Title": "Loja",
        "UserName": "ana",
        "Password": "fixture-çá&<",
        "URL": "https://loja.example",
        "Notes": "duas\nlinhas",
        "otp": "otpauth://totp/Loja?secret=JBSWY3DPEHPK3PXP",
        "KP2A_URL": "https://outra.example",
        "Servidor": "srv-8443",
        "Segredo": "fixture-oculto",
    },
    protected=("Password", "otp", "Segredo"),
    more='<Binary><Key>contrato.pdf</Key><Value Ref="0"/></Binary><Tags>urgente;loja</Tags>'
    "<Times><Expires>True</Expires><ExpiryTime>2027-03-01T00:00:00Z</ExpiryTime></Times>",
)
OLD = entry({"Title": "Loja", "Password": "fixture-antiga"}).replace(
    "<UUID>", "<Times><LastModificationTime>2025-01-02T00:00:00Z</LastModificationTime></Times><UUID>"
)
XML = document(
    group("Clientes", group("Padaria Açor", LOGIN)),
    entry({"Title": "Nota", "Notes": "texto"}),
    group("Lixo", entry({"Title": "Fora", "Password": "x"}), uuid="TElYTw=="),
    meta="<RecycleBinUUID>TElYTw==</RecycleBinUUID>",
)


def _file(folder: Path, octets: bytes) -> Path:
    path = folder / "ficheiro"
    path.write_bytes(octets)
    return path


@pytest.mark.parametrize("write", [kdbx3, lambda xml: kdbx4(xml, binaries=(b"x" * 77,))])
def test_an_entry_of_either_version_comes_whole(tmp_path: Path, write: object) -> None:
    path = _file(tmp_path, write(XML))  # type: ignore[operator]
    assert detect(path) == "keepass"
    shop = by_title(path, OPENING)["Loja"]
    assert (shop.draft.kind, shop.client_hint) == (EntryKind.LOGIN, "Clientes / Padaria Açor")
    assert values(shop.draft, "password") == ["fixture-çá&<"]
    assert values(shop.draft, "url") == ["https://loja.example", "https://outra.example"]
    assert values(shop.draft, "totp") == ["otpauth://totp/Loja?secret=JBSWY3DPEHPK3PXP"]
    assert values(shop.draft, "notes") == ["duas\nlinhas"]
    assert values(shop.draft, "Servidor") == ["srv-8443"]
    assert shop.tags == ("urgente", "loja")
    assert values(shop.draft, "Expires") == ["2027-03-01"]
    assert {"password", "totp", "Segredo"} <= protected(shop.draft)
    assert "Servidor" not in protected(shop.draft)


def test_files_come_to_the_octet(tmp_path: Path) -> None:
    path = _file(tmp_path, kdbx4(XML, binaries=(bytes(range(256)) * 900,)))
    assert files_of(path, OPENING)["Loja"] == {"contrato.pdf": bytes(range(256)) * 900}
    assert "attachments" not in by_title(path, OPENING)["Loja"].leftovers  # nobody read it, and all the rest is there


def test_a_file_that_is_not_in_the_database_is_named(tmp_path: Path) -> None:
    shop = by_title(_file(tmp_path, kdbx4(XML)), OPENING)["Loja"]
    assert values(shop.draft, "Attachments") == ["contrato.pdf"]
    assert shop.leftovers == ("attachments",)


def test_one_file_named_by_ten_thousand_entries_is_refused(tmp_path: Path) -> None:
    many = "".join(
        entry({"Title": "L"}).replace("</Entry>", '<Binary><Key>a</Key><Value Ref="0"/></Binary></Entry>')
        for _ in range(100)
    )
    with pytest.raises(UserError, match="import-too-large"):
        read(_file(tmp_path, kdbx4(document(many), binaries=(bytes(1024 * 1024),))), OPENING)


def test_favourites_and_archived_entries_are_told_by_their_tags(tmp_path: Path) -> None:
    tagged = entry({"Title": "L"}).replace("</Entry>", "<Tags>Favorite,obra;Archived</Tags></Entry>")
    found = by_title(_file(tmp_path, kdbx4(document(tagged))), OPENING)["L"]
    assert (found.favourite, found.archived, found.tags) == (True, True, ("obra",))


def test_a_note_of_the_root_group_lies_in_no_folder_and_the_bin_stays_behind(tmp_path: Path) -> None:
    entries, skipped = read(_file(tmp_path, kdbx4(XML)), OPENING)
    note = next(one for one in entries if one.draft.title == "Nota")
    assert (note.draft.kind, note.client_hint, values(note.draft, "text")) == (EntryKind.NOTE, "", ["texto"])
    assert [row.reason for row in skipped] == ["in-trash"]
    assert len(entries) == 2


def test_earlier_passwords_are_kept_in_a_protected_field(tmp_path: Path) -> None:
    current = entry({"Title": "L", "Password": "nova"}).replace("</Entry>", f"<History>{OLD}{OLD}</History></Entry>")
    draft = by_title(_file(tmp_path, kdbx4(document(current))), OPENING)["L"].draft
    assert values(draft, "Password history") == ["2025-01-02 fixture-antiga"]
    assert "Password history" in protected(draft)


@pytest.mark.parametrize("write", [kdbx3, kdbx4])
def test_a_wrong_password_is_said_to_be_one(tmp_path: Path, write: object) -> None:
    path = _file(tmp_path, write(XML))  # type: ignore[operator]
    with pytest.raises(UserError, match="import-wrong-password"):
        read(path, Opening(Secret("outra")))


def test_a_file_without_its_password_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-needs-password"):
        read(_file(tmp_path, kdbx4(XML)))


def test_a_flipped_octet_is_no_keepass_file(tmp_path: Path) -> None:
    octets = bytearray(kdbx4(XML))
    octets[-60] ^= 1
    with pytest.raises(UserError, match="import-broken-kdbx") as caught:
        read(_file(tmp_path, bytes(octets)), OPENING)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (bytes.fromhex("03d9a29a65fb4bb5") + bytes(200), "kdb"),
        (bytes.fromhex("03d9a29a67fb4bb50000ff00") + bytes(200), "kdbx-version"),
        (bytes.fromhex("03d9a29a67fb4bb5"), "unknown-format"),
        (kdbx4(XML)[:60], "broken-kdbx"),
        (kdbx4(XML, parameters=argon2(8 * 1024**3, 2)), "monstrous-kdf"),
        (kdbx4(XML, parameters=argon2(2**64 - 1, 2**64 - 1, 2**32 - 1)), "broken-kdf"),
        (kdbx4(XML, parameters=argon2(64 * 1024**2, 2**40)), "monstrous-kdf"),
        (kdbx4(XML, parameters=argon2(512 * 1024**2, 4)), "heavy-kdf"),
        (kdbx4(XML, parameters=argon2(0, 0, 0)), "broken-kdf"),
        (kdbx4(XML, parameters=b"\x00\x01\x42"), "broken-kdf"),
        (kdbx3(XML, told=2**63), "monstrous-kdf"),
        (kdbx3(XML, told=50_000_000), "heavy-kdf"),
        (kdbx3(XML, told=0), "broken-kdf"),
    ],
)
def test_a_header_is_refused_before_anything_is_derived(
    tmp_path: Path, octets: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdbx, "_started", lambda: pytest.fail("a process was started"))
    with pytest.raises(UserError, match=f"import-{code}$|import-{code} "):
        list(parse(_file(tmp_path, octets), "keepass", opening=OPENING))


def test_a_heavy_derivation_is_allowed_to_who_agreed() -> None:
    octets = kdbx4(XML, parameters=argon2(512 * 1024**2, 4))
    assert read_header(octets, patient=True).memory_kib == 512 * 1024


def test_a_field_of_the_header_that_stands_twice_is_refused() -> None:
    twice = variants((0x42, "$UUID", AES_KDF), (0x05, "R", struct.pack("<Q", 1)), (0x42, "S", SALT), (0x42, "S", SALT))
    with pytest.raises(UserError, match="import-broken-kdf"):
        read_header(kdbx4(XML, parameters=twice), patient=False)


def test_a_child_that_says_what_it_may_not_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    said = "import sys; sys.stdin.buffer.read(); print('{\"strings\":[[1,2,3]]}')"
    monkeypatch.setattr(
        kdbx,
        "_started",
        lambda: subprocess.Popen([sys.executable, "-c", said], stdin=subprocess.PIPE, stdout=subprocess.PIPE),
    )
    with pytest.raises(UserError, match="import-broken-kdbx"):
        list(parse(_file(tmp_path, kdbx4(XML)), "keepass", opening=OPENING))


def test_a_child_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    said = "import os, signal, sys; sys.stdin.buffer.read(); os.close(1); signal.pause()"
    started = [subprocess.Popen([sys.executable, "-c", said], stdin=subprocess.PIPE, stdout=subprocess.PIPE)]
    monkeypatch.setattr(kdbx, "_started", lambda: started[0])
    monkeypatch.setattr(kdbx, "_BASE_SECONDS", 1)
    monkeypatch.setattr(kdbx, "_MIB_SECONDS", 0)
    with pytest.raises(UserError, match="import-too-large"):
        list(parse(_file(tmp_path, kdbx4(XML)), "keepass", opening=OPENING))
    assert started[0].poll() is not None


def test_a_key_file_that_cannot_be_read_is_no_file_that_is_too_large(tmp_path: Path) -> None:
    key = tmp_path / "chave.keyx"
    key.write_text("<KeyFile><Meta><Version>2.0</Version></Meta><Key><Data Hash='00'>zz</Data></Key></KeyFile>")
    opening = Opening(Secret(PASSWORD), key_file=key)
    with pytest.raises(UserError, match="import-broken-kdbx"):
        list(parse(_file(tmp_path, kdbx4(XML)), "keepass", opening=opening))


def test_a_reading_that_is_given_up_ends_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    real = kdbx._started

    def remembered() -> object:
        started.append(real())
        return started[-1]

    monkeypatch.setattr(kdbx, "_started", remembered)
    reading = parse(_file(tmp_path, kdbx4(XML)), "keepass", opening=OPENING, limits=LIMITS)
    assert isinstance(next(reading), ImportedEntry)
    reading.close()  # type: ignore[attr-defined]
    assert started[0].poll() is not None
