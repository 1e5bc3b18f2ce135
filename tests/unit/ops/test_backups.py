"""Backups as a person meets them: when one is due, what is kept, what is told, and how a lost vault comes back."""

from __future__ import annotations

import dataclasses
import io
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.host.settings import Settings, save
from app.ops import backups
from app.vault import policy
from app.vault.comparing import Standing
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.rotation import Reason
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
NOW = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=1)  # files have the time of the machine
NOON = NOW.replace(hour=12)
DAY = timedelta(days=1)
PASSPHRASE = Secret("cavalo bateria agrafo")


@pytest.fixture
def vault(home: Path) -> Iterator[Vault]:
    home.mkdir()
    with Vault.create(home / "vault.lacre", PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        vault.add_client("Padaria", NOW)
        yield vault


def add(vault: Vault, title: str) -> str:
    draft = EntryDraft(EntryKind.LOGIN, title, (FieldDraft("password", f"de {title}"),))
    return vault.add_entry(vault.clients()[0].id, draft, NOW).id


def touch(vault: Vault, moment: datetime) -> None:
    """As if the last change had been then."""
    for path in vault.folder.iterdir():
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def test_a_day_without_a_change_needs_no_backup(vault: Vault, home: Path) -> None:
    assert backups.make_if_due(home, vault, NOW) is not None
    touch(vault, NOW - DAY)
    assert backups.make_if_due(home, vault, NOW + 3 * DAY) is None
    add(vault, "Banco")
    touch(vault, NOW + DAY)
    assert not backups.is_due_now(home, vault, NOW + DAY - timedelta(hours=1))
    made = backups.make_if_due(home, vault, NOW + 3 * DAY)
    assert made is not None
    assert [one.entries for one in backups.listed(home, vault)] == [1, 0]
    assert made.parent == home / "backups"
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_sixty_days_leave_what_the_rule_keeps(vault: Vault, home: Path) -> None:
    for day in range(60):
        backups.make(home, vault, Reason.DAILY, NOW + day * DAY)
    held = backups.listed(home, vault)
    assert len(held) <= 17
    assert [one.stamp.made_at for one in held[:7]] == [NOW + day * DAY for day in range(59, 52, -1)]
    assert all(one.readable for one in held)


def test_a_backup_with_files_goes_whole(vault: Vault, home: Path) -> None:
    entry = add(vault, "Contrato")
    vault.add_attachment(entry, "contrato.pdf", io.BytesIO(b"x" * 100_000), NOW)
    first = backups.make(home, vault, Reason.DAILY, NOW)
    (held,) = backups.listed(home, vault)
    assert held.octets > 100_000
    backups.make(home, vault, Reason.DAILY, NOW + timedelta(minutes=1))
    assert not first.exists()
    assert len(list((home / "backups").iterdir())) == 1


def test_rotation_touches_nothing_of_others(vault: Vault, home: Path, tmp_path: Path) -> None:
    folder = home / "backups"
    with Vault.create(tmp_path / "other", PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as other:
        folder.mkdir()
        for day in range(30):
            other.backup(folder / f"lacre-202001{day + 1:02}T000000Z-daily.lacre")
    (folder / "letter.txt").write_text("mine")
    (folder / "lacre-20200101T000000Z-1-daily.lacre").mkdir()
    (folder / "lacre-20200101T000000Z-1-daily.lacre" / "mine.txt").write_text("mine")
    by_hand = backups.make(home, vault, Reason.MANUAL, NOW - 1000 * DAY)
    for day in range(12):
        backups.make(home, vault, Reason.DAILY, NOW + day * DAY)
    names = {path.name for path in folder.iterdir()}
    assert sum(name.startswith("lacre-202001") for name in names) == 31
    assert {"letter.txt", by_hand.name} <= names
    assert (folder / "lacre-20200101T000000Z-1-daily.lacre" / "mine.txt").exists()


def test_what_crashes_left_is_cleared_up(vault: Vault, home: Path) -> None:
    made = backups.make(home, vault, Reason.DAILY, NOW)
    half = made.parent / f".{made.name}.0123456789abcdef.new"
    half.mkdir()
    (half / "lock").touch()
    (half / "vault.db").write_bytes(b"half")
    backups.make(home, vault, Reason.DAILY, NOW + DAY)
    assert not half.exists()


def test_a_backup_that_another_computer_is_still_sending_is_left_alone(vault: Vault, home: Path) -> None:
    made = backups.make(home, vault, Reason.DAILY, NOW)
    arriving = made.parent / "lacre-20200101T000000Z-daily.lacre"
    arriving.mkdir()
    (arriving / "vault.db").write_bytes(b"its header comes later")
    backups.make(home, vault, Reason.DAILY, NOW + DAY)
    assert (arriving / "vault.db").exists()


def test_a_removal_that_is_cut_short_leaves_no_backup_and_is_finished_later(
    vault: Vault, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backups.make(home, vault, Reason.DAILY, NOON)

    def killed(_folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(backups, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            backups.make(home, vault, Reason.DAILY, NOON + timedelta(minutes=1))  # of one day the newest stays
    assert [path.name.endswith(".new") for path in first.parent.iterdir() if first.name in path.name] == [True]
    backups.make(home, vault, Reason.DAILY, NOON + timedelta(minutes=2))
    assert len(list(first.parent.iterdir())) == 1


def test_something_of_others_in_a_backup_keeps_its_name(vault: Vault, home: Path) -> None:
    first = backups.make(home, vault, Reason.DAILY, NOON)
    (first / "letter.txt").write_text("mine")
    backups.make(home, vault, Reason.DAILY, NOON + timedelta(minutes=1))
    assert [path.name for path in first.iterdir()] == ["letter.txt"]


def test_a_folder_that_cannot_be_listed_is_told(vault: Vault, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.make(home, vault, Reason.DAILY, NOW)

    def pulled_out(_folder: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("app.ops.backups.os.listdir", pulled_out)
    with pytest.raises(WorldError, match="cannot-read"):
        backups.make(home, vault, Reason.DAILY, NOW + DAY)


def test_a_chosen_folder_is_used_and_a_missing_stick_is_told(vault: Vault, home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    save(home, dataclasses.replace(Settings(), backup_folder=str(stick)))
    with pytest.raises(WorldError, match="no-backup-folder"):
        backups.make_if_due(home, vault, NOW)
    assert not stick.exists()
    stick.mkdir()
    made = backups.make_if_due(home, vault, NOW)
    assert made is not None
    assert made.parent == stick


def test_a_disk_without_room_is_told_before_anything_is_written(
    vault: Vault, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(WorldError) as caught:
        backups.make(home, vault, Reason.DAILY, NOW)
    assert caught.value.code == "backup-disk-full"
    assert caught.value.facts == {"path": str(home / "backups")}
    assert list((home / "backups").iterdir()) == []


def test_a_whole_restore_keeps_today_as_a_backup(vault: Vault, home: Path) -> None:
    add(vault, "Antes")
    first = backups.make(home, vault, Reason.DAILY, NOW)
    add(vault, "Depois")
    seen = backups.preview(vault, first)
    assert [(one.title, one.standing) for one in seen.differences] == [("Depois", Standing.ONLY_HERE)]
    aside = backups.restore_whole(home, vault, first, NOW + DAY)
    assert [entry.title for entry in vault.entries()] == ["Antes"]
    assert {path.name for path in (first, aside)} == {one.path.name for one in backups.listed(home, vault)}
    lost = backups.preview(vault, aside).differences
    assert [(one.title, one.standing) for one in lost] == [("Depois", Standing.ONLY_THERE)]
    assert backups.restore_entries(home, vault, aside, [one.entry_id for one in lost], NOW + 2 * DAY) == 1
    before = backups.listed(home, vault)[0]
    assert (before.stamp.reason, before.entries) == (Reason.RESTORE, 1), "single entries are kept before as well"
    assert [entry.title for entry in vault.entries()] == ["Antes", "Depois"]


def test_the_backup_that_is_brought_back_is_not_rotated_away_meanwhile(vault: Vault, home: Path) -> None:
    for minute in range(5):
        backups.make(home, vault, Reason.IMPORT, NOW + timedelta(minutes=minute))
    add(vault, "Depois")
    oldest = backups.listed(home, vault)[-1].path
    backups.restore_whole(home, vault, oldest, NOW + DAY)
    assert vault.entries() == []
    assert oldest.exists()


def test_a_backup_is_found_by_name_or_path(vault: Vault, home: Path, tmp_path: Path) -> None:
    made = backups.make(home, vault, Reason.DAILY, NOW)
    assert backups.find(home, made.name) == made
    assert backups.find(home, str(made)) == made
    with pytest.raises(UserError, match="no-backup"):
        backups.find(home, "nothing")


def test_a_damaged_vault_is_set_aside_and_a_backup_takes_its_place(
    vault: Vault, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "POLICY", CHEAP)
    add(vault, "Banco")
    made = backups.make(home, vault, Reason.DAILY, NOW)
    with pytest.raises(WorldError, match="in-use"):
        backups.restore_lost(home, made, PASSPHRASE, set_aside=True, now=NOW)
    vault.close()
    (home / "vault.lacre" / "vault.db").write_bytes(b"gone")
    with pytest.raises(UserError, match="vault-exists"):
        backups.restore_lost(home, made, PASSPHRASE, set_aside=False, now=NOW)
    with pytest.raises(UserError, match="wrong-passphrase"):
        backups.restore_lost(home, made, Secret("outra coisa"), set_aside=True, now=NOW)
    assert (home / "vault.lacre" / "vault.db").read_bytes() == b"gone"
    aside = backups.restore_lost(home, made, PASSPHRASE, set_aside=True, now=NOW)
    assert aside is not None
    assert (aside / "vault.db").read_bytes() == b"gone"
    with Vault.unlock(home / "vault.lacre", PASSPHRASE, policy=CHEAP) as again:
        assert [entry.title for entry in again.entries()] == ["Banco"]


def test_backups_that_begin_at_once_are_both_made_while_the_vault_is_used(vault: Vault, home: Path) -> None:
    """The day's begins by itself, beside one that somebody asked for; and a list is read meanwhile."""
    add(vault, "Antes")
    ended = threading.Event()

    def read() -> int:
        count = 0
        while not ended.is_set():
            count += len(vault.entries())
        return count

    reasons = (Reason.DAILY, Reason.PASSPHRASE, Reason.IMPORT)
    with ThreadPoolExecutor(len(reasons) + 1) as pool:
        reading = pool.submit(read)
        made = [pool.submit(backups.make, home, vault, reason, NOW) for reason in reasons]
        try:
            paths = {one.result(60) for one in made}
        finally:
            ended.set()
        assert reading.result(60)
    assert {one.path for one in backups.listed(home, vault) if one.readable} == paths
    assert len(paths) == len(reasons)


def test_the_vault_is_asked_while_a_copy_of_it_begins_and_ends(vault: Vault, tmp_path: Path) -> None:
    add(vault, "Antes")
    ended = threading.Event()

    def read() -> int:
        count = 0
        while not ended.is_set():
            count += len(vault.entries())
        return count

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        try:
            for number in range(20):
                vault.backup(tmp_path / f"{number}.lacre")
        finally:
            ended.set()
        assert reading.result(60)


def test_after_a_wrong_clock_what_is_made_is_kept(vault: Vault, home: Path) -> None:
    for turn in range(6):
        backups.make(home, vault, Reason.RESTORE, NOW + 3650 * DAY + turn * DAY)
        backups.make(home, vault, Reason.DAILY, NOW + 3650 * DAY + 2 * turn * DAY)
    made = [backups.make(home, vault, reason, NOW) for reason in (Reason.RESTORE, Reason.DAILY)]
    assert all(path.is_dir() for path in made)
