"""Telephone numbers, by phonenumbers; without a country's prefix they are Portuguese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.vault.types.finding import HIDDEN, Finding, Type, hide, is_number, one_line

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

REGION = "PT"
_SERVICES = range(3, 6)  # `112`, `16200`, a number inside a house: phonenumbers would call them too short
_MOST = 100  # a number of anybody's has fewer; what is longer is a text


def check(text: str) -> Finding | None:
    """Whether it can be a number, and whether such numbers are given out."""
    import phonenumbers

    if is_number(text.strip()) and len(text.strip()) in _SERVICES:
        return None
    number = _parsed(text)
    if number is None:
        return Finding("phone-form")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return Finding("phone-short")
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return Finding("phone-long")
    return None if phonenumbers.is_valid_number(number) else Finding("phone-unknown")


def tidy(text: str) -> str:
    """`91 234 56 78` → `+351912345678`. Only numbers that can be ones: `112` stays `112`."""
    import phonenumbers

    number = _parsed(text)
    if number is None or not phonenumbers.is_possible_number(number):
        return one_line(text)
    form = phonenumbers.PhoneNumberFormat.E164
    return phonenumbers.format_number(number, form if not number.extension else _international())


def shown(text: str) -> str:
    """`+351 912 345 678`."""
    import phonenumbers

    number = _parsed(text)
    if number is None or not phonenumbers.is_possible_number(number):
        return one_line(text)
    return phonenumbers.format_number(number, _international())


def masked(text: str) -> str:
    """The country and the last three digits."""
    number = _parsed(text)
    if number is None:
        return HIDDEN
    prefix = f"+{number.country_code} "
    number.extension = None
    whole = shown(_e164(number))
    return prefix + hide(whole.removeprefix(prefix), 0, 3) if whole.startswith(prefix) else HIDDEN


def _e164(number: PhoneNumber) -> str:
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _international() -> int:
    import phonenumbers

    return phonenumbers.PhoneNumberFormat.INTERNATIONAL


def _parsed(text: str) -> PhoneNumber | None:
    """The number; None where it is a text. `00` at the start is what people here type for `+`."""
    import phonenumbers

    if len(text) > _MOST:
        return None
    try:
        return phonenumbers.parse(one_line(text), REGION)
    except phonenumbers.NumberParseException:
        return None


TYPE = Type(check, tidy, shown, masked)
