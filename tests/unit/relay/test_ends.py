"""What is left of a share that has ended: never its half, for a while its reason, then nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.relay.schema import one, value
from app.relay.sweep import PACE_S, SOONEST_S, pause, sweep_for_ever
from app.share.wire.messages import TOMBSTONE_S
from tests.relay.kit import NOON, Inside, Share, holding, inside, secrets_of, wrong

DAY = 86_400
WINDOW_S = 900


def on_a_relay(folder: Path, test: Callable[[Inside], Awaitable[None]]) -> None:
    async def run() -> None:
        async with inside(folder) as relay:
            await test(relay)

    asyncio.run(run())


async def by_last_view(relay: Inside, share: Share) -> None:
    assert (await relay.claim(await relay.greet(share))).status == 200


async def by_revoking(relay: Inside, share: Share) -> None:
    await relay.call("revoke", share.owner.owned)


async def by_expiry(relay: Inside, share: Share) -> None:
    relay.clock.go(3600)
    await relay.store.sweep()


async def by_wrong_passcodes(relay: Inside, share: Share) -> None:
    claim = (await relay.greet(share)).claim()
    for guess in range(5):
        await relay.call("claim", wrong(claim, guess))


ENDS = [by_last_view, by_revoking, by_expiry, by_wrong_passcodes]


@pytest.mark.parametrize("end", ENDS)
def test_after_its_end_no_file_holds_the_half_in_any_spelling(
    tmp_path: Path, end: Callable[[Inside, Share], Awaitable[None]]
) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        folders = [tmp_path / "relay", tmp_path / "relay.halves"]
        assert holding(folders, [share.create.half]) == [tmp_path / "relay.halves"]  # and never in the folder
        await end(relay, share)
        assert holding(folders, [share.create.half]) == []

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("end", ENDS)
def test_no_file_of_a_relay_ever_holds_what_opens_or_proves(
    tmp_path: Path, end: Callable[[Inside, Share], Awaitable[None]]
) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        assert holding([tmp_path], secrets_of(share, relay.key)) == []
        await end(relay, share)
        assert holding([tmp_path], secrets_of(share, relay.key)) == []

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("end", ENDS)
def test_the_body_goes_with_the_last_window(tmp_path: Path, end: Callable[[Inside, Share], Awaitable[None]]) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        await end(relay, share)
        relay.clock.go(WINDOW_S)
        await relay.store.sweep()
        await relay.store.sweep()  # at rest: the log is folded, so that nothing deleted lies in it
        files = [tmp_path / "relay" / name for name in ("relay.db", "relay.db-wal")]
        for octets in (share.create.body[:64], share.create.cover, share.create.conditions, share.create.header):
            assert not any(octets in file.read_bytes() for file in files if file.exists())

    on_a_relay(tmp_path, test)


def test_a_tombstone_tells_why_for_thirty_days_and_is_then_forgotten(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        await by_revoking(relay, share)
        relay.clock.go(TOMBSTONE_S - 1)
        await relay.store.sweep()
        assert (await relay.call("hello", share.recipient.hello)).error == "revoked"
        relay.clock.go(1)
        await relay.store.sweep()
        assert (await relay.call("hello", share.recipient.hello)).error == "unknown"
        for table in ("claims", "events", "bodies"):
            assert value(relay.store.database, f"SELECT count(*) FROM {table}") == 0
        assert one(relay.store.database, "SELECT 1 FROM shares WHERE state <> 'decoy'") is None

    on_a_relay(tmp_path, test)


def test_the_sweeper_ends_more_than_one_step_of_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.relay.ending.SWEEP_STEP", 3)

    async def test(relay: Inside) -> None:
        shares = [await relay.keep(expires_s=60) for _ in range(8)]
        relay.clock.go(60)
        while await relay.store.sweep() is not None:
            pass
        assert {(await relay.status(share)).events[-1].what for share in shares} == {"expired"}
        assert holding([tmp_path / "relay.halves"], [share.create.half for share in shares]) == []

    on_a_relay(tmp_path, test)


def test_the_sweeper_comes_by_itself(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(expires_s=60)
        sweeper = asyncio.create_task(sweep_for_ever(relay.store, relay.clock, pace_s=0.01))
        relay.clock.go(60)
        async with asyncio.timeout(30):
            while share.create.half in (tmp_path / "relay.halves").read_bytes():
                await asyncio.sleep(0.01)
        sweeper.cancel()

    on_a_relay(tmp_path, test)


def test_the_sweeper_waits_for_what_is_due_but_never_longer_than_its_pace() -> None:
    assert pause(None, NOON) == PACE_S
    assert pause(NOON + 2, NOON) == 2
    assert pause(NOON + DAY, NOON) == PACE_S
    assert pause(NOON - 1, NOON) == SOONEST_S
