"""IBANs: of every country in the register, by python-stdnum."""

from __future__ import annotations

from app.vault.types.finding import Finding, Type, bare, grouped, hide

LENGTHS = range(15, 35)
_PORTUGUESE_LENGTH = 25
_PORTUGUESE_START = "PT50"  # always: a Portuguese number has a check of its own, from which these two digits follow


def check(text: str) -> Finding | None:
    """Country, length and check digits."""
    number = bare(text).upper()
    if not (number.isascii() and number.isalnum() and number[:2].isalpha() and number[2:4].isdigit()):
        return Finding("iban-start")
    if number.startswith("PT") and len(number) != _PORTUGUESE_LENGTH:
        return Finding("iban-length", {"signs": len(number), "least": _PORTUGUESE_LENGTH})
    return _checked(number)


def _checked(number: str) -> Finding | None:
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, ValidationError

    try:
        iban.validate(number)
    except InvalidChecksum:
        return Finding("iban-check")
    except (InvalidComponent, IndexError):
        return Finding("iban-country", {"country": number[:2]})
    except InvalidFormat:
        return Finding("iban-form")
    except ValidationError:
        return Finding("iban-check")
    wrong = number.startswith("PT") and not number.startswith(_PORTUGUESE_START)
    return Finding("iban-check") if wrong else None


def tidy(text: str) -> str:
    """`pt50 0002 …` → `PT500002…`."""
    number = bare(text).upper()
    return number if number.isascii() and number.isalnum() else text.strip()


def shown(text: str) -> str:
    """In fours."""
    number = tidy(text)
    return grouped(number, 4) if number.isalnum() else number


def masked(text: str) -> str:
    """The first four and the last four: country and which account of several."""
    return hide(shown(text), 4, 4)


TYPE = Type(check, tidy, shown, masked)
