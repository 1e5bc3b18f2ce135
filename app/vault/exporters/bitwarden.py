"""Bitwarden's unencrypted JSON, alone or in its zip with files. Owns which of its items each kind becomes; clients are folders.

Logins, cards, identities and notes have items there. Every other kind is a secure note whose fields are custom fields, hidden
where they are protected here. A field without a place of its own is a custom field, so nothing is left out.
"""

from __future__ import annotations

import json
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, cast

from app.vault.exporters.rows import ExportedEntry, ExportedField, ExportedFile, label_of
from app.vault.kinds import EntryKind

_LOGIN, _SECURE_NOTE, _CARD, _IDENTITY = 1, 2, 3, 4
_TEXT, _HIDDEN = 0, 1
_SPACE = uuid.UUID("6c616372-6500-4000-8000-6269747764e6")

Item = dict[str, Any]


def write_bitwarden(
    file: BinaryIO, clients: Iterable[str], entries: Iterable[ExportedEntry], words: dict[str, str]
) -> None:
    """One JSON object, item after item: a vault of any size is never in memory as a whole."""
    folders = [{"id": _folder_id(name), "name": name} for name in clients]
    file.write(b'{\n  "encrypted": false,\n  "folders": ' + _octets(folders) + b',\n  "items": [')
    separator = b"\n    "
    for entry in entries:
        file.write(separator + _octets(item_of(entry, words)))
        separator = b",\n    "
    file.write(b"\n  ]\n}\n")


def write_archive(
    file: BinaryIO, clients: Iterable[str], entries: Iterable[ExportedEntry], words: dict[str, str]
) -> None:
    """Bitwarden's zip: the same JSON, and beside it each file under the id of its item, piece by piece. Nothing is packed: files
    mostly are, and then no reader can take it for a bomb."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        files: list[tuple[str, ExportedFile]] = []
        with archive.open(_member("data.json"), "w") as data:
            write_bitwarden(cast("BinaryIO", data), clients, _noted(entries, files), words)
        for name, one in files:
            with archive.open(_member(name, one.size), "w") as member:
                for chunk in one.chunks():
                    member.write(chunk)


def _noted(entries: Iterable[ExportedEntry], files: list[tuple[str, ExportedFile]]) -> Iterator[ExportedEntry]:
    for entry in entries:
        files += [(f"attachments/{_item_id(entry)}/{one.name}", one) for one in entry.files]
        yield entry


def _member(name: str, size: int = 0) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = 0o600 << 16
    member.file_size = size  # from it the writer sees whether the long form is needed
    return member


def item_of(entry: ExportedEntry, words: dict[str, str]) -> Item:
    """One entry as an item."""
    kind, part, rest = _MAKERS.get(entry.kind, _secure_note)(entry)
    item: Item = {
        "id": _item_id(entry),
        "organizationId": None,
        "folderId": _folder_id(entry.client),
        "type": kind,
        "reprompt": 0,
        "name": entry.title,
        "notes": entry.first("text" if entry.kind is EntryKind.NOTE else "notes") or None,
        "favorite": entry.favourite,
        "fields": [_field(one, words) for one in rest],
        **part,
        "collectionIds": None,
        "creationDate": _moment(entry.created_at),
        "revisionDate": _moment(entry.updated_at),
    }
    if entry.archived:
        item["archivedDate"] = _moment(entry.updated_at)
    if entry.tags:
        item["fields"].append({"name": words["tags"], "value": ", ".join(entry.tags), "type": _TEXT})
    return item


def _login(entry: ExportedEntry) -> tuple[int, Item, list[ExportedField]]:
    login = {
        "uris": [{"match": None, "uri": url} for url in entry.all("url")],
        "username": entry.first("username") or None,
        "password": entry.first("password") or None,
        "totp": entry.first("totp") or None,
    }
    return _LOGIN, {"login": login}, entry.but("username", "password", "url", "totp", "notes")


def _card(entry: ExportedEntry) -> tuple[int, Item, list[ExportedField]]:
    taken = ["holder", "number", "security_code", "notes"]
    year, dash, month = entry.first("expires").partition("-")
    is_month = bool(dash) and len(year) == 4 and len(month) == 2 and (year + month).isdigit() and 1 <= int(month) <= 12
    card: Item = {
        "cardholderName": entry.first("holder") or None,
        "brand": None,
        "number": entry.first("number") or None,
        "expMonth": str(int(month)) if is_month else None,
        "expYear": year if is_month else None,
        "code": entry.first("security_code") or None,
    }
    if is_month:
        taken.append("expires")
    return _CARD, {"card": card}, entry.but(*taken)


def _identity(entry: ExportedEntry) -> tuple[int, Item, list[ExportedField]]:
    """The name in its two parts where that can be undone; addresses stay whole, as fields."""
    name = entry.first("full_name")
    first, space, last = name.rpartition(" ")
    splits = bool(space) and " ".join((first.strip(), last.strip())) == name
    identity = {
        "firstName": (first if splits else name) or None,
        "lastName": last if splits else None,
        "email": entry.first("email") or None,
        "phone": entry.first("phone") or None,
    }
    rest, seen = [], set[str]()
    for one in entry.but("full_name", "notes"):
        if one.name in ("email", "phone") and one.name not in seen:
            seen.add(one.name)
        else:
            rest.append(one)
    return _IDENTITY, {"identity": identity}, rest


def _secure_note(entry: ExportedEntry) -> tuple[int, Item, list[ExportedField]]:
    return _SECURE_NOTE, {"secureNote": {"type": 0}}, entry.but("notes", "text")


_MAKERS: dict[EntryKind, Callable[[ExportedEntry], tuple[int, Item, list[ExportedField]]]] = {
    EntryKind.LOGIN: _login,
    EntryKind.CARD: _card,
    EntryKind.IDENTITY: _identity,
}


def _field(one: ExportedField, words: dict[str, str]) -> Item:
    return {"name": label_of(one, words), "value": one.value, "type": _HIDDEN if one.protected else _TEXT}


def _item_id(entry: ExportedEntry) -> str:
    return str(uuid.UUID(entry.id))


def _folder_id(client: str) -> str:
    """By name: two clients of one name are one folder there."""
    return str(uuid.uuid5(_SPACE, client))


def _moment(moment: Any) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _octets(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode()
