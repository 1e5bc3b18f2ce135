"""Days. Kept as ISO 8601 (`2026-11-22`); read as people here write them, the day before the month."""

from __future__ import annotations

import datetime
import re

from app.vault.fold import fold
from app.vault.types.finding import DOT, HIDDEN, Finding, Type, one_line

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_LOCAL = re.compile(r"([0-9]{1,2})\s?[-/. ]\s?([0-9]{1,2})\s?[-/. ]\s?([0-9]{4})")
_SHORT = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}")
_WRITTEN = re.compile(r"([0-9]{1,2})(?:\.?o)? (?:de )?([a-z]+)\.?,? (?:de )?([0-9]{4})")
_MONTHS = ("janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
           "january february march april may june july august september october november december")  # fmt: skip
_LEAST_OF_NAME = 3


def check(text: str) -> Finding | None:
    """Whether it is a day of the calendar, written so that it is one only."""
    if _SHORT.fullmatch(one_line(text)):
        return Finding("date-year")
    return None if parse_date(text) else Finding("date-form")


def tidy(text: str) -> str:
    """`22/11/2026`, `22 de novembro de 2026` → `2026-11-22`."""
    day = parse_date(text)
    return one_line(text) if day is None else day.isoformat()


def shown(text: str) -> str:
    """The ISO form, which is the same in every language; windows may write it out by `parse_date`."""
    return tidy(text)


def masked(text: str) -> str:
    """The year alone."""
    day = parse_date(text)
    return HIDDEN if day is None else f"{day.year:04}-{DOT * 2}-{DOT * 2}"


def parse_date(text: str) -> datetime.date | None:
    """The day; None where it is none."""
    line = one_line(text)
    if match := _ISO.fullmatch(line):
        return _day(match[1], int(match[2]), match[3])
    if match := _LOCAL.fullmatch(line):
        return _day(match[3], int(match[2]), match[1])
    if match := _WRITTEN.fullmatch(fold(line)):
        return _day(match[3], month_named(match[2]), match[1])
    return None


def month_named(name: str) -> int:
    """1 to 12 by a folded name, Portuguese or English, also shortened; 0 for none."""
    if len(name) < _LEAST_OF_NAME:
        return 0
    for names in _MONTHS:
        for number, month in enumerate(names.split(), 1):
            if month.startswith(name):
                return number
    return 0


def _day(year: str, month: int, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None


TYPE = Type(check, tidy, shown, masked)
