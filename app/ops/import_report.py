"""What an import would do or did, as frozen values, and the counting behind them. Owns no reading and no vault.

It names lines, reasons, labels and counts, never a value of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.vault.importers.imported import ImportedEntry, SkippedRow
from app.vault.importers.limits import LIMITS, refuse
from app.vault.model import CUSTOM, EntryKind
from app.vault.naming import one_line

_SHOWN_SKIPS = 1_000
_SHOWN_NAMES = 50

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One entry as it would be listed. Holds nothing protected."""

    client: str
    kind: EntryKind
    title: str
    username: str
    url: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What was seen in a file. `skipped` is cut at a thousand rows, `skipped_count` counts them all.

    `clients` and `kinds` count the entries: those of the file in a preview, those that were added in a report. `files` and
    `file_octets` likewise. `leftovers` names what is not brought in, `own_fields` what is kept in fields of its own,
    `cleaned` the names that lost signs which nobody sees.
    """

    format: str
    read: int
    clients: Counts
    kinds: Mapping[EntryKind, int]
    skipped: tuple[SkippedRow, ...]
    skipped_count: int
    leftovers: Counts
    own_fields: Counts
    cleaned: Counts
    files: int
    file_octets: int


@dataclass(frozen=True, slots=True)
class ClientPreview:
    """One folder of a file: how many of each kind, how many of all these are in the vault already, word for word, and how many
    would be joined with an entry of the vault that is about the same.

    `name` is the folder's, `target` the client that was chosen for it, empty for the one of the same name.
    """

    name: str
    known: bool
    kinds: Mapping[EntryKind, int]
    merged: int
    target: str = ""
    joined: int = 0

    @property
    def new(self) -> int:
        return sum(self.kinds.values()) - self.merged - self.joined


@dataclass(frozen=True, slots=True)
class ImportPreview(ImportSummary):
    """What an import would do: client by client, and its first rows. Without a vault to compare with, all seems new."""

    rows: tuple[PreviewRow, ...]
    table: tuple[ClientPreview, ...]

    @property
    def merged(self) -> int:
        return sum(client.merged for client in self.table)

    @property
    def joined(self) -> int:
        return sum(client.joined for client in self.table)


@dataclass(frozen=True, slots=True)
class ImportReport(ImportSummary):
    """What an import did. `read` = `added` + `merged` + `joined` + `skipped_count`.

    Merged entries were in the vault word for word. Joined ones are about the same as an entry of the vault, which now has their
    values too; `differing` names the fields of which there are now two.
    """

    added: int
    merged: int
    joined: int
    differing: Counts


@dataclass(slots=True)
class Tally:
    """What was seen so far. Bounded, whatever the file says."""

    read: int = 0
    clients: Counter[str] = field(default_factory=Counter)
    kinds: Counter[EntryKind] = field(default_factory=Counter)
    skipped: list[SkippedRow] = field(default_factory=list)
    skipped_count: int = 0
    leftovers: Counter[str] = field(default_factory=Counter)
    own_fields: Counter[str] = field(default_factory=Counter)
    cleaned: Counter[str] = field(default_factory=Counter)
    files: int = 0
    file_octets: int = 0
    added: int = 0
    merged: int = 0
    joined: int = 0
    differing: Counter[str] = field(default_factory=Counter)

    def skip(self, row: SkippedRow) -> None:
        self.skipped_count += 1
        if len(self.skipped) < _SHOWN_SKIPS:
            self.skipped.append(row)

    def add(self, client: str, kind: EntryKind) -> None:
        self.clients[client] += 1
        self.kinds[kind] += 1
        if len(self.clients) > LIMITS.clients:
            raise refuse("too-many-clients", limit=LIMITS.clients)

    def keep_file(self, octets: int) -> None:
        self.files += 1
        self.file_octets += octets

    def leave(self, entry: ImportedEntry) -> None:
        """What has no place with us, what is kept in fields of its own, and which names are not what they were."""
        _count(self.leftovers, entry.leftovers)
        _count(self.own_fields, (one.label for one in entry.draft.fields if one.name == CUSTOM))
        _count(self.cleaned, entry.cleaned)

    def differ(self, names: Iterable[str]) -> None:
        _count(self.differing, names)

    def preview(self, format: str, rows: Iterable[PreviewRow], table: tuple[ClientPreview, ...]) -> ImportPreview:
        return ImportPreview(*self._summary(format), rows=tuple(rows), table=table)

    def report(self, format: str) -> ImportReport:
        done = (self.added, self.merged, self.joined, tuple(self.differing.most_common()))
        return ImportReport(*self._summary(format), *done)

    def _summary(
        self, format: str
    ) -> tuple[str, int, Counts, dict[EntryKind, int], tuple[SkippedRow, ...], int, Counts, Counts, Counts, int, int]:
        """The members of an ImportSummary in their order."""
        clients, leftovers, own, cleaned = (
            tuple(each.most_common()) for each in (self.clients, self.leftovers, self.own_fields, self.cleaned)
        )
        seen = (format, self.read, clients, dict(self.kinds), tuple(self.skipped), self.skipped_count, leftovers, own)
        return *seen, cleaned, self.files, self.file_octets


def _count(counter: Counter[str], names: Iterable[str]) -> None:
    for name in names:
        short = one_line(name, 64)
        if short in counter or len(counter) < _SHOWN_NAMES:
            counter[short] += 1
