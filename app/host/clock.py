"""The one place that reads the wall clock. Everything that is not at the edge takes `now` as a parameter."""

from __future__ import annotations

from datetime import UTC, datetime

LAST = 253_402_128_000
"""30 December 9999: with any distance from UTC still a time that Python can tell."""


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def instant(moment: datetime) -> int:
    """Whole seconds since 1970 in UTC, as they stand on the wire. A time without a zone is a mistake of ours."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no instant")
    return int(moment.timestamp() // 1)


def moment(instant: int) -> datetime:
    """The inverse of `instant`, but for the last two days of the calendar: instants come from strangers too, and one that has
    no local time east of UTC would end whatever shows it.
    """
    return datetime.fromtimestamp(min(instant, LAST), UTC)
