"""Time is aware, in UTC, and whole seconds on the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.host import clock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_an_instant_does_not_depend_on_the_zone() -> None:
    lisbon = datetime(2026, 7, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    assert clock.instant(lisbon) == clock.instant(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))


def test_parts_of_a_second_are_cut_and_never_rounded_up() -> None:
    assert clock.instant(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC)) == 1


def test_a_time_without_a_zone_has_no_instant() -> None:
    with pytest.raises(ValueError, match="naive"):
        clock.instant(datetime(2026, 7, 1, 12, 0))


@pytest.mark.parametrize("hours", [-12, 14])
def test_the_last_instant_of_the_protocol_has_a_local_time_everywhere(hours: int) -> None:
    local = clock.moment(253_402_300_799).astimezone(timezone(timedelta(hours=hours)))
    assert (local.year, local.month) == (9999, 12)


def test_a_moment_is_the_inverse_of_an_instant() -> None:
    assert clock.instant(clock.moment(1_790_000_000)) == 1_790_000_000
