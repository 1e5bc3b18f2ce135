"""Dashlane's zip of tables: one for logins, others for notes, payments, documents, people and networks.

A table that this version does not know is not dropped: its rows become notes with a field for every column. Dashlane has
categories and no folders; a login's category is its client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.vault.importers.archive import Archive, open_archive
from app.vault.importers.csvrows import Row, read_header, read_rows
from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.mapped import folder_path
from app.vault.importers.people import full_name, postal_address, put_all, put_date, put_month
from app.vault.importers.text import Source, inspect
from app.vault.model import EntryKind, FieldKind

CREDENTIALS = "credentials.csv"

Cells = dict[str, str]
Reader = Callable[[Cells], DraftBuilder]


def is_dashlane(names: set[str]) -> bool:
    """Whether an archive with these members is one: the table of logins is always there, others may be empty."""
    return CREDENTIALS in {name.lower() for name in names}


def parse_dashlane_zip(path: Path, *, limits: Limits = LIMITS, progress: Progress | None = None) -> Iterator[Parsed]:
    """The entries of all tables, one table after the other. Lines are those of their table."""
    with open_archive(path, limits) as archive:
        tables = sorted(member.name for member in archive.members if member.name.lower().endswith(".csv"))
        if len(tables) > limits.columns:
            raise refuse("too-many-members", limit=limits.columns)
        for done, name in enumerate(tables, start=1):
            yield from _table(archive, name, limits)
            if progress:
                progress(done, len(tables))


def _table(archive: Archive, name: str, limits: Limits) -> Iterator[Parsed]:
    octets = archive.read(name)
    if not octets.strip():
        return
    source = inspect(octets, limits)
    reader = _READERS.get(name.lower(), _other)
    for row in read_rows(source, _headings(source, limits), limits=limits):
        yield row if isinstance(row, SkippedRow) else _entry(row, reader)


def _headings(source: Source, limits: Limits) -> frozenset[str]:
    """Every heading that stands once; one that stands twice is read as a column without a meaning."""
    headings = read_header(source, limits)
    return frozenset(name for name in headings if name and headings.count(name) == 1)


def _entry(row: Row, reader: Reader) -> Parsed:
    cells = {name: value for name, value in row.cells.items() if value}
    folder = folder_path(cells.pop("category", ""))
    builder = reader(cells)
    put_all(builder, {name.replace("_", " ").capitalize(): value for name, value in cells.items()})
    put_all(builder, dict(row.others))
    return builder.imported(row.line, folder)


# Each takes out of the cells what it has a field for; the rest becomes fields of their own.


def _credential(cells: Cells) -> DraftBuilder:
    url, username = cells.pop("url", ""), cells.pop("username", "")
    builder = DraftBuilder(EntryKind.LOGIN, cells.pop("title", ""), host_of(url), url, username)
    builder.standard("username", username)
    for name in ("username2", "username3"):
        builder.custom("Username", cells.pop(name, ""), kind=FieldKind.USERNAME, protected=False)
    builder.standard("password", cells.pop("password", ""))
    builder.standard("url", url)
    for name in ("otpurl", "otpsecret", "otp"):
        builder.standard("totp", cells.pop(name, ""))
    builder.notes(cells.pop("note", ""))
    return builder


def _note(cells: Cells) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.NOTE, cells.pop("title", ""))
    builder.notes(cells.pop("note", ""))
    return builder


def _payment(cells: Cells) -> DraftBuilder:
    bank = cells.get("type") == "bank" or ("account_number" in cells and "cc_number" not in cells)
    title = cells.pop("name", "") or cells.pop("account_name", "")
    cells.pop("type", None)
    return _bank(cells, title) if bank else _card(cells, title)


def _card(cells: Cells, title: str) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.CARD, title, cells.get("issuing_bank", ""))
    builder.standard("holder", cells.pop("account_holder", ""))
    builder.standard("number", cells.pop("cc_number", ""))
    month, year = cells.pop("expiration_month", ""), cells.pop("expiration_year", "")
    put_month(builder, "expires", f"{month}/{year}" if month and year else month or year, "Expires")
    builder.standard("security_code", cells.pop("code", ""))
    builder.notes(cells.pop("note", ""))
    return builder


def _bank(cells: Cells, title: str) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.BANK, title, cells.get("issuing_bank", ""))
    builder.standard("bank", cells.pop("issuing_bank", ""))
    builder.standard("holder", cells.pop("account_holder", ""))
    number = cells.pop("account_number", "")
    builder.standard("iban" if number[:2].isalpha() else "account", number)
    builder.notes(cells.pop("note", ""))
    return builder


def _document(cells: Cells) -> DraftBuilder:
    kind, person = cells.get("type", ""), cells.pop("name", "")
    builder = DraftBuilder(EntryKind.DOCUMENTS, full_name(kind, person))
    builder.standard("reference", cells.pop("number", ""))
    put_date(builder, "date", cells.pop("issue_date", ""), "Issue date")
    put_date(builder, "valid_until", cells.pop("expiration_date", ""), "Expiration date")
    builder.custom("Name", person, kind=FieldKind.TEXT, protected=False)
    builder.notes(cells.pop("note", ""))
    return builder


def _person(cells: Cells) -> DraftBuilder:
    person = full_name(*(cells.pop(name, "") for name in ("first_name", "middle_name", "last_name")))
    builder = DraftBuilder(EntryKind.IDENTITY, cells.pop("item_name", ""), person, cells.get("email", ""), "Dashlane")
    builder.standard("full_name", person)
    put_date(builder, "birth_date", cells.pop("date_of_birth", ""), "Birth date")
    builder.standard("email", cells.pop("email", ""))
    builder.standard("phone", cells.pop("phone_number", ""))
    code, city = cells.pop("zip", ""), cells.pop("city", "")
    lines = tuple(cells.pop(name, "") for name in ("address_recipient", "address", "address_building"))
    builder.standard("address", postal_address(lines, code, city, cells.pop("state", ""), cells.pop("country", "")))
    builder.standard("postal_code", code)
    builder.notes(cells.pop("note", ""))
    return builder


def _network(cells: Cells) -> DraftBuilder:
    ssid = cells.pop("ssid", "")
    builder = DraftBuilder(EntryKind.WIFI, cells.pop("name", "") or cells.pop("title", ""), ssid)
    builder.standard("ssid", ssid)
    builder.standard("password", cells.pop("passphrase", "") or cells.pop("password", ""))
    builder.standard("security", cells.pop("encryption_type", "") or cells.pop("encription_type", ""))
    builder.notes(cells.pop("note", ""))
    return builder


def _other(cells: Cells) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.NOTE, cells.pop("title", "") or cells.pop("name", ""))
    builder.notes(cells.pop("note", ""))
    return builder


_READERS: dict[str, Reader] = {
    "credentials.csv": _credential,
    "securenotes.csv": _note,
    "payments.csv": _payment,
    "ids.csv": _document,
    "personalinfo.csv": _person,
    "wifi.csv": _network,
}
