"""Bringing another program's export into the vault: look first, then all or nothing. Joins importers and vault.

Owns the order of things and the clients; what is told afterwards is import_report's, what is about the same import_joining's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from app.errors import UserError
from app.ops.import_joining import Twins, join
from app.ops.import_report import ClientPreview as ClientPreview
from app.ops.import_report import ImportPreview as ImportPreview
from app.ops.import_report import ImportReport as ImportReport
from app.ops.import_report import ImportSummary as ImportSummary
from app.ops.import_report import PreviewRow as PreviewRow
from app.ops.import_report import Tally
from app.vault.fold import fold
from app.vault.importers import detect as formats
from app.vault.importers.detect import detect
from app.vault.importers.imported import ImportedEntry, ImportedFile, Progress, SkippedRow
from app.vault.importers.limits import LIMITS
from app.vault.importers.parsing import Opening, parse
from app.vault.marks import MOST_TAGS
from app.vault.model import CUSTOM, Attachment, EntryDraft, EntryKind, FieldDraft, FieldKind, How, Origin
from app.vault.naming import one_line

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
_SHOWN_ROWS = 20
_EVERY = 64
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decides about a file: how it opens, where its folders go, and what becomes of duplicates.

    `keep_both`: every entry is added, even one that the vault has word for word. Otherwise such a one is passed by, and one that
    is about the same as an entry of the vault is joined with it.
    """

    opening: Opening = field(default_factory=Opening)
    patient: bool = False
    keep_both: bool = False
    targets: Mapping[str, str] = field(default_factory=dict)


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
    """Read the file through, its files as well, and change nothing. `client` is where entries without a folder would go; with a
    `vault`, it is told as well what of the file is there already."""
    format, choices = format or detect(path), choices or Choices()
    tally, rows, names = Tally(), list[PreviewRow](), _ClientNames(format, client, choices.targets)
    table = _Table(vault, names, keep_both=choices.keep_both)
    for entry in _entries(path, format, choices, tally, progress, cancelled):
        folder = names.folder(entry.client_hint)
        name = names.of(entry.client_hint)
        tally.add(name, entry.draft.kind)
        for file in entry.files:
            tally.keep_file(_read_through(file, cancelled))
        table.add(folder, name, entry)
        if len(rows) < _SHOWN_ROWS:
            rows.append(_preview_row(name, entry))
    return tally.preview(format, rows, table.clients())


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
    tally = Tally()
    with vault.bulk():
        names = _ClientNames(format, client, choices.targets)
        clients = _Clients(vault, names, tally, now, cancelled, keep_both=choices.keep_both)
        for entry in _entries(path, format, choices, tally, progress, cancelled):
            clients.take(entry, DEFAULT_CLIENTS[format])
    return tally.report(format)


def _entries(
    path: Path,
    format: str,
    choices: Choices,
    tally: Tally,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[ImportedEntry]:
    limits = replace(LIMITS, patient=choices.patient)
    parsing = parse(path, format, limits=limits, progress=progress, opening=choices.opening)
    for parsed in parsing:
        if tally.read % _EVERY == 0:
            _require_wanted(cancelled)
        tally.read += 1
        if isinstance(parsed, SkippedRow):
            tally.skip(parsed)
        else:
            tally.leave(parsed)
            yield parsed


def _require_wanted(cancelled: Cancelled | None) -> None:
    if cancelled and cancelled():
        raise UserError("cancelled")


def _read_through(file: ImportedFile, cancelled: Cancelled | None) -> int:
    """How many octets a file really has: a preview meets what the import would be refused for."""
    octets = 0
    with file.open() as stream:
        while piece := stream.read(_PIECE):
            octets += len(piece)
            _require_wanted(cancelled)
    return octets


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
    """Takes entries into clients, making those that are missing when the first entry comes."""

    def __init__(
        self,
        vault: Vault,
        names: _ClientNames,
        tally: Tally,
        now: datetime,
        cancelled: Cancelled | None,
        *,
        keep_both: bool,
    ) -> None:
        self._vault, self._names, self._tally, self._now, self._keep_both = vault, names, tally, now, keep_both
        self._cancelled, self._twins = cancelled, Twins(vault)
        self._ids: dict[str, str] = {}
        for client in vault.clients():
            names.prefer(client.name)
            self._ids.setdefault(names.folder(client.name), client.id)

    def take(self, entry: ImportedEntry, source: str) -> None:
        """Add it, or find that it is there, or join it with what is about the same."""
        name = self._names.of(entry.client_hint)
        prepared = self._vault.prepared(entry.draft, name)
        there = None if self._keep_both else self._vault.known_entry(prepared.digest)
        if there is not None:
            self._tally.merged += 1
        else:
            there = None if self._keep_both else self._joined(name, entry, source, prepared.digest)
        if there is not None:
            self._complete(there, entry, source)
            return
        if name not in self._ids:
            self._ids[name] = self._vault.add_client(name, self._now).id
        origin = Origin(How.IMPORTED, source)
        self._mark(self._vault.add_prepared(self._ids[name], prepared, self._now, origin).id, entry)
        self._tally.added += 1
        self._tally.add(name, entry.draft.kind)

    def _joined(self, name: str, entry: ImportedEntry, source: str, digest: bytes) -> str | None:
        """The entry that this one was joined with."""
        twin = self._twins.of(self._ids[name], entry.draft) if name in self._ids else None
        differing = None if twin is None else join(self._vault, twin, entry.draft, source, self._now)
        if twin is None or differing is None:
            return None
        self._vault.learn_digest(twin, digest)
        self._tally.joined += 1
        self._tally.differ(differing)
        return twin

    def _mark(self, entry_id: str, entry: ImportedEntry) -> None:
        """What goes with a new entry."""
        if entry.favourite or entry.archived:
            self._vault.mark(entry_id, favourite=entry.favourite, archived=entry.archived)
        if entry.tags:
            self._vault.tag(entry_id, entry.tags)
        for file in entry.files:
            self._tally.keep_file(self._keep(entry_id, file).size)

    def _complete(self, entry_id: str, entry: ImportedEntry, source: str) -> None:
        """What goes with an entry that is there: tags and files that it has not, its mark as a favourite. It is not archived,
        as somebody took it out of there or never put it in; that is told."""
        if not (entry.favourite or entry.archived or entry.tags or entry.files):
            return
        there = self._vault.entry(entry_id)
        if entry.favourite and not there.favourite:
            self._vault.mark(entry_id, favourite=True)
        if entry.archived and not there.archived:
            self._tally.differ(["archived"])
        known = {fold(tag) for tag in there.tags}
        new = [tag for tag in entry.tags if fold(tag) not in known]
        room = MOST_TAGS - len(known)
        if new:
            self._vault.tag(entry_id, (*there.tags, *new[:room]))
        if over := ", ".join(new[room:]):
            beside = FieldDraft(CUSTOM, over, f"Tags ({source})", FieldKind.TEXT)
            if join(self._vault, entry_id, EntryDraft(there.kind, there.title, (beside,)), source, self._now) is None:
                self._tally.leftovers["tags"] += 1  # no room for them there: the file alone has them
        for file in entry.files:
            before = self._vault.attachments(entry_id)
            kept = self._keep(entry_id, file)
            if any(self._same(kept, one) for one in before if one.size == kept.size):
                self._vault.remove_attachment(kept.id)
            else:
                self._tally.keep_file(kept.size)

    def _keep(self, entry_id: str, file: ImportedFile) -> Attachment:
        with file.open() as stream:
            readable = cast("BinaryIO", stream)
            return self._vault.add_attachment(entry_id, file.name, readable, self._now, lambda _: self._wanted())

    def _wanted(self) -> None:
        _require_wanted(self._cancelled)

    def _same(self, one: Attachment, other: Attachment) -> bool:
        pairs = zip(self._vault.open_attachment(one.id), self._vault.open_attachment(other.id), strict=True)
        return all(mine == theirs for mine, theirs in pairs)


class _Table:
    """Clients by kinds, as they would go into this vault. An entry that stands twice in the file would be added once."""

    def __init__(self, vault: Vault | None, names: _ClientNames, *, keep_both: bool) -> None:
        self._vault, self._keep_both = vault, keep_both
        self._twins = None if vault is None else Twins(vault)
        self._known: dict[str, str] = {}
        for client in vault.clients() if vault is not None else ():
            names.prefer(client.name)
            self._known.setdefault(names.folder(client.name), client.id)
        self._targets: dict[str, str] = {}
        self._kinds: dict[str, Counter[EntryKind]] = {}
        self._merged: Counter[str] = Counter()
        self._joined: Counter[str] = Counter()
        self._digests: set[bytes] = set()

    def add(self, folder: str, name: str, entry: ImportedEntry) -> None:
        self._kinds.setdefault(folder, Counter())[entry.draft.kind] += 1
        self._targets[folder] = name
        if self._vault is None or self._twins is None or self._keep_both:
            return
        digest = self._vault.entry_digest(entry.draft, name)
        if digest in self._digests or self._vault.has_digest(digest):
            self._merged[folder] += 1
        elif name in self._known and self._twins.of(self._known[name], entry.draft) is not None:
            self._joined[folder] += 1
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
                self._joined[folder],
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
