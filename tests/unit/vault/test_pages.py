"""The database file: one changed bit, page or table, and it is refused or the check names it. Nothing false is ever shown."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from app.errors import LacreError, PeerError
from app.vault.database import open_database
from app.vault.model import EntrySummary
from app.vault.schema import VERSION
from app.vault.vault import Vault

from .conftest import NOW, login, reopen

PAGE = 4096
Shown = tuple[list[EntrySummary], list[str]]


def show(vault: Vault) -> Shown:
    """Everything that one can see."""
    entries = vault.entries()
    revealed = [vault.reveal(entry.id, field.id).text() for entry in entries for field in vault.entry(entry.id).fields]
    return entries, revealed


@pytest.fixture
def filled(vault: Vault, folder: Path) -> tuple[Path, Shown]:
    """A closed vault of some forty pages, and what it shows."""
    client = vault.add_client("Padaria", NOW)
    with vault.bulk():
        for number in range(40):
            vault.add_entry(client.id, login(f"título {number}", "ana", f"pa55 {number}", notes="nota " * 100), NOW)
    shown = show(vault)
    vault.close()
    return folder, shown


def assert_refused_or_true(folder: Path, shown: Shown, what: object) -> None:
    """Damage is noticed, and what can still be read is what was written."""
    code = "damaged-vault"
    try:
        with reopen(folder) as vault:
            assert not vault.check().ok, what
            assert show(vault) == shown, what
    except LacreError as error:
        code = error.code
    assert code == "damaged-vault", what


def test_a_flipped_bit_in_any_page_is_noticed_and_shows_nothing_false(filled: tuple[Path, Shown]) -> None:
    folder, shown = filled
    database = folder / "vault.db"
    good = database.read_bytes()
    chance = random.Random(20261122)
    spots = [page * PAGE + chance.randrange(PAGE) for page in range(len(good) // PAGE)]
    for spot in [*range(0, 100, 3), *spots, *spots[::2]]:
        bad = bytearray(good)
        bad[spot] ^= 1 << chance.randrange(8)
        database.write_bytes(bad)
        assert_refused_or_true(folder, shown, spot)
    database.write_bytes(good)
    with reopen(folder) as vault:
        assert vault.check().ok


def test_pages_exchanged_are_noticed(filled: tuple[Path, Shown]) -> None:
    folder, shown = filled
    database = folder / "vault.db"
    good = database.read_bytes()
    pages = [good[start : start + PAGE] for start in range(0, len(good), PAGE)]
    for one in range(1, len(pages) - 1, 3):
        swapped = [*pages[:one], pages[one + 1], pages[one], *pages[one + 2 :]]
        database.write_bytes(b"".join(swapped))
        assert_refused_or_true(folder, shown, one)


@pytest.mark.parametrize("size", [0, 1, 100, PAGE - 1, PAGE, 3 * PAGE, 3 * PAGE + 7])
def test_a_database_cut_short_is_noticed(filled: tuple[Path, Shown], size: int) -> None:
    folder, shown = filled
    database = folder / "vault.db"
    database.write_bytes(database.read_bytes()[:size])
    assert_refused_or_true(folder, shown, size)


def test_a_database_that_is_not_encrypted_is_refused(filled: tuple[Path, Shown]) -> None:
    folder, _ = filled
    (folder / "vault.db").unlink()
    plain = sqlite3.connect(folder / "vault.db")
    plain.execute("CREATE TABLE entry (title TEXT)")
    plain.close()
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(folder)


def test_the_database_of_another_vault_is_refused(filled: tuple[Path, Shown], vault: Vault, tmp_path: Path) -> None:
    from app.crypto.kdf import KdfCost

    from .conftest import CHEAP, PASSPHRASE

    folder, _ = filled
    Vault.create(tmp_path / "other", PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP).close()
    (folder / "vault.db").write_bytes((tmp_path / "other" / "vault.db").read_bytes())
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(folder)


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER spy AFTER INSERT ON entry BEGIN DELETE FROM past; END",
        "CREATE VIEW spy AS SELECT * FROM entry",
        "CREATE TABLE spy (title TEXT)",
        "CREATE INDEX spy ON entry (title)",
        "CREATE VIRTUAL TABLE spy USING fts5(title)",
        "DROP INDEX entry_of_client",
        "ALTER TABLE setting ADD COLUMN more TEXT",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 7",
    ],
)
def test_a_schema_that_is_not_ours_is_refused(vault: Vault, folder: Path, planted: str) -> None:
    database_key = vault._core.keys.database
    vault.close()
    connection = open_database(folder / "vault.db", database_key)
    connection.execute(planted)
    connection.close()
    with pytest.raises(PeerError, match="damaged-vault"):
        reopen(folder)


def test_a_newer_schema_is_named_as_such(vault: Vault, folder: Path) -> None:
    vault._core.db.execute(f"PRAGMA user_version = {VERSION + 1}")
    vault.close()
    with pytest.raises(PeerError, match="newer-vault"):
        reopen(folder)


def test_a_page_damaged_under_an_open_vault_is_refused_when_read(filled: tuple[Path, Shown]) -> None:
    folder, _ = filled
    database = folder / "vault.db"
    good = database.read_bytes()
    schema = 30 * PAGE  # where the pages of the schema end, in a vault that was just made
    database.write_bytes(good[:schema] + bytes(len(good) - schema))
    with reopen(folder) as vault:
        with pytest.raises(PeerError, match="damaged-vault"):
            vault.entries()
        assert not vault.check().ok
