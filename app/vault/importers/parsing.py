"""A file's entries in a format that was told or chosen. Owns which reader reads which format, and loads it only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.vault.importers import detect as formats
from app.vault.importers.imported import ImportedFile, Parsed, Progress
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.text import inspect

if TYPE_CHECKING:
    from app.vault.importers.archive import Archive
    from app.vault.importers.mapping import Columns


@dataclass(frozen=True, slots=True)
class Opening:
    """What a person adds to a file: what opens it, and what its columns mean. Nothing of it stays."""

    password: Secret | None = None
    key_file: Path | None = None
    columns: Columns | None = field(default=None)


Reader = Callable[[Path, Opening, Limits, Progress | None], Iterator[Parsed]]


def parse(
    path: Path,
    format_name: str,
    *,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    opening: Opening | None = None,
) -> Iterator[Parsed]:
    """The entries of a file in a format that the caller chose. A table must have that format's columns."""
    reader = _READERS.get(format_name)
    if reader is None:
        raise refuse("unknown-format")
    return reader(path, opening or Opening(), limits, progress)


# Each brings its own: csv, zipfile, msgspec or a whole process, which other formats do not need.


def headings(path: Path, limits: Limits = LIMITS) -> tuple[str, ...]:
    """The headings of a table that can be mapped: those that stand once and say something."""
    from app.vault.importers.csvrows import read_header

    header = read_header(inspect(path, limits), limits)
    return tuple(name for name in header if name and header.count(name) == 1)


def _lastpass(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers import lastpass

    _require(path, lastpass.REQUIRED, limits)
    return lastpass.parse_lastpass_csv(path, limits=limits, progress=progress)


def _chrome(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers import chrome

    _require(path, chrome.REQUIRED, limits)
    return chrome.parse_chrome_csv(path, limits=limits, progress=progress)


def _known_table(name: str) -> Reader:
    def read(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
        from app.vault.importers import csvformats

        table = csvformats.TABLES[name]
        _require(path, table.required, limits)
        return csvformats.parse_table(path, table, limits=limits, progress=progress)

    return read


def _any_table(path: Path, opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.mapped import read_mapped
    from app.vault.importers.mapping import guess, holds_entries

    known = headings(path, limits)
    columns = dict(guess(known)) | {name: target for name, target in (opening.columns or {}).items() if name in known}
    if not holds_entries(columns):
        raise refuse("unknown-format")
    return read_mapped(inspect(path, limits), columns, limits=limits, progress=progress)


def _require(path: Path, required: frozenset[str], limits: Limits) -> None:
    from app.vault.importers.csvrows import read_header

    missing = required - set(read_header(inspect(path, limits), limits))
    if missing:
        raise refuse("missing-column", column=min(missing))


def _bitwarden(path: Path, opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.bitwarden import parse_bitwarden_json

    return parse_bitwarden_json(path, limits=limits, progress=progress, password=opening.password)


def _bitwarden_zip(path: Path, opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.archive import open_archive
    from app.vault.importers.bitwarden import parse_bitwarden_json

    with open_archive(path, limits) as archive:
        octets, files = archive.read(formats.BITWARDEN_DATA), _bitwarden_files(archive)
        yield from parse_bitwarden_json(
            octets, limits=limits, progress=progress, password=opening.password, files=files
        )


def _bitwarden_files(archive: Archive) -> Callable[[str], list[ImportedFile]]:
    """`attachments/<id of the item>/<name>`: read as a name, never followed as a path."""
    names: dict[str, list[tuple[str, str]]] = {}
    for member in archive.members:
        folder, _, rest = member.name.partition("/")
        item, _, name = rest.partition("/")
        if folder == "attachments" and name:
            names.setdefault(item, []).append((member.name, name))
    return lambda item: [archive.file(member, name) for member, name in names.get(item, ())]


def _onepassword(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.onepassword import parse_1pux

    return parse_1pux(path, limits=limits, progress=progress)


def _keepass(path: Path, opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.kdbx import parse_kdbx

    return parse_kdbx(path, limits=limits, progress=progress, password=opening.password, key_file=opening.key_file)


def _proton(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.proton import parse_proton_json

    return parse_proton_json(path, limits=limits, progress=progress)


def _proton_zip(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.archive import open_archive
    from app.vault.importers.proton import parse_proton_json

    with open_archive(path, limits) as archive:
        octets = archive.read(formats.PROTON_DATA)
        yield from parse_proton_json(octets, limits=limits, progress=progress, archive=archive)


def _lacre(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.lacre import REQUIRED, parse_lacre_csv

    _require(path, REQUIRED, limits)
    return parse_lacre_csv(path, limits=limits, progress=progress)


def _dashlane(path: Path, _opening: Opening, limits: Limits, progress: Progress | None) -> Iterator[Parsed]:
    from app.vault.importers.dashlane import parse_dashlane_zip

    return parse_dashlane_zip(path, limits=limits, progress=progress)


_READERS: Mapping[str, Reader] = {
    formats.LASTPASS: _lastpass,
    formats.CHROME: _chrome,
    formats.BITWARDEN: _bitwarden,
    formats.BITWARDEN_ZIP: _bitwarden_zip,
    formats.ONEPASSWORD: _onepassword,
    formats.KEEPASS: _keepass,
    formats.PROTON: _proton,
    formats.PROTON_ZIP: _proton_zip,
    formats.DASHLANE: _dashlane,
    formats.LACRE: _lacre,
    formats.TABLE: _any_table,
    **{name: _known_table(name) for name in formats.KNOWN_TABLES},
}
