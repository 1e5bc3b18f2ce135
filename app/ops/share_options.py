"""What a person chose for a share, and what they get. Owns its form in the vault too: a share with files is made when these have
arrived, perhaps by another run of the program, and one that nobody opened may be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from app.crypto.secret import Secret
from app.host.clock import instant, moment
from app.ops.passcodes import PasscodeChoice
from app.share.uploading import KeptFile, Staged, encode_staged, parse_staged


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """Fields of an entry. Without `field_ids`, those that it is mostly shared for."""

    entry_id: str
    field_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ShareOptions:
    """What a person chose. `entry_id` and `field_ids` are the one entry that is mostly shared; `entries` are more;
    `attachments` are files kept with any of them."""

    label: str
    expires_at: datetime
    views: int = 1
    message: Secret = field(default_factory=lambda: Secret(""))
    client_id: str | None = None
    entry_id: str | None = None
    field_ids: tuple[str, ...] | None = None
    passcode: PasscodeChoice = PasscodeChoice.GENERATED
    typed: Secret | None = None
    hide: bool = True
    no_copy: bool = False
    sender: str = ""
    note: str = ""
    language: str = "pt_PT"
    entries: tuple[EntryChoice, ...] = ()
    files: tuple[Path, ...] = field(default=(), repr=False)
    attachments: tuple[str, ...] = ()
    starts_at: datetime | None = None
    terms: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    no_download: bool = False
    trace: bool = False

    @property
    def chosen(self) -> tuple[EntryChoice, ...]:
        """All entries, in order."""
        first = () if self.entry_id is None else (EntryChoice(self.entry_id, self.field_ids),)
        return first + self.entries

    @property
    def has_files(self) -> bool:
        """Whether files go along, of the disk or of the vault."""
        return bool(self.files or self.attachments)


@dataclass(frozen=True, slots=True)
class CreatedShare:
    """What is handed over: the link one way, the passcode another."""

    id: str
    label: str
    url: Secret
    passcode: Secret | None
    expires_at: datetime
    views: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """Of what a share is made. `staged` is there while its files are on their way; `files` say what they are."""

    options: ShareOptions
    files: tuple[KeptFile, ...] = ()
    staged: Staged | None = None


class _KeptEntry(msgspec.Struct, frozen=True):
    entry: str
    fields: tuple[str, ...] | None


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A parcel as octets. Sealed by the vault."""

    label: str
    expires: int
    views: int
    message: str
    client: str | None
    entries: tuple[_KeptEntry, ...]
    passcode: str
    typed: str | None
    hide: bool
    no_copy: bool
    sender: str
    note: str
    language: str
    starts: int | None = None
    terms: str = ""
    address: str = ""
    no_download: bool = False
    trace: bool = False
    files: tuple[KeptFile, ...] = ()
    staged: bytes = b""

    def __repr__(self) -> str:
        return "_Kept()"


def encode_parcel(parcel: Parcel) -> Secret:
    """Octets for the vault. The paths and attachments that a person named are not in it: what was found there is."""
    options = parcel.options
    kept = _Kept(
        label=options.label,
        expires=instant(options.expires_at),
        views=options.views,
        message=options.message.text(),
        client=options.client_id,
        entries=tuple(_KeptEntry(one.entry_id, one.field_ids) for one in options.chosen),
        passcode=options.passcode.value,
        typed=None if options.typed is None else options.typed.text(),
        hide=options.hide,
        no_copy=options.no_copy,
        sender=options.sender,
        note=options.note,
        language=options.language,
        starts=None if options.starts_at is None else instant(options.starts_at),
        terms=options.terms,
        address=options.address,
        no_download=options.no_download,
        trace=options.trace,
        files=parcel.files,
        staged=b"" if parcel.staged is None else encode_staged(parcel.staged).reveal(),
    )
    return Secret(msgspec.json.encode(kept))


def parse_parcel(octets: Secret) -> Parcel:
    """The inverse."""
    kept = msgspec.json.decode(octets.reveal(), type=_Kept)
    first, *more = (EntryChoice(one.entry, one.fields) for one in kept.entries) if kept.entries else (None,)
    options = ShareOptions(
        label=kept.label,
        expires_at=moment(kept.expires),
        views=kept.views,
        message=Secret(kept.message),
        client_id=kept.client,
        entry_id=None if first is None else first.entry_id,
        field_ids=None if first is None else first.field_ids,
        passcode=PasscodeChoice(kept.passcode),
        typed=None if kept.typed is None else Secret(kept.typed),
        hide=kept.hide,
        no_copy=kept.no_copy,
        sender=kept.sender,
        note=kept.note,
        language=kept.language,
        entries=tuple(one for one in more if one is not None),
        starts_at=None if kept.starts is None else moment(kept.starts),
        terms=kept.terms,
        address=kept.address,
        no_download=kept.no_download,
        trace=kept.trace,
    )
    return Parcel(options, kept.files, parse_staged(Secret(kept.staged)) if kept.staged else None)
