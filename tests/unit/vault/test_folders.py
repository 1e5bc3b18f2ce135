"""A vault's folder among things that others put there: nothing that is not ours is emptied, followed or waited for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError, WorldError
from app.host.locks import InstanceLock
from app.vault import copying, database, folders
from app.vault.vault import Vault

from .conftest import PASSPHRASE, reopen

LEFT = ".copy.0123456789abcdef.new"


def crash_left(folder: Path, *more: str) -> Path:
    """What a crash leaves while a copy is made."""
    folder.mkdir()
    for name in ("lock", "vault.db", ".header.0123456789abcdef.tmp", *more):
        (folder / name).write_bytes(b"half")
    return folder


def test_a_backup_leaves_a_folder_alone_that_has_the_name_of_a_part_being_made(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "copy.new").mkdir(mode=0o755)
    (tmp_path / "copy.new" / "mine.txt").write_text("mine")
    vault.backup(tmp_path / "copy")
    assert (tmp_path / "copy.new" / "mine.txt").read_text() == "mine"
    assert (tmp_path / "copy.new").stat().st_mode & 0o777 == 0o755


def test_a_backup_follows_no_link(vault: Vault, tmp_path: Path) -> None:
    docs = crash_left(tmp_path / "docs")
    for name in ("copy.new", LEFT):
        (tmp_path / name).symlink_to(docs)
    vault.backup(tmp_path / "copy")
    assert not (tmp_path / "copy").is_symlink()
    assert len(os.listdir(docs)) == 3


def test_what_a_crash_left_of_a_copy_is_removed(vault: Vault, tmp_path: Path) -> None:
    left = crash_left(tmp_path / LEFT)
    unlocked = tmp_path / LEFT.replace("0123", "89ab")
    unlocked.mkdir()  # killed before there was a lock in it
    os.utime(unlocked, (0, 0))
    beginning = tmp_path / LEFT.replace("0123", "cdef")
    beginning.mkdir()  # somebody else's, who takes its lock next
    vault.backup(tmp_path / "copy")
    assert not left.exists()
    assert not unlocked.exists()
    assert beginning.exists()


def test_of_what_looks_like_a_crash_anything_else_is_kept(vault: Vault, tmp_path: Path) -> None:
    with_more = crash_left(tmp_path / LEFT, "letter.txt")
    another = crash_left(tmp_path / ".other.0123456789abcdef.new")
    in_use = crash_left(tmp_path / LEFT.replace("0123", "4567"))
    with InstanceLock(in_use / "lock"):
        vault.backup(tmp_path / "copy")
    assert [len(os.listdir(folder)) for folder in (with_more, another, in_use)] == [4, 3, 3]


def test_of_two_vaults_made_at_once_the_second_is_told_that_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first gets the name while the second is being made."""
    real, wanted = database.create_database, tmp_path / "vault"

    def meanwhile(path: Path, key: Secret) -> None:
        real(path, key)
        monkeypatch.setattr(database, "create_database", real)
        folders.build(wanted, b"first", key)

    monkeypatch.setattr(database, "create_database", meanwhile)
    with pytest.raises(UserError, match="vault-exists"):
        folders.build(wanted, b"second", Secret(bytes(32)))
    assert (wanted / "header").read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["vault"]


def test_a_copy_that_fails_leaves_nothing(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise WorldError("disk-full")

    monkeypatch.setattr(copying, "proven", fail)
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(WorldError, match="backup-disk-full"):
        vault.backup(tmp_path / "copy")
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EINVAL])
def test_a_backup_to_a_medium_without_permissions_is_made_and_opens(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A memory stick with FAT: it keeps no modes, and a share of the network may not know how to sync a folder."""
    fsync = os.fsync

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    def only_files(descriptor: int) -> None:
        refuse() if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir() else fsync(descriptor)

    for name, call in (("fchmod", refuse), ("chmod", refuse), ("fsync", only_files)):
        monkeypatch.setattr(os, name, call)
    vault.backup(tmp_path / "stick" / "copy")
    vault.close()
    with reopen(tmp_path / "stick" / "copy") as copied:
        assert copied.check().ok


def test_a_pipe_in_the_headers_place_is_refused_at_once(vault: Vault, folder: Path) -> None:
    vault.close()
    (folder / "header").unlink()
    os.mkfifo(folder / "header")
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(folder)


@pytest.mark.parametrize("name", ["header", "vault.db", "lock"])
def test_a_link_in_the_place_of_a_part_is_not_followed(vault: Vault, folder: Path, tmp_path: Path, name: str) -> None:
    vault.close()
    (folder / name).unlink()
    (folder / name).symlink_to(tmp_path / "elsewhere")
    if name != "lock":
        (tmp_path / "elsewhere").write_bytes(b"")
    with pytest.raises(LacreError):
        reopen(folder)
    assert not (tmp_path / "elsewhere").exists() or (tmp_path / "elsewhere").read_bytes() == b""


def test_a_folder_exchanged_under_an_open_vault_is_left_alone(vault: Vault, folder: Path, tmp_path: Path) -> None:
    vault.backup(tmp_path / "copy")
    folder.rename(tmp_path / "moved")
    (tmp_path / "copy").rename(folder)
    before = (folder / "header").read_bytes()
    for call in (
        lambda: vault.change_passphrase(PASSPHRASE, Secret("nova")),
        vault.check,
        lambda: vault.backup(tmp_path / "b"),
    ):
        with pytest.raises(WorldError, match="vault-moved"):
            call()
    assert (folder / "header").read_bytes() == before
    assert not (tmp_path / "b").exists()


def test_what_kills_left_of_headers_and_quick_files_is_gone_when_the_vault_is_opened(
    vault: Vault, folder: Path
) -> None:
    vault.close()
    left = [folder / f".header.{'0f' * 8}.tmp", folder.parent / f".vault.quick.{'0f' * 8}.tmp"]
    for path in left:
        path.write_bytes(b"a slot that was taken out since")
    with reopen(folder):
        assert not [path for path in left if path.exists()]
