"""The relay's time does not go back, and is not trusted when it jumps."""

from __future__ import annotations

import pytest

from app.relay.clock import RelayClock
from app.relay.steady import SETTLE_S
from tests.relay.kit import NOON, Clock

MINUTE, HOUR, DAY, YEAR = 60, 3600, 86_400, 365 * 86_400


class Watch:
    """A wall clock, one that only goes on, and the relay's."""

    def __init__(self, seen: int | None = None, wall: int = NOON) -> None:
        self.wall = Clock(wall)
        self.ticks = Clock(1000)
        self.relay = RelayClock(self.wall, self.ticks, seen)

    def go(self, seconds: int) -> int:
        """Time passes."""
        self.wall.go(seconds)
        self.ticks.go(seconds)
        return self.relay()

    def set(self, seconds: int) -> int:
        """Somebody sets the wall clock."""
        self.wall.go(seconds)
        return self.relay()


def test_it_is_the_wall_clock_as_long_as_that_goes_on() -> None:
    watch = Watch()
    assert [watch.go(DAY) for _ in range(3)] == [NOON + DAY, NOON + 2 * DAY, NOON + 3 * DAY]
    assert watch.relay.is_trusted


def test_set_back_by_much_it_goes_on_from_the_latest_time_that_was_trusted() -> None:
    watch = Watch()
    watch.go(HOUR)
    assert watch.set(-7 * DAY) == NOON + HOUR
    assert watch.go(MINUTE) == NOON + HOUR + MINUTE
    assert watch.go(DAY) == NOON + HOUR + MINUTE + DAY
    assert watch.set(7 * DAY) == NOON + HOUR + MINUTE + DAY


def test_set_back_by_little_it_stands_until_the_wall_clock_has_come_after() -> None:
    watch = Watch()
    assert watch.set(-5 * MINUTE) == NOON
    assert watch.go(4 * MINUTE) == NOON
    assert watch.go(2 * MINUTE) == NOON + MINUTE


def test_ahead_for_a_minute_it_is_told_and_not_trusted_and_may_go_back() -> None:
    watch = Watch()
    assert watch.set(10 * YEAR) == NOON + 10 * YEAR
    assert not watch.relay.is_trusted
    assert watch.go(MINUTE) == NOON + 10 * YEAR + MINUTE
    assert watch.set(-10 * YEAR) == NOON + MINUTE
    assert watch.go(MINUTE) == NOON + 2 * MINUTE


def test_right_again_after_a_minute_ahead_it_does_not_go_back_behind_what_was_told_since() -> None:
    watch = Watch()
    watch.set(10 * YEAR)
    watch.set(-10 * YEAR)
    watch.go(10 * MINUTE)
    assert watch.set(-20 * MINUTE) == NOON + 10 * MINUTE


def test_ahead_for_good_it_is_trusted_after_a_quarter_of_an_hour_and_does_not_go_back() -> None:
    watch = Watch()
    watch.set(DAY)
    assert watch.go(int(SETTLE_S)) == NOON + DAY + SETTLE_S
    assert watch.relay.is_trusted
    assert watch.set(-DAY) == NOON + DAY + SETTLE_S


@pytest.mark.parametrize("away", [-7 * DAY, -2 * HOUR])
def test_a_start_before_the_time_last_seen_goes_on_from_that(away: int) -> None:
    watch = Watch(seen=NOON, wall=NOON + away)
    assert watch.relay() == NOON
    assert not watch.relay.is_trusted
    assert watch.go(MINUTE) == NOON + MINUTE


def test_a_start_ten_years_later_is_not_trusted_and_one_a_day_later_is() -> None:
    late = Watch(seen=NOON, wall=NOON + 10 * YEAR)
    assert late.relay() == NOON + 10 * YEAR
    assert not late.relay.is_trusted
    assert late.set(-10 * YEAR) == NOON
    usual = Watch(seen=NOON, wall=NOON + DAY)
    assert usual.relay() == NOON + DAY
    assert usual.relay.is_trusted
