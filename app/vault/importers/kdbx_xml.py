"""KeePass' document as lines for the parent: groups walked without recursion, each entry bounded. Owns what its elements mean.

Runs in the child alone. The tree is lxml's; nothing here imports it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from app.vault.importers.kdbx_lines import Said

_YEAR_ONE = datetime(1, 1, 1)  # KDBX 4 counts seconds from there, and only the day is taken
_MOST_STRINGS = 200
_MOST_OLD = 50
_MOST_DEPTH = 32


class NotKeePass(Exception):
    """The octets are none that KeePass writes; `code` is for the parent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def entries(tree: Any, sizes: list[int], item_octets: int) -> Iterator[Said]:
    """Every entry that is not in the bin, in the order of the document."""
    root = tree.getroot()
    top = root.find("Root/Group")
    if root.tag != "KeePassFile" or top is None:
        raise NotKeePass("broken-kdbx")
    bin_id = _text(root.find("Meta/RecycleBinUUID"))
    waiting: list[tuple[Any, tuple[str, ...], bool]] = [(top, (), False)]
    while waiting:
        group, place, binned = waiting.pop()
        if len(place) > _MOST_DEPTH:
            raise NotKeePass("too-deep")
        below: list[tuple[Any, tuple[str, ...], bool]] = []
        for element in group:
            if element.tag == "Entry":
                yield Said(skip="in-trash") if binned else _bounded(element, place, sizes, item_octets)
            elif element.tag == "Group":
                gone = binned or (bool(bin_id) and _text(element.find("UUID")) == bin_id)
                below.append((element, (*place, _text(element.find("Name"))), gone))
        waiting += reversed(below)


def _bounded(element: Any, place: tuple[str, ...], sizes: list[int], item_octets: int) -> Said:
    said = _entry(element, place, sizes)
    if len(said.strings) > _MOST_STRINGS:
        return Said(skip="too-many-fields")
    long = sum(len(name) + len(value) for name, value, _ in said.strings) + sum(len(value) for _, value in said.old)
    return Said(skip="too-long") if long + len(said.tags) + sum(map(len, place)) > item_octets // 4 else said


def _entry(element: Any, place: tuple[str, ...], sizes: list[int]) -> Said:
    said = Said(place=list(place), tags=_text(element.find("Tags")))
    for child in element:
        if child.tag == "String":
            said.strings.append(_string(child))
        elif child.tag == "Binary":
            said.files.append(_file(child, sizes))
    if _text(element.find("Times/Expires")).lower() == "true":
        said.expires = _day(_text(element.find("Times/ExpiryTime")))
    said.old = _old_passwords(element)
    said.leftovers = [name for name in ("AutoType/Association", "CustomData/Item") if element.find(name) is not None]
    return said


def _string(element: Any) -> tuple[str, str, bool]:
    value = element.find("Value")
    protected = value is not None and "true" in (
        value.get("Protected", "").lower(),
        value.get("ProtectInMemory", "").lower(),
    )
    return _text(element.find("Key")), _text(value), protected


def _file(element: Any, sizes: list[int]) -> tuple[str, int]:
    value = element.find("Value")
    ref = value.get("Ref", "") if value is not None else ""
    known = ref.isascii() and ref.isdigit() and len(ref) < 8 and int(ref) < len(sizes)
    return _text(element.find("Key")), sizes[int(ref)] if known else 0


def _old_passwords(element: Any) -> list[tuple[str, str]]:
    """(day, password) of each earlier state that had another password than the one after it. A line of text, oldest first."""
    old: list[tuple[str, str]] = []
    for earlier in list(element.findall("History/Entry"))[-_MOST_OLD:]:
        password = next((value for name, value, _ in map(_string, earlier.findall("String")) if name == "Password"), "")
        if password and (not old or old[-1][1] != password):
            old.append((_day(_text(earlier.find("Times/LastModificationTime"))), password))
    current = next((value for name, value, _ in map(_string, element.findall("String")) if name == "Password"), "")
    return old[:-1] if old and old[-1][1] == current else old


def _text(element: Any) -> str:
    return "" if element is None else element.text or ""


def _day(text: str) -> str:
    """The day of a time: ISO in KDBX 3, seconds since the year 1 in KDBX 4."""
    try:
        if "-" in text:
            return date.fromisoformat(text[:10]).isoformat()
        seconds = int.from_bytes(base64.b64decode(text, validate=True), "little")
        return (_YEAR_ONE + timedelta(seconds=seconds)).date().isoformat()
    except (ValueError, OverflowError, binascii.Error):
        return ""
