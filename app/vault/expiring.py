"""Until when an entry is valid, from what its fields say. Owns reading those dates, however a file we imported wrote them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from datetime import date, timedelta

NAMES = frozenset({"valid_until", "expires"})
SOON = timedelta(days=30)

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*/\s*(\d{4}|\d{2})", re.ASCII)


def valid_until(fields: Iterable[tuple[str, str | None]]) -> str | None:
    """The last day on which all of them hold, as YYYY-MM-DD. Takes name and value of fields; protected ones without value."""
    days = [last_day(value) for name, value in fields if name in NAMES and value]
    return min((day.isoformat() for day in days if day is not None), default=None)


def last_day(text: str) -> date | None:
    """`2026-11-30`, `30/11/2026`, `2026-11`, `11/26`: the day, or the last one of the month. None for anything else."""
    text = text.strip()
    with contextlib.suppress(ValueError):
        if found := _DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _MONTH.fullmatch(text):
            return _end_of(int(found[1]), int(found[2]))
        if found := _MONTH_FIRST.fullmatch(text):
            year = int(found[2])
            return _end_of(year if year > 99 else 2000 + year, int(found[1]))
    return None


def _end_of(year: int, month: int) -> date:
    return date(year, month, 1).replace(year=year + month // 12, month=month % 12 + 1) - timedelta(days=1)
