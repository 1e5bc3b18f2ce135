"""Entries out of a table whose columns were mapped. Owns how a row becomes a login or a note; the mapping is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.vault.importers.csvrows import Row, read_rows
from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.limits import LIMITS, Limits
from app.vault.importers.mapping import Columns, Target
from app.vault.importers.text import Source
from app.vault.model import EntryKind

# Looking behind keeps it linear: a run of signs without an address after it is tried once, not from each of its signs.
_NEXT_ADDRESS = re.compile(r"(?<![,\s])[,\s]+(?=[A-Za-z][A-Za-z0-9+.-]*://)")
_FOLDERS = re.compile(r"[/\\]")
_SEPARATORS = re.compile("[;,]")
_NO = ("", "0", "false", "no")
_OF_A_LOGIN = (Target.USERNAME, Target.PASSWORD, Target.URL, Target.TOTP)


@dataclass(slots=True)
class Parts:
    """A row, sorted by where its values go. Every list holds (heading, value), without empty values."""

    line: int
    by_target: dict[Target, list[tuple[str, str]]] = field(default_factory=dict)
    leftovers: list[str] = field(default_factory=list)

    def of(self, target: Target) -> list[tuple[str, str]]:
        return self.by_target.get(target, [])

    def first(self, target: Target) -> str:
        return next((value for _, value in self.of(target)), "")


Hook = Callable[[Parts, DraftBuilder], None]


def read_mapped(
    source: Source,
    columns: Columns,
    *,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    kind: Callable[[Parts], EntryKind] | None = None,
    hook: Hook | None = None,
) -> Iterator[Parsed]:
    """The entries of a table. `kind` decides what a row is, `hook` adds what only one program writes."""
    for row in read_rows(source, frozenset(columns), limits=limits, progress=progress):
        yield row if isinstance(row, SkippedRow) else _entry(_sorted(row, columns), kind or kind_of, hook)


def kind_of(parts: Parts) -> EntryKind:
    """A note when nothing in the row belongs to a login."""
    return EntryKind.LOGIN if any(parts.of(target) for target in _OF_A_LOGIN) else EntryKind.NOTE


def folder_path(text: str) -> str:
    """`A/B` and `A\\B` as "A / B"."""
    return " / ".join(part.strip() for part in _FOLDERS.split(text) if part.strip())


def addresses(text: str) -> list[str]:
    """Several addresses in one cell, told apart only where the next one begins with a scheme."""
    return [part for part in _NEXT_ADDRESS.split(text.strip()) if part]


def _sorted(row: Row, columns: Columns) -> Parts:
    parts = Parts(row.line)
    for heading, value in row.cells.items():
        if value:
            parts.by_target.setdefault(columns[heading], []).append((heading, value))
    parts.by_target.setdefault(Target.FIELD, []).extend(row.others)
    parts.leftovers += [
        heading for heading, value in parts.by_target.pop(Target.LEAVE, []) if value not in ("0", "false")
    ]
    return parts


def _entry(parts: Parts, kind: Callable[[Parts], EntryKind], hook: Hook | None) -> Parsed:
    url = parts.first(Target.URL)
    builder = DraftBuilder(kind(parts), parts.first(Target.TITLE), host_of(url), url, parts.first(Target.USERNAME))
    if hook is not None:
        hook(parts, builder)
    _fill(builder, parts)
    builder.tag(_SEPARATORS.split(parts.first(Target.QUIET_TAGS)))
    builder.favourite = parts.first(Target.QUIET_FAVOURITE).lower() not in _NO
    builder.archived = parts.first(Target.QUIET_ARCHIVED).lower() not in _NO
    return builder.imported(parts.line, folder_path(parts.first(Target.CLIENT)), parts.leftovers)


def _fill(builder: DraftBuilder, parts: Parts) -> None:
    for target in (Target.USERNAME, Target.PASSWORD, Target.URL, Target.TOTP):
        for heading, value in parts.of(target):
            if builder.kind is EntryKind.LOGIN:
                builder.standard(target.value, value, heading)
            else:
                builder.custom(heading, value)
    notes = "\n\n".join(value for _, value in parts.of(Target.NOTES))
    builder.notes(notes)
    # One title and one folder have a place; what else was mapped to them is kept under its heading.
    for target in (Target.TITLE, Target.CLIENT):
        for heading, value in parts.of(target)[1:]:
            builder.custom(heading, value)
    for heading, value in parts.of(Target.FIELD):
        builder.custom(heading, value)
    for heading, value in parts.of(Target.PROTECTED):
        builder.custom(heading, value, protected=True)
