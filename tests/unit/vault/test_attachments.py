"""Files kept with entries: whole or not there, whatever happens on the way, and nothing of them after they are erased."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

import pytest

from app.errors import LacreError, PeerError, UserError
from app.vault import ahead
from app.vault.model import Client, Entry
from app.vault.vault import Vault

from .conftest import NOW, login, reopen

SIZES = [0, 1, 65_535, 65_536, 65_537, 3 * 65_536, 1024 * 1024 + 17]


def octets(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@pytest.fixture
def entry(vault: Vault, client: Client) -> Entry:
    return vault.add_entry(client.id, login("Contrato", "ana"), NOW)


def attach(vault: Vault, entry: Entry, data: bytes, name: str = "contrato.pdf") -> str:
    return vault.add_attachment(entry.id, name, io.BytesIO(data), NOW).id


def content(vault: Vault, attachment_id: str) -> bytes:
    return b"".join(vault.open_attachment(attachment_id))


def files(folder: Path) -> list[str]:
    place = folder / "files"
    return sorted(os.listdir(place)) if place.exists() else []


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_bit_by_bit(vault: Vault, entry: Entry, size: int, tmp_path: Path) -> None:
    done: list[int] = []
    added = vault.add_attachment(entry.id, "a.bin", io.BytesIO(octets(size)), NOW, done.append)
    assert (added.name, added.size, added.entry_id) == ("a.bin", size, entry.id)
    assert vault.attachments(entry.id) == [added]
    assert content(vault, added.id) == octets(size)
    assert done == sorted(done)
    assert (done[-1:] or [0]) == [size]
    vault.save_attachment(added.id, tmp_path / "out.bin")
    assert (tmp_path / "out.bin").read_bytes() == octets(size)
    assert vault.entry(entry.id).attachments == 1
    assert [found.attachments for found in vault.entries(query="has:file")] == [1]
    vault.close()
    with reopen(vault.folder) as again:
        assert again.check().ok
        assert content(again, added.id) == octets(size)


def test_what_lies_on_the_disk_tells_neither_name_nor_content(vault: Vault, entry: Entry) -> None:
    attach(vault, entry, b"segredo de estado " * 1000)
    (name,) = files(vault.folder)
    sealed = (vault.folder / "files" / name).read_bytes()
    assert b"segredo" not in sealed
    assert "contrato" not in name
    assert (vault.folder / "files").stat().st_mode & 0o777 == 0o700
    assert (vault.folder / "files" / name).stat().st_mode & 0o777 == 0o600


def test_a_removed_file_is_gone_from_the_disk(vault: Vault, entry: Entry) -> None:
    kept, gone = attach(vault, entry, b"fica"), attach(vault, entry, b"vai")
    vault.remove_attachment(gone)
    assert files(vault.folder) == [kept]
    assert vault.entry(entry.id).attachments == 1
    for call in (vault.remove_attachment, vault.open_attachment):
        with pytest.raises(UserError, match="no-attachment"):
            call(gone)
    assert vault.check().ok


def test_purging_and_forgetting_erase_files(vault: Vault, entry: Entry, client: Client) -> None:
    attach(vault, entry, b"um")
    other = vault.add_entry(client.id, login("Outro"), NOW)
    attach(vault, other, b"dois")
    vault.trash(entry.id, NOW)
    assert len(files(vault.folder)) == 2
    vault.purge(entry.id)
    assert len(files(vault.folder)) == 1
    vault.forget_client(client.id)
    assert files(vault.folder) == []


def test_a_purge_that_is_rolled_back_keeps_the_file(vault: Vault, entry: Entry) -> None:
    attachment_id = attach(vault, entry, b"um")

    def purge_and_fail() -> None:
        with vault.bulk():
            vault.purge(entry.id)
            vault.add_entry("ff" * 16, login("x"), NOW)

    with pytest.raises(UserError, match="no-client"):
        purge_and_fail()
    assert content(vault, attachment_id) == b"um"


def test_a_moved_entry_takes_its_files_along(vault: Vault, entry: Entry, client: Client) -> None:
    attachment_id = attach(vault, entry, b"contrato")
    other = vault.add_client("Outra", NOW)
    vault.move_entry(entry.id, other.id, NOW)
    vault.forget_client(client.id)
    assert content(vault, attachment_id) == b"contrato"
    assert vault.check().ok


def test_any_bit_that_is_not_as_written_is_refused(vault: Vault, entry: Entry) -> None:
    attachment_id = attach(vault, entry, octets(200_000))
    path = vault.folder / "files" / attachment_id
    good = path.read_bytes()
    chance = random.Random(7)
    bads = [good[:-1], good + b"x", good[: len(good) // 2], b"", good[:24] + good[24 + 65_553 :]]
    for _ in range(40):
        bad = bytearray(good)
        bad[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        bads.append(bytes(bad))
    for bad_file in bads:
        path.write_bytes(bad_file)
        with pytest.raises(PeerError, match="damaged-vault"):
            content(vault, attachment_id)
    assert vault.check().problems == ("attachment",)
    path.unlink()
    with pytest.raises(PeerError, match="damaged-vault"):
        content(vault, attachment_id)
    path.write_bytes(good)
    assert vault.check().ok


def test_files_exchanged_are_refused(vault: Vault, entry: Entry) -> None:
    one, two = attach(vault, entry, b"um"), attach(vault, entry, b"xy")
    place = vault.folder / "files"
    os.rename(place / one, place / "x")
    os.rename(place / two, place / one)
    os.rename(place / "x", place / two)
    for attachment_id in (one, two):
        with pytest.raises(PeerError, match="damaged-vault"):
            content(vault, attachment_id)


def test_a_link_in_the_place_of_a_file_or_of_the_folder_is_not_followed(
    vault: Vault, entry: Entry, tmp_path: Path
) -> None:
    attachment_id = attach(vault, entry, b"um")
    path = vault.folder / "files" / attachment_id
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LacreError):
        content(vault, attachment_id)
    path.unlink()
    (vault.folder / "files").rmdir()
    (tmp_path / "theirs").mkdir()
    (vault.folder / "files").symlink_to(tmp_path / "theirs")
    with pytest.raises(PeerError, match="damaged-vault"):
        attach(vault, entry, b"dois")
    assert os.listdir(tmp_path / "theirs") == []


class Stop(Exception):
    pass


def test_what_is_cancelled_leaves_nothing(vault: Vault, entry: Entry, tmp_path: Path) -> None:
    def cancel(done: int) -> None:
        if done > 1024 * 1024:
            raise Stop

    big = octets(3 * 1024 * 1024)
    with pytest.raises(Stop):
        vault.add_attachment(entry.id, "a", io.BytesIO(big), NOW, cancel)
    assert files(vault.folder) == vault.attachments(entry.id) == []
    attachment_id = attach(vault, entry, big)
    with pytest.raises(Stop):
        vault.save_attachment(attachment_id, tmp_path / "out", cancel)
    assert not (tmp_path / "out").exists()
    with pytest.raises(UserError, match="target-exists"):
        vault.save_attachment(attachment_id, tmp_path)


def test_locking_ends_what_is_under_way(vault: Vault, entry: Entry) -> None:
    with pytest.raises(UserError, match="vault-locked"):
        vault.add_attachment(entry.id, "a", io.BytesIO(octets(3 * 1024 * 1024)), NOW, lambda _done: vault.close())
    with reopen(vault.folder) as again:
        assert files(again.folder) == []
        attachment_id = attach(again, entry, octets(200_000))
        chunks = again.open_attachment(attachment_id)
        next(chunks)
    with pytest.raises(UserError, match="vault-locked"):
        next(chunks)


def test_more_than_the_limit_is_refused_and_leaves_nothing(
    vault: Vault, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST_OCTETS", 2_000_000)
    attach(vault, entry, bytes(2_000_000))
    with pytest.raises(UserError, match="file-too-big"):
        attach(vault, entry, bytes(2_000_001))
    assert len(files(vault.folder)) == 1


def test_a_source_that_cannot_be_read_leaves_nothing(vault: Vault, entry: Entry) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(LacreError, match="cannot-read"):
        vault.add_attachment(entry.id, "a", Broken(), NOW)
    assert vault.attachments(entry.id) == []


def test_two_files_of_one_name_get_two_names(vault: Vault, entry: Entry) -> None:
    names = ("Fatura.pdf", "fatura.PDF", "../fatura.pdf", "nada")
    added = [vault.add_attachment(entry.id, name, io.BytesIO(b"x"), NOW).name for name in names]
    assert added == ["Fatura.pdf", "fatura (2).PDF", "fatura (3).pdf", "nada"]


def test_opening_a_vault_sweeps_what_a_crash_left_and_nothing_else(vault: Vault, entry: Entry) -> None:
    kept = attach(vault, entry, b"um")
    place = vault.folder / "files"
    vault.close()
    for name in ("ab" * 16, f"{'cd' * 16}.part", "notas.txt", "AB" * 16):
        (place / name).write_bytes(b"x")
    with reopen(vault.folder) as again:
        assert files(again.folder) == sorted([kept, "notas.txt", "AB" * 16])
        assert content(again, kept) == b"um"


def test_nothing_is_attached_to_what_is_in_the_trash_or_not_there(vault: Vault, entry: Entry) -> None:
    vault.trash(entry.id, NOW)
    with pytest.raises(UserError, match="in-trash"):
        attach(vault, entry, b"um")
    with pytest.raises(UserError, match="no-entry"):
        vault.add_attachment("ff" * 16, "a", io.BytesIO(b"um"), NOW)
    assert files(vault.folder) == []
