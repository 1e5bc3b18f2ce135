"""A wall clock that jumps destroys nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.relay.steady import AWAY_S, JUMP_S, SETTLE_S, Steady
from tests.relay.kit import NOON, Clock, inside

YEAR = 365 * 86_400


def test_a_clock_that_keeps_pace_is_steady() -> None:
    steady = Steady(NOON)
    assert all(steady.is_steady(NOON + 1000 * i, 5.0 + 1000 * i) for i in range(100))


@pytest.mark.parametrize("jump", [YEAR, JUMP_S + 1, -JUMP_S - 1, -YEAR])
def test_after_a_jump_it_waits_until_the_clock_has_kept_pace(jump: int) -> None:
    steady = Steady(None)
    assert steady.is_steady(NOON, 0)
    assert not steady.is_steady(NOON + jump, 0)
    assert not steady.is_steady(NOON + jump + 899, SETTLE_S - 1)
    assert steady.is_steady(NOON + jump + 900, SETTLE_S)


@pytest.mark.parametrize("wall", [NOON - JUMP_S - 1, NOON + AWAY_S + 1])
def test_a_start_far_from_the_time_last_seen_waits(wall: int) -> None:
    steady = Steady(NOON)
    assert not steady.is_steady(wall, 0)
    assert steady.is_steady(wall + 900, SETTLE_S)


@pytest.mark.parametrize("restart", [False, True])
def test_a_clock_that_is_wrong_for_a_moment_ends_no_share(tmp_path: Path, restart: bool) -> None:
    async def run() -> None:
        clock, ticks = Clock(), Clock(0)
        async with inside(tmp_path, clock, monotonic=ticks) as relay:
            share = await relay.keep()
            await relay.store.sweep()
            if not restart:
                clock.go(YEAR)
                await relay.store.sweep()
                assert (await relay.call("hello", share.recipient.hello)).error == "expired"
                clock.go(-YEAR)
                assert (await relay.call("hello", share.recipient.hello)).status == 200
        if restart:
            clock.go(YEAR)
            async with inside(tmp_path, clock, monotonic=ticks) as relay:
                await relay.store.sweep()
                clock.go(-YEAR)
                assert (await relay.call("hello", share.recipient.hello)).status == 200
                clock.go(YEAR)
                await relay.store.sweep()
                ticks.go(900)
                clock.go(900)
                await relay.store.sweep()
        assert (share.create.half in (tmp_path / "relay.halves").read_bytes()) is not restart

    asyncio.run(run())
