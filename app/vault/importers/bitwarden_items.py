"""One Bitwarden item as an entry. Owns what its keys mean; every key that nothing here takes is named as a leftover.

Logins, cards, identities and bank accounts become entries of their kind. Notes, keys and whatever comes later become notes
whose parts are custom fields: nothing is lost, and the field `type` says what it was.
"""

from __future__ import annotations

from typing import Any

from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import ImportedFile
from app.vault.importers.jsonparts import (
    Json,
    NotAnItem,
    drop,
    label_of,
    left_in,
    objects,
    says_something,
    section,
    text_of,
)
from app.vault.importers.people import full_name, postal_address, put_all, put_month
from app.vault.model import EntryKind, FieldKind

_LOGIN, _SECURE_NOTE, _CARD, _IDENTITY = 1, 2, 3, 4
_PARTS = {5: "sshKey"}
_TEXT, _HIDDEN, _BOOLEAN, _LINKED = 0, 1, 2, 3
_TAGS = ("Tags", "Etiquetas")  # what our own export calls them: Bitwarden has none
_BOOKKEEPING = ("id", "organizationId", "creationDate", "revisionDate", "deletedDate", "object", "archivedDate", "key")
_BANK = {"bankName": "bank", "iban": "iban", "swiftCode": "bic", "accountNumber": "account", "nameOnAccount": "holder"}
_PROTECTED_PARTS = ("privateKey", "pin")


def read_item(item: Json, files: list[ImportedFile]) -> tuple[DraftBuilder, list[str]]:
    """The entry in an item, and the names of what it could not take. Takes the item apart: what is left in it afterwards was
    not understood."""
    archived = says_something(item.get("archivedDate"))
    drop(item, _BOOKKEEPING)
    kind = item.pop("type", None)
    if not isinstance(kind, int) or isinstance(kind, bool):
        raise NotAnItem("malformed")
    builder = _builder(item, kind, text_of(item.pop("name", None)))
    builder.favourite, builder.archived = item.pop("favorite", None) is True, archived
    leftovers = _fields(builder, item)
    _attachments(builder, item, files)
    _password_history(builder, item)
    return builder, [*leftovers, *left_in(item)]


def _builder(item: Json, kind: int, name: str) -> DraftBuilder:
    if kind == _LOGIN:
        return _login(item, name)
    if kind == _CARD:
        return _card(item, name)
    if kind == _IDENTITY:
        return _identity(item, name)
    return _bank(item, name) if isinstance(item.get("bankAccount"), dict) else _note(item, kind, name)


def _login(item: Json, name: str) -> DraftBuilder:
    login = section(item, "login")
    uris = [text_of(uri.get("uri")) for uri in objects(login.pop("uris", None))]
    username = text_of(login.pop("username", None))
    first = next((uri for uri in uris if uri), "")
    builder = DraftBuilder(EntryKind.LOGIN, name or host_of(first), first, username)
    builder.standard("username", username)
    builder.standard("password", text_of(login.pop("password", None)))
    for uri in uris:
        builder.standard("url", uri)
    builder.standard("totp", text_of(login.pop("totp", None)))
    builder.notes(text_of(item.pop("notes", None)))
    drop(login, ("passwordRevisionDate", "uri"))  # `uri` repeats the first of `uris`
    item.update({f"login.{key}": value for key, value in login.items()})
    return builder


def _card(item: Json, name: str) -> DraftBuilder:
    card = _scalars(item, "card")
    builder = DraftBuilder(EntryKind.CARD, name, card.get("brand", ""))
    builder.standard("holder", card.pop("cardholderName", ""))
    builder.standard("number", card.pop("number", ""))
    month, year = card.pop("expMonth", ""), card.pop("expYear", "")
    put_month(builder, "expires", f"{month}/{year}" if month and year else month or year, "Expires")
    builder.standard("security_code", card.pop("code", ""))
    builder.notes(text_of(item.pop("notes", None)))
    put_all(builder, {label_of(key): value for key, value in card.items()})
    return builder


def _identity(item: Json, name: str) -> DraftBuilder:
    parts = _scalars(item, "identity")
    take = parts.pop
    title = take("title", "")
    person = full_name(*(take(key, "") for key in ("firstName", "middleName", "lastName")))
    builder = DraftBuilder(EntryKind.IDENTITY, name, person)
    builder.standard("full_name", person)
    builder.standard("email", take("email", ""))
    builder.standard("phone", take("phone", ""))
    lines = tuple(take(f"address{number}", "") for number in (1, 2, 3))
    code, city = take("postalCode", ""), take("city", "")
    place = postal_address(lines, code, city, take("state", ""), take("country", ""))
    builder.standard("address", place)
    builder.standard("postal_code", code)
    builder.notes(text_of(item.pop("notes", None)))
    put_all(builder, {"Title": title, **{label_of(key): value for key, value in parts.items()}})
    return builder


def _bank(item: Json, name: str) -> DraftBuilder:
    parts = _scalars(item, "bankAccount")
    builder = DraftBuilder(EntryKind.BANK, name, parts.get("bankName", ""))
    for key, field in _BANK.items():
        builder.standard(field, parts.pop(key, ""))
    builder.notes(text_of(item.pop("notes", None)))
    for key, value in parts.items():
        builder.custom(label_of(key), value, protected=True if key in _PROTECTED_PARTS else None)
    return builder


def _scalars(item: Json, name: str) -> dict[str, str]:
    """The scalars of a section; what is no scalar stays in the item, under its full name, and is named as left over."""
    scalars: dict[str, str] = {}
    for key, value in section(item, name).items():
        if isinstance(value, dict | list):
            item[f"{name}.{key}"] = value
        else:
            scalars[key] = text_of(value)
    return scalars


def _note(item: Json, kind: int, name: str) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.NOTE, name)
    builder.notes(text_of(item.pop("notes", None)))
    item.pop("secureNote", None)  # says only that it is one
    if not says_something(item.get("login")):
        item.pop("login", None)
    if kind == _SECURE_NOTE:
        return builder
    part = _PARTS.get(kind) or _unknown_part(item)
    builder.custom("type", part or str(kind), kind=FieldKind.TEXT, protected=False)
    for key, value in (_scalars(item, part) if part else {}).items():
        builder.custom(label_of(key), value, protected=True if key in _PROTECTED_PARTS else None)
    return builder


def _unknown_part(item: Json) -> str:
    """A kind of item that is newer than this importer holds its parts in an object of its own."""
    return next((key for key, value in item.items() if isinstance(value, dict) and value), "")


def _fields(builder: DraftBuilder, item: Json) -> list[str]:
    leftovers = []
    for field in objects(item.pop("fields", None)):
        label, kind = text_of(field.get("name")), field.get("type")
        if kind == _LINKED:
            leftovers.append("fields.linked")
            continue
        if label in _TAGS and kind == _TEXT:
            builder.tag(text_of(field.get("value")).split(","))
            continue
        # Text that the person chose to show stays shown, whatever its label may sound like.
        guessed = FieldKind.TEXT if kind == _BOOLEAN else None
        builder.custom(label, text_of(field.get("value")), kind=guessed, protected=kind == _HIDDEN)
    return leftovers


def _attachments(builder: DraftBuilder, item: Json, files: list[ImportedFile]) -> None:
    """Files that lie in the archive; those that the item names and that are not there are named only."""
    for file in files:
        builder.file(file)
    there = {file.name for file in files}
    named = [(text_of(one.get("fileName")), text_of(one.get("size"))) for one in objects(item.pop("attachments", None))]
    builder.files([(name, size) for name, size in named if name not in there])


def _password_history(builder: DraftBuilder, item: Json) -> None:
    lines: list[Any] = [
        f"{text_of(old.get('lastUsedDate'))[:10]} {text_of(old.get('password'))}".strip()
        for old in objects(item.pop("passwordHistory", None))
    ]
    builder.custom("Password history", "\n".join(lines), kind=FieldKind.NOTE, protected=True)
