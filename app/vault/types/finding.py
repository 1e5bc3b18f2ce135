"""What every type answers with: a finding (help, never a wall), and the four things that can be done with a text.

Owns the mask's letter. The sentences of findings are in resources/translations/findings.json.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.errors import Fact

DOT = "•"
HIDDEN = DOT * 8  # always as long: the length of a secret says something about it


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong. Facts are for the sentence and never hold a protected value."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Type(NamedTuple):
    """How values of one kind are treated. `tidy` never loses anything: what it does not understand it leaves as it is."""

    check: Callable[[str], Finding | None]
    tidy: Callable[[str], str]
    shown: Callable[[str], str]
    masked: Callable[[str], str]


def one_line(text: str) -> str:
    """Without the spaces and line ends around and the runs of them inside, as they come along when one copies."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Without spaces, hyphens, full stops and slashes: how numbers are grouped differs from place to place."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "-./\u2010\u2011\u2013")


def is_number(text: str) -> bool:
    """Digits 0 to 9 alone: other scripts' digits would pass `isdigit` and fail every sum."""
    return text.isascii() and text.isdigit()


def grouped(text: str, *sizes: int) -> str:
    """In groups of these sizes; the last size goes on until the end."""
    parts, rest = [], text
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    while rest:
        parts.append(rest[: sizes[-1]])
        rest = rest[sizes[-1] :]
    return " ".join(part for part in parts if part)


def hide(shown: str, first: int, last: int) -> str:
    """Letters and digits as dots but for so many at both ends; the grouping stays. Short ones show nothing."""
    places = [n for n, letter in enumerate(shown) if letter.isalnum()]
    if len(places) < 2 * (first + last):
        return HIDDEN
    hidden = set(places[first : len(places) - last])
    return "".join(DOT if n in hidden else letter for n, letter in enumerate(shown))
