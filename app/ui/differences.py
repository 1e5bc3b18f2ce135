"""What is different between two texts, in pieces to be marked. Pure: knows no widget and no colour."""

from __future__ import annotations

import difflib
import re
from enum import StrEnum

_TOKENS = re.compile(r"\w+|\s|[^\w\s]", re.UNICODE)
_SIGN_BY_SIGN = 120
_MOST_PAIRS = 250_000  # beyond, the window would wait: what is between the equal ends counts as one change
_ALIKE = 0.3  # below this, marks between the few common signs only confuse


class Piece(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


def pieces(old: str, new: str) -> list[tuple[Piece, str]]:
    """The old text turned into the new one: what stayed, what went, what came. A line is compared sign by sign, a text word by
    word."""
    was, now = _cut(old, new)
    first, last = _equal_ends(was, now)
    middle = _middle(was[first : len(was) - last], now[first : len(now) - last])
    gone = sum(len(text) for kind, text in middle if kind is Piece.GONE)
    if old and new and gone > (1 - _ALIKE) * len(old):
        return [(Piece.GONE, old), (Piece.NEW, new)]
    whole = [(Piece.SAME, "".join(was[:first])), *middle, (Piece.SAME, "".join(was[len(was) - last :]))]
    return [(kind, text) for kind, text in whole if text]


def _cut(old: str, new: str) -> tuple[list[str], list[str]]:
    if max(len(old), len(new)) <= _SIGN_BY_SIGN:
        return list(old), list(new)
    return _TOKENS.findall(old), _TOKENS.findall(new)


def _equal_ends(was: list[str], now: list[str]) -> tuple[int, int]:
    """How many are equal at the start, and of the rest at the end."""
    most = min(len(was), len(now))
    first = next((n for n in range(most) if was[n] != now[n]), most)
    last = next((n for n in range(most - first) if was[-1 - n] != now[-1 - n]), most - first)
    return first, last


def _middle(was: list[str], now: list[str]) -> list[tuple[Piece, str]]:
    if len(was) * len(now) > _MOST_PAIRS:
        return [(Piece.GONE, "".join(was)), (Piece.NEW, "".join(now))]
    found: list[tuple[Piece, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((Piece.SAME, "".join(was[a:b])))
        else:
            found += [(Piece.GONE, "".join(was[a:b])), (Piece.NEW, "".join(now[c:d]))]
    return found
