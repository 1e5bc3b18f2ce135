"""LastPass's CSV export: logins and secure notes, one row each. Owns what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.vault.importers.csvrows import Row, read_rows
from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.lastpass_notes import draft_typed_note, parse_typed_note
from app.vault.importers.limits import LIMITS, Limits
from app.vault.importers.text import inspect
from app.vault.model import EntryKind

COLUMNS = frozenset({"url", "username", "password", "totp", "extra", "name", "grouping", "fav"})
REQUIRED = frozenset({"url", "username", "password", "extra", "name", "grouping"})

_SECURE_NOTE = "http://sn"
_FOLDER = "http://group"
_NO_ADDRESS = frozenset({"http://", "https://"})
_NO_FOLDER = "(none)"


def parse_lastpass_csv(path: Path, *, limits: Limits = LIMITS, progress: Progress | None = None) -> Iterator[Parsed]:
    """The file's entries, one by one."""
    for row in read_rows(inspect(path, limits), COLUMNS, limits=limits, progress=progress):
        yield row if isinstance(row, SkippedRow) else _entry(row)


def _entry(row: Row) -> Parsed:
    cells = row.cells
    if cells["url"] == _FOLDER:
        return SkippedRow(row.line, "folder")
    builder = _note(cells) if cells["url"] == _SECURE_NOTE else _login(cells)
    for name, value in row.others:
        builder.custom(name, value)
    builder.favourite = cells.get("fav", "0") not in ("", "0")
    return builder.imported(row.line, _folder(cells["grouping"]))


def _login(cells: dict[str, str]) -> DraftBuilder:
    url = "" if cells["url"] in _NO_ADDRESS else cells["url"]
    builder = DraftBuilder(EntryKind.LOGIN, cells["name"] or host_of(url), url, cells["username"])
    builder.standard("username", cells["username"])
    builder.standard("password", cells["password"])
    builder.standard("url", url)
    builder.standard("totp", cells.get("totp", ""))
    builder.standard("notes", cells["extra"])
    return builder


def _note(cells: dict[str, str]) -> DraftBuilder:
    typed = parse_typed_note(cells["extra"])
    if typed:
        builder = draft_typed_note(typed, cells["name"])
    else:
        builder = DraftBuilder(EntryKind.NOTE, cells["name"])
        builder.standard("text", cells["extra"])
    for name in ("username", "password", "totp"):  # LastPass leaves them empty in notes; other writers may not
        builder.custom(name, cells.get(name, ""))
    return builder


def _folder(grouping: str) -> str:
    return "" if grouping == _NO_FOLDER else " / ".join(part for part in grouping.split("\\") if part.strip())
