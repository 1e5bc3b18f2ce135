"""Taking a stranger's JSON object apart: scalars as text, sections, lists of objects, and what nobody took. Knows no format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from app.vault.importers.limits import Limits

Json = dict[str, Any]

UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError, ValueError)


class NotAnItem(Exception):
    """The object is no item of the format's form; `reason` is for the report."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decode_item(octets: memoryview, limits: Limits) -> Json:
    """One item as an object, or NotAnItem. Its size is looked at first: objects take many times the room of their text."""
    if len(octets) > limits.item_octets:
        raise NotAnItem("too-long")
    text = bytes(octets)
    if text.count(b"[") + text.count(b"{") > limits.item_brackets:
        raise NotAnItem("too-long")
    try:
        item = msgspec.json.decode(text)
    except UNREADABLE:
        raise NotAnItem("malformed") from None
    if not isinstance(item, dict):
        raise NotAnItem("malformed")
    if too_long(item, limits.field_chars):
        raise NotAnItem("too-long")
    return item


def text_of(value: Any) -> str:
    """A scalar as text; JSON's null as none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        if "\0" in value:
            raise NotAnItem("control-characters")
        return value
    if isinstance(value, int | float):
        return str(value)
    raise NotAnItem("malformed")


def says_something(value: Any) -> bool:
    return value not in (None, "", False, 0, [], {})


def section(item: Json, name: str) -> Json:
    """An object within, taken out; an absent one is empty."""
    value = item.pop(name, None)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise NotAnItem("malformed")
    return value


def objects(value: Any) -> list[Json]:
    """A list of objects; an absent one is empty. 1Password writes null between them."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise NotAnItem("malformed")
    found = [one for one in value if one is not None]
    if not all(isinstance(one, dict) for one in found):
        raise NotAnItem("malformed")
    return found


def texts(value: Any) -> list[str]:
    """A list of scalars as texts."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise NotAnItem("malformed")
    return [text_of(one) for one in value]


def left_in(item: Json, prefix: str = "") -> list[str]:
    """The names of what nobody took and that says something."""
    return [prefix + key for key, value in item.items() if says_something(value)]


def drop(item: Json, names: Iterable[str]) -> None:
    """Bookkeeping of the other program: nothing a person typed."""
    for name in names:
        item.pop(name, None)


def label_of(key: str) -> str:
    """`cardholderName` as people write it."""
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in key.replace("_", " "))
    return spaced[:1].upper() + spaced[1:]


def too_long(value: Any, limit: int) -> bool:
    """Whether some text within is longer than a field may be. The depth is bounded: `check_shape` was there before."""
    if isinstance(value, str):
        return len(value) > limit
    if isinstance(value, dict):
        return any(too_long(inner, limit) for inner in value.values())
    return isinstance(value, list) and any(too_long(inner, limit) for inner in value)
