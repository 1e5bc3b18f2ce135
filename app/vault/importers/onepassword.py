"""1Password's 1PUX: a zip with `export.data`, which is JSON, and files beside it. Owns the outline; items are onepassword_items'.

The vault is the client, with the account before it when the file holds several accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.vault.importers.archive import Archive, open_archive
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.json_shape import check_shape
from app.vault.importers.jsonparts import UNREADABLE, NotAnItem, decode_item
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.onepassword_items import Files, read_item
from app.vault.importers.text import inspect, read_utf8

DATA = "export.data"
_ITEM_DEPTH = 6  # root, accounts, one account, its vaults, one vault, its items
_EVERY = 256


class _Attrs(msgspec.Struct):
    name: str = ""
    accountName: str = ""  # noqa: N815 - 1Password's name


class _Vault(msgspec.Struct):
    attrs: _Attrs | None = None
    items: list[msgspec.Raw] | None = None


class _Account(msgspec.Struct):
    attrs: _Attrs | None = None
    vaults: list[_Vault] | None = None


class _Outline(msgspec.Struct):
    accounts: list[_Account]


def parse_1pux(path: Path, *, limits: Limits = LIMITS, progress: Progress | None = None) -> Iterator[Parsed]:
    """The file's entries, one by one, numbered through all its vaults."""
    with open_archive(path, limits) as archive:
        data, files = read_utf8(inspect(archive.read(DATA), limits)), _files(archive)
        check_shape(data, limits, _ITEM_DEPTH)
        number = done = 0
        for place, vault in _vaults(data):
            for raw in vault.items or ():
                number += 1
                octets = memoryview(raw)
                yield _parse(number, octets, place, files, limits)
                done += len(octets)
                if progress and number % _EVERY == 0:
                    progress(min(done, len(data)), len(data))


def _files(archive: Archive) -> Files:
    """`files/<id of the document>__<name>`: found by the id, and called what the item calls it."""
    names: dict[str, str] = {}
    for member in archive.members:
        folder, _, name = member.name.partition("/")
        if folder == "files":
            names.setdefault(name.partition("__")[0], member.name)
    return lambda document, name: archive.file(names[document], name) if document in names else None


def _vaults(data: bytes) -> Iterator[tuple[str, _Vault]]:
    try:
        outline = msgspec.json.decode(data, type=_Outline)
    except UNREADABLE:
        raise refuse("broken-json") from None
    several = len(outline.accounts) > 1
    for account in outline.accounts:
        owner = account.attrs.accountName or account.attrs.name if account.attrs and several else ""
        for vault in account.vaults or ():
            names = (owner, vault.attrs.name if vault.attrs else "")
            yield " / ".join(name.strip() for name in names if name.strip()), vault


def _parse(number: int, octets: memoryview, place: str, files: Files, limits: Limits) -> Parsed:
    try:
        item = decode_item(octets, limits)
        if item.get("trashed") is True or item.get("state") == "trashed":
            return SkippedRow(number, "in-trash")
        builder, leftovers = read_item(item, files)
    except NotAnItem as error:
        return SkippedRow(number, error.reason)
    return builder.imported(number, place, leftovers)
