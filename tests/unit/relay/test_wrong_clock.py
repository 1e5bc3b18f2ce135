"""A wall clock that is wrong, on a relay with shares under conditions: nothing expired revives, nothing live is shredded."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.relay.keeping import purge
from app.relay.steady import SETTLE_S
from app.share.wire.messages import Blob
from tests.relay.kit import HOUR, NOON, Clock, Inside
from tests.relay.strict import ANA, Letters, Opening, Strict, kept, on_a_relay, opening, status

MINUTE, DAY, YEAR = 60, 86_400, 365 * 86_400


class Clocks:
    """A wall clock that somebody sets, and one that only goes on."""

    def __init__(self) -> None:
        self.wall, self.ticks = Clock(), Clock(0)

    def go(self, seconds: int) -> None:
        self.wall.go(seconds)
        self.ticks.go(seconds)


def half_is_there(relay: Inside, share: Strict) -> bool:
    return share.create.half in relay.data.with_name("relay.halves").read_bytes()


async def asked(relay: Inside, share: Strict) -> Opening:
    made = await opening(relay, share)
    assert (await relay.call("code", made.ask())).status == 200
    return made


@pytest.mark.parametrize("swept", [False, True])
@pytest.mark.parametrize("back", [-7 * DAY, -2 * HOUR, -10 * MINUTE])
def test_set_back_nothing_that_had_expired_lives_again(tmp_path: Path, back: int, swept: bool) -> None:
    clocks = Clocks()

    async def test(relay: Inside, letters: Letters) -> None:
        short, long = await kept(relay, expires_s=HOUR), await kept(relay, address=ANA, expires_s=9 * DAY)
        late = await kept(relay, starts_s=3 * HOUR, expires_s=DAY)
        made = await asked(relay, long)
        clocks.go(HOUR)
        assert (await relay.call("hello", Opening(short).hello)).error == "expired"
        if swept:
            await relay.store.sweep()
        clocks.wall.go(back)
        assert (await relay.call("claim", made.claim(letters.code))).error == "stale"
        for _ in range(3):
            await relay.store.sweep()
            assert (await relay.call("hello", Opening(short).hello)).error == "expired"
            made.welcome(await relay.call("hello", made.hello))
            assert (await relay.call("claim", made.claim(letters.code))).error == "wrong-code"  # it is an hour old
            assert (await relay.call("claim", (await opening(relay, late)).claim())).error == "early"
            clocks.go(20 * MINUTE)
        assert (await status(relay, long)).state == "live"
        assert half_is_there(relay, long)
        await relay.store.sweep()
        assert not half_is_there(relay, short)

    on_a_relay(tmp_path, test, clocks.wall, monotonic=clocks.ticks)


@pytest.mark.parametrize("back", [-7 * DAY])
def test_set_back_what_lives_ends_when_it_should(tmp_path: Path, back: int) -> None:
    clocks = Clocks()

    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, expires_s=HOUR)
        clocks.wall.go(back)
        clocks.go(HOUR - 1)
        assert (await relay.call("hello", Opening(share).hello)).status == 200
        clocks.go(1)
        assert (await relay.call("hello", Opening(share).hello)).error == "expired"

    on_a_relay(tmp_path, test, clocks.wall, monotonic=clocks.ticks)


def test_ten_years_ahead_for_a_minute_refuses_and_destroys_nothing(tmp_path: Path) -> None:
    clocks = Clocks()

    async def test(relay: Inside, letters: Letters) -> None:
        share, open_too = await kept(relay, address=ANA, terms=False), await kept(relay, address=ANA, views=2)
        made, reader = await asked(relay, share), await asked(relay, open_too)
        codes = [letter.code for letter in letters.sent if letter is not None]
        granted = await relay.call("claim", reader.claim(codes[1]))
        clocks.wall.go(10 * YEAR)
        for _ in range(4):
            await relay.store.sweep()
            assert (await relay.call("hello", made.hello)).error == "expired"
            assert (await relay.call("code", made.ask())).error == "expired"
            assert (await relay.call("claim", made.claim(codes[0]))).error == "expired"
            clocks.go(15)
        clocks.wall.go(-10 * YEAR)
        await relay.store.sweep()
        again = await relay.call("claim", reader.claim(codes[1]))
        assert (again.status, again.body) == (200, granted.body)  # its window is open as before
        assert made.half_in(await relay.call("claim", made.claim(codes[0]))) == share.create.half
        assert (await status(relay, open_too)).views_left == 1
        assert half_is_there(relay, open_too)

    on_a_relay(tmp_path, test, clocks.wall, monotonic=clocks.ticks)


def test_ahead_for_good_it_ends_after_a_quarter_of_an_hour_what_has_expired_by_it(tmp_path: Path) -> None:
    clocks = Clocks()

    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay)
        clocks.wall.go(DAY)
        await relay.store.sweep()
        assert half_is_there(relay, share)
        clocks.go(int(SETTLE_S))
        await relay.store.sweep()
        assert not half_is_there(relay, share)

    on_a_relay(tmp_path, test, clocks.wall, monotonic=clocks.ticks)


def test_a_restart_with_the_clock_a_week_back_goes_on_from_the_time_it_had_seen(tmp_path: Path) -> None:
    clocks = Clocks()
    shares: list[Strict] = []

    async def before(relay: Inside, letters: Letters) -> None:
        shares.extend([await kept(relay, expires_s=HOUR), await kept(relay, expires_s=2 * HOUR)])
        clocks.go(HOUR)
        await relay.store.sweep()

    async def after(relay: Inside, letters: Letters) -> None:
        assert relay.store.now() == NOON + HOUR
        assert (await relay.call("hello", Opening(shares[0]).hello)).error == "expired"
        clocks.go(HOUR)
        assert (await relay.call("hello", Opening(shares[1]).hello)).error == "expired"
        assert (await relay.call("blob", Blob(shares[1].link.id, bytes(32), 0))).error == "unknown"

    on_a_relay(tmp_path, before, clocks.wall, monotonic=clocks.ticks)
    clocks.wall.go(-7 * DAY)
    clocks.ticks = Clock(5)
    on_a_relay(tmp_path, after, clocks.wall, monotonic=clocks.ticks)


def test_a_time_that_was_trusted_and_wrong_is_let_go_when_nothing_is_left_that_could_live_again(tmp_path: Path) -> None:
    clocks = Clocks()
    told: list[int] = []

    async def ahead(relay: Inside, letters: Letters) -> None:
        await kept(relay)
        clocks.wall.go(YEAR)
        relay.store.now()
        clocks.go(int(SETTLE_S))
        await relay.store.sweep()

    async def right(relay: Inside, letters: Letters) -> None:
        told.append(relay.store.now())

    on_a_relay(tmp_path, ahead, clocks.wall, monotonic=clocks.ticks)
    on_a_relay(tmp_path, right, Clock())
    purge(tmp_path / "relay", None, NOON, live_too=True)
    on_a_relay(tmp_path, right, Clock())
    assert told == [NOON + YEAR + SETTLE_S, NOON]
