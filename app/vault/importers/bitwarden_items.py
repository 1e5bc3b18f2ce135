"""One Bitwarden item as an entry. Owns what its keys mean; every key that nothing here takes is named as a leftover.

Logins become logins. Notes, cards, identities, keys and whatever comes later become notes whose parts are custom fields:
nothing is lost, and a later version with those kinds of entry can tell them by the field `type`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.model import EntryDraft, EntryKind, FieldKind

Json = dict[str, Any]

_LOGIN, _SECURE_NOTE = 1, 2
_PARTS = {3: "card", 4: "identity", 5: "sshKey"}
_HIDDEN, _BOOLEAN, _LINKED = 1, 2, 3
# Bookkeeping of the other program: nothing a person typed.
_BOOKKEEPING = ("id", "organizationId", "creationDate", "revisionDate", "deletedDate", "object", "archivedDate", "key")


class NotAnItem(Exception):
    """The object is no item of Bitwarden's form; `reason` is for the report."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReadItem:
    draft: EntryDraft
    leftovers: tuple[str, ...]


def read_item(item: Json) -> ReadItem:
    """The entry in an item. Takes the item apart: what is left in it afterwards was not understood."""
    for name in _BOOKKEEPING:
        item.pop(name, None)
    kind = item.pop("type", None)
    if not isinstance(kind, int) or isinstance(kind, bool):
        raise NotAnItem("malformed")
    name = text_of(item.pop("name", None))
    builder = _login(item, name) if kind == _LOGIN else _note(item, kind, name)
    leftovers = _fields(builder, item)
    _password_history(builder, item)
    leftovers += [key for key, value in item.items() if _says_something(value)]
    if fault := builder.fault():
        raise NotAnItem(fault)
    return ReadItem(builder.build(), tuple(leftovers))


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


def _says_something(value: Any) -> bool:
    return value not in (None, "", False, 0, [], {})


def _section(item: Json, name: str) -> Json:
    section = item.pop(name, None)
    if section is None:
        return {}
    if not isinstance(section, dict):
        raise NotAnItem("malformed")
    return section


def _objects(value: Any) -> list[Json]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise NotAnItem("malformed")
    return value


def _login(item: Json, name: str) -> DraftBuilder:
    login = _section(item, "login")
    uris = [text_of(uri.get("uri")) for uri in _objects(login.pop("uris", None))]
    username = text_of(login.pop("username", None))
    first = next((uri for uri in uris if uri), "")
    builder = DraftBuilder(EntryKind.LOGIN, name or host_of(first), first, username)
    builder.standard("username", username)
    builder.standard("password", text_of(login.pop("password", None)))
    for uri in uris:
        builder.standard("url", uri)
    builder.standard("totp", text_of(login.pop("totp", None)))
    builder.standard("notes", text_of(item.pop("notes", None)))
    login.pop("passwordRevisionDate", None)
    item.update({f"login.{key}": value for key, value in login.items()})
    return builder


def _note(item: Json, kind: int, name: str) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.NOTE, name)
    builder.standard("text", text_of(item.pop("notes", None)))
    item.pop("secureNote", None)  # says only that it is one
    item.pop("login", None) if not _says_something(item.get("login")) else None
    if kind == _SECURE_NOTE:
        return builder
    part = _PARTS.get(kind) or _unknown_part(item)
    builder.custom("type", part or str(kind), kind=FieldKind.TEXT, protected=False)
    for key, value in _section(item, part).items() if part else ():
        if isinstance(value, dict | list):
            item[f"{part}.{key}"] = value
        else:
            _part_field(builder, part, key, text_of(value))
    return builder


def _unknown_part(item: Json) -> str:
    """A kind of item that is newer than this importer holds its parts in an object of its own."""
    return next((key for key, value in item.items() if isinstance(value, dict) and value), "")


def _part_field(builder: DraftBuilder, part: str, key: str, value: str) -> None:
    if part == "card" and key in ("number", "code"):
        builder.custom(_label(key), value, kind=FieldKind.CODE, protected=True)
    else:
        builder.custom(_label(key), value)


def _label(key: str) -> str:
    """`cardholderName` as people write it."""
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in key)
    return spaced[:1].upper() + spaced[1:]


def _fields(builder: DraftBuilder, item: Json) -> list[str]:
    leftovers = []
    for field in _objects(item.pop("fields", None)):
        label, kind = text_of(field.get("name")), field.get("type")
        if kind == _LINKED:
            leftovers.append("fields.linked")
            continue
        # Text that the person chose to show stays shown, whatever its label may sound like.
        guessed = FieldKind.TEXT if kind == _BOOLEAN else None
        builder.custom(label, text_of(field.get("value")), kind=guessed, protected=kind == _HIDDEN)
    return leftovers


def _password_history(builder: DraftBuilder, item: Json) -> None:
    lines = [
        f"{text_of(old.get('lastUsedDate'))[:10]} {text_of(old.get('password'))}".strip()
        for old in _objects(item.pop("passwordHistory", None))
    ]
    builder.custom("Password history", "\n".join(lines), kind=FieldKind.NOTE, protected=True)
