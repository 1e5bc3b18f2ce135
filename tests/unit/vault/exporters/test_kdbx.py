"""The KeePass file, opened by the real keepassxc-cli: every field of every kind is there, and the derivation is Argon2id."""

from __future__ import annotations

import base64
import io
import subprocess
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.vault.exporters.kdbx import strings_of, write_kdbx
from app.vault.exporters.rows import ExportedEntry, ExportedField, ExportedFile
from app.vault.kinds import CUSTOM, KINDS, EntryKind, FieldKind

from .test_bitwarden import PLAIN, WORDS
from .test_table import NOW

pytestmark = pytest.mark.usefixtures("blank_derived_once")

PASSWORD = "uma palavra-passe: ç & <>"
CHEAP = (8 * 1024, 2, 1)
KEY = "JBSWY3DPEHPK3PXP"
TRICKY = "á & <b> \"q\" 'a' ]]> \r\n tab\t fim  "


def entry(kind: EntryKind, title: str, *fields: ExportedField, client: str = "Padaria Açores") -> ExportedEntry:
    return ExportedEntry(title.encode().hex().ljust(32, "0")[:32], client, kind, title, fields, NOW, NOW, **PLAIN)  # type: ignore[arg-type]


def custom(label: str, value: str, kind: FieldKind = FieldKind.TEXT, *, protected: bool = False) -> ExportedField:
    return ExportedField(CUSTOM, label, kind, protected, value)


def keepassxc(path: Path, *words: str) -> str:
    """The real program; our Python's words never meet its own."""
    command = ["keepassxc-cli", *words[:1], "-q", str(path), *words[1:]]
    done = subprocess.run(command, input=PASSWORD + "\n", capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def made(path: Path, *entries: ExportedEntry) -> int:
    held = io.BytesIO()
    replaced = write_kdbx(held, "Lacre", Secret(PASSWORD), entries, WORDS, CHEAP)
    path.write_bytes(held.getvalue())
    return replaced


def exported(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(group, title) → every string that KeePassXC has."""
    root = ET.fromstring(keepassxc(path, "export", "-f", "xml"))
    found = {}
    for group in root.iterfind("./Root/Group/Group"):
        for element in group.iterfind("Entry"):
            strings = {s.findtext("Key", ""): s.findtext("Value") or "" for s in element.iterfind("String")}
            found[group.findtext("Name", ""), strings["Title"]] = strings
    return found


def test_every_field_of_every_kind_is_there(tmp_path: Path) -> None:
    entries = []
    for kind in EntryKind:
        fields = [
            ExportedField(spec.name, "", spec.kind, spec.protected, f"{spec.name} {number} {TRICKY}")
            for spec in KINDS[kind]
            for number in range(2 if spec.repeat else 1)
        ]
        fields += [custom("Meu campo", TRICKY), custom("Meu campo", "segundo", protected=True), custom("Title", "x")]
        entries.append(entry(kind, f"Uma {kind}", *fields, client=f"Cliente {kind}"))
    assert made(tmp_path / "x.kdbx", *entries) == 0
    found = exported(tmp_path / "x.kdbx")
    assert set(found) == {(one.client, one.title) for one in entries}
    for one in entries:
        strings, _ = strings_of(one, WORDS)
        assert found[one.client, one.title] == {name: as_read(value) for name, value, _ in strings}
        values = list(found[one.client, one.title].values())
        for field in one.fields:  # held against the entry as well, not only against what was meant to be written
            values.remove(as_read(field.value))
    shown = subprocess.run(
        ["keepassxc-cli", "show", "-q", "-s", "-a", "Password", str(tmp_path / "x.kdbx"), "Cliente login/Uma login"],
        input=PASSWORD.encode() + b"\n",
        capture_output=True,
        timeout=60,
        check=True,
    ).stdout
    assert f"password 0 {TRICKY}".encode() in shown  # to the octet, line ends too


def as_read(text: str) -> str:
    """KeePassXC writes a carriage return into its own XML as it is, and any reader of XML then takes CR LF for LF."""
    return text.replace("\r\n", "\n")


def test_the_derivation_is_argon2id_and_the_version_is_four(tmp_path: Path) -> None:
    made(tmp_path / "x.kdbx", entry(EntryKind.LOGIN, "Banco"))
    shown = keepassxc(tmp_path / "x.kdbx", "db-info")
    assert "Argon2id" in shown
    assert "(2 rounds, 8192 KB)" in shown
    assert (tmp_path / "x.kdbx").read_bytes()[8:12] == b"\x00\x00\x04\x00"


def test_two_files_share_no_salt_seed_or_stream(tmp_path: Path) -> None:
    """The empty database that pykeepass comes with is the same for everybody: nothing random of it may stay."""
    from pykeepass import PyKeePass
    from pykeepass.pykeepass import BLANK_DATABASE_LOCATION, BLANK_DATABASE_PASSWORD

    for name in ("one", "two"):
        made(tmp_path / name, entry(EntryKind.LOGIN, "Banco"))
    opened = [PyKeePass(tmp_path / name, PASSWORD) for name in ("one", "two")]
    opened.append(PyKeePass(BLANK_DATABASE_LOCATION, BLANK_DATABASE_PASSWORD))
    headers = [one.kdbx.header.value.dynamic_header for one in opened]
    for values in (
        {bytes(header.master_seed.data) for header in headers},
        {bytes(header.encryption_iv.data) for header in headers},
        {bytes(header.kdf_parameters.data.dict["S"].value) for header in headers},
        {bytes(one.kdbx.body.payload.inner_header.protected_stream_key.data) for one in opened},
    ):
        assert len(values) == 3


@pytest.mark.parametrize(
    "totp", [KEY, "jbsw y3dp ehpk 3pxp", f"otpauth://totp/Banco:ana?secret={KEY}&issuer=Banco&period=30&digits=6"]
)
def test_one_time_passwords_work_in_keepassxc(tmp_path: Path, totp: str) -> None:
    field = ExportedField("totp", "", FieldKind.TOTP, True, totp)
    other = entry(EntryKind.LOGIN, "Ânimo / 2", ExportedField("username", "", FieldKind.USERNAME, False, "ana"), field)
    made(tmp_path / "x.kdbx", entry(EntryKind.LOGIN, "Banco", field), other)
    code = keepassxc(tmp_path / "x.kdbx", "show", "-t", "Padaria Açores/Banco").strip()
    assert len(code) == 6
    assert code.isdigit()
    strings = exported(tmp_path / "x.kdbx")["Padaria Açores", "Ânimo / 2"]
    assert strings["otp"].startswith("otpauth://totp/")
    assert KEY in strings["otp"]


def test_times_and_tags_are_those_of_the_entry(tmp_path: Path) -> None:
    marks = {"favourite": False, "archived": False, "tags": ("banco", "a;b")}
    when = NOW - timedelta(days=400)
    one = ExportedEntry("0" * 32, "C", EntryKind.LOGIN, "Banco", (), when, NOW, **marks)  # type: ignore[arg-type]
    made(tmp_path / "x.kdbx", one)
    element = ET.fromstring(keepassxc(tmp_path / "x.kdbx", "export", "-f", "xml")).find("./Root/Group/Group/Entry")
    assert element is not None
    assert sorted((element.findtext("Tags") or "").replace(",", ";").split(";")) == ["a", "b", "banco"]
    assert moment(element.findtext("Times/CreationTime")) == when
    assert moment(element.findtext("Times/LastModificationTime")) == NOW


def moment(text: str | None) -> datetime:
    """KDBX 4 counts seconds from the year 1."""
    return datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=int.from_bytes(base64.b64decode(text or ""), "little"))


def test_what_no_xml_can_hold_is_replaced_and_counted(tmp_path: Path) -> None:
    assert made(tmp_path / "x.kdbx", entry(EntryKind.LOGIN, "Banco", custom("a", "x\0y\x1bz\uffff"))) == 3
    assert exported(tmp_path / "x.kdbx")["Padaria Açores", "Banco"]["a"] == "x\ufffdy\ufffdz\ufffd"


def test_two_clients_of_one_name_are_one_group(tmp_path: Path) -> None:
    made(tmp_path / "x.kdbx", entry(EntryKind.LOGIN, "A"), entry(EntryKind.NOTE, "B"))
    assert {group for group, _ in exported(tmp_path / "x.kdbx")} == {"Padaria Açores"}


def test_our_own_importer_reads_it(tmp_path: Path) -> None:
    from app.vault.importers.detect import KEEPASS, detect
    from app.vault.importers.imported import ImportedEntry
    from app.vault.importers.parsing import Opening, parse

    fields = (
        ExportedField("username", "", FieldKind.USERNAME, False, "ana"),
        ExportedField("password", "", FieldKind.PASSWORD, True, TRICKY),
        ExportedField("notes", "", FieldKind.NOTE, False, "duas\nlinhas"),
    )
    path = tmp_path / "x.kdbx"
    made(path, entry(EntryKind.LOGIN, "Banco", *fields))
    assert detect(path) == KEEPASS
    (back,) = parse(path, KEEPASS, opening=Opening(Secret(PASSWORD)))
    assert isinstance(back, ImportedEntry)
    assert (back.client_hint, back.draft.title) == ("Padaria Açores", "Banco")
    values = {f.name: f.value.text() if isinstance(f.value, Secret) else f.value for f in back.draft.fields}
    assert values == {"username": "ana", "password": TRICKY, "notes": "duas\nlinhas"}


def test_keepassxc_shows_and_gives_back_every_file(tmp_path: Path) -> None:
    files = {"contrato.pdf": bytes(range(256)) * 900, "á 日本 (2).txt": b"x", "vazio": b""}
    kept = tuple(ExportedFile(name, len(octets), partial(iter, [octets])) for name, octets in files.items())
    marks = {"favourite": True, "archived": True, "tags": ("obra",)}
    for number, kind in enumerate((EntryKind.LOGIN, EntryKind.DOCUMENTS)):
        one = ExportedEntry(str(number) * 32, "Padaria", kind, f"Uma {kind}", (), NOW, NOW, **marks, files=kept)  # type: ignore[arg-type]
        made(tmp_path / f"{kind}.kdbx", one, entry(EntryKind.NOTE, "Sem ficheiros"))
        path, title = tmp_path / f"{kind}.kdbx", f"Padaria/Uma {kind}"
        shown = keepassxc(path, "show", "--show-attachments", title)
        for name, octets in files.items():
            assert name in shown
            keepassxc(path, "attachment-export", title, name, str(tmp_path / f"{number}-{name}"))
            assert (tmp_path / f"{number}-{name}").read_bytes() == octets
        element = ET.fromstring(keepassxc(path, "export", "-f", "xml")).find("./Root/Group/Group/Entry")
        assert element is not None
        tags = (element.findtext("Tags") or "").replace(",", ";").split(";")
        assert sorted(tags) == ["Archived", "Favorite", "obra"]
