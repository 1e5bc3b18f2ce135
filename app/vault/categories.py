"""Which of the four categories of data an entry is in, as agreements and reports name them. Owns the rule; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from app.vault.kinds import EntryKind, FieldKind


class Category(StrEnum):
    """Whose data it is, or what could be done with it."""

    PERSONAL = "personal"
    PASSWORDS = "passwords"
    THIRD_PARTIES = "third-parties"
    FINANCIAL = "financial"


BY_KIND = {
    EntryKind.LOGIN: Category.PASSWORDS,
    EntryKind.IDENTITY: Category.PERSONAL,
    EntryKind.CARD: Category.FINANCIAL,
    EntryKind.BANK: Category.FINANCIAL,
    EntryKind.DOOR: Category.PASSWORDS,
    EntryKind.API: Category.PASSWORDS,
    EntryKind.WIFI: Category.PASSWORDS,
    EntryKind.LICENCE: Category.PERSONAL,
    EntryKind.DOCUMENTS: Category.THIRD_PARTIES,
    EntryKind.NOTE: Category.PERSONAL,
    EntryKind.CUSTOM: Category.PERSONAL,
}
# Entries of these kinds may hold anything: what their fields are says more than the kind.
_OPEN = frozenset({EntryKind.DOCUMENTS, EntryKind.NOTE, EntryKind.CUSTOM})
_FINANCIAL = frozenset({FieldKind.IBAN, FieldKind.BIC, FieldKind.CARD})
_PASSWORDS = frozenset({FieldKind.PASSWORD, FieldKind.TOTP, FieldKind.CODE, FieldKind.PIN, FieldKind.SECRET})


def category_of(kind: EntryKind, fields: Iterable[FieldKind]) -> Category:
    """The category of an entry of this kind that has fields of these kinds, as long as nobody chose another."""
    if kind in _OPEN:
        found = frozenset(fields)
        if found & _FINANCIAL:
            return Category.FINANCIAL
        if found & _PASSWORDS:
            return Category.PASSWORDS
    return BY_KIND[kind]
