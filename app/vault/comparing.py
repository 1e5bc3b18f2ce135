"""What a backup holds that the vault does not, and the other way round. Owns the comparison; opens no file and changes nothing.

Entries are the same ones by id. Where revision and time agree so does the content; where they do not, the contents decide, as
an entry that was put back has a new revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.vault.core import Core, to_moment
from app.vault.entries import open_field
from app.vault.fold import fold
from app.vault.model import EntryKind

_ENTRIES = """SELECT entry.id, entry.revision, entry.updated_at, client.id, client.name, entry.kind, entry.title,
    (SELECT removed_at IS NOT NULL FROM mark WHERE mark.entry = entry.number)
    FROM entry JOIN client ON client.number = entry.client"""
_FIELDS = """SELECT field.name, label, field.kind, protected, value, sealed, field.id, field.revision, client.number
    FROM field JOIN entry ON entry.number = field.entry JOIN client ON client.number = entry.client
    WHERE entry.id = ? ORDER BY position"""


class Standing(StrEnum):
    """Where an entry is. Whatever lies in the trash counts as not there."""

    ONLY_THERE = "only-there"
    ONLY_HERE = "only-here"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that is not the same in vault and backup. Holds nothing protected."""

    standing: Standing
    entry_id: str
    client_id: str
    client_name: str
    kind: EntryKind
    title: str
    here_at: datetime | None
    there_at: datetime | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a restore would change: `only-here` would be lost by it, `only-there` come back, `different` go back."""

    differences: tuple[Difference, ...]
    same: int

    def count(self, standing: Standing) -> int:
        return sum(one.standing is standing for one in self.differences)

    def by_client(self) -> dict[str, tuple[Difference, ...]]:
        """The differences under their clients' names, in the order of a list of clients."""
        names = sorted({one.client_name for one in self.differences}, key=fold)
        return {name: tuple(one for one in self.differences if one.client_name == name) for name in names}


@dataclass(frozen=True, slots=True)
class _Row:
    revision: int
    updated_at: int
    client_id: str
    client_name: str
    kind: str
    title: str
    removed: bool


def compare(here: Core, there: Core) -> Comparison:
    """Entry by entry. Holds the vault's lock only while it reads from it."""
    with here.lock:
        ours = _rows(here)
    theirs = _rows(there)
    found: list[Difference] = []
    for entry_id in ours.keys() | theirs.keys():
        mine, other = ours.get(entry_id), theirs.get(entry_id)
        standing = _standing(mine, other)
        if standing is Standing.DIFFERENT and _content(here, entry_id) == _content(there, entry_id):
            continue
        if standing is not None:
            found.append(_difference(standing, entry_id, mine, other))
    found.sort(key=lambda one: (fold(one.client_name), fold(one.title), one.entry_id))
    live = sum(1 for row in theirs.values() if not row.removed)
    gone = sum(one.standing is not Standing.ONLY_HERE for one in found)
    return Comparison(tuple(found), live - gone)


def _standing(mine: _Row | None, other: _Row | None) -> Standing | None:
    here, there = mine is not None and not mine.removed, other is not None and not other.removed
    if here and there and mine is not None and other is not None:
        same = (mine.revision, mine.updated_at) == (other.revision, other.updated_at)
        return None if same else Standing.DIFFERENT
    if here:
        return Standing.ONLY_HERE
    return Standing.ONLY_THERE if there else None


def _difference(standing: Standing, entry_id: str, mine: _Row | None, other: _Row | None) -> Difference:
    shown = other if other is not None and standing is not Standing.ONLY_HERE else mine
    assert shown is not None  # one of the two has it, or it would not differ
    times = (None if row is None else to_moment(row.updated_at) for row in (mine, other))
    kind = EntryKind(shown.kind)
    return Difference(standing, entry_id, shown.client_id, shown.client_name, kind, shown.title, *times)


def _rows(core: Core) -> dict[str, _Row]:
    def made(row: tuple[Any, ...]) -> _Row:
        revision, updated_at, client_id, client_name, kind, title, removed = row
        return _Row(revision, updated_at, client_id, client_name, kind, title, bool(removed))

    return {row[0]: made(row[1:]) for row in core.rows(_ENTRIES)}


def _content(core: Core, entry_id: str) -> list[tuple[Any, ...]]:
    """Title, kind and fields with their values opened; in memory for this comparison alone."""
    with core.lock:
        head = core.require("SELECT kind, title FROM entry WHERE id = ?", entry_id, code="no-entry")
        content: list[tuple[Any, ...]] = [head]
        for name, label, kind, protected, value, sealed, field_id, revision, client in core.rows(_FIELDS, entry_id):
            if protected:
                value = open_field(core, client, entry_id, field_id, revision, sealed).reveal()
            content.append((name, label, kind, protected, value))
        return content
