"""What a start makes of what it finds: crashes, older copies put back, halves that are missing or another relay's."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import apsw
import pytest

from app.errors import PeerError, WorldError
from app.relay import schema, sqlite
from app.relay.schema import STEPS, database_path, open_database
from app.relay.slots import SlotFile
from app.relay.sqlite import SqliteStore
from tests.relay.kit import Clock, Inside, Share, holding, inside, wrong


def run(folder: Path, part: Callable[[Inside], Awaitable[object]]) -> None:
    async def within() -> None:
        async with inside(folder) as relay:
            await part(relay)

    asyncio.run(within())


def a_share(folder: Path, **choices: int) -> Share:
    kept: list[Share] = []

    async def keep(relay: Inside) -> None:
        kept.append(await relay.keep(**choices))

    run(folder, keep)
    return kept[0]


async def claimed(relay: Inside, share: Share) -> int:
    return (await relay.claim(await relay.greet(share))).status


async def last_view(relay: Inside, share: Share) -> None:
    assert await claimed(relay, share) == 200


async def revoke(relay: Inside, share: Share) -> None:
    assert (await relay.call("revoke", share.owner.owned)).status == 200


async def expire(relay: Inside, share: Share) -> None:
    relay.clock.go(3600)
    await relay.store.sweep()


@pytest.mark.parametrize("end", [last_view, revoke, expire])
def test_an_older_copy_of_the_folder_put_back_reveals_nothing(
    tmp_path: Path, end: Callable[[Inside, Share], Awaitable[None]]
) -> None:
    share = a_share(tmp_path)
    shutil.copytree(tmp_path / "relay", tmp_path / "copy")
    run(tmp_path, lambda relay: end(relay, share))
    shutil.rmtree(tmp_path / "relay")
    shutil.copytree(tmp_path / "copy", tmp_path / "relay")

    async def look(relay: Inside) -> None:
        assert (await relay.call("hello", share.recipient.hello)).error == "gone"
        assert (await relay.status(share)).state == "gone"

    run(tmp_path, look)
    assert not holding([tmp_path / "relay", tmp_path / "relay.halves", tmp_path / "copy"], [share.create.half])


def test_an_older_copy_gives_no_view_back(tmp_path: Path) -> None:
    share = a_share(tmp_path, views=3)
    shutil.copytree(tmp_path / "relay", tmp_path / "copy")

    async def two(relay: Inside) -> None:
        assert [await claimed(relay, share) for _ in range(2)] == [200, 200]

    run(tmp_path, two)
    shutil.rmtree(tmp_path / "relay")
    shutil.copytree(tmp_path / "copy", tmp_path / "relay")

    async def look(relay: Inside) -> None:
        assert (await relay.status(share)).views_left == 1
        assert await claimed(relay, share) == 200
        assert (await relay.call("hello", share.recipient.hello)).error == "opened"

    run(tmp_path, look)


def test_an_older_copy_gives_no_try_back(tmp_path: Path) -> None:
    share = a_share(tmp_path)
    shutil.copytree(tmp_path / "relay", tmp_path / "copy")

    async def guess(relay: Inside) -> None:
        recipient = await relay.greet(share)
        for n in range(3):
            assert (await relay.call("claim", wrong(recipient.claim(), n))).error == "wrong-passcode"

    async def look(relay: Inside) -> None:
        assert (await relay.status(share)).tries_left == 2
        recipient = await relay.greet(share)
        told = [(await relay.call("claim", wrong(recipient.claim(), n))).error for n in range(3, 6)]
        assert told == ["wrong-passcode", "wrong-passcode", "locked"]

    run(tmp_path, guess)
    shutil.rmtree(tmp_path / "relay")
    shutil.copytree(tmp_path / "copy", tmp_path / "relay")
    run(tmp_path, look)


def test_a_slot_without_a_share_is_zeroed(tmp_path: Path) -> None:
    share = a_share(tmp_path)
    db = open_database(database_path(tmp_path / "relay"))
    db.execute("DELETE FROM shares WHERE state = 'live'")
    db.close()
    run(tmp_path, lambda relay: relay.store.sweep())
    assert share.create.half not in (tmp_path / "relay.halves").read_bytes()


def test_missing_halves_stop_the_start_unless_they_are_given_up(tmp_path: Path) -> None:
    share = a_share(tmp_path)
    (tmp_path / "relay.halves").rename(tmp_path / "elsewhere")
    with pytest.raises(WorldError, match="no-halves"):
        SqliteStore.open(tmp_path / "relay", Clock())
    (tmp_path / "elsewhere").rename(tmp_path / "relay.halves")

    async def look(relay: Inside) -> None:
        assert (await relay.status(share)).state == "live"

    run(tmp_path, look)
    (tmp_path / "relay.halves").unlink()
    SqliteStore.open(tmp_path / "relay", Clock(), without_halves=True).shut()

    async def look_again(relay: Inside) -> None:
        assert (await relay.status(share)).state == "gone"

    run(tmp_path, look_again)


def test_another_relays_halves_are_refused_and_left_alone(tmp_path: Path) -> None:
    a_share(tmp_path)
    other = a_share(tmp_path / "other")
    halves = tmp_path / "other" / "relay.halves"
    with pytest.raises(WorldError, match="other-halves"):
        SqliteStore.open(tmp_path / "relay", Clock(), halves=halves)
    assert other.create.half in halves.read_bytes()


def test_a_folder_that_is_served_is_refused_to_a_second_process(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "relay", Clock())
    with pytest.raises(WorldError, match="in-use"):
        SqliteStore.open(tmp_path / "relay", Clock())
    store.shut()
    SqliteStore.open(tmp_path / "relay", Clock()).shut()


def test_a_file_that_is_no_database_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "relay").mkdir()
    database_path(tmp_path / "relay").write_bytes(b"not a database at all" * 300)
    with pytest.raises(PeerError, match="damaged-relay"):
        SqliteStore.open(tmp_path / "relay", Clock())


@pytest.mark.parametrize("version", [1, 2])
def test_data_of_an_older_version_are_taken_over(tmp_path: Path, version: int) -> None:
    share = a_share(tmp_path)
    db = open_database(database_path(tmp_path / "relay"))
    since = "".join(STEPS[version:])
    younger = re.findall(r"CREATE TABLE (\w+)", since)
    for table in younger:
        db.execute(f"DROP TABLE {table}")
    for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", since):
        if table not in younger:
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()

    async def guess_and_open(relay: Inside) -> None:
        claim = wrong((await relay.greet(share)).claim())
        assert [(await relay.call("claim", claim)).error for _ in range(2)] == ["wrong-passcode"] * 2
        assert await claimed(relay, share) == 200

    run(tmp_path, guess_and_open)


def test_a_newer_relays_data_are_left_alone(tmp_path: Path) -> None:
    a_share(tmp_path)
    db = open_database(database_path(tmp_path / "relay"))
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(PeerError, match="newer-relay"):
        SqliteStore.open(tmp_path / "relay", Clock())


def test_a_disk_that_fills_up_while_the_tables_are_made_is_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite ends the transaction itself then: another rollback would fail, and tell of that."""
    made: list[apsw.Connection] = []
    set_up = schema._set_up

    def small(connection: apsw.Connection) -> None:
        set_up(connection)
        connection.execute("PRAGMA max_page_count = 2")
        made.append(connection)

    monkeypatch.setattr(schema, "_set_up", small)
    with pytest.raises(WorldError) as caught:
        open_database(tmp_path / "relay.db")
    assert caught.value.facts["reason"] == "FullError"
    with pytest.raises(apsw.ConnectionClosedError):
        made[0].execute("SELECT 1")


def test_what_cannot_be_made_to_agree_is_closed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[apsw.Connection] = []

    def failing(db: apsw.Connection, slots: SlotFile, now: int) -> None:
        opened.append(db)
        raise WorldError("cannot-write", path="-", reason="-")

    clock = Clock()
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "reconcile", failing)
        with pytest.raises(WorldError):
            SqliteStore.open(tmp_path / "relay", clock)
    with pytest.raises(apsw.ConnectionClosedError):
        opened[0].execute("SELECT 1")
    SqliteStore.open(tmp_path / "relay", clock).shut()
