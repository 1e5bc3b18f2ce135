"""The kinds of entry and of field, and which standard fields each kind of entry has. Owns names; knows no words, storage or form.

How a value is checked, shown and masked is `types`'s; what these names are called is the window's and the command line's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

CUSTOM = "custom"


class EntryKind(StrEnum):
    """What an entry is about; decides its standard fields."""

    LOGIN = "login"
    IDENTITY = "identity"
    CARD = "card"
    BANK = "bank"
    DOOR = "door"
    API = "api"
    WIFI = "wifi"
    LICENCE = "licence"
    DOCUMENTS = "documents"
    NOTE = "note"
    CUSTOM = "custom"


class FieldKind(StrEnum):
    """What a value is. The first eleven are those of the share protocol's manifest; the others travel as one of them."""

    TEXT = "text"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 - the name of a kind, not a value
    URL = "url"
    TOTP = "totp"
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"
    DATE = "date"
    ADDRESS = "address"
    NOTE = "note"
    IBAN = "iban"
    BIC = "bic"
    NIF = "nif"
    NISS = "niss"
    CARD = "card"
    MONTH = "month"
    POSTAL = "postal"
    PIN = "pin"
    SECRET = "secret"  # noqa: S105 - the name of a kind, not a value


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A standard field of a kind of entry. `repeat`: an entry may have several."""

    name: str
    kind: FieldKind
    protected: bool = False
    multiline: bool = False
    repeat: bool = False


_NOTES = FieldSpec("notes", FieldKind.NOTE, multiline=True)

KINDS: Mapping[EntryKind, tuple[FieldSpec, ...]] = MappingProxyType(
    {
        EntryKind.LOGIN: (
            FieldSpec("username", FieldKind.USERNAME),
            FieldSpec("password", FieldKind.PASSWORD, protected=True),
            FieldSpec("url", FieldKind.URL, repeat=True),
            FieldSpec("totp", FieldKind.TOTP, protected=True),
            _NOTES,
        ),
        EntryKind.IDENTITY: (
            FieldSpec("full_name", FieldKind.TEXT),
            FieldSpec("nif", FieldKind.NIF),
            FieldSpec("niss", FieldKind.NISS),
            FieldSpec("birth_date", FieldKind.DATE),
            FieldSpec("id_number", FieldKind.TEXT),
            FieldSpec("email", FieldKind.EMAIL, repeat=True),
            FieldSpec("phone", FieldKind.PHONE, repeat=True),
            FieldSpec("address", FieldKind.ADDRESS, multiline=True, repeat=True),
            FieldSpec("postal_code", FieldKind.POSTAL),
            _NOTES,
        ),
        EntryKind.CARD: (
            FieldSpec("holder", FieldKind.TEXT),
            FieldSpec("number", FieldKind.CARD, protected=True),
            FieldSpec("expires", FieldKind.MONTH),
            FieldSpec("security_code", FieldKind.CODE, protected=True),
            FieldSpec("pin", FieldKind.PIN, protected=True),
            _NOTES,
        ),
        EntryKind.BANK: (
            FieldSpec("bank", FieldKind.TEXT),
            FieldSpec("holder", FieldKind.TEXT),
            FieldSpec("iban", FieldKind.IBAN),
            FieldSpec("bic", FieldKind.BIC),
            FieldSpec("account", FieldKind.TEXT),
            _NOTES,
        ),
        EntryKind.DOOR: (
            FieldSpec("place", FieldKind.TEXT),
            FieldSpec("code", FieldKind.CODE, protected=True),
            FieldSpec("instructions", FieldKind.NOTE, protected=True, multiline=True),
            FieldSpec("valid_from", FieldKind.DATE),
            FieldSpec("valid_until", FieldKind.DATE),
            _NOTES,
        ),
        EntryKind.API: (
            FieldSpec("service", FieldKind.TEXT),
            FieldSpec("key_id", FieldKind.USERNAME),
            FieldSpec("secret", FieldKind.SECRET, protected=True),
            FieldSpec("url", FieldKind.URL),
            FieldSpec("valid_until", FieldKind.DATE),
            _NOTES,
        ),
        EntryKind.WIFI: (
            FieldSpec("ssid", FieldKind.TEXT),
            FieldSpec("password", FieldKind.PASSWORD, protected=True),
            FieldSpec("security", FieldKind.TEXT),
            _NOTES,
        ),
        EntryKind.LICENCE: (
            FieldSpec("product", FieldKind.TEXT),
            FieldSpec("key", FieldKind.CODE, protected=True),
            FieldSpec("registered_to", FieldKind.TEXT),
            FieldSpec("email", FieldKind.EMAIL),
            FieldSpec("purchased", FieldKind.DATE),
            FieldSpec("valid_until", FieldKind.DATE),
            _NOTES,
        ),
        EntryKind.DOCUMENTS: (
            FieldSpec("reference", FieldKind.TEXT),
            FieldSpec("date", FieldKind.DATE),
            FieldSpec("valid_until", FieldKind.DATE),
            _NOTES,
        ),
        EntryKind.NOTE: (FieldSpec("text", FieldKind.NOTE, protected=True, multiline=True),),
        EntryKind.CUSTOM: (),
    }
)


_BY_NAME = {kind: {spec.name: spec for spec in specs} for kind, specs in KINDS.items()}


def spec_of(kind: EntryKind, name: str) -> FieldSpec | None:
    """The standard field `name` of this kind of entry; None for custom fields."""
    return _BY_NAME[kind].get(name)
