"""PINs: digits. Also says of a few that everybody tries them first."""

from __future__ import annotations

from itertools import pairwise

from app.vault.types.finding import HIDDEN, Finding, Type, is_number

LENGTHS = range(4, 13)


def check(text: str) -> Finding | None:
    """Letters, length, and whether it is one of the first that a finder tries."""
    digits = tidy(text)
    if not is_number(digits):
        return Finding("pin-letters")
    if len(digits) not in LENGTHS:
        return Finding("pin-length", {"least": LENGTHS.start, "most": LENGTHS.stop - 1})
    return Finding("pin-common") if is_common(digits) else None


def is_common(digits: str) -> bool:
    """One digit alone, or a run up or down."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return steps in ({0}, {1}, {-1})


def tidy(text: str) -> str:
    return "".join(text.split())


def shown(text: str) -> str:
    return tidy(text)


def masked(text: str) -> str:  # noqa: ARG001 - not even its length
    return HIDDEN


TYPE = Type(check, tidy, shown, masked)
