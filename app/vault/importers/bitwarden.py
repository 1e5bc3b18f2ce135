"""Bitwarden's JSON export, of a person or an organisation. Owns its outline; items are bitwarden_items' business.

The outline is cut without building objects (`msgspec.Raw` points into the file's octets), then one item at a time is read.
An export under a password of its own is opened by bitwarden_sealed, and then is one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from app.crypto.secret import Secret
from app.vault.importers.bitwarden_items import read_item
from app.vault.importers.bitwarden_sealed import Envelope, open_envelope
from app.vault.importers.imported import ImportedFile, Parsed, Progress, SkippedRow
from app.vault.importers.json_shape import check_shape
from app.vault.importers.jsonparts import UNREADABLE, Json, NotAnItem, decode_item
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.text import inspect, read_utf8

_EVERY = 256

Files = Callable[[str], list[ImportedFile]]
"""The files that lie in the archive beside the JSON, by the id of their item."""


class _Outline(msgspec.Struct):
    items: list[msgspec.Raw] | None = None
    folders: list[msgspec.Raw] | None = None
    collections: list[msgspec.Raw] | None = None
    encrypted: bool = False


def parse_bitwarden_json(
    path: Path | bytes,
    *,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    password: Secret | None = None,
    files: Files | None = None,
) -> Iterator[Parsed]:
    """The file's entries, one by one. Lines in the report are numbers of items, counted from 1."""
    data = read_utf8(inspect(path, limits))
    check_shape(data, limits)
    outline = _outline(data)
    if outline.encrypted:
        data = open_envelope(_envelope(data), password, limits)
        check_shape(data, limits)
        outline = _outline(data)
    if outline.encrypted or outline.items is None:
        raise refuse("unknown-format")
    folders = _names(outline, limits)
    done = 0
    for number, raw in enumerate(outline.items, start=1):
        octets = memoryview(raw)
        yield _parse(number, octets, folders, limits, files)
        done += len(octets)
        if progress and number % _EVERY == 0:
            progress(min(done, len(data)), len(data))


def _outline(data: bytes) -> _Outline:
    try:
        return msgspec.json.decode(data, type=_Outline)
    except UNREADABLE:
        raise refuse("broken-json") from None  # not chained: the error may carry a piece of the file


def _envelope(data: bytes) -> Envelope:
    try:
        return msgspec.json.decode(data, type=Envelope)
    except UNREADABLE:
        raise refuse("broken-json") from None


def _names(outline: _Outline, limits: Limits) -> dict[str, str]:
    """Folders and collections by id: both are places that entries lie in."""
    names: dict[str, str] = {}
    for raw in (*(outline.folders or ()), *(outline.collections or ())):
        try:
            place = decode_item(memoryview(raw), limits)
        except NotAnItem:
            raise refuse("broken-json") from None
        identity, name = place.get("id"), place.get("name")
        if isinstance(identity, str) and isinstance(name, str):
            names[identity] = " / ".join(part for part in name.split("/") if part.strip())
    return names


def _parse(number: int, octets: memoryview, folders: dict[str, str], limits: Limits, files: Files | None) -> Parsed:
    try:
        item = decode_item(octets, limits)
        if item.get("deletedDate"):
            return SkippedRow(number, "in-trash")
        identity = item.get("id")
        beside = files(identity) if files is not None and isinstance(identity, str) else []
        places = [folders[place] for place in _places(item) if place in folders]
        builder, leftovers = read_item(item, beside)
    except NotAnItem as error:
        return SkippedRow(number, error.reason)
    if len(places) > 1:
        leftovers.append("collectionIds")
    return builder.imported(number, places[0] if places else "", leftovers)


def _places(item: Json) -> list[str]:
    collections = item.pop("collectionIds", None)
    places = [item.pop("folderId", None), *(collections if isinstance(collections, list) else ())]
    return [place for place in places if isinstance(place, str)]
