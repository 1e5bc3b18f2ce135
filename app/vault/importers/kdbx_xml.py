"""KeePass' document as lines for the parent: groups walked without recursion, each entry bounded. Owns what its elements mean.

Runs in the child alone. The tree is lxml's; nothing here imports it. Every element is looked at once: a database of ten thousand
entries has a million of them, and each search through them is one of lxml's own objects made and thrown away.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from app.vault.importers.kdbx_lines import Said

_YEAR_ONE = datetime(1, 1, 1)  # KDBX 4 counts seconds from there, and only the day is taken
_MOST_STRINGS = 200
_MOST_FILES = 500
_MOST_OLD = 50
_MOST_DEPTH = 32
_TRUE = ("True", "true")

Told = tuple[Said, list[bytes]]
"""A line, and the files that follow it."""


class NotKeePass(Exception):
    """The octets are none that KeePass writes; `code` is for the parent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooLarge(Exception):
    """The file unpacks to more than it may."""


class Binaries:
    """The database's files by the number that entries name them by. In KDBX 3 they are text in the document, and perhaps packed.

    Many entries may name one file: what is told is counted each time, or a small file would become gigabytes.
    """

    def __init__(self, binaries: list[bytes], most: int) -> None:
        self._binaries: dict[str, bytes | Any] = {str(number): one for number, one in enumerate(binaries)}
        self._left = most

    def add_document(self, root: Any) -> None:
        for one in root.iterfind("Meta/Binaries/Binary"):
            self._binaries.setdefault(one.get("ID", ""), one)

    def of(self, value: Any) -> bytes | None:
        """The file of a `Value`, by its number or as it stands there."""
        ref = value.get("Ref")
        found = value if ref is None else self._binaries.get(ref)
        if found is None:
            return None
        octets = found if isinstance(found, bytes) else self._written(found)
        self._left -= len(octets)
        if self._left < 0:
            raise TooLarge
        return octets

    def _written(self, element: Any) -> bytes:
        try:
            octets = base64.b64decode(element.text or "", validate=True)
        except (ValueError, binascii.Error):
            raise NotKeePass("broken-kdbx") from None
        return unpacked(octets, self._left) if element.get("Compressed") in _TRUE else octets


def unpacked(data: bytes, most: int) -> bytes:
    """What gzip packed, in pieces, so that a bomb ends at its bound."""
    unpacker = zlib.decompressobj(16 + 15)
    pieces = bytearray()
    try:
        while data and not unpacker.eof:
            pieces += unpacker.decompress(data, 1024 * 1024)
            if len(pieces) > most:
                raise TooLarge
            data = unpacker.unconsumed_tail
    except zlib.error:
        raise NotKeePass("broken-kdbx") from None
    if not unpacker.eof:
        raise NotKeePass("broken-kdbx")
    return bytes(pieces)


def entries(tree: Any, binaries: Binaries, item_octets: int) -> Iterator[Told]:
    """Every entry that is not in the bin, in the order of the document."""
    root = tree.getroot()
    top = root.find("Root/Group")
    if root.tag != "KeePassFile" or top is None:
        raise NotKeePass("broken-kdbx")
    binaries.add_document(root)
    bin_id = _text(root.find("Meta/RecycleBinUUID"))
    waiting: list[tuple[Any, tuple[str, ...], bool]] = [(top, (), False)]
    while waiting:
        group, place, binned = waiting.pop()
        if len(place) > _MOST_DEPTH:
            raise NotKeePass("too-deep")
        below: list[tuple[Any, tuple[str, ...], bool]] = []
        for element in group:
            if element.tag == "Entry":
                yield (Said(skip="in-trash"), []) if binned else _bounded(element, place, binaries, item_octets)
            elif element.tag == "Group":
                gone = binned or (bool(bin_id) and _text(element.find("UUID")) == bin_id)
                below.append((element, (*place, _text(element.find("Name"))), gone))
        waiting += reversed(below)


def _bounded(element: Any, place: tuple[str, ...], binaries: Binaries, item_octets: int) -> Told:
    said, values = _entry(element, place)
    if len(said.strings) > _MOST_STRINGS:
        return Said(skip="too-many-fields"), []
    if len(values) > _MOST_FILES:
        return Said(skip="too-many-files"), []
    long = sum(len(name) + len(value) for name, value, _ in said.strings) + sum(len(value) for _, value in said.old)
    if long + len(said.tags) + sum(map(len, place)) + sum(len(name) for name, _ in values) > item_octets // 4:
        return Said(skip="too-long"), []
    files = []
    for name, value in values:
        octets = None if value is None else binaries.of(value)
        if octets is None:
            said.missing.append(name)
        else:
            said.files.append((name, len(octets)))
            files.append(octets)
    return said, files


def _entry(element: Any, place: tuple[str, ...]) -> tuple[Said, list[tuple[str, Any]]]:
    """An entry, and (name, `Value`) of each of its files."""
    said, values = Said(place=list(place)), []
    for child in element:
        tag = child.tag
        if tag == "String":
            said.strings.append(_string(child))
        elif tag == "Binary":
            values.append((_text(child.find("Key")), child.find("Value")))
        elif tag == "Tags":
            said.tags = child.text or ""
        elif tag == "Times":
            said.expires = _expiry(child)
        elif tag == "History":
            _past(said, child, element)
        elif tag == "AutoType" and child.find("Association") is not None:
            said.leftovers.append("AutoType/Association")
        elif tag == "CustomData" and child.find("Item") is not None:
            said.leftovers.append("CustomData/Item")
    return said, values


def _string(element: Any) -> tuple[str, str, bool]:
    key = value = ""
    protected = False
    for child in element:
        if child.tag == "Key":
            key = child.text or ""
        elif child.tag == "Value":
            value = child.text or ""
            protected = child.get("Protected") in _TRUE or child.get("ProtectInMemory") in _TRUE
    return key, value, protected


def _expiry(times: Any) -> str:
    if _text(times.find("Expires")).lower() != "true":
        return ""
    return _day(_text(times.find("ExpiryTime")))


def _past(said: Said, history: Any, element: Any) -> None:
    """Of earlier states: (day, password) of each that had another password than the one after it, a line of text, oldest first.
    Other values that the entry no longer has are named as left over."""
    now = {key: value for key, value, _ in map(_string, element.iterfind("String"))}
    for earlier in list(history.iterfind("Entry"))[-_MOST_OLD:]:
        for key, value, _ in map(_string, earlier.iterfind("String")):
            if key == "Password":
                if value and (not said.old or said.old[-1][1] != value):
                    said.old.append((_day(_text(earlier.find("Times/LastModificationTime"))), value))
            elif value and now.get(key) != value and "History" not in said.leftovers:
                said.leftovers.append("History")
    if said.old and said.old[-1][1] == now.get("Password", ""):
        said.old.pop()


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
