"""Attachments in backups: copied, proven, brought back with the vault and with a single entry, and swept when half made."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from app.errors import LacreError, PeerError
from app.vault.model import Client, Entry
from app.vault.policy import KdfPolicy
from app.vault.restoring import reinstate
from app.vault.rotation import Reason, next_stamp
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

DATA = bytes(range(256)) * 1000


@pytest.fixture
def entry(vault: Vault, client: Client) -> Entry:
    return vault.add_entry(client.id, login("Contrato", "ana", "segredo"), NOW)


@pytest.fixture
def kept(vault: Vault, entry: Entry) -> str:
    return vault.add_attachment(entry.id, "contrato.pdf", io.BytesIO(DATA), NOW).id


def content(vault: Vault, attachment_id: str) -> bytes:
    return b"".join(vault.open_attachment(attachment_id))


def test_a_backup_holds_the_files_too(vault: Vault, kept: str, tmp_path: Path) -> None:
    backup = vault.backup(tmp_path / "copy.lacre")
    vault.close()
    with reopen(backup) as copied:
        assert copied.check().ok
        assert content(copied, kept) == DATA


def test_a_backup_whose_file_is_damaged_is_not_made(vault: Vault, kept: str, tmp_path: Path) -> None:
    path = vault.folder / "files" / kept
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(LacreError):
        vault.backup(tmp_path / "copy.lacre")
    assert not (tmp_path / "copy.lacre").exists()
    assert [name for name in os.listdir(tmp_path) if name.startswith(".copy")] == []


@pytest.mark.parametrize("harm", ["cut", "gone", "turned", "linked"])
def test_a_damaged_file_is_named_so_that_it_can_be_taken_out_and_brought_back(
    vault: Vault, entry: Entry, kept: str, harm: str, tmp_path: Path
) -> None:
    before, path = vault.backup(tmp_path / "before.lacre"), vault.folder / "files" / kept
    sealed = path.read_bytes()
    path.unlink()
    if harm == "linked":
        path.symlink_to(before / "files" / kept)
    elif harm != "gone":
        path.write_bytes(sealed[:-1] + (b"" if harm == "cut" else bytes([sealed[-1] ^ 1])))
    with pytest.raises(PeerError, match="damaged-file") as caught:
        vault.backup(tmp_path / "copy.lacre")
    assert caught.value.facts == {"name": "contrato.pdf", "title": "Contrato"}
    vault.remove_attachment(kept)
    vault.backup(tmp_path / "without.lacre")
    vault.restore_backup(before)
    assert vault.check().ok
    assert content(vault, kept) == DATA


def test_bringing_a_backup_back_brings_its_files_and_sweeps_the_others(
    vault: Vault, entry: Entry, kept: str, tmp_path: Path
) -> None:
    backup = vault.backup(tmp_path / "copy.lacre")
    vault.remove_attachment(kept)
    added = vault.add_attachment(entry.id, "outro", io.BytesIO(b"outro"), NOW).id
    vault.restore_backup(backup)
    assert content(vault, kept) == DATA
    assert [found.id for found in vault.attachments(entry.id)] == [kept]
    assert not (vault.folder / "files" / added).exists()
    assert vault.check().ok


def test_the_size_of_a_backup_counts_the_files_of_entries(vault: Vault, kept: str, tmp_path: Path) -> None:
    backup = vault.backup(tmp_path / next_stamp(Reason.DAILY, NOW, ()).name)
    found = vault.look_into(backup)
    assert found is not None
    parts = [(backup / name).stat().st_size for name in ("header", "vault.db", f"files/{kept}")]
    assert found.octets == sum(parts)
    assert parts[-1] > len(DATA)


def test_an_entry_that_was_purged_comes_back_with_its_files(
    vault: Vault, entry: Entry, kept: str, tmp_path: Path
) -> None:
    backup = vault.backup(tmp_path / "copy.lacre")
    vault.purge(entry.id)
    assert os.listdir(vault.folder / "files") == []
    assert vault.restore_entries(backup, [entry.id], NOW) == 1
    assert content(vault, kept) == DATA
    assert vault.entry(entry.id).attachments == 1
    assert vault.check().ok


def test_a_vault_made_from_a_backup_has_its_files(vault: Vault, kept: str, tmp_path: Path) -> None:
    backup = vault.backup(tmp_path / "copy.lacre")
    policy: KdfPolicy = CHEAP
    reinstate(backup, tmp_path / "new.lacre", PASSPHRASE, policy)
    with reopen(tmp_path / "new.lacre") as made:
        assert content(made, kept) == DATA


def test_what_a_crash_left_of_a_backup_with_files_is_removed(vault: Vault, tmp_path: Path) -> None:
    left = tmp_path / ".copy.0123456789abcdef.new"
    strange = tmp_path / ".copy.4567456789abcdef.new"
    for folder, name in ((left, "ab" * 16), (strange, "mine.txt")):
        (folder / "files").mkdir(parents=True)
        for path in (folder / "lock", folder / "vault.db", folder / "files" / name):
            path.write_bytes(b"half")
    vault.backup(tmp_path / "copy")
    assert not left.exists()
    assert (strange / "files" / "mine.txt").exists()


def test_a_file_of_no_octets_stands_in_no_way_of_a_backup(
    vault: Vault, client: Client, entry: Entry, kept: str, tmp_path: Path
) -> None:
    empty = vault.add_attachment(entry.id, "vazio", io.BytesIO(b""), NOW).id
    backup = vault.backup(tmp_path / "copy.lacre")
    vault.compare_backup(backup)
    vault.purge(entry.id)
    assert vault.restore_entries(backup, [entry.id], NOW) == 1
    assert (content(vault, empty), content(vault, kept)) == (b"", DATA)
    vault.restore_backup(backup)
    assert vault.check().ok
    vault.close()
    again = tmp_path / "again.lacre"
    reinstate(backup, again, PASSPHRASE, CHEAP)
    with reopen(again) as made:
        assert {found.name for found in made.attachments(entry.id)} == {"vazio", "contrato.pdf"}


@pytest.mark.parametrize("harm", [b"", b"x", None])
def test_bringing_a_backup_back_heals_a_file_that_was_damaged(
    vault: Vault, kept: str, harm: bytes | None, tmp_path: Path
) -> None:
    backup, path = vault.backup(tmp_path / "copy.lacre"), vault.folder / "files" / kept
    sealed = path.read_bytes()
    path.unlink()
    if harm is not None:
        path.write_bytes(harm and sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert not vault.check().ok
    vault.restore_backup(backup)
    assert vault.check().ok
    assert content(vault, kept) == DATA


def test_a_folder_for_files_that_leads_elsewhere_gets_nothing_of_a_backup(
    vault: Vault, kept: str, tmp_path: Path
) -> None:
    backup = vault.backup(tmp_path / "copy.lacre")
    vault.remove_attachment(kept)
    (vault.folder / "files").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (vault.folder / "files").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LacreError):
        vault.restore_backup(backup)
    assert os.listdir(tmp_path / "elsewhere") == []


def test_a_file_that_is_being_added_outlives_bringing_a_backup_back(
    vault: Vault, entry: Entry, kept: str, tmp_path: Path
) -> None:
    backup = vault.backup(tmp_path / "copy.lacre")

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            octets = super().read(size)
            if not octets:  # sealed, all but its row
                vault.restore_backup(backup)
            return octets

    added = vault.add_attachment(entry.id, "novo", Slow(b"novo"), NOW)
    assert content(vault, added.id) == b"novo"
    assert vault.check().ok
    assert kept in os.listdir(vault.folder / "files")
