"""What an operator does beside a relay: invites, counts, copies, purges."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.crypto.blind import blake2b_256
from app.errors import UserError, WorldError
from app.ops.relays import parse_invite
from app.relay.access import Invite, bearer, encode_invite, letters
from app.relay.keeping import backup, invite, keep_origin, purge, stats
from app.relay.schema import database_path, open_database
from tests.relay.kit import NOON, Clock, Inside, holding, inside

KEY = bytes(range(32))


async def three_shares(relay: Inside) -> list[bytes]:
    live, opened, due = await relay.keep(), await relay.keep(), await relay.keep(expires_s=1)
    await relay.claim(await relay.greet(opened))
    return [share.create.half for share in (live, opened, due)]


NO_FILES = {"file_octets": 0, "uploads": 0}


def a_relay(folder: Path) -> list[bytes]:
    async def run() -> list[bytes]:
        async with inside(folder) as relay:
            return await three_shares(relay)

    return asyncio.run(run())


@pytest.mark.parametrize("origin", ["https://relay.example", "http://127.0.0.1:8750", "http://[::1]:8750"])
def test_an_invite_is_read_as_it_was_written(origin: str) -> None:
    found = parse_invite(f"  {encode_invite(Invite(origin, KEY))}\n")
    assert (found.origin, found.access_key.reveal()) == (origin, KEY)


def test_an_invite_that_was_not_copied_whole_is_told_so() -> None:
    whole = encode_invite(Invite("https://relay.example", KEY))
    cut = [whole[:i] for i in range(len(whole))]
    swapped = whole.replace(".", ",", 1)
    foreign = encode_invite(Invite("http://relay.example", KEY))  # plain http to the world
    for text in (*cut, swapped, foreign, whole + "x", "x" * 10_000, whole.upper()):
        with pytest.raises(UserError, match="bad-invite"):
            parse_invite(text)


def test_a_bearer_is_the_key_in_one_spelling_only() -> None:
    header = b"Bearer " + letters(KEY).encode()
    assert bearer(header) == bearer(header.replace(b"Bearer", b"bearer")) == KEY
    for bad in (
        b"",
        b"Bearer",
        b"Bearer ",
        header + b"=",
        header[:-1] + b"9",
        header.replace(b"Bearer", b"Basic"),
        header[:-4],
    ):
        assert bearer(bad) is None


def test_an_invite_made_while_the_relay_runs_works_at_once(tmp_path: Path) -> None:
    async def run() -> None:
        async with inside(tmp_path) as relay:
            keep_origin(relay.store.database, "https://relay.example")
            made = parse_invite(invite(tmp_path / "relay", "Ana", NOON))
            relay.key = made.access_key.reveal()
            await relay.keep()

    asyncio.run(run())


def test_an_invite_needs_to_know_the_relays_address(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no-origin"):
        invite(tmp_path / "relay", "", NOON)
    with pytest.raises(UserError, match="bad-public-url"):
        invite(tmp_path / "relay", "", NOON, "http://relay.example")
    found = parse_invite(invite(tmp_path / "relay", "", NOON, "https://relay.example"))
    db = open_database(database_path(tmp_path / "relay"))
    assert db.execute("SELECT key FROM access").fetchall() == [(blake2b_256(found.access_key.reveal()),)]
    db.close()


def test_stats_count_what_is_there(tmp_path: Path) -> None:
    a_relay(tmp_path)
    found = stats(tmp_path / "relay", NOON + 1)
    assert found == {"live": 1, "ended": 2, "windows": 1, "octets": 3 * 4169, "access_keys": 1} | NO_FILES


def test_a_backup_holds_no_half_and_overwrites_nothing(tmp_path: Path) -> None:
    halves = a_relay(tmp_path)
    copy = tmp_path / "copy.db"
    backup(tmp_path / "relay", copy)
    assert holding([copy], halves) == []
    assert copy.stat().st_mode & 0o077 == 0
    assert stats_of(copy) == 3
    with pytest.raises(UserError, match="backup-exists"):
        backup(tmp_path / "relay", copy)


def stats_of(copy: Path) -> int:
    db = open_database(copy)
    (count,) = db.execute("SELECT count(*) FROM shares WHERE state <> 'decoy'").fetchall()[0]
    db.close()
    return int(count)


def test_a_purge_ends_what_is_due_and_forgets_what_has_ended(tmp_path: Path) -> None:
    live, opened, due = a_relay(tmp_path)
    no_answers = {"answers_kept": 0, "answers_deleted": 0}
    assert purge(tmp_path / "relay", None, NOON + 1, live_too=False) == {"ended": 1, "forgotten": 2, **no_answers}
    halves = (tmp_path / "relay.halves").read_bytes()
    assert [half in halves for half in (live, opened, due)] == [True, False, False]
    assert purge(tmp_path / "relay", None, NOON + 1, live_too=True) == {"ended": 1, "forgotten": 1, **no_answers}
    assert live not in (tmp_path / "relay.halves").read_bytes()


def test_a_purge_waits_for_the_relay_to_stop(tmp_path: Path) -> None:
    async def run() -> None:
        async with inside(tmp_path, Clock()):
            with pytest.raises(WorldError, match="in-use"):
                purge(tmp_path / "relay", None, NOON, live_too=False)

    asyncio.run(run())


def test_a_folder_without_a_relay_is_told_so(tmp_path: Path) -> None:
    for ask in (
        lambda: stats(tmp_path, NOON),
        lambda: backup(tmp_path, tmp_path / "copy"),
        lambda: purge(tmp_path, None, NOON, live_too=False),
    ):
        with pytest.raises(UserError, match="no-relay-data"):
            ask()
