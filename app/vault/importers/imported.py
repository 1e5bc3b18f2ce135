"""What importers hand on: an entry to be added, or a row that was not understood. Owns these values, no parsing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from app.vault.model import EntryDraft

Progress = Callable[[int, int], None]
"""Called now and then with (done, total) in octets of the file."""


class Readable(Protocol):
    """What gives octets and nothing else: it is refused in the middle when it turns out to be a bomb or broken."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that belongs to an entry. `size` is what the archive says of it; `open` gives the octets, piece by piece.

    It can be opened once, and only until the next entry is asked for.
    """

    name: str
    size: int
    open: Callable[[], AbstractContextManager[Readable]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One record of the file as an entry. `client_hint` is its folder, empty when it lies in none.

    `leftovers` are the names (never the values) of what this version cannot keep, `cleaned` the names (titles, labels, tags,
    folders) that signs which nobody sees were taken out of, as they are now.
    """

    line: int
    client_hint: str
    draft: EntryDraft
    leftovers: tuple[str, ...] = ()
    favourite: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()
    files: tuple[ImportedFile, ...] = ()
    cleaned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A record that is not added, and why. `line` is the line in a CSV file, the number of the item in a JSON file."""

    line: int
    reason: str


Parsed = ImportedEntry | SkippedRow
