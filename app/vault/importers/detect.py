"""Which program wrote a file, told by its content and never by its name. Owns the list of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.vault.importers import chrome, lastpass
from app.vault.importers.csvrows import read_header
from app.vault.importers.imported import Parsed, Progress
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.text import Source, inspect, open_text

LASTPASS, BITWARDEN, CHROME = "lastpass", "bitwarden", "chrome"
FORMATS = (LASTPASS, BITWARDEN, CHROME)

_HEAD_CHARS = 64 * 1024
_OUTLINE_KEYS = ('"items"', '"folders"', '"collections"', '"encrypted"')


def detect(path: Path, limits: Limits = LIMITS) -> str:
    """The format's name, or a refusal that says it is none we know."""
    source = inspect(path, limits)
    head = _head(source)
    if not head:
        raise refuse("empty")
    if head.startswith("{"):
        if any(key in head for key in _OUTLINE_KEYS):
            return BITWARDEN
        raise refuse("unknown-format")
    columns = set(read_header(source, limits))
    if columns >= lastpass.REQUIRED:
        return LASTPASS
    if columns >= chrome.REQUIRED:
        return CHROME
    raise refuse("unknown-format")


def parse(
    path: Path, format_name: str, *, limits: Limits = LIMITS, progress: Progress | None = None
) -> Iterator[Parsed]:
    """The entries of a file in a format that the caller chose. A CSV file must have that format's columns."""
    if format_name == BITWARDEN:
        from app.vault.importers.bitwarden import parse_bitwarden_json  # late: brings msgspec, which CSV does not need

        return parse_bitwarden_json(path, limits=limits, progress=progress)
    if format_name == LASTPASS:
        return _csv(path, lastpass.REQUIRED, lastpass.parse_lastpass_csv, limits, progress)
    if format_name == CHROME:
        return _csv(path, chrome.REQUIRED, chrome.parse_chrome_csv, limits, progress)
    raise refuse("unknown-format")


def _csv(
    path: Path,
    required: frozenset[str],
    parser: Callable[..., Iterator[Parsed]],
    limits: Limits,
    progress: Progress | None,
) -> Iterator[Parsed]:
    missing = required - set(read_header(inspect(path, limits), limits))
    if missing:
        raise refuse("missing-column", column=min(missing))
    return parser(path, limits=limits, progress=progress)


def _head(source: Source) -> str:
    with open_text(source) as (text, _):
        return text.read(_HEAD_CHARS).lstrip("\ufeff \t\r\n")
