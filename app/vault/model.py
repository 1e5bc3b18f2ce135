"""What a vault holds, as frozen values: clients, entries of a kind, fields, revisions, drafts. Owns no storage and no cipher.
The kinds themselves are in `kinds`.

A field whose kind is protected by its specification stays protected in every draft; others may be protected by choice.
A `Field` never carries a protected value: whoever wants it asks the vault to reveal that one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.crypto.secret import Secret
from app.vault.categories import Category as Category
from app.vault.kinds import CUSTOM as CUSTOM
from app.vault.kinds import KINDS as KINDS
from app.vault.kinds import EntryKind as EntryKind
from app.vault.kinds import FieldKind as FieldKind
from app.vault.kinds import FieldSpec as FieldSpec
from app.vault.kinds import spec_of as spec_of


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
    favourite: bool = False
    archived: bool = False
    removed_at: datetime | None = None
    used_at: datetime | None = None
    category: Category = Category.PASSWORDS
    valid_until: str | None = None
    tags: tuple[str, ...] = ()
    attachments: int = 0


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
    """One record of a client, with its fields in order.

    `removed_at`: in the trash since then. `valid_until`: the last day its fields tell, as YYYY-MM-DD; `purge_after` so many days
    later it is erased for good. `category_chosen`: by a person, not by what the fields are. `attachments`: how many.
    """

    id: str
    client_id: str
    client_name: str
    kind: EntryKind
    title: str
    fields: tuple[Field, ...]
    created_at: datetime
    updated_at: datetime
    revision: int
    favourite: bool = False
    archived: bool = False
    removed_at: datetime | None = None
    used_at: datetime | None = None
    category: Category = Category.PASSWORDS
    category_chosen: bool = False
    valid_until: str | None = None
    purge_after: int | None = None
    tags: tuple[str, ...] = ()
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with an entry. Its name is safe to be a file's name anywhere."""

    id: str
    entry_id: str
    name: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Generated:
    """A password or passphrase that was generated, kept a while in case it was used somewhere and not saved."""

    id: str
    value: Secret
    made_at: datetime


class How(StrEnum):
    """The way a value came into an entry."""

    TYPED = "typed"
    GENERATED = "generated"
    IMPORTED = "imported"
    JOINED = "joined"
    HISTORY = "history"
    BACKUP = "backup"
    COMMAND = "command"


class Origin(NamedTuple):
    """How something is written; `source` is the program that it was imported from. By whom is the vault's to know."""

    how: How
    source: str = ""


TYPED = Origin(How.TYPED)
BY_COMMAND = Origin(How.COMMAND)
FROM_HISTORY = Origin(How.HISTORY)
FROM_BACKUP = Origin(How.BACKUP)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a field was from `changed_at` on. `removed`: from then on the entry did not have it. The title counts as the field
    whose id is the entry's. `kind` and `how` are None where nobody wrote them down; `person` is empty where nobody was named."""

    field_id: str
    revision: int
    changed_at: datetime
    protected: bool
    value: str | None
    removed: bool
    name: str = ""
    label: str = ""
    kind: FieldKind | None = None
    how: How | None = None
    person: str = ""
    source: str = ""


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
class ShareHead:
    """What a list needs of a share: its record with nothing unsealed. `held` is whether there are secrets, `parcel` how long its
    files are and how much of them is there, if what it is made of is kept."""

    id: str
    label: str
    client_id: str | None
    entry_id: str | None
    relay: str
    created_at: datetime
    expires_at: datetime
    views: int
    state: str
    facts: bytes
    held: bool
    parcel: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be done about a share at its relay, and was not yet; in the order of the numbers."""

    number: int
    share_id: str
    wish: bytes
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """Of what a share is made, as long as it may have to be sent, or made again. `secrets` is sealed at rest; of files on their
    way the relay had `have` of the `size` octets when it was last heard of."""

    share_id: str
    secrets: Secret
    size: int
    have: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """The local record of a request. `secrets` (link, private key, owner token…) is sealed at rest and gone when it is over and
    everything that came was decided on; `takes`: how many submissions in all; `facts` is what the relay last told, as JSON."""

    id: str
    kind: str
    label: str
    client_id: str | None
    relay: str
    created_at: datetime
    expires_at: datetime
    takes: int
    state: str
    secrets: Secret | None
    facts: bytes
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """What came for a request. `kept` is it as it came, sealed at rest, until it was decided on (in lists None); `files`: so
    many octets of sealed files wait at the relay. `session` and `place`: of which opened page, and which of it; None of what
    did not open."""

    request_id: str
    number: int
    came_at: datetime
    state: str
    files: int
    session: bytes | None
    place: int | None
    kept: Secret | None
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
    """A field to be written. With an `id`: the new state of that field, whose value stays as it is when None is given.
    `generated`: nobody thought of this value."""

    name: str
    value: str | Secret | None = field(repr=False)
    label: str = ""
    kind: FieldKind = FieldKind.TEXT
    protected: bool = False
    id: str | None = None
    generated: bool = False


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be written: all its fields, in order."""

    kind: EntryKind
    title: str
    fields: tuple[FieldDraft, ...] = field(default_factory=tuple)
