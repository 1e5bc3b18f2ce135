"""BICs (SWIFT codes): eight or eleven signs, with a country in the middle."""

from __future__ import annotations

from app.vault.types.finding import HIDDEN, Finding, Type, bare

_LENGTHS = (8, 11)


def check(text: str) -> Finding | None:
    """Length, letters and country."""
    code = tidy(text)
    if len(code) not in _LENGTHS:
        return Finding("bic-length", {"signs": len(code)})
    from stdnum import bic

    return None if bic.is_valid(code) else Finding("bic-form")


def tidy(text: str) -> str:
    """`bcom pt pl` → `BCOMPTPL`."""
    return bare(text).upper()


def shown(text: str) -> str:
    """As it is printed: in one."""
    return tidy(text)


def masked(text: str) -> str:
    """The country alone."""
    code = tidy(text)
    return f"••••{code[4:6]}{'•' * (len(code) - 6)}" if len(code) in _LENGTHS else HIDDEN


TYPE = Type(check, tidy, shown, masked)
