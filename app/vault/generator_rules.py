"""A site's rules for passwords, in the published `passwordrules` form of password managers and browsers:

    minlength: 8; maxlength: 16; required: lower, upper; required: digit; allowed: [-_.]; max-consecutive: 2

Owns reading them. One `required` is one set of which a sign must be there; several names in it are one set together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import UserError

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
PRINTABLE = frozenset(map(chr, range(32, 127)))
SPECIAL = PRINTABLE - frozenset(UPPER + LOWER + DIGITS + "\\/")
MOST_SETS = 8
_MOST_TEXT = 2000
_MOST_LENGTH = 10_000

_NAMED = {
    "upper": frozenset(UPPER),
    "lower": frozenset(LOWER),
    "digit": frozenset(DIGITS),
    "special": SPECIAL,
    "ascii-printable": PRINTABLE,
    "unicode": PRINTABLE,  # what every keyboard can type of it
}
# A custom class ends with its first `]`, or with the second where two follow each other: then the first belongs to it.
_PROPERTY = re.compile(r"\s*([A-Za-z-]{1,20})\s*:((?:\[[^\]]*\]\]?|[^\[;])*)(?:;|$)")
_CLASS = re.compile(r"\s*(?:\[([^\]]*\]?)\]|([A-Za-z-]+))\s*(?:,|$)")
_NUMBER = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What a site wants. `alphabet` is all that may occur; of every set in `required` one sign must."""

    alphabet: frozenset[str] = PRINTABLE
    required: tuple[frozenset[str], ...] = ()
    least: int = 0
    most: int | None = None
    longest_run: int | None = None


def parse_rules(text: str) -> SiteRules:
    """The rules, or UserError `password-rules`. Of several lengths the strictest holds."""
    if len(text) > _MOST_TEXT:
        raise UserError("password-rules")
    least, most, longest_run = [0], list[int](), list[int]()
    required, allowed = list[frozenset[str]](), list[frozenset[str]]()
    for name, value in _properties(text):
        match name:
            case "minlength":
                least.append(_number(name, value))
            case "maxlength":
                most.append(_number(name, value))
            case "max-consecutive":
                longest_run.append(max(1, _number(name, value)))
            case "required":
                required.append(_signs(name, value))
            case "allowed":
                allowed.append(_signs(name, value))
            case _:
                raise UserError("password-rules", detail=name)
    sets = tuple(dict.fromkeys(required))
    if len(sets) > MOST_SETS:
        raise UserError("password-rules", detail="required")
    alphabet = frozenset[str]().union(*sets, *allowed) or PRINTABLE
    return SiteRules(alphabet, sets, max(least), min(most, default=None), min(longest_run, default=None))


def _properties(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip(" \t\r\n;"):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n;"))
        match = _PROPERTY.match(text, at)
        if match is None:
            raise UserError("password-rules")
        found.append((match[1].lower(), match[2].strip()))
        at = match.end()
    return found


def _number(name: str, value: str) -> int:
    if not _NUMBER.fullmatch(value) or int(value) > _MOST_LENGTH:
        raise UserError("password-rules", detail=name)
    return int(value)


def _signs(name: str, value: str) -> frozenset[str]:
    """The signs of a list of classes, all together."""
    signs, at = set[str](), 0
    while at < len(value):
        match = _CLASS.match(value, at)
        if match is None:
            raise UserError("password-rules", detail=name)
        signs |= _custom(match[1]) if match[1] is not None else _known(name, match[2])
        at = match.end()
    if not signs:
        raise UserError("password-rules", detail=name)
    return frozenset(signs)


def _known(name: str, named: str) -> frozenset[str]:
    if named.lower() not in _NAMED:
        raise UserError("password-rules", detail=name)
    return _NAMED[named.lower()]


def _custom(inside: str) -> frozenset[str]:
    """A hyphen counts at the start alone: elsewhere the form gives it no meaning, least of all that of a range."""
    return frozenset(inside[:1] + inside[1:].replace("-", "")) & PRINTABLE
