"""What importers hand on: an entry to be added, or a row that was not understood. Owns these values, no parsing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.vault.model import EntryDraft

Progress = Callable[[int, int], None]
"""Called now and then with (done, total) in octets of the file."""


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One record of the file as an entry. `client_hint` is its folder, empty when it lies in none.

    `leftovers` are the names (never the values) of what this version cannot keep.
    """

    line: int
    client_hint: str
    draft: EntryDraft
    leftovers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A record that is not added, and why. `line` is the line in a CSV file, the number of the item in a JSON file."""

    line: int
    reason: str


Parsed = ImportedEntry | SkippedRow
