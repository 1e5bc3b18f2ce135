"""Bringing another program's export into the vault: look first, then all or nothing. Joins importers and vault.

Owns the report. It names lines, reasons and counts, never a value of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError
from app.vault.fold import fold
from app.vault.importers import detect as formats
from app.vault.importers.detect import detect
from app.vault.importers.drafts import one_line
from app.vault.importers.imported import ImportedEntry, Progress, SkippedRow
from app.vault.importers.limits import LIMITS, refuse
from app.vault.importers.parsing import Opening, parse
from app.vault.model import CUSTOM, EntryKind

if TYPE_CHECKING:
    from app.vault.vault import Vault

Cancelled = Callable[[], bool]

# Entries that lie in no folder go to a client named after the program, unless another was chosen.
DEFAULT_CLIENTS: Mapping[str, str] = {
    **{
        formats.LASTPASS: "LastPass",
        formats.CHROME: "Chrome",
        formats.FIREFOX: "Firefox",
        formats.DASHLANE: "Dashlane",
    },
    **dict.fromkeys((formats.BITWARDEN, formats.BITWARDEN_CSV, formats.BITWARDEN_ZIP), "Bitwarden"),
    **dict.fromkeys((formats.ONEPASSWORD, formats.ONEPASSWORD_CSV), "1Password"),
    **dict.fromkeys((formats.KEEPASS, formats.KEEPASSXC_CSV), "KeePass"),
    **dict.fromkeys((formats.PROTON, formats.PROTON_ZIP, formats.PROTON_CSV), "Proton Pass"),
    formats.LACRE: "Lacre",
    formats.TABLE: "CSV",
}

# Files that are no plain copy of anything: the program's own, which people go on using.
SEALED_FORMATS = frozenset({formats.KEEPASS})

_CLIENT_CHARS = 200
_SHOWN_SKIPS = 1_000
_SHOWN_ROWS = 20
_SHOWN_NAMES = 50
_EVERY = 64


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decides about a file: how it opens, where its folders go, and what becomes of duplicates."""

    opening: Opening = field(default_factory=Opening)
    patient: bool = False
    keep_both: bool = False
    targets: Mapping[str, str] = field(default_factory=dict)


_Counts = tuple[tuple[str, int], ...]
_Seen = tuple[str, int, _Counts, dict[EntryKind, int], tuple[SkippedRow, ...], int, _Counts, _Counts]


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

    `clients` and `kinds` count the entries: those of the file in a preview, those that were added in a report.
    """

    format: str
    read: int
    clients: tuple[tuple[str, int], ...]
    kinds: Mapping[EntryKind, int]
    skipped: tuple[SkippedRow, ...]
    skipped_count: int
    leftovers: tuple[tuple[str, int], ...]
    own_fields: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ClientPreview:
    """One folder of a file: how many of each kind, and how many of all these are in the vault already, word for word.

    `name` is the folder's, `target` the client that was chosen for it, empty for the one of the same name.
    """

    name: str
    known: bool
    kinds: Mapping[EntryKind, int]
    merged: int
    target: str = ""

    @property
    def new(self) -> int:
        return sum(self.kinds.values()) - self.merged


@dataclass(frozen=True, slots=True)
class ImportPreview(ImportSummary):
    """What an import would do: client by client, and its first rows. Without a vault to compare with, all seems new."""

    rows: tuple[PreviewRow, ...]
    table: tuple[ClientPreview, ...]

    @property
    def merged(self) -> int:
        return sum(client.merged for client in self.table)


@dataclass(frozen=True, slots=True)
class ImportReport(ImportSummary):
    """What an import did. `read` = `added` + `merged` + `skipped_count`; merged entries were in the vault word for word."""

    added: int
    merged: int


@dataclass(slots=True)
class _Tally:
    """What was seen so far. Bounded, whatever the file says."""

    read: int = 0
    clients: Counter[str] = field(default_factory=Counter)
    kinds: Counter[EntryKind] = field(default_factory=Counter)
    skipped: list[SkippedRow] = field(default_factory=list)
    skipped_count: int = 0
    leftovers: Counter[str] = field(default_factory=Counter)
    own_fields: Counter[str] = field(default_factory=Counter)

    def skip(self, row: SkippedRow) -> None:
        self.skipped_count += 1
        if len(self.skipped) < _SHOWN_SKIPS:
            self.skipped.append(row)

    def add(self, client: str, entry: ImportedEntry) -> None:
        self.clients[client] += 1
        self.kinds[entry.draft.kind] += 1
        if len(self.clients) > LIMITS.clients:
            raise refuse("too-many-clients", limit=LIMITS.clients)

    def leave(self, entry: ImportedEntry) -> None:
        """What has no place with us, and what is kept in fields of its own."""
        _count(self.leftovers, entry.leftovers)
        _count(self.own_fields, (one.label for one in entry.draft.fields if one.name == CUSTOM))

    def summary(self, format: str) -> _Seen:
        """The members of an ImportSummary in their order."""
        clients, leftovers = tuple(self.clients.most_common()), tuple(self.leftovers.most_common())
        own = tuple(self.own_fields.most_common())
        return format, self.read, clients, dict(self.kinds), tuple(self.skipped), self.skipped_count, leftovers, own


def _count(counter: Counter[str], names: Iterable[str]) -> None:
    for name in names:
        short = one_line(name, 64)
        if short in counter or len(counter) < _SHOWN_NAMES:
            counter[short] += 1


def preview(
    path: Path,
    format: str | None = None,
    *,
    client: str | None = None,
    vault: Vault | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    choices: Choices | None = None,
) -> ImportPreview:
    """Read the file through and change nothing. `client` is where entries without a folder would go; with a `vault`, it is
    told as well what of the file is there already."""
    format, choices = format or detect(path), choices or Choices()
    tally, rows, names = _Tally(), list[PreviewRow](), _ClientNames(format, client, choices.targets)
    table = _Table(vault, names)
    for entry in _entries(path, format, choices, tally, progress, cancelled):
        folder = names.folder(entry.client_hint)
        name = names.of(entry.client_hint)
        tally.add(name, entry)
        table.add(folder, name, entry)
        if len(rows) < _SHOWN_ROWS:
            rows.append(_preview_row(name, entry))
    return ImportPreview(*tally.summary(format), tuple(rows), table.clients())


def run_import(
    vault: Vault,
    path: Path,
    format: str | None = None,
    *,
    client: str | None = None,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    choices: Choices | None = None,
) -> ImportReport:
    """Add the file's entries in one transaction: an error or a cancellation leaves the vault as it was."""
    format, choices = format or detect(path), choices or Choices()
    tally, added = _Tally(), 0
    with vault.bulk():
        names = _ClientNames(format, client, choices.targets)
        clients = _Clients(vault, names, now, keep_both=choices.keep_both)
        for entry in _entries(path, format, choices, tally, progress, cancelled):
            if clients.add(entry, tally):
                added += 1
    return ImportReport(*tally.summary(format), added, tally.read - tally.skipped_count - added)


def _entries(
    path: Path,
    format: str,
    choices: Choices,
    tally: _Tally,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[ImportedEntry]:
    limits = replace(LIMITS, patient=choices.patient)
    parsing = parse(path, format, limits=limits, progress=progress, opening=choices.opening)
    for parsed in parsing:
        if cancelled and tally.read % _EVERY == 0 and cancelled():
            raise UserError("cancelled")
        tally.read += 1
        if isinstance(parsed, SkippedRow):
            tally.skip(parsed)
        else:
            tally.leave(parsed)
            yield parsed


class _ClientNames:
    """From a folder to a client's name; differences of case and accents are the same client."""

    def __init__(self, format: str, chosen: str | None, targets: Mapping[str, str]) -> None:
        self._default = one_line(chosen or "", _CLIENT_CHARS) or DEFAULT_CLIENTS[format]
        self._targets = {_key(folder): one_line(name, _CLIENT_CHARS) for folder, name in targets.items()}
        self._seen: dict[str, str] = {}

    def folder(self, hint: str) -> str:
        """The client that a folder would be without a choice."""
        name = one_line(hint, _CLIENT_CHARS) or self._default
        return self._seen.setdefault(_key(name), name)

    def of(self, hint: str) -> str:
        name = one_line(hint, _CLIENT_CHARS) or self._default
        name = self._targets.get(_key(name)) or name
        return self._seen.setdefault(_key(name), name)

    def prefer(self, name: str) -> None:
        """Spell it like the client that is there already."""
        self._seen.setdefault(_key(name), name)


def _key(name: str) -> str:
    return fold(name) or name  # of accents alone nothing is left to compare


class _Clients:
    """Adds entries to clients, making those that are missing when the first entry comes."""

    def __init__(self, vault: Vault, names: _ClientNames, now: datetime, *, keep_both: bool) -> None:
        self._vault, self._names, self._now, self._keep_both = vault, names, now, keep_both
        self._ids: dict[str, str] = {}
        for client in vault.clients():
            names.prefer(client.name)
            self._ids.setdefault(names.folder(client.name), client.id)

    def add(self, entry: ImportedEntry, tally: _Tally) -> bool:
        """Whether it was new."""
        name = self._names.of(entry.client_hint)
        if not self._keep_both and self._vault.has_digest(self._vault.entry_digest(entry.draft, name)):
            return False
        if name not in self._ids:
            self._ids[name] = self._vault.add_client(name, self._now).id
        self._vault.add_entry(self._ids[name], entry.draft, self._now)
        tally.add(name, entry)
        return True


class _Table:
    """Clients by kinds, as they would go into this vault. An entry that stands twice in the file would be added once."""

    def __init__(self, vault: Vault | None, names: _ClientNames) -> None:
        self._vault = vault
        self._known: set[str] = set()
        for client in vault.clients() if vault is not None else ():
            names.prefer(client.name)
            self._known.add(names.folder(client.name))
        self._targets: dict[str, str] = {}
        self._kinds: dict[str, Counter[EntryKind]] = {}
        self._merged: Counter[str] = Counter()
        self._digests: set[bytes] = set()

    def add(self, folder: str, name: str, entry: ImportedEntry) -> None:
        self._kinds.setdefault(folder, Counter())[entry.draft.kind] += 1
        self._targets[folder] = name
        if self._vault is None:
            return
        digest = self._vault.entry_digest(entry.draft, name)
        if digest in self._digests or self._vault.has_digest(digest):
            self._merged[folder] += 1
        self._digests.add(digest)

    def clients(self) -> tuple[ClientPreview, ...]:
        """The largest first."""
        by_size = sorted(self._kinds.items(), key=lambda one: -one[1].total())
        return tuple(
            ClientPreview(
                folder,
                self._targets[folder] in self._known,
                dict(kinds),
                self._merged[folder],
                self._targets[folder] if self._targets[folder] != folder else "",
            )
            for folder, kinds in by_size
        )


def _preview_row(client: str, entry: ImportedEntry) -> PreviewRow:
    shown = {f.name: str(f.value) for f in reversed(entry.draft.fields) if f.name in ("username", "url")}
    return PreviewRow(
        client,
        entry.draft.kind,
        entry.draft.title,
        one_line(shown.get("username", ""), 100),
        one_line(shown.get("url", ""), 200),
    )
