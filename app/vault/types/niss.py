"""The Portuguese social security number: eleven digits, the first 1 (a person) or 2 (an organisation), the last a check."""

from __future__ import annotations

from app.vault.types.finding import Finding, Type, bare, grouped, hide, is_number

DIGITS = 11
_WEIGHTS = (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)


def check(text: str) -> Finding | None:
    """Letters, length, beginning and check digit."""
    number = bare(text)
    if not is_number(number):
        return Finding("niss-letters")
    if len(number) != DIGITS:
        return Finding("niss-length", {"digits": len(number), "least": DIGITS})
    if number[0] not in "12":
        return Finding("niss-start")
    return None if check_digit(number) == int(number[-1]) else Finding("niss-check")


def check_digit(number: str) -> int:
    """What the eleventh digit must be."""
    return 9 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 10


def tidy(text: str) -> str:
    """Digits alone."""
    number = bare(text)
    return number if is_number(number) else text.strip()


def shown(text: str) -> str:
    """`1 234 567 891 0` is how nobody writes it: in threes, and the check digit with the last."""
    number = tidy(text)
    return grouped(number, 3, 3, 3, 2) if is_number(number) else number


def masked(text: str) -> str:
    """The last three digits."""
    return hide(shown(text), 0, 3)


TYPE = Type(check, tidy, shown, masked)
