"""Files of entries come along and go back out: to the octet, once, and not at all when the import fails."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops import exporting
from app.ops.importing import Choices, preview, run_import
from app.vault.importers.parsing import Opening
from app.vault.vault import Vault

from .conftest import CHEAP

pytestmark = pytest.mark.usefixtures("blank_derived_once")

OCTETS = bytes(range(256)) * 5000
PASSPHRASE = Secret("frase de teste")
FILE_PASSWORD = Secret("outra palavra ç")


def _zip(folder: Path, *logins: str, files: dict[str, bytes], name: str = "x.zip", **more: object) -> Path:
    path = folder / name
    items = [
        {"id": login, "type": 1, "name": login, "login": {"username": login, "password": "p"}, **more}
        for login in logins
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps({"encrypted": False, "folders": [], "items": items}))
        for member, octets in files.items():
            archive.writestr(f"attachments/{member}", octets)
    return path


def kept(vault: Vault) -> dict[str, dict[str, bytes]]:
    """The files of each entry."""
    return {
        entry.title: {one.name: b"".join(vault.open_attachment(one.id)) for one in vault.attachments(entry.id)}
        for entry in (*vault.entries(), *vault.entries(query="is:archived"))
    }


def sealed(vault: Vault) -> list[Path]:
    return list((vault.folder / "files").glob("*"))


def test_files_are_kept_with_their_entries_and_counted(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = _zip(tmp_path, "a", "b", files={"a/contrato.pdf": OCTETS, "a/../../etc/passwd": b"x", "b/vazio": b""})
    seen = preview(path, vault=vault)
    assert (seen.files, seen.file_octets) == (3, len(OCTETS) + 1)
    assert not (vault.folder / "files").exists()
    done = run_import(vault, path, now=now)
    assert (done.files, done.file_octets, done.leftovers) == (3, len(OCTETS) + 1, ())
    assert kept(vault) == {"a": {"contrato.pdf": OCTETS, "passwd": b"x"}, "b": {"vazio": b""}}


def test_importing_twice_keeps_each_file_once_and_brings_those_that_are_new(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    path = _zip(tmp_path, "a", files={"a/x": OCTETS})
    run_import(vault, path, now=now)
    again = run_import(vault, path, now=now)
    assert (again.added, again.merged, again.files) == (0, 1, 0)
    assert kept(vault) == {"a": {"x": OCTETS}}
    more = _zip(tmp_path, "a", files={"a/x": OCTETS[::-1], "a/y": b"y"}, name="y.zip")
    assert run_import(vault, more, now=now).files == 2
    assert kept(vault) == {"a": {"x": OCTETS, "x (2)": OCTETS[::-1], "y": b"y"}}
    assert len(sealed(vault)) == 3


def test_a_broken_file_leaves_neither_entries_nor_files(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = _zip(tmp_path, "a", "b", files={"a/x": OCTETS, "b/y": OCTETS[::-1]})
    octets = bytearray(path.read_bytes())
    octets[octets.find(b"attachments/b/y") + 500] ^= 1
    path.write_bytes(octets)
    for work in (lambda: preview(path, vault=vault), lambda: run_import(vault, path, now=now)):
        with pytest.raises(UserError, match="import-broken-zip"):
            work()
    assert vault.entries() == []
    assert sealed(vault) == []


def test_a_bomb_among_the_files_is_refused_by_preview_and_import(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = _zip(tmp_path, "a", files={"a/x": bytes(80 * 1024 * 1024)})
    with pytest.raises(UserError, match="import-zip-bomb"):
        preview(path)
    with pytest.raises(UserError, match="import-zip-bomb"):
        run_import(vault, path, now=now)
    assert (vault.entries(), sealed(vault)) == ([], [])


def test_a_wish_to_stop_is_heard_within_a_file(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = _zip(tmp_path, "a", files={"a/x": OCTETS})
    asked: list[int] = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(UserError, match="cancelled"):
        run_import(vault, path, now=now, cancelled=wanted)
    assert (vault.entries(), sealed(vault)) == ([], [])


@pytest.mark.parametrize("format", [exporting.BITWARDEN_ZIP, exporting.KDBX])
def test_files_and_marks_come_back_from_an_export(vault: Vault, now: datetime, tmp_path: Path, format: str) -> None:
    source = _zip(tmp_path, "a", "b", files={"a/x.bin": OCTETS, "a/vazio": b"", "b/x.bin": OCTETS}, favorite=True)
    run_import(vault, source, now=now)
    for entry in vault.entries():
        vault.tag(entry.id, ["obra", "casa"])
        vault.mark(entry.id, archived=entry.title == "b")
    before = kept(vault)
    path = tmp_path / f"back{exporting.suffix(format)}"
    report = exporting.export(vault, PASSPHRASE, path, format, file_password=FILE_PASSWORD, now=now)
    assert (report.files, report.files_left) == (3, 0)
    for client in vault.clients():
        vault.forget_client(client.id)
    assert (vault.entries(), sealed(vault)) == ([], [])
    done = run_import(vault, path, now=now, choices=Choices(Opening(FILE_PASSWORD)))
    assert (done.files, done.skipped_count) == (3, 0)
    assert kept(vault) == before
    [one], [other] = vault.entries(), vault.entries(query="is:archived")
    assert (one.favourite, one.tags, other.favourite, other.archived) == (True, ("obra", "casa"), True, True)


def test_formats_without_a_place_for_files_say_how_many_stay_behind(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    run_import(vault, _zip(tmp_path, "a", files={"a/x": b"x", "a/y": b"y"}), now=now)
    for format in (exporting.CSV, exporting.BITWARDEN):
        report = exporting.export(vault, PASSPHRASE, tmp_path / format, format, now=now)
        assert (report.files, report.files_left) == (0, 2)


def test_a_database_that_would_not_fit_into_memory_is_not_written(
    vault: Vault, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(vault, _zip(tmp_path, "a", files={"a/x": OCTETS}), now=now)
    monkeypatch.setattr("app.vault.exporters.kdbx.MOST_FILES_OCTETS", 1000)
    with pytest.raises(UserError, match="export-files-too-large"):
        exporting.export(vault, PASSPHRASE, tmp_path / "x", exporting.KDBX, file_password=FILE_PASSWORD, now=now)
    assert not (tmp_path / "x").exists()


def test_a_file_passes_through_in_little_memory(vault: Vault, now: datetime, tmp_path: Path) -> None:
    path = tmp_path / "big.zip"
    item = {"id": "a", "type": 1, "name": "a", "login": {"username": "a"}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("data.json", json.dumps({"items": [item]}))
        with archive.open("attachments/a/x", "w") as member:
            for _ in range(48):
                member.write(bytes(1024 * 1024))
    tracemalloc.start()
    try:
        assert preview(path, vault=vault).file_octets == 48 * 1024 * 1024
        assert run_import(vault, path, now=now).file_octets == 48 * 1024 * 1024
        assert tracemalloc.get_traced_memory()[1] < 12 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_marks_and_tags_with_commas_come_back_from_a_table(vault: Vault, now: datetime, tmp_path: Path) -> None:
    run_import(vault, _zip(tmp_path, "a", "b", "c", files={}, favorite=True), now=now)
    [one, other, third] = vault.entries()
    vault.tag(one.id, ["obra, fase 2", "casa"])
    vault.tag(other.id, ["=1+1", "casa"])
    vault.mark(third.id, archived=True, favourite=False)
    exporting.export(vault, PASSPHRASE, tmp_path / "x.csv", exporting.CSV, now=now)
    for client in vault.clients():
        vault.forget_client(client.id)
    assert run_import(vault, tmp_path / "x.csv", now=now).skipped_count == 0
    found = {entry.title: entry for entry in (*vault.entries(), *vault.entries(query="is:archived"))}
    assert (found["a"].tags, found["b"].tags) == (("obra, fase 2", "casa"), ("=1+1", "casa"))
    assert [(found[name].favourite, found[name].archived) for name in "abc"] == [
        (True, False),
        (True, False),
        (False, True),
    ]


_KILLED = """
import os, sys
from pathlib import Path
from app.crypto.secret import Secret
from app.ops.importing import run_import
from app.vault.vault import Vault
from tests.unit.ops.conftest import CHEAP, NOW
with Vault.unlock(Path(sys.argv[1]), Secret("frase de teste"), policy=CHEAP) as vault:
    run_import(vault, Path(sys.argv[2]), now=NOW, cancelled=lambda: len(os.listdir(vault.folder / "files")) > 1 and os._exit(9))
"""


def test_a_killed_import_leaves_neither_entries_nor_files(vault: Vault, now: datetime, tmp_path: Path) -> None:
    run_import(vault, _zip(tmp_path, "z", files={"z/x": b"z"}), now=now)
    before, folder = kept(vault), vault.folder
    vault.close()
    path = _zip(tmp_path, "a", "b", files={"a/x": OCTETS, "b/x": OCTETS}, name="y.zip")
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder), str(path)], cwd=Path(__file__).parents[3], check=False
    )
    assert done.returncode == 9
    assert (
        len(list((folder / "files").iterdir())) == 2
    )  # what it had written of the first file is there, and nothing names it
    with Vault.unlock(folder, PASSPHRASE, policy=CHEAP) as again:
        assert kept(again) == before
        assert len(sealed(again)) == 1
