"""The Portuguese tax number: nine digits, the last a check. A number of another country of the Union begins with its letters."""

from __future__ import annotations

import re

from app.vault.types.finding import Finding, Type, bare, grouped, hide, is_number

DIGITS = 9
_UNION = re.compile(r"(?:AT|B[EG]|C[YZ]|D[EK]|E[ELS]|F[IR]|H[RU]|I[ET]|L[TUV]|MT|NL|PL|RO|S[EIK])[0-9A-Z]{2,12}")


def check(text: str) -> Finding | None:
    """Letters, length and check digit."""
    number = tidy(text)
    if _UNION.fullmatch(number):
        return None if _is_valid_abroad(number) else Finding("vat-check", {"country": number[:2]})
    if not is_number(number):
        return Finding("nif-letters")
    if len(number) != DIGITS:
        return Finding("nif-length", {"digits": len(number), "least": DIGITS})
    from stdnum.pt import nif

    return None if nif.is_valid(number) else Finding("nif-check")


def tidy(text: str) -> str:
    """`PT 123 456 789` → `123456789`."""
    number = bare(text).upper()
    if number.startswith("PT") and is_number(number[2:]):
        return number[2:]
    return number if is_number(number) or _UNION.fullmatch(number) else text.strip()


def shown(text: str) -> str:
    """`123 456 789`."""
    number = tidy(text)
    return grouped(number, 3) if is_number(number) else number


def masked(text: str) -> str:
    """The last three digits."""
    return hide(shown(text), 0, 3)


def _is_valid_abroad(number: str) -> bool:
    from stdnum.eu import vat

    return vat.is_valid(number)


TYPE = Type(check, tidy, shown, masked)
