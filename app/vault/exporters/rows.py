"""Entries as exporters see them: every field with its value opened, one entry at a time. Owns the reading; knows no format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from app.errors import UserError
from app.vault.attachments import file_chunks
from app.vault.core import Core, to_moment
from app.vault.database import translated
from app.vault.entries import open_field
from app.vault.kinds import CUSTOM, EntryKind, FieldKind

_IDS = """SELECT entry.number FROM entry JOIN client ON client.number = entry.client
    WHERE {where} ORDER BY client.name, client.number, entry.title, entry.number"""
_ENTRY = """SELECT entry.id, client.number, client.name, entry.kind, entry.title, entry.created_at, entry.updated_at
    FROM entry JOIN client ON client.number = entry.client WHERE entry.number = ?"""
_FIELDS = (
    "SELECT id, name, label, kind, protected, value, sealed, revision FROM field WHERE entry = ? ORDER BY position"
)
_MARK = "SELECT favourite, archived, tags, removed_at FROM mark WHERE entry = ?"
_FILES = "SELECT id, name, size FROM attachment WHERE entry = ? ORDER BY number"


@dataclass(frozen=True, slots=True)
class ExportedField:
    """A field with its value in clear."""

    name: str
    label: str
    kind: FieldKind
    protected: bool
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file kept with an entry. Its octets come chunk by chunk, and only when they are asked for."""

    name: str
    size: int
    chunks: Callable[[], Iterator[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ExportedEntry:
    """An entry with everything in clear. Lives as long as it takes to write it."""

    id: str
    client: str
    kind: EntryKind
    title: str
    fields: tuple[ExportedField, ...]
    created_at: datetime
    updated_at: datetime
    favourite: bool
    archived: bool
    tags: tuple[str, ...]
    files: tuple[ExportedFile, ...] = ()

    def first(self, name: str) -> str:
        """The value of the first standard field of that name."""
        return next((one.value for one in self.fields if one.name == name), "")

    def all(self, name: str) -> list[str]:
        return [one.value for one in self.fields if one.name == name]

    def but(self, *names: str) -> list[ExportedField]:
        """The fields that have no place of their own in a format."""
        return [one for one in self.fields if one.name not in names]


def count_entries(core: Core, client_ids: Sequence[str] | None) -> int:
    """How many `exported` gives."""
    return len(_numbers(core, client_ids))


def exported(core: Core, client_ids: Sequence[str] | None) -> Iterator[ExportedEntry]:
    """The entries of these clients, or of all; archived ones too, but nothing from the trash."""
    for number in _numbers(core, client_ids):
        with core.lock, translated():
            entry = _read(core, number)
        if entry is not None:
            yield entry


def label_of(one: ExportedField, words: dict[str, str]) -> str:
    """What a field is called: its own label, or the word for a standard one."""
    return one.label if one.name == CUSTOM else words.get(one.name, one.name)


def _numbers(core: Core, client_ids: Sequence[str] | None) -> list[int]:
    with core.lock, translated():
        known: dict[str, int] = dict(core.rows("SELECT id, number FROM client"))
        if client_ids is not None and not set(client_ids) <= known.keys():
            raise UserError("no-client")
        chosen = known.values() if client_ids is None else [known[one] for one in dict.fromkeys(client_ids)]
        where = f"entry.client IN ({','.join(map(str, chosen))})"  # numbers of ours
        out = "entry.number NOT IN (SELECT entry FROM mark WHERE removed_at IS NOT NULL)"
        return [number for (number,) in core.rows(_IDS.format(where=f"{where} AND {out}"))]


def _read(core: Core, number: int) -> ExportedEntry | None:
    row = core.row(_ENTRY, number)
    if row is None:
        return None  # erased since it was counted
    entry_id, client, client_name, kind, title, created_at, updated_at = row
    favourite, archived, tags, removed_at = core.row(_MARK, number) or (0, 0, "", None)
    if removed_at is not None:
        return None
    fields = []
    for field_id, name, label, field_kind, protected, value, sealed, revision in core.rows(_FIELDS, number):
        text = open_field(core, client, entry_id, field_id, revision, sealed).text() if protected else value
        fields.append(ExportedField(name, label, FieldKind(field_kind), bool(protected), text))
    times = to_moment(created_at), to_moment(updated_at)
    return ExportedEntry(
        entry_id,
        client_name,
        EntryKind(kind),
        title,
        tuple(fields),
        *times,
        favourite=bool(favourite),
        archived=bool(archived),
        tags=tuple(filter(None, tags.split("\n"))),
        files=tuple(_files(core, number)),
    )


def _files(core: Core, number: int) -> Iterator[ExportedFile]:
    for attachment_id, name, size in core.rows(_FILES, number):
        yield ExportedFile(name, size, partial(file_chunks, core, attachment_id))
