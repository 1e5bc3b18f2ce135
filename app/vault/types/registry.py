"""Which type is whose: from the kind of a field to what checks, tidies, shows and masks its values. Owns the table alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.vault.kinds import FieldKind
from app.vault.types import bic, card, date, email, iban, month, nif, niss, phone, pin, plain, postal, totp, url
from app.vault.types.finding import Finding, Type

TYPES: Mapping[FieldKind, Type] = MappingProxyType(
    {
        FieldKind.TEXT: plain.TEXT,
        FieldKind.USERNAME: plain.USERNAME,
        FieldKind.PASSWORD: plain.AS_GIVEN,
        FieldKind.URL: url.TYPE,
        FieldKind.TOTP: totp.TYPE,
        FieldKind.EMAIL: email.TYPE,
        FieldKind.PHONE: phone.TYPE,
        FieldKind.CODE: plain.AS_GIVEN,
        FieldKind.DATE: date.TYPE,
        FieldKind.ADDRESS: plain.SEVERAL_LINES,
        FieldKind.NOTE: plain.AS_GIVEN,
        FieldKind.IBAN: iban.TYPE,
        FieldKind.BIC: bic.TYPE,
        FieldKind.NIF: nif.TYPE,
        FieldKind.NISS: niss.TYPE,
        FieldKind.CARD: card.TYPE,
        FieldKind.MONTH: month.TYPE,
        FieldKind.POSTAL: postal.TYPE,
        FieldKind.PIN: pin.TYPE,
        FieldKind.SECRET: plain.AS_GIVEN,
    }
)


def check(kind: FieldKind, text: str) -> Finding | None:
    """What looks wrong with a value, or None. Empty values are missing, not wrong."""
    return TYPES[kind].check(text) if text.strip() else None


def tidy(kind: FieldKind, text: str) -> str:
    """The form to store. Idempotent; what is not understood stays as it was given."""
    return TYPES[kind].tidy(text)


def shown(kind: FieldKind, text: str) -> str:
    """Grouped for people. Never what is copied: that is the value."""
    return TYPES[kind].shown(text)


def masked(kind: FieldKind, text: str) -> str:
    """What somebody sees who need not know; empty for nothing."""
    return TYPES[kind].masked(text) if text.strip() else ""
