"""From an older version of the tables to this one: whole or not at all, nothing lost, and newer ones refused."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from pathlib import Path

import apsw
import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, WorldError
from app.vault import header as headers
from app.vault import schema
from app.vault.categories import Category
from app.vault.database import open_database, peeking
from app.vault.keeping_old import keep_old
from app.vault.keys import KeyRing
from app.vault.kinds import CUSTOM, EntryKind, FieldKind
from app.vault.model import CheckReport, Client, EntryDraft, FieldDraft
from app.vault.policy import POLICY
from app.vault.restoring import reinstate
from app.vault.rotation import BESIDE, Reason, parse_name
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

KILLS = 8


def database_key(folder: Path) -> Secret:
    vault_key, _ = headers.open_slot(headers.parse_header((folder / "header").read_bytes()), PASSPHRASE, CHEAP)
    return KeyRing(vault_key).database


def raw(folder: Path) -> apsw.Connection:
    """The database as SQLite sees it, without our checks."""
    db = apsw.Connection(str(folder / "vault.db"))
    db.execute("PRAGMA cipher = 'chacha20'").fetchall()
    db.execute(f"PRAGMA key = 'raw:{database_key(folder).reveal().hex()}'").fetchall()
    return db


def as_version_1(folder: Path) -> None:
    """Take away what later versions added."""
    db = raw(folder)
    for name in (
        "entry_by_line",
        "mark_hidden",
        "mark_removed",
        "mark_used",
        "mark_valid",
        "tag_by_name",
        "attachment_of_entry",
    ):
        db.execute(f"DROP INDEX {name}")
    for name in (
        "mark",
        "tag",
        "attachment",
        "generated",
        "origin",
        "past_kind",
        "intent",
        "parcel",
        "request",
        "submission",
        "seen",
    ):
        db.execute(f"DROP TABLE {name}")
    db.execute("PRAGMA user_version = 1")
    schema.require_schema(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall(), 1)
    db.close()


@pytest.fixture
def old(vault: Vault, client: Client) -> Path:
    """A vault of version 1 with an entry of every kind that version had, and many more."""
    door = (FieldDraft("code", "1397#"), FieldDraft("valid_until", "2026-11-25"))
    vault.add_entry(client.id, EntryDraft(EntryKind.DOOR, "Portão", door), NOW)
    note = (FieldDraft("text", "x"), FieldDraft(CUSTOM, "1234", "PIN", FieldKind.CODE))
    vault.add_entry(client.id, EntryDraft(EntryKind.NOTE, "Nota", note), NOW)
    with vault.bulk():
        for number in range(300):
            vault.add_entry(client.id, login(f"Entrada {number}", f"user{number}", "segredo"), NOW)
    vault.close()
    as_version_1(vault.folder)
    return vault.folder


def test_an_older_vault_is_brought_up_when_it_is_unlocked(old: Path) -> None:
    with reopen(old) as vault:
        assert vault.check().ok
        assert len(vault.entries()) == 302
        (door,) = vault.entries(query="portao")
        assert (door.valid_until, door.category) == ("2026-11-25", Category.PASSWORDS)
        (note,) = vault.entries(query="nota")
        assert note.category is Category.PASSWORDS
        vault.mark(note.id, favourite=True)
    with reopen(old) as vault:
        assert [entry.title for entry in vault.entries(query="is:favourite")] == ["Nota"]


def test_a_failure_on_the_way_leaves_the_older_version_whole(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(schema.ADDED, 3, (*schema.ADDED[3], "CREATE nonsense"))
        with pytest.raises(Exception, match="vault-failed"):
            reopen(old)
    db = raw(old)
    assert db.pragma("user_version") == 1
    assert db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'mark'").fetchall() == [(0,)]
    db.close()
    with reopen(old) as vault:
        assert vault.check().ok


def test_killed_at_any_point_it_is_the_older_version_or_the_newer_one(old: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    seen = set()
    for number in range(KILLS):
        copy = shutil.copytree(old, tmp_path / f"killed-{number}.lacre")
        ready = multiprocessing.get_context("fork").Event()
        migrating = multiprocessing.get_context("fork").Process(target=_migrate, args=(copy, ready))
        migrating.start()
        assert ready.wait(30)
        migrating.join(chance.uniform(0, 0.03))
        migrating.kill()
        migrating.join()
        db = raw(copy)
        seen.add(db.pragma("user_version"))
        db.close()
        with reopen(copy) as vault:
            assert vault.check().ok
            assert len(vault.entries()) == 302
    assert seen <= {1, 5}


def _migrate(folder: Path, ready: multiprocessing.synchronize.Event) -> None:
    key = database_key(folder)
    ready.set()
    open_database(folder / "vault.db", key).close()


@pytest.mark.parametrize(("version", "code"), [(6, "newer-vault"), (0, "damaged-vault")])
def test_a_version_that_is_not_known_is_refused(vault: Vault, version: int, code: str) -> None:
    vault.close()
    db = raw(vault.folder)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(PeerError, match=code):
        reopen(vault.folder)


def test_version_1_with_a_table_more_is_refused_and_not_brought_up(old: Path) -> None:
    db = raw(old)
    db.execute(schema.ADDED[2][0])
    db.close()
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(old)


# -- what is kept before --------------------------------------------------------------------------------------------------


def kept_before(folder: Path) -> list[Path]:
    place = folder.parent / BESIDE
    return sorted(path for path in place.iterdir() if parse_name(path.name)) if place.is_dir() else []


def test_the_older_vault_is_kept_as_a_backup_before_it_is_brought_up(old: Path, tmp_path: Path) -> None:
    with reopen(old) as vault:
        (backup,) = kept_before(old)
        found = vault.look_into(backup)
        assert found is not None
        assert (found.stamp.reason, found.entries) == (Reason.MIGRATION, 302)
        assert vault.compare_backup(backup).differences == ()
    db = raw(backup)
    assert db.pragma("user_version") == 1
    db.close()
    assert backup.stat().st_mode & 0o077 == 0
    reinstate(backup, tmp_path / "again.lacre", PASSPHRASE, CHEAP)
    with reopen(tmp_path / "again.lacre") as again:
        assert len(again.entries()) == 302


def test_a_vault_of_this_version_is_not_kept_again(old: Path) -> None:
    reopen(old).close()
    reopen(old).close()
    assert len(kept_before(old)) == 1


def test_what_version_1_really_wrote_is_kept_before_it_is_brought_up(tmp_path: Path) -> None:
    folder = shutil.copytree(Path(__file__).with_name("fixtures") / "version-1.lacre", tmp_path / "vault.lacre")
    header = headers.parse_header((folder / "header").read_bytes())
    keys = KeyRing(headers.open_slot(header, Secret("açúcar mascavado"), POLICY)[0])
    open_database(folder / "vault.db", keys.database, lambda older: keep_old(folder, keys, older)).close()
    (backup,) = kept_before(folder)
    with peeking(backup / "vault.db", keys.database) as db:
        assert (db.pragma("user_version"), db.execute("SELECT count(*) FROM entry").fetchall()) == (1, [(3,)])


def test_without_room_for_the_copy_the_older_vault_stays_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise WorldError("disk-full")

    with monkeypatch.context() as broken:
        broken.setattr("app.vault.keeping_old.write_atomic", full)
        with pytest.raises(WorldError, match="backup-disk-full"):
            reopen(old)
    assert kept_before(old) == []
    db = raw(old)
    assert db.pragma("user_version") == 1
    db.close()
    reopen(old).close()


def test_a_copy_that_cannot_be_read_stops_the_change(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("app.vault.keeping_old.check", lambda _core: CheckReport(0, 0, ("value",)))
        with pytest.raises(PeerError, match="damaged-vault"):
            reopen(old)
    assert kept_before(old) == []
    db = raw(old)
    assert db.pragma("user_version") == 1
    db.close()


def test_killed_while_it_is_kept_or_brought_up_the_vault_opens_and_nothing_half_made_counts(
    old: Path, tmp_path: Path
) -> None:
    chance = random.Random(2)
    for number in range(KILLS):
        place = tmp_path / f"home-{number}"
        copy = shutil.copytree(old, place / "vault.lacre")
        ready = multiprocessing.get_context("fork").Event()
        unlocking = multiprocessing.get_context("fork").Process(target=_unlock, args=(copy, ready))
        unlocking.start()
        assert ready.wait(30)
        unlocking.join(chance.uniform(0, 0.12))
        unlocking.kill()
        unlocking.join()
        whole = kept_before(copy)
        with reopen(copy) as vault:
            assert vault.check().ok
            assert len(vault.entries()) == 302
            assert kept_before(copy)
            for backup in whole:
                assert vault.compare_backup(backup).differences == ()
        assert [path for path in place.rglob(".*/*") if path.name != "lock"] == []


def _unlock(folder: Path, ready: multiprocessing.synchronize.Event) -> None:
    ready.set()
    reopen(folder).close()
