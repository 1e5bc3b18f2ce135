"""Which program wrote a file, told by its content and never by its name. Owns the list of formats and how each is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.vault.importers.kdbx_header import MAGIC as KEEPASS_MAGIC
from app.vault.importers.limits import LIMITS, ZIP_MAGIC, Limits, refuse
from app.vault.importers.text import Source, inspect, open_text, opened

LASTPASS, BITWARDEN, CHROME = "lastpass", "bitwarden", "chrome"
BITWARDEN_CSV, BITWARDEN_ZIP = "bitwarden-csv", "bitwarden-zip"
ONEPASSWORD, ONEPASSWORD_CSV = "1password", "1password-csv"
KEEPASS, KEEPASSXC_CSV, FIREFOX = "keepass", "keepassxc-csv", "firefox"
PROTON, PROTON_ZIP, PROTON_CSV = "proton", "proton-zip", "proton-csv"
DASHLANE, TABLE, LACRE = "dashlane", "csv", "lacre-csv"
KNOWN_TABLES = (BITWARDEN_CSV, ONEPASSWORD_CSV, KEEPASSXC_CSV, FIREFOX, PROTON_CSV)
"""The tables that csvformats knows."""
FORMATS = (
    *(LASTPASS, BITWARDEN, BITWARDEN_CSV, BITWARDEN_ZIP, ONEPASSWORD, ONEPASSWORD_CSV, KEEPASS, KEEPASSXC_CSV),
    *(CHROME, FIREFOX, PROTON, PROTON_ZIP, PROTON_CSV, DASHLANE, LACRE, TABLE),
)

_HEAD_CHARS = 64 * 1024
_BITWARDEN_KEYS = ('"items"', '"folders"', '"collections"', '"encrypted"')
_LACRE_COLUMN = "lacre_client"
_PROTON_KEY = '"vaults"'
_PGP = "-----BEGIN PGP MESSAGE-----"
_PGP_PACKETS = tuple(bytes((octet,)) for octet in (0xC3, 0x8C, 0xC1, 0x85))  # session key packets, old form and new
PROTON_DATA, PROTON_SEALED, BITWARDEN_DATA, ONEPASSWORD_DATA = (
    "Proton Pass/data.json",
    "Proton Pass/data.pgp",
    "data.json",
    "export.data",
)


def detect(path: Path, limits: Limits = LIMITS) -> str:
    """The format's name, or a refusal that says it is none we know."""
    with opened(path, replace(limits, file_octets=limits.archive_octets)) as (file, _size):
        first = file.read(16)
    if first.startswith(KEEPASS_MAGIC):
        return KEEPASS
    if first.startswith(ZIP_MAGIC):
        return _in_archive(path, limits)
    if first[:1] in _PGP_PACKETS and not first[:16].isascii():
        _refuse_sealed(path, limits)
    return _in_text(inspect(path, limits), limits)


def _refuse_sealed(path: Path, limits: Limits) -> None:
    """Binary PGP, unless it is text in some encoding after all."""
    with opened(path, limits) as (file, _size):
        if any(octet < 9 for octet in file.read(64)):
            raise refuse("pgp")


# Readers are loaded for what the file is: a KeePass file needs neither zip nor CSV, and they cost more than telling it.


def _in_archive(path: Path, limits: Limits) -> str:
    from app.vault.importers.archive import open_archive
    from app.vault.importers.dashlane import is_dashlane

    with open_archive(path, limits) as archive:
        names = {member.name for member in archive.members}
    if PROTON_SEALED in names:
        raise refuse("pgp")
    if PROTON_DATA in names:
        return PROTON_ZIP
    if ONEPASSWORD_DATA in names:
        return ONEPASSWORD
    if BITWARDEN_DATA in names:
        return BITWARDEN_ZIP
    if is_dashlane(names):
        return DASHLANE
    raise refuse("unknown-format")


def _in_text(source: Source, limits: Limits) -> str:
    head = _head(source)
    if not head:
        raise refuse("empty")
    if head.startswith(_PGP):
        raise refuse("pgp")
    if head.startswith("{"):
        return _in_json(head)
    from app.vault.importers.csvrows import read_header

    return _in_table(read_header(source, limits))


def _in_json(head: str) -> str:
    """By the key that comes first: each of the two may hold the other's word further down."""
    if _PROTON_KEY in head and not _before(head, '"items"', _PROTON_KEY):
        return PROTON
    if any(key in head for key in _BITWARDEN_KEYS):
        return BITWARDEN
    raise refuse("unknown-format")


def _before(head: str, one: str, other: str) -> bool:
    return 0 <= head.find(one) < head.find(other)


def _in_table(header: tuple[str, ...]) -> str:
    from app.vault.importers import chrome, lastpass
    from app.vault.importers.csvformats import TABLES

    columns = set(header)
    if _LACRE_COLUMN in columns:
        return LACRE
    if columns >= lastpass.REQUIRED:
        return LASTPASS
    for name, table in TABLES.items():
        if columns >= table.required:
            return name
    if columns >= chrome.REQUIRED:
        return CHROME
    if len(columns - {""}) > 1:
        return TABLE
    raise refuse("unknown-format")


def _head(source: Source) -> str:
    with open_text(source) as (text, _):
        return text.read(_HEAD_CHARS).lstrip("\ufeff \t\r\n")
