"""Until when, as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.errors import UserError
from app.ops.expiry import parse_expiry

NOW = datetime(2026, 11, 22, 10, 30, 15, 999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30m", timedelta(minutes=30)),
        ("1h", timedelta(hours=1)),
        ("1d", timedelta(days=1)),
        (" 1D ", timedelta(days=1)),
        ("1w", timedelta(weeks=1)),
        ("1mo", timedelta(days=30)),
        ("3mo", timedelta(days=90)),
    ],
)
def test_durations(text: str, duration: timedelta) -> None:
    assert parse_expiry(text, NOW) == NOW.replace(microsecond=0) + duration


def test_instants() -> None:
    assert parse_expiry("2026-12-01T18:00Z", NOW) == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert parse_expiry("2026-12-01T18:00+01:00", NOW) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert parse_expiry("2026-12-01 18:00", NOW) == datetime(2026, 12, 1, 18).astimezone(UTC)


@pytest.mark.parametrize(
    "text", ["", "1", "d", "0d", "-1d", "1.5h", "1y", "1d1h", "١d", "100000d", "soon", "2026-13-01", "9999999999999m"]
)
def test_anything_else_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UserError, match="bad-duration"):
        parse_expiry(text, NOW)
