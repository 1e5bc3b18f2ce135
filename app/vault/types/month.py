"""Months, as cards have them. Kept as `2027-08`; read as `08/27`, `8/2027` and the like."""

from __future__ import annotations

import calendar
import datetime
import re

from app.vault.types.finding import DOT, HIDDEN, Finding, Type, one_line

_CARD = re.compile(r"([0-9]{1,2})\s?[-/. ]\s?([0-9]{4}|[0-9]{2})|([0-9]{2})([0-9]{2})")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_CENTURY = 2000  # of two digits: cards did not exist in the one before, and expire within years


def check(text: str) -> Finding | None:
    """Whether it is a month of a year."""
    return None if parse_month(text) else Finding("month-form")


def tidy(text: str) -> str:
    """`08/27` → `2027-08`."""
    month = parse_month(text)
    return one_line(text) if month is None else f"{month[0]:04}-{month[1]:02}"


def shown(text: str) -> str:
    """`08/2027`, the order of cards."""
    month = parse_month(text)
    return one_line(text) if month is None else f"{month[1]:02}/{month[0]:04}"


def masked(text: str) -> str:
    """Nothing: with the number it is what a shop asks for."""
    return f"{DOT * 2}/{DOT * 2}" if parse_month(text) else HIDDEN


def parse_month(text: str) -> tuple[int, int] | None:
    """(year, month); None where it is none."""
    line = one_line(text)
    if match := _ISO.fullmatch(line):
        year, month = int(match[1]), int(match[2])
    elif match := _CARD.fullmatch(line):
        month, year = int(match[1] or match[3]), int(match[2] or match[4])
        year += _CENTURY if year < 100 else 0
    else:
        return None
    return (year, month) if 1 <= month <= 12 and year >= 1 else None


def last_day(text: str) -> datetime.date | None:
    """The last day of the month: a card is good until its end."""
    found = parse_month(text)
    return None if found is None else datetime.date(*found, calendar.monthrange(*found)[1])


TYPE = Type(check, tidy, shown, masked)
