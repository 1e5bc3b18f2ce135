"""Bitwarden's unencrypted JSON export, of a person or an organisation. Owns its outline; items are bitwarden_items' business.

The outline is cut without building objects (`msgspec.Raw` points into the file's octets), then one item at a time is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from app.vault.importers.bitwarden_items import NotAnItem, read_item
from app.vault.importers.imported import ImportedEntry, Parsed, Progress, SkippedRow
from app.vault.importers.json_shape import check_shape
from app.vault.importers.limits import LIMITS, Limits, refuse
from app.vault.importers.text import inspect, read_utf8

_EVERY = 256
_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError, ValueError)


class _Outline(msgspec.Struct):
    items: list[msgspec.Raw] | None = None
    folders: list[msgspec.Raw] | None = None
    collections: list[msgspec.Raw] | None = None
    encrypted: bool = False


def parse_bitwarden_json(path: Path, *, limits: Limits = LIMITS, progress: Progress | None = None) -> Iterator[Parsed]:
    """The file's entries, one by one. Lines in the report are numbers of items, counted from 1."""
    data = read_utf8(inspect(path, limits))
    check_shape(data, limits)
    outline = _outline(data)
    folders = _names(outline, limits)
    done = 0
    for number, raw in enumerate(outline.items or (), start=1):
        octets = memoryview(raw)
        yield _parse(number, octets, folders, limits)
        done += len(octets)
        if progress and number % _EVERY == 0:
            progress(min(done, len(data)), len(data))


def _outline(data: bytes) -> _Outline:
    try:
        outline = msgspec.json.decode(data, type=_Outline)
    except _UNREADABLE:
        raise refuse("broken-json") from None  # not chained: the error may carry a piece of the file
    if outline.encrypted:
        raise refuse("encrypted")
    if outline.items is None:
        raise refuse("unknown-format")
    return outline


def _names(outline: _Outline, limits: Limits) -> dict[str, str]:
    """Folders and collections by id: both are places that entries lie in."""
    names: dict[str, str] = {}
    for raw in (*(outline.folders or ()), *(outline.collections or ())):
        place = _decode(memoryview(raw), limits)
        if not isinstance(place, dict):
            raise refuse("broken-json")
        identity, name = place.get("id"), place.get("name")
        if isinstance(identity, str) and isinstance(name, str):
            names[identity] = " / ".join(part for part in name.split("/") if part.strip())
    return names


def _decode(octets: memoryview, limits: Limits) -> Any:
    if len(octets) > limits.item_octets:
        return None
    try:
        return msgspec.json.decode(octets)
    except _UNREADABLE:
        return None


def _parse(number: int, octets: memoryview, folders: dict[str, str], limits: Limits) -> Parsed:
    if len(octets) > limits.item_octets:
        return SkippedRow(number, "too-long")
    item = _decode(octets, limits)
    if not isinstance(item, dict):
        return SkippedRow(number, "malformed")
    if item.get("deletedDate"):
        return SkippedRow(number, "in-trash")
    if _too_long(item, limits.field_chars):
        return SkippedRow(number, "too-long")
    try:
        places = [folders[place] for place in _places(item) if place in folders]
        read = read_item(item)
    except NotAnItem as error:
        return SkippedRow(number, error.reason)
    leftovers = (*read.leftovers, "collectionIds") if len(places) > 1 else read.leftovers
    return ImportedEntry(number, places[0] if places else "", read.draft, leftovers)


def _places(item: dict[str, Any]) -> list[str]:
    collections = item.pop("collectionIds", None)
    places = [item.pop("folderId", None), *(collections if isinstance(collections, list) else ())]
    return [place for place in places if isinstance(place, str)]


def _too_long(value: Any, limit: int) -> bool:
    """Whether some text within is longer than a field may be. The depth is bounded: `check_shape` was there before."""
    if isinstance(value, str):
        return len(value) > limit
    if isinstance(value, dict):
        return any(_too_long(inner, limit) for inner in value.values())
    return isinstance(value, list) and any(_too_long(inner, limit) for inner in value)
