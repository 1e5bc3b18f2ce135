"""The password CSV of Chrome, Edge, Brave and their kin: logins only, without folders. Owns what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.vault.importers.csvrows import Row, read_rows
from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.limits import LIMITS, Limits
from app.vault.importers.text import inspect
from app.vault.model import EntryKind

COLUMNS = frozenset({"name", "url", "username", "password", "note"})
REQUIRED = frozenset({"name", "url", "username", "password"})


def parse_chrome_csv(path: Path, *, limits: Limits = LIMITS, progress: Progress | None = None) -> Iterator[Parsed]:
    """The file's logins, one by one."""
    for row in read_rows(inspect(path, limits), COLUMNS, limits=limits, progress=progress):
        yield row if isinstance(row, SkippedRow) else _login(row)


def _login(row: Row) -> Parsed:
    cells = row.cells
    url = cells["url"]
    builder = DraftBuilder(EntryKind.LOGIN, cells["name"] or host_of(url), url, cells["username"])
    builder.standard("username", cells["username"])
    builder.standard("password", cells["password"])
    builder.standard("url", url)
    builder.standard("notes", cells.get("note", ""))
    for name, value in row.others:
        builder.custom(name, value)
    return builder.imported(row.line, "")
