"""One 1PUX item as an entry: its category decides the kind, the ids of its fields decide where they go.

A field whose id is not known keeps its title, and its section's before it, as a field of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import ImportedFile
from app.vault.importers.jsonparts import Json, NotAnItem, drop, left_in, objects, section, text_of, texts
from app.vault.importers.people import full_name, postal_address, put_date, put_month
from app.vault.model import EntryKind, FieldKind, spec_of

Files = Callable[[str, str], ImportedFile | None]
"""The file of a document's id under a name, None where the archive has none."""

_KINDS = {
    "001": EntryKind.LOGIN,
    "002": EntryKind.CARD,
    "003": EntryKind.NOTE,
    "004": EntryKind.IDENTITY,
    "005": EntryKind.LOGIN,
    "006": EntryKind.DOCUMENTS,
    "100": EntryKind.LICENCE,
    "101": EntryKind.BANK,
    "102": EntryKind.LOGIN,
    "103": EntryKind.DOCUMENTS,
    "104": EntryKind.DOCUMENTS,
    "106": EntryKind.DOCUMENTS,
    "109": EntryKind.WIFI,
    "110": EntryKind.LOGIN,
    "111": EntryKind.LOGIN,
    "112": EntryKind.API,
}
# What an entry was, where its kind does not say it.
_TYPES = {
    "102": "database", "103": "driver licence", "104": "outdoor licence", "105": "membership", "106": "passport",
    "107": "rewards", "108": "social security number", "110": "server", "111": "e-mail account", "113": "medical record",
    "114": "SSH key", "115": "crypto wallet",
}  # fmt: skip
# By kind of entry: which field of ours the id of a field means.
_FIELDS: Mapping[EntryKind, Mapping[str, str]] = {
    EntryKind.LOGIN: {"username": "username", "password": "password", "url": "url", "pop_username": "username",
                      "pop_password": "password"},
    EntryKind.CARD: {"cardholder": "holder", "ccnum": "number", "cvv": "security_code", "pin": "pin", "expiry": "expires"},
    EntryKind.BANK: {"bankName": "bank", "owner": "holder", "iban": "iban", "swift": "bic", "accountNo": "account"},
    EntryKind.WIFI: {"network_name": "ssid", "wireless_password": "password", "wireless_security": "security"},
    EntryKind.API: {"username": "key_id", "credential": "secret", "hostname": "url", "expires": "valid_until"},
    EntryKind.LICENCE: {"reg_code": "key", "reg_name": "registered_to", "reg_email": "email", "order_date": "purchased"},
    EntryKind.DOCUMENTS: {"number": "reference", "issue_date": "date", "expiry_date": "valid_until", "expires": "valid_until"},
    EntryKind.IDENTITY: {"birthdate": "birth_date", "email": "email", "defphone": "phone", "homephone": "phone",
                         "cellphone": "phone", "busphone": "phone", "address": "address"},
}  # fmt: skip
_NAMES = ("firstname", "initial", "lastname")
_VALUE_KINDS = {
    "totp": FieldKind.TOTP,
    "email": FieldKind.EMAIL,
    "phone": FieldKind.PHONE,
    "url": FieldKind.URL,
    "address": FieldKind.ADDRESS,
    "date": FieldKind.DATE,
    "monthYear": FieldKind.MONTH,
    "creditCardNumber": FieldKind.CARD,
}
_PROTECTED_VALUES = ("concealed", "totp", "creditCardNumber", "sshKey")
_BOOKKEEPING = ("uuid", "createdAt", "updatedAt", "categoryUuid", "trashed")
_OVERVIEW_BOOKKEEPING = ("subtitle", "ps", "pbe", "pgrng", "icons", "ainfo", "watchtowerExclusions", "b5UserUUID")


def read_item(wrapped: Json, files: Files) -> tuple[DraftBuilder, list[str]]:
    """The entry, and the names of what it could not take. Older exports wrap the item beside its file."""
    inner = wrapped.pop("item", None)
    item: Json = {**inner, "file": wrapped.get("file")} if isinstance(inner, dict) else wrapped
    overview, details = section(item, "overview"), section(item, "details")
    category = text_of(item.get("categoryUuid"))
    if not category:
        raise NotAnItem("malformed")
    urls = _urls(overview)
    builder = DraftBuilder(
        _KINDS.get(category, EntryKind.NOTE), text_of(overview.pop("title", None)), *(host_of(url) for url in urls[:1])
    )
    for url in urls:
        _put(builder, "url", url, "URL")
    _login_fields(builder, details)
    _put(builder, "password", text_of(details.pop("password", None)), "Password")
    sections = objects(details.pop("sections", None))
    _sections(builder, sections, files)
    builder.notes(text_of(details.pop("notesPlain", None)))
    builder.tag(texts(overview.pop("tags", None)))
    builder.favourite, builder.archived = item.pop("favIndex", 0) == 1, item.get("state") == "archived"
    _documents(builder, item, details, files)
    _history(builder, details)
    if category in _TYPES or category not in _KINDS:
        builder.custom("type", _TYPES.get(category, category), kind=FieldKind.TEXT, protected=False)
    return builder, _leftovers(item, overview, details)


def _leftovers(item: Json, overview: Json, details: Json) -> list[str]:
    drop(item, _BOOKKEEPING)
    if item.get("state") in ("active", "archived"):
        del item["state"]
    drop(overview, _OVERVIEW_BOOKKEEPING)
    return [*left_in(item), *left_in(overview, "overview."), *left_in(details, "details.")]


def _urls(overview: Json) -> list[str]:
    urls = [text_of(one.get("url")) for one in objects(overview.pop("urls", None))]
    first = text_of(overview.pop("url", None))
    return urls if not first or first in urls else [first, *urls]


def _put(builder: DraftBuilder, name: str, value: str, label: str) -> None:
    """In the field of this name if the kind of entry has one, else in a field of its own."""
    if spec_of(builder.kind, name):
        builder.standard(name, value, label)
    else:
        builder.custom(label, value)


def _login_fields(builder: DraftBuilder, details: Json) -> None:
    for field in objects(details.pop("loginFields", None)):
        value, designation = field.get("value"), text_of(field.get("designation"))
        text = _plain(value) if isinstance(value, dict) else text_of(value)
        if designation in ("username", "password") and builder.kind is EntryKind.LOGIN:
            builder.standard(designation, text)
            continue
        hidden = field.get("fieldType") == "P"
        label = text_of(field.get("name")) or text_of(field.get("id")) or designation
        builder.custom(label, text, protected=True if hidden else None)


def _sections(builder: DraftBuilder, sections: list[Json], files: Files) -> None:
    fields = [(text_of(one.get("title")), field) for one in sections for field in objects(one.get("fields"))]
    if builder.kind is EntryKind.IDENTITY:
        names = {text_of(field.get("id")): _plain(section(dict(field), "value")) for _, field in fields}
        builder.standard("full_name", full_name(*(names.get(name, "") for name in _NAMES)))
        fields = [(title, field) for title, field in fields if text_of(field.get("id")) not in _NAMES]
    for title, field in fields:
        _field(builder, title, field, files)


def _field(builder: DraftBuilder, place: str, field: Json, files: Files) -> None:
    """One field of a section. Its value is an object with one member, whose name is the value's type."""
    value, identity = section(field, "value"), text_of(field.get("id"))
    form, text = next(iter(value), ""), _plain(value)
    if form == "file" and isinstance(value[form], dict):
        _file(builder, value[form], files)
        return
    name = _FIELDS.get(builder.kind, {}).get(identity, "")
    if form == "totp" and builder.kind is EntryKind.LOGIN:
        name = "totp"
    label = text_of(field.get("title")) or identity
    if name == "expires":
        put_month(builder, name, text, label)
    elif name in ("birth_date", "valid_until", "purchased", "date"):
        put_date(builder, name, text, label)
    elif name:
        builder.standard(name, text, label)
    else:
        label = " · ".join(part for part in (place, label) if part)
        protected = True if form in _PROTECTED_VALUES else None
        builder.custom(label, text, kind=_VALUE_KINDS.get(form), protected=protected)
    if form == "address" and builder.kind is EntryKind.IDENTITY and isinstance(value[form], dict):
        builder.standard("postal_code", text_of(value[form].get("zip")))


def _plain(value: Json) -> str:
    """The value as text, whatever its type; of an object all of its scalars."""
    for form, inner in value.items():
        if form == "date" and isinstance(inner, int):
            return _day(inner)
        if form == "monthYear" and isinstance(inner, int) and inner:
            return f"{inner // 100:04}-{inner % 100:02}"
        if form == "address" and isinstance(inner, dict):
            street, city, country, code, state = (
                text_of(inner.get(key)) for key in ("street", "city", "country", "zip", "state")
            )
            return postal_address((street,), code, city, state, country)
        return _scalars(inner)
    return ""


def _scalars(value: Any) -> str:
    if not isinstance(value, dict):
        return "\n".join(texts(value)) if isinstance(value, list) else text_of(value)
    return "\n".join(line for inner in value.values() if (line := _scalars(inner)))


def _day(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return str(seconds)


def _documents(builder: DraftBuilder, item: Json, details: Json, files: Files) -> None:
    """A document's own file, which may be named twice, and those that lie beside an item."""
    both = (section(section(item, "file"), "attrs"), section(details, "documentAttributes"))
    named = {text_of(one.get("documentId") or one.get("uuid") or one.get("name")): one for one in both if one}
    for one in named.values():
        _file(builder, one, files)


def _file(builder: DraftBuilder, named: Json, files: Files) -> None:
    """A file that an item names: kept where it is in the archive, named where it is not."""
    name = text_of(named.get("fileName") or named.get("name"))
    found = files(text_of(named.get("documentId") or named.get("uuid")), name)
    if found is None:
        builder.files([(name, text_of(named.get("decryptedSize")))])
    else:
        builder.file(found)


def _history(builder: DraftBuilder, details: Json) -> None:
    lines = []
    for old in objects(details.pop("passwordHistory", None)):
        when = old.get("time")
        lines.append(f"{_day(when) if isinstance(when, int) else ''} {text_of(old.get('value'))}".strip())
    builder.custom("Password history", "\n".join(lines), kind=FieldKind.NOTE, protected=True)
