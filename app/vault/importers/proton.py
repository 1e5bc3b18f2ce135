"""Proton Pass's JSON: by itself, or as `data.json` in its zip. Owns the outline and what an item's keys mean.

The vault, and below it the folder, is the client. Files lie in the zip without saying whose they are; items name theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.vault.importers.archive import Archive
from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import Parsed, Progress, SkippedRow
from app.vault.importers.json_shape import check_shape
from app.vault.importers.jsonparts import (
    UNREADABLE,
    Json,
    NotAnItem,
    decode_item,
    drop,
    label_of,
    left_in,
    objects,
    says_something,
    section,
    text_of,
    texts,
)
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.people import full_name, postal_address, put_date, put_month
from app.vault.importers.text import inspect, read_utf8
from app.vault.model import EntryKind, FieldKind

FILES = "Proton Pass/files"
_ITEM_DEPTH = 4  # root, vaults, one vault, its items
_TRASHED = 2
_EVERY = 256
_ITEM_BOOKKEEPING = ("itemId", "shareId", "contentFormatVersion", "createTime", "modifyTime", "folderId", "state")
_KINDS = {
    "login": EntryKind.LOGIN,
    "creditCard": EntryKind.CARD,
    "identity": EntryKind.IDENTITY,
    "wifi": EntryKind.WIFI,
}
_EXTRA_LISTS = ("extraPersonalDetails", "extraAddressDetails", "extraContactDetails", "extraWorkDetails")
_IDENTITY = {"email": "email", "workEmail": "email", "phoneNumber": "phone", "secondPhoneNumber": "phone"}
_SECRET_PARTS = ("password", "privateKey", "pin")


_Within = tuple[str, dict[str, tuple[str, str]], Archive | None]
"""Where an item lies: its vault, the folders there, the archive."""


class _Vault(msgspec.Struct):
    name: str = ""
    items: list[msgspec.Raw] = []
    folders: list[msgspec.Raw] = []


class _Outline(msgspec.Struct):
    vaults: dict[str, _Vault]
    encrypted: bool = False


def parse_proton_json(
    path: Path | bytes,
    *,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    archive: Archive | None = None,
) -> Iterator[Parsed]:
    """The file's entries, one by one, numbered through all its vaults. Their files are in the archive, if it came in one."""
    data = read_utf8(inspect(path, limits))
    check_shape(data, limits, _ITEM_DEPTH)
    number = done = 0
    for vault in _vaults(data):
        folders = _folders(vault, limits)
        for raw in vault.items:
            number += 1
            octets = memoryview(raw)
            yield _parse(number, octets, (vault.name, folders, archive), limits)
            done += len(octets)
            if progress and number % _EVERY == 0:
                progress(min(done, len(data)), len(data))


def _vaults(data: bytes) -> list[_Vault]:
    try:
        outline = msgspec.json.decode(data, type=_Outline)
    except UNREADABLE:
        raise refuse("broken-json") from None
    if outline.encrypted:
        raise refuse("pgp")
    return list(outline.vaults.values())


def _folders(vault: _Vault, limits: Limits) -> dict[str, tuple[str, str]]:
    """Name and parent of each folder, by its id."""
    folders: dict[str, tuple[str, str]] = {}
    for raw in vault.folders:
        try:
            folder = decode_item(memoryview(raw), limits)
            folders[text_of(folder.get("folderId"))] = (
                text_of(folder.get("name")),
                text_of(folder.get("parentFolderId")),
            )
        except NotAnItem:
            raise refuse("broken-json") from None
    return folders


def _place(vault: str, folder: str, folders: dict[str, tuple[str, str]]) -> str:
    """The path of a folder. A folder that is its own ancestor is followed once around."""
    names: list[str] = []
    seen: set[str] = set()
    while folder in folders and folder not in seen:
        seen.add(folder)
        name, folder = folders[folder]
        names.append(name)
    return " / ".join(part.strip() for part in (vault, *reversed(names)) if part.strip())


def _parse(number: int, octets: memoryview, within: _Within, limits: Limits) -> Parsed:
    vault, folders, archive = within
    try:
        item = decode_item(octets, limits)
        if item.get("state") == _TRASHED:
            return SkippedRow(number, "in-trash")
        place = _place(vault, text_of(item.get("folderId")), folders)
        builder, leftovers = _read(item, archive)
    except NotAnItem as error:
        return SkippedRow(number, error.reason)
    return builder.imported(number, place, leftovers)


def _read(item: Json, archive: Archive | None) -> tuple[DraftBuilder, list[str]]:
    data = section(item, "data")
    metadata, content, kind = section(data, "metadata"), section(data, "content"), text_of(data.pop("type", None))
    if not kind:
        raise NotAnItem("malformed")
    if kind == "alias":
        content["aliasEmail"] = item.pop("aliasEmail", None)
    urls = texts(content.pop("urls", None))
    builder = DraftBuilder(
        _KINDS.get(kind, EntryKind.NOTE), text_of(metadata.pop("name", None)), *(host_of(url) for url in urls[:1])
    )
    _content(builder, kind, content, urls)
    builder.notes(text_of(metadata.pop("note", None)))
    _extra(builder, objects(data.pop("extraFields", None)))
    builder.favourite = item.pop("pinned", None) is True
    _files(builder, texts(item.pop("files", None)), archive)
    drop(metadata, ("itemUuid",))
    drop(item, _ITEM_BOOKKEEPING)
    return builder, [*left_in(item), *left_in(metadata), *left_in(data), *left_in(content)]


def _files(builder: DraftBuilder, names: list[str], archive: Archive | None) -> None:
    """An item names its files, and in the zip they lie under these names; there a slash would be a folder."""
    for name in names:
        member = f"{FILES}/{name.replace('/', '_').replace(chr(92), '_')}"
        if archive is not None and member in archive:
            builder.file(archive.file(member, name))
        else:
            builder.files([(name, "")])


def _content(builder: DraftBuilder, kind: str, content: Json, urls: list[str]) -> None:
    if kind == "login":
        _login(builder, content, urls)
    elif kind == "creditCard":
        _card(builder, content)
    elif kind == "identity":
        _identity(builder, content)
    elif kind == "wifi":
        builder.standard("ssid", text_of(content.pop("ssid", None)))
        builder.standard("password", text_of(content.pop("password", None)))
    elif kind != "note":
        builder.custom("type", kind, kind=FieldKind.TEXT, protected=False)
    for url in urls if kind != "login" else ():
        builder.custom("URL", url, kind=FieldKind.URL, protected=False)
    _sections(builder, content)
    _rest(builder, content)


def _login(builder: DraftBuilder, content: Json, urls: list[str]) -> None:
    username, email = text_of(content.pop("itemUsername", None)), text_of(content.pop("itemEmail", None))
    username = username or text_of(content.pop("username", None))  # before Proton told names and addresses apart
    builder.standard("username", username or email)
    if username and email:
        builder.custom("Email", email, kind=FieldKind.EMAIL, protected=False)
    builder.standard("password", text_of(content.pop("password", None)))
    for url in urls:
        builder.standard("url", url)
    for one in objects(content.pop("autofillUrls", None)):
        if (url := text_of(one.get("url"))) not in urls:
            builder.standard("url", url)
    builder.standard("totp", text_of(content.pop("totpUri", None)))


def _card(builder: DraftBuilder, content: Json) -> None:
    builder.standard("holder", text_of(content.pop("cardholderName", None)))
    builder.standard("number", text_of(content.pop("number", None)))
    put_month(builder, "expires", text_of(content.pop("expirationDate", None)), "Expires")
    builder.standard("security_code", text_of(content.pop("verificationNumber", None)))
    builder.standard("pin", text_of(content.pop("pin", None)))
    drop(content, ("cardType",))  # a number that the card's own number says as well


def _identity(builder: DraftBuilder, content: Json) -> None:
    def take(*names: str) -> list[str]:
        return [text_of(content.pop(name, None)) for name in names]

    names = full_name(*take("firstName", "middleName", "lastName"))
    [whole] = take("fullName")
    builder.standard("full_name", whole or names)
    if whole and names and names != whole:
        builder.custom("Name", names, kind=FieldKind.TEXT, protected=False)
    [birth] = take("birthdate")
    put_date(builder, "birth_date", birth, "Birth date")
    for key, field in _IDENTITY.items():
        builder.standard(field, *take(key))
    street, floor, code, city, county, state, country = take(
        "streetAddress", "floor", "zipOrPostalCode", "city", "county", "stateOrProvince", "countryOrRegion"
    )
    builder.standard("address", postal_address((street, floor), code, city, county, state, country))
    builder.standard("postal_code", code)


def _sections(builder: DraftBuilder, content: Json) -> None:
    """Fields that somebody added: in lists of their own, or in sections with a name."""
    for name in _EXTRA_LISTS:
        _extra(builder, objects(content.pop(name, None)))
    for name in ("extraSections", "sections"):
        for one in objects(content.pop(name, None)):
            _extra(builder, objects(one.get("sectionFields")), text_of(one.get("sectionName")))


def _extra(builder: DraftBuilder, fields: list[Json], place: str = "") -> None:
    for field in fields:
        data, kind = section(field, "data"), text_of(field.get("type"))
        label = " · ".join(part for part in (place, text_of(field.get("fieldName"))) if part)
        guessed = FieldKind.TOTP if kind == "totp" else None
        for value in data.values():
            protected = True if kind in ("hidden", "totp") else False if kind in ("text", "timestamp") else None
            builder.custom(label, text_of(value), kind=guessed, protected=protected)


def _rest(builder: DraftBuilder, content: Json) -> None:
    """Scalars that have no field of ours; lists and objects stay and are named as left over."""
    for key in [key for key, value in content.items() if not isinstance(value, dict | list)]:
        value = content.pop(key)
        if says_something(value):
            builder.custom(label_of(key), text_of(value), protected=True if key in _SECRET_PARTS else None)
