"""Postal codes: Portuguese ones are `1234-567`, perhaps with the place; those of other countries are left as they are."""

from __future__ import annotations

import re

from app.vault.types.finding import HIDDEN, Finding, Type, one_line

_PORTUGUESE = re.compile(r"([0-9]{4})\s*[-\u2010-\u2014\s]?\s*([0-9]{3})(?:\s+(\D.*))?")
_SHORT = re.compile(r"[0-9]{4}(?:-[0-9]{0,2})?")
_LONG = re.compile(r"[0-9]{4}-[0-9]{4,}|[0-9]{8,}")


def check(text: str) -> Finding | None:
    """Whether a Portuguese one is whole. Of other countries' forms nothing is said."""
    code = one_line(text)
    if _SHORT.fullmatch(code):
        return Finding("postal-short")
    if _LONG.fullmatch(code) or (_PORTUGUESE.fullmatch(code) and code[0] == "0"):
        return Finding("postal-form")
    return None


def tidy(text: str) -> str:
    """`1000 205 lisboa` → `1000-205 lisboa`."""
    code = one_line(text)
    match = _PORTUGUESE.fullmatch(code)
    return code if match is None else f"{match[1]}-{match[2]}{f' {match[3]}' if match[3] else ''}"


def shown(text: str) -> str:
    return tidy(text)


def masked(text: str) -> str:
    """The area, not the street."""
    match = _PORTUGUESE.fullmatch(tidy(text))
    return HIDDEN if match is None else f"{match[1]}-•••"


TYPE = Type(check, tidy, shown, masked)
