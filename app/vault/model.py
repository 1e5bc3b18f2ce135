"""What a vault holds, as frozen values: clients, entries of a kind, fields, revisions, drafts. Owns no storage and no cipher.

A field whose kind is protected by its specification stays protected in every draft; others may be protected by choice.
A `Field` never carries a protected value: whoever wants it asks the vault to reveal that one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.crypto.secret import Secret

CUSTOM = "custom"


class EntryKind(StrEnum):
    """What an entry is about; decides its standard fields."""

    LOGIN = "login"
    DOOR = "door"
    NOTE = "note"


class FieldKind(StrEnum):
    """What a value is. The names are those of the share protocol's manifest."""

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


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A standard field of a kind of entry. `repeat`: an entry may have several."""

    name: str
    kind: FieldKind
    protected: bool = False
    multiline: bool = False
    repeat: bool = False


KINDS: Mapping[EntryKind, tuple[FieldSpec, ...]] = MappingProxyType(
    {
        EntryKind.LOGIN: (
            FieldSpec("username", FieldKind.USERNAME),
            FieldSpec("password", FieldKind.PASSWORD, protected=True),
            FieldSpec("url", FieldKind.URL, repeat=True),
            FieldSpec("totp", FieldKind.TOTP, protected=True),
            FieldSpec("notes", FieldKind.NOTE, multiline=True),
        ),
        EntryKind.DOOR: (
            FieldSpec("place", FieldKind.TEXT),
            FieldSpec("code", FieldKind.CODE, protected=True),
            FieldSpec("instructions", FieldKind.NOTE, protected=True, multiline=True),
            FieldSpec("valid_from", FieldKind.DATE),
            FieldSpec("valid_until", FieldKind.DATE),
            FieldSpec("notes", FieldKind.NOTE, multiline=True),
        ),
        EntryKind.NOTE: (FieldSpec("text", FieldKind.NOTE, protected=True, multiline=True),),
    }
)


def spec_of(kind: EntryKind, name: str) -> FieldSpec | None:
    """The standard field `name` of this kind of entry; None for custom fields."""
    return next((spec for spec in KINDS[kind] if spec.name == name), None)


@dataclass(frozen=True, slots=True)
class Client:
    """A customer whose data is kept."""

    id: str
    name: str
    entry_count: int
    created_at: datetime


class EntrySummary(NamedTuple):
    """One line of a list of entries. Holds nothing protected. A tuple, as a list makes ten thousand of them at once."""

    id: str
    client_id: str
    client_name: str
    kind: EntryKind
    title: str
    username: str
    url: str
    updated_at: datetime
    has_totp: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is now. `value` is None when it is protected; `label` is empty for standard fields."""

    id: str
    name: str
    label: str
    kind: FieldKind
    protected: bool
    value: str | None
    revision: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a client, with its fields in order."""

    id: str
    client_id: str
    client_name: str
    kind: EntryKind
    title: str
    fields: tuple[Field, ...]
    created_at: datetime
    updated_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Revision:
    """What a field was from `changed_at` on. `removed`: from then on the entry did not have it. The title counts as the field
    whose id is the entry's."""

    field_id: str
    revision: int
    changed_at: datetime
    protected: bool
    value: str | None
    removed: bool
    name: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """The local record of a share. `secrets` (link, passcode, owner token…) is sealed at rest and gone when the share is dead;
    `facts` is what the relay last told, as JSON."""

    id: str
    label: str
    client_id: str | None
    entry_id: str | None
    relay: str
    created_at: datetime
    expires_at: datetime
    views: int
    state: str
    secrets: Secret | None
    facts: bytes
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a whole check found. `problems` names parts, never their contents."""

    entries: int
    values: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A field to be written. With an `id`: the new state of that field, whose value stays as it is when None is given."""

    name: str
    value: str | Secret | None = field(repr=False)
    label: str = ""
    kind: FieldKind = FieldKind.TEXT
    protected: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be written: all its fields, in order."""

    kind: EntryKind
    title: str
    fields: tuple[FieldDraft, ...] = field(default_factory=tuple)
