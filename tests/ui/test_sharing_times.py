"""Instants in words: exact, with their zone, rounded so that nobody is promised time that is not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from app.ui.sharing import times

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
PORTUGUESE = QLocale(QLocale.Language.Portuguese, QLocale.Country.Portugal)
LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "no time left"),
        (0, "no time left"),
        (9, "0 min 09 s"),
        (3599, "59 min 59 s"),
        (3600, "1 h 00 min"),
        (86399, "23 h 59 min"),
        (86400, "1 day"),
        (172799, "1 day 23 h"),
        (183600, "2 days 3 h"),
        (172800, "2 days"),
        (90 * 86400, "90 days"),
    ],
)
def test_time_left_is_rounded_down(seconds: int, text: str) -> None:
    assert times.left(NOW + timedelta(seconds=seconds), NOW) == text


def test_an_end_is_said_with_day_date_time_and_zone() -> None:
    line = times.ends_line(NOW + timedelta(days=1), NOW, ENGLISH, LISBON)
    assert line == "tomorrow, 23 Nov 2026, 14:02 (WET, UTC+0)"


def test_the_zone_is_the_one_that_holds_at_the_end_not_now() -> None:
    summer = datetime(2027, 5, 1, 12, 0, tzinfo=UTC)
    assert times.ends_line(summer, NOW, ENGLISH, LISBON) == "1 May 2027, 13:00 (WEST, UTC+1)"


def test_a_portuguese_date_is_written_as_in_portugal() -> None:
    assert times.exact(NOW, PORTUGUESE, LISBON).startswith("22/11/2026") or "nov" in times.exact(
        NOW, PORTUGUESE, LISBON
    )


def test_a_zone_without_a_name_shows_its_offset_alone() -> None:
    assert times.zone_name(NOW.astimezone(ZoneInfo("America/Sao_Paulo"))) == "UTC−3"
    assert times.zone_name(NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))) == "UTC+5:30"


def test_tomorrow_is_a_day_of_the_reader_not_24_hours() -> None:
    late = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    assert times.near_day(late + timedelta(minutes=2), late, UTC) == "tomorrow"
    assert times.near_day(late + timedelta(minutes=2), late, ZoneInfo("Asia/Tokyo")) == "today"


def test_moments_leave_the_year_out_while_it_is_the_same() -> None:
    assert times.moment(NOW - timedelta(days=30), NOW, ENGLISH, UTC) == "23 Oct, 14:02"
    assert times.moment(NOW - timedelta(days=365), NOW, ENGLISH, UTC) == "22 Nov 2025, 14:02"
    assert times.moment(NOW, NOW, ENGLISH, UTC) == "today, 14:02"
