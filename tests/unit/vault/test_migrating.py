"""From version 1 of the tables to version 2: whole or not at all, nothing lost, and newer ones refused."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from pathlib import Path

import apsw
import pytest

from app.crypto.secret import Secret
from app.errors import PeerError
from app.vault import header as headers
from app.vault import schema
from app.vault.categories import Category
from app.vault.database import open_database
from app.vault.keys import KeyRing
from app.vault.kinds import CUSTOM, EntryKind, FieldKind
from app.vault.model import Client, EntryDraft, FieldDraft
from app.vault.vault import Vault

from .conftest import CHEAP, NOW, PASSPHRASE, login, reopen

KILLS = 12


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
    """Take away what version 2 added."""
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
    for name in ("mark", "tag", "attachment", "generated"):
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
        broken.setattr(schema, "ADDED", (*schema.ADDED, "CREATE nonsense"))
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
    assert seen <= {1, 2}


def _migrate(folder: Path, ready: multiprocessing.synchronize.Event) -> None:
    key = database_key(folder)
    ready.set()
    open_database(folder / "vault.db", key).close()


@pytest.mark.parametrize(("version", "code"), [(3, "newer-vault"), (0, "damaged-vault")])
def test_a_version_that_is_not_known_is_refused(vault: Vault, version: int, code: str) -> None:
    vault.close()
    db = raw(vault.folder)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(PeerError, match=code):
        reopen(vault.folder)


def test_version_1_with_a_table_more_is_refused_and_not_brought_up(old: Path) -> None:
    db = raw(old)
    db.execute(schema.ADDED[0])
    db.close()
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(old)
