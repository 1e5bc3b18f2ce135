"""Backups of an unlocked vault: taken while others write, proven, compared, brought back whole or entry by entry."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError, OurError, PeerError, UserError, WorldError
from app.vault import copying
from app.vault.comparing import Standing
from app.vault.model import Client, EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.restoring import reinstate
from app.vault.rotation import Reason, Stamp
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

LATER = NOW + timedelta(days=1)
STAMP = Stamp(NOW.replace(microsecond=0), 0, Reason.MANUAL)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / STAMP.name


def password(vault: Vault, title: str) -> str:
    (found,) = [entry for entry in vault.entries() if entry.title == title]
    field = next(field for field in vault.entry(found.id).fields if field.name == "password")
    return vault.reveal(found.id, field.id).text()


def fill(vault: Vault, client: Client, count: int) -> None:
    with vault.bulk():
        for number in range(count):
            vault.add_entry(client.id, login(f"Entrada {number}", "ana", f"palavra {number} " + "x" * 2000), NOW)


def test_what_is_written_meanwhile_waits_a_step_and_the_copy_is_whole(
    vault: Vault, client: Client, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PAGES", 4)
    fill(vault, client, 60)
    steps: list[int] = []
    wrote = threading.Event()

    def write() -> None:
        vault.add_entry(client.id, login("Escrita durante a cópia", password="fresca"), NOW)
        wrote.set()

    def progress(done: int, total: int) -> None:
        steps.append(done)
        if len(steps) == 3:
            threading.Thread(target=write).start()
            assert wrote.wait(20)  # while the copy is under way: nothing holds the lock between two steps

    vault.backup(place, progress)
    assert len(steps) > 10
    assert wrote.is_set()
    vault.close()
    with reopen(place) as copied:
        assert copied.check().ok
        assert len(copied.entries()) == 61
        assert password(copied, "Escrita durante a cópia") == "fresca"


def test_a_backup_starts_while_another_thread_is_in_the_middle_of_a_change(
    vault: Vault, client: Client, place: Path
) -> None:
    within, ended = threading.Event(), threading.Event()

    def change() -> None:
        with vault.bulk():
            vault.add_entry(client.id, login("A meio"), NOW)
            within.set()
            ended.wait(0.2)

    thread = threading.Thread(target=change)
    thread.start()
    assert within.wait(20)
    vault.backup(place)  # waits, and has what was changed
    thread.join()
    found = vault.look_into(place)
    assert found is not None
    assert found.entries == 1


def test_locking_the_vault_ends_a_copy_and_leaves_nothing(
    vault: Vault, client: Client, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PAGES", 4)
    fill(vault, client, 30)
    with pytest.raises(UserError, match="vault-locked"):
        vault.backup(place, lambda done, _: vault.close() if done > 20 else None)
    assert list(place.parent.iterdir()) == []


def test_locking_the_vault_ends_the_reading_through_as_well(
    vault: Vault, client: Client, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_LOOK_EVERY", 10)
    fill(vault, client, 30)
    with pytest.raises(UserError, match="vault-locked"):
        vault.backup(place, lambda done, total: vault.close() if done == total else None)
    assert list(place.parent.iterdir()) == []


@pytest.mark.parametrize("where", ["_copy_pages", "write_atomic"])
def test_a_full_disk_is_told_with_its_place_and_leaves_nothing(
    vault: Vault, client: Client, place: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object) -> None:
        raise WorldError("disk-full")

    monkeypatch.setattr(copying, where, full)
    with pytest.raises(WorldError) as caught:
        vault.backup(place)
    assert caught.value.code == "backup-disk-full"
    assert caught.value.facts == {"path": str(place.parent)}
    assert list(place.parent.iterdir()) == []
    monkeypatch.undo()
    vault.backup(place)


def test_a_backup_inside_ones_own_bulk_is_our_mistake(vault: Vault, place: Path) -> None:
    with vault.bulk(), pytest.raises(OurError, match="backup-in-bulk"):
        vault.backup(place)


def test_a_backup_says_what_is_in_it_without_being_touched(vault: Vault, client: Client, place: Path) -> None:
    fill(vault, client, 3)
    vault.backup(place)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in place.iterdir()}
    found = vault.look_into(place)
    assert found is not None
    assert (found.clients, found.entries, found.readable) == (1, 3, True)
    vault.compare_backup(place)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in place.iterdir()} == before
    assert vault.look_into(place.with_name("other")) is None
    place.rename(place.with_name("nome próprio"))
    assert vault.look_into(place.with_name("nome próprio")) is None
    assert vault.compare_backup(place.with_name("nome próprio")).differences == ()


def test_another_vaults_backup_is_seen_but_not_read(vault: Vault, place: Path, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "other", PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as other:
        other.backup(place)
    found = vault.look_into(place)
    assert found is not None
    assert not found.readable
    for call in (vault.compare_backup, vault.restore_backup):
        with pytest.raises(UserError, match="backup-of-another"):
            call(place)
    with pytest.raises(UserError, match="backup-of-another"):
        vault.restore_entries(place, ["0" * 32], NOW)


def test_a_comparison_tells_what_is_here_there_and_different(vault: Vault, client: Client, place: Path) -> None:
    other = vault.add_client("Atelier", NOW)
    same = vault.add_entry(client.id, login("Igual", password="a"), NOW)
    changed = vault.add_entry(client.id, login("Mudada", password="antiga"), NOW)
    gone = vault.add_entry(other.id, login("Apagada", password="b"), NOW)
    vault.backup(place)
    draft = login("Mudada", password="nova")
    vault.edit_entry(changed.id, draft, LATER)
    vault.edit_entry(same.id, login("Igual", password="c"), LATER)
    vault.edit_entry(same.id, login("Igual", password="a"), LATER + timedelta(days=1))
    vault.forget_client(other.id)
    fresh = vault.add_entry(client.id, login("Nova"), LATER)
    found = vault.compare_backup(place)
    assert [(one.standing, one.entry_id, one.client_name) for one in found.differences] == [
        (Standing.ONLY_THERE, gone.id, "Atelier"),
        (Standing.DIFFERENT, changed.id, "Padaria Açores"),
        (Standing.ONLY_HERE, fresh.id, "Padaria Açores"),
    ]
    assert found.same == 1
    assert [len(differences) for differences in found.by_client().values()] == [1, 2]
    assert found.count(Standing.DIFFERENT) == 1


def test_the_whole_vault_goes_back_and_keeps_the_passphrase_of_today(
    vault: Vault, client: Client, folder: Path, place: Path
) -> None:
    fill(vault, client, 5)
    vault.backup(place)
    vault.forget_client(client.id)
    vault.add_client("Depois", LATER)
    vault.change_passphrase(PASSPHRASE, Secret("a de hoje"))
    vault.restore_backup(place)
    assert [one.name for one in vault.clients()] == ["Padaria Açores"]
    assert password(vault, "Entrada 3").startswith("palavra 3 ")
    assert [entry.title for entry in vault.entries(query="entrada 4")] == ["Entrada 4"]
    vault.add_entry(client.id, login("Escreve-se outra vez"), LATER)
    assert vault.check().ok
    vault.close()
    with reopen(folder, Secret("a de hoje")) as again:
        assert len(again.entries()) == 6
        assert again.check().ok
    assert [path.name for path in folder.parent.iterdir() if path.name.endswith(".new")] == []


def test_entries_come_back_whole_with_their_past_their_client_and_their_ids(
    vault: Vault, client: Client, place: Path
) -> None:
    other = vault.add_client("Atelier", NOW)
    door = EntryDraft(
        EntryKind.DOOR,
        "Portão",
        (FieldDraft("code", "1234"), FieldDraft("custom", "x", "Andar", FieldKind.TEXT, protected=True)),
    )
    gone = vault.add_entry(other.id, door, NOW)
    vault.edit_entry(
        gone.id,
        EntryDraft(EntryKind.DOOR, "Portão", (FieldDraft("code", "9999", id=gone.fields[0].id),)),
        NOW + timedelta(hours=1),
    )
    changed = vault.add_entry(client.id, login("Mudada", "ana", "antiga"), NOW)
    vault.backup(place)
    vault.forget_client(other.id)
    vault.edit_entry(changed.id, login("Mudada agora", password="nova"), LATER)
    kept = vault.add_entry(client.id, login("Fica"), LATER)
    assert vault.restore_entries(place, [gone.id, changed.id, kept.id, "f" * 32], LATER + timedelta(days=1)) == 2
    back = vault.entry(gone.id)
    assert (back.client_name, back.client_id, back.title) == ("Atelier", other.id, "Portão")
    assert vault.reveal(gone.id, gone.fields[0].id).text() == "9999"
    assert vault.reveal(gone.id, gone.fields[0].id, 1).text() == "1234"
    assert password(vault, "Mudada") == "antiga"
    titles = [state.value for state in vault.history(changed.id, changed.id)]
    assert titles == ["Mudada", "Mudada agora", "Mudada"]
    assert [entry.title for entry in vault.entries(query="portao")] == ["Portão"]
    assert vault.compare_backup(place).count(Standing.ONLY_THERE) == 0
    assert vault.compare_backup(place).count(Standing.DIFFERENT) == 0
    assert vault.restore_entries(place, [gone.id, changed.id], LATER) == 0
    assert vault.check().ok
    assert len(vault.entries()) == 3


def test_what_is_brought_back_is_not_erased_again_within_the_hour(vault: Vault, client: Client, place: Path) -> None:
    def door(until: str) -> EntryDraft:
        return EntryDraft(EntryKind.DOOR, "Portão", (FieldDraft("code", "1397#"), FieldDraft("valid_until", until)))

    past, coming = (f"{NOW + timedelta(days=days):%Y-%m-%d}" for days in (2, 20))
    gone, longer, later = [vault.add_entry(client.id, door(until), NOW) for until in (past, past, coming)]
    for one in (gone, longer, later):
        vault.purge_after(one.id, 1)
    vault.backup(place)
    vault.edit_entry(longer.id, door(coming), NOW)  # so only the first is erased
    at = NOW + timedelta(days=10)
    assert vault.purge_due(at) == 1
    vault.purge(later.id)
    assert vault.restore_entries(place, [gone.id, longer.id, later.id], at) == 3
    assert vault.purge_due(at) == 0
    assert vault.entry(gone.id).purge_after is None
    assert vault.entry(longer.id).valid_until == past
    assert vault.entry(later.id).purge_after == 1


@pytest.mark.parametrize("name", ["vault.db", "header"])
def test_a_backup_with_any_page_damaged_brings_nothing_back(
    vault: Vault, client: Client, place: Path, name: str
) -> None:
    fill(vault, client, 8)
    vault.backup(place)
    vault.add_entry(client.id, login("Depois"), LATER)
    good = (place / name).read_bytes()
    for position in range(100, len(good), max(1, len(good) // 12)):
        (place / name).write_bytes(good[:position] + bytes([good[position] ^ 16]) + good[position + 1 :])
        with pytest.raises(LacreError) as caught:
            vault.restore_backup(place)
        assert caught.value.code in {"backup-unreadable", "backup-of-another"}
        found = vault.look_into(place)
        assert found is not None
    assert len(vault.entries()) == 9
    assert vault.check().ok


def test_links_in_a_backup_are_not_followed(vault: Vault, place: Path, tmp_path: Path) -> None:
    vault.backup(place)
    (place / "vault.db").rename(tmp_path / "elsewhere")
    (place / "vault.db").symlink_to(tmp_path / "elsewhere")
    found = vault.look_into(place)
    assert found is not None
    assert not found.readable
    with pytest.raises(PeerError, match="backup-unreadable"):
        vault.restore_backup(place)


def test_a_failing_copy_back_changes_nothing(
    vault: Vault, client: Client, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = place.with_name("small")
    vault.backup(small)
    fill(vault, client, 30)
    vault.backup(place)
    vault.restore_backup(small)
    (pages,) = vault._core.rows("PRAGMA page_count")[0]
    vault._core.db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(WorldError, match="disk-full"):
        vault.restore_backup(place)
    assert vault.entries() == []
    assert vault.check().ok


def test_single_entries_come_back_all_or_none_where_the_disk_is_full(vault: Vault, client: Client, place: Path) -> None:
    kept = vault.add_entry(client.id, login("Mudada", password="nova"), NOW)
    small = place.with_name("small")
    vault.backup(small)
    vault.edit_entry(kept.id, login("Mudada", password="antiga"), LATER)
    fill(vault, client, 30)
    wanted = [kept.id, *(entry.id for entry in vault.entries() if entry.id != kept.id)]
    vault.backup(place)
    vault.restore_backup(small)
    (pages,) = vault._core.rows("PRAGMA page_count")[0]
    vault._core.db.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(WorldError, match="disk-full"):
        vault.restore_entries(place, wanted, LATER)
    assert [entry.id for entry in vault.entries()] == [kept.id]
    assert password(vault, "Mudada") == "nova"
    assert vault.check().ok
    vault._core.db.execute("PRAGMA max_page_count = 100000")
    assert vault.restore_entries(place, wanted, LATER) == len(wanted)


def test_a_vault_that_is_lost_is_made_again_from_a_backup(
    vault: Vault, client: Client, folder: Path, place: Path, tmp_path: Path
) -> None:
    fill(vault, client, 3)
    vault.backup(place)
    vault.close()
    with pytest.raises(UserError, match="vault-exists"):
        reinstate(place, folder, PASSPHRASE, CHEAP)
    folder.rename(tmp_path / "aside")
    with pytest.raises(UserError, match="wrong-passphrase"):
        reinstate(place, folder, Secret("errada"), CHEAP)
    assert not folder.exists()
    reinstate(place, folder, PASSPHRASE, CHEAP)
    with reopen(folder) as again:
        assert len(again.entries()) == 3
        assert again.check().ok
    whole = (place / "vault.db").read_bytes()
    (place / "vault.db").write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    folder.rename(tmp_path / "aside-too")
    with pytest.raises(PeerError, match="backup-unreadable"):
        reinstate(place, folder, PASSPHRASE, CHEAP)
    assert not folder.exists()


def test_a_change_is_noticed_by_its_time(vault: Vault, client: Client, folder: Path, place: Path) -> None:
    vault.settle()
    for name in ("header", "vault.db", "vault.db-wal"):
        if (folder / name).exists():
            os.utime(folder / name, (1_000_000, 1_000_000))
    assert vault.changed_at().year == 1970
    vault.rename_client(client.id, "Outro nome", LATER)
    assert vault.changed_at().year >= 2026


def test_nothing_is_done_with_a_locked_vault(vault: Vault, place: Path) -> None:
    vault.backup(place)
    vault.close()
    calls: tuple[Callable[[], object], ...] = (
        lambda: vault.compare_backup(place),
        lambda: vault.restore_backup(place),
        lambda: vault.restore_entries(place, [], NOW),
        lambda: vault.look_into(place),
        lambda: vault.backup(place.with_name("x")),
    )
    for call in calls:
        with pytest.raises(LacreError) as caught:
            call()
        assert caught.value.code in {"vault-locked", "vault-moved"}
