"""Payment cards: Luhn's check, and the brand by the first digits."""

from __future__ import annotations

from typing import NamedTuple

from app.vault.types.finding import DOT, HIDDEN, Finding, Type, bare, grouped, is_number

LENGTHS = range(12, 20)


class Brand(NamedTuple):
    """Who issued it, as written on the card, the ranges of its first digits, and how many it has."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    lengths: tuple[int, ...]


_BRANDS = (
    Brand("American Express", ((34, 34), (37, 37)), (15,)),
    Brand("Diners Club", ((300, 305), (36, 36), (38, 39)), (14, 16, 19)),
    Brand("JCB", ((3528, 3589),), (16, 17, 18, 19)),
    Brand("Visa", ((4, 4),), (13, 16, 19)),
    Brand("Mastercard", ((51, 55), (2221, 2720)), (16,)),
    Brand("Maestro", ((5018, 5018), (5020, 5020), (5038, 5038), (5893, 5893), (6304, 6304), (6759, 6763)), tuple(LENGTHS)),
    Brand("Discover", ((6011, 6011), (644, 649), (65, 65)), (16, 17, 18, 19)),
    Brand("UnionPay", ((62, 62),), (16, 17, 18, 19)),
)  # fmt: skip


def brand(text: str) -> str:
    """The brand of a number, also of one half typed; empty where it is none we know."""
    found = _brand(bare(text))
    return found.name if found else ""


def check(text: str) -> Finding | None:
    """Letters, length for the brand, and Luhn's check."""
    number = bare(text)
    if not is_number(number):
        return Finding("card-letters")
    found = _brand(number)
    if len(number) not in (found.lengths if found else LENGTHS):
        return Finding("card-length", {"digits": len(number)})
    from stdnum import luhn

    return None if luhn.is_valid(number) else Finding("card-check")


def tidy(text: str) -> str:
    """Digits alone."""
    number = bare(text)
    return number if is_number(number) else text.strip()


def shown(text: str) -> str:
    """In groups as on the card."""
    number = tidy(text)
    if not is_number(number):
        return number
    return grouped(number, *groups(number))


def groups(number: str) -> tuple[int, ...]:
    """How many digits stand together, by the brand and not by the length, which while one types is any."""
    return (4, 6, 5) if brand(number) in ("American Express", "Diners Club") and len(number) < 16 else (4,)


def masked(text: str) -> str:
    """The last four, as on a receipt."""
    number = tidy(text)
    if not is_number(number) or len(number) not in LENGTHS:
        return HIDDEN
    return f"{DOT * 4} {DOT * 4} {DOT * 4} {number[-4:]}"


def _brand(number: str) -> Brand | None:
    for found in _BRANDS:
        for least, most in found.ranges:
            start = number[: len(str(least))]
            if len(start) == len(str(least)) and is_number(start) and least <= int(start) <= most:
                return found
    return None


TYPE = Type(check, tidy, shown, masked)
