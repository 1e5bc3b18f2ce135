"""Lacre's own table, as app/vault/exporters/table.py writes it: every octet of a value comes back, every name without what nobody
sees in it (strangers can write such a table too). Owns what a broken line is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.errors import UserError
from app.vault.drafts import MOST_FIELDS, MOST_VALUE
from app.vault.exporters.table import HEADER, read_cells
from app.vault.importers.csvrows import Row, read_rows
from app.vault.importers.drafts import NAMELESS
from app.vault.importers.imported import ImportedEntry, Parsed, Progress, SkippedRow
from app.vault.importers.limits import MIB, Limits
from app.vault.importers.text import inspect
from app.vault.marks import checked_tags
from app.vault.model import FieldDraft
from app.vault.naming import hides, one_line

REQUIRED = frozenset(HEADER)

_FIELD_CHARS = 64 * MIB  # many values of an entry share a cell, and each sign of them may be written with six


def parse_lacre_csv(path: Path, *, limits: Limits, progress: Progress | None = None) -> Iterator[Parsed]:
    """The file's entries, one by one."""
    roomy = replace(limits, field_chars=max(limits.field_chars, _FIELD_CHARS), record_chars=2 * _FIELD_CHARS)
    for row in read_rows(inspect(path, limits), REQUIRED, limits=roomy, progress=progress):
        yield row if isinstance(row, SkippedRow) else _entry(row)


def _entry(row: Row) -> Parsed:
    try:
        read = read_cells(row.cells)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return SkippedRow(row.line, "malformed")
    if len(read.draft.fields) > MOST_FIELDS:
        return SkippedRow(row.line, "too-many-fields")
    if any(len(one.value or "") > 4 * MOST_VALUE for one in read.draft.fields):
        return SkippedRow(row.line, "too-long")
    draft = replace(read.draft, title=_title(read.draft.title), fields=tuple(map(_named, read.draft.fields)))
    try:
        tags = tuple(checked_tags(filter(None, map(one_line, read.tags))).values())
    except UserError:
        return SkippedRow(row.line, "malformed")
    names = (read.client, read.draft.title, *(one.label for one in read.draft.fields), *read.tags)
    cleaned = tuple(one_line(name) or NAMELESS for name in names if hides(name))
    return ImportedEntry(row.line, read.client, draft, (), read.favourite, read.archived, tags, cleaned=cleaned)


def _title(text: str) -> str:
    return (one_line(text) or NAMELESS) if hides(text) else text


def _named(field: FieldDraft) -> FieldDraft:
    return replace(field, label=one_line(field.label) or NAMELESS) if hides(field.label) else field
