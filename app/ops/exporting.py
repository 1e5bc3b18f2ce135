"""Taking entries out: of one client, of several, of all. Joins exporters and vault. Owns what is asked before and told after.

All formats but one can be read by anybody who gets the file; so the passphrase is asked again, the file is its owner's
alone, nothing is written over, and what was written can be wiped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.errors import UserError
from app.host.paths import resources

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.vault.exporters.placing import Wiped
    from app.vault.exporters.rows import ExportedEntry
    from app.vault.vault import Vault

BITWARDEN, BITWARDEN_ZIP, KDBX, CSV = "bitwarden", "bitwarden-zip", "kdbx", "csv"
FORMATS = (BITWARDEN, BITWARDEN_ZIP, KDBX, CSV)
LEAST_PASSWORD = 8

Progress = Callable[[int, int], None]
"""Called now and then with (done, total) in entries."""

_SUFFIXES = {BITWARDEN: ".json", BITWARDEN_ZIP: ".zip", KDBX: ".kdbx", CSV: ".csv"}
_EVERY = 64


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `replaced`: signs that the format cannot hold, shown as U+FFFD in the file. `files`: those of the entries
    that went along; `files_left`: those that stayed behind, as the format has no place for them."""

    format: str
    path: Path
    entries: int
    clients: int
    octets: int
    replaced: int
    files: int = 0
    files_left: int = 0


def keeps_files(format: str) -> bool:
    """Whether the files of entries go along."""
    return format in (BITWARDEN_ZIP, KDBX)


def is_plain(format: str) -> bool:
    """Whether anybody can read such a file."""
    return format != KDBX


def suffix(format: str) -> str:
    return _SUFFIXES[format]


def export(
    vault: Vault,
    passphrase: Secret,
    path: Path,
    format: str,
    *,
    client_ids: Sequence[str] | None = None,
    file_password: Secret | None = None,
    now: datetime,
    language: str = "en",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the entries of these clients (all of them, if none are named) to a new file; after an error there is none."""
    from app.vault.exporters.placing import new_file, require_free
    from app.vault.exporters.rows import count_entries, exported

    require_free(path)
    _require_password(format, file_password)
    vault.require_passphrase(passphrase)
    core = vault._core
    seen = _Seen(count_entries(core, client_ids), progress, cancelled)
    clients = [one.name for one in vault.clients() if client_ids is None or one.id in set(client_ids)]
    with new_file(path) as file:
        entries = seen.watched(exported(core, client_ids))
        replaced = _write(file, format, clients, entries, words_of(language), file_password, now)
        octets = file.tell()
    files, left = (seen.files, 0) if keeps_files(format) else (0, seen.files)
    return ExportReport(format, path, seen.done, len(seen.clients), octets, replaced, files, left)


def wipe(path: Path) -> Wiped:
    """Overwrite and remove a plain export. Best effort: docs/EXPORT.md tells where copies can remain."""
    from app.vault.exporters.placing import wipe as wipe_file

    return wipe_file(path)


def words_of(language: str) -> dict[str, str]:
    """What standard fields are called in files that people read."""
    catalogue = json.loads((resources() / "translations" / f"cli.vault.{language}.json").read_bytes())
    fields = {name.removeprefix("field-"): word for name, word in catalogue.items() if name.startswith("field-")}
    keeping = json.loads((resources() / "translations" / f"cli.keeping.{language}.json").read_bytes())
    return {**fields, "tags": keeping["word-tags"]}


def _require_password(format: str, password: Secret | None) -> None:
    if format not in FORMATS:
        raise UserError("unknown-export-format", formats=", ".join(FORMATS))
    if format == KDBX and (password is None or len(password.text()) < LEAST_PASSWORD):
        raise UserError("file-password-too-short", least=LEAST_PASSWORD)


def _write(
    file: BinaryIO,
    format: str,
    clients: list[str],
    entries: Iterator[ExportedEntry],
    words: dict[str, str],
    password: Secret | None,
    now: datetime,
) -> int:
    if format == KDBX and password is not None:
        from app.vault.exporters.kdbx import write_kdbx

        return write_kdbx(file, f"Lacre {now:%Y-%m-%d}", password, entries, words)
    if format in (BITWARDEN, BITWARDEN_ZIP):
        from app.vault.exporters.bitwarden import write_archive, write_bitwarden

        write = write_archive if format == BITWARDEN_ZIP else write_bitwarden
        write(file, dict.fromkeys(clients), entries, words)
    else:
        from app.vault.exporters.table import write_table

        write_table(file, entries)
    return 0


class _Seen:
    """Counts what passes, tells how far it is, and stops when nobody waits any more."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self.done = self.files = 0
        self.clients: set[str] = set()
        self._total, self._progress, self._cancelled = total, progress, cancelled

    def watched(self, entries: Iterator[ExportedEntry]) -> Iterator[ExportedEntry]:
        for entry in entries:
            if self.done % _EVERY == 0:
                if self._cancelled and self._cancelled():
                    raise UserError("cancelled")
                if self._progress:
                    self._progress(self.done, self._total)
            yield entry
            self.done += 1
            self.files += len(entry.files)
            self.clients.add(entry.client)
