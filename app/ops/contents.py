"""From an entry of the vault to what a share holds. Owns which fields go along when nobody chose, and the names they get.

The recipient does not know our field names, so each field carries a label in the language of the recipient.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import UserError
from app.host.paths import resources
from app.ops.contents_special import contact_text, totp_text, wifi_text
from app.share.manifest import FIELDS_LIMIT, LABEL_LIMIT, Manifest, ManifestField
from app.vault.kinds import EntryKind

if TYPE_CHECKING:
    from app.ops.share_options import EntryChoice
    from app.vault.model import Entry, Field, FieldDraft, FieldKind
    from app.vault.vault import Vault

# What a login is shared for is signing in: a TOTP seed gives codes for ever, and notes were written for oneself.
LEFT_OUT = frozenset({"totp", "notes"})
# The vault knows more kinds than the manifest (PROTOCOL section 7): they travel as the nearest that every page shows rightly.
_TRAVELS_AS = {"card": "code", "pin": "code", "secret": "password"} | dict.fromkeys(
    ("iban", "bic", "nif", "niss", "month", "postal"), "text"
)


def contents(
    vault: Vault, message: Secret, choices: Sequence[EntryChoice], language: str, *, with_files: bool = False
) -> Manifest:
    """The manifest of a message and of fields of entries; protected values are revealed here and nowhere before. Of several
    entries each label says which it is of. `with_files`: files come along, so that nothing else need to."""
    fields: list[ManifestField] = []
    for choice in choices:
        entry = vault.entry(choice.entry_id)
        before = f"{entry.title}: " if len(choices) > 1 else ""
        fields += _fields(vault, entry, chosen(entry, choice.field_ids), before, language)
    text = _text(message)
    if not text and not fields and not with_files:
        raise UserError("nothing-to-share")
    if len(fields) > FIELDS_LIMIT:
        raise UserError("too-many-fields", limit=FIELDS_LIMIT)
    return Manifest(v=1, message=text, fields=tuple(fields))


def _fields(vault: Vault, entry: Entry, chosen: Sequence[Field], before: str, language: str) -> list[ManifestField]:
    """The fields of one entry, and before them what a telephone takes in one piece: a network, a contact."""
    values = [(field, _value(vault, entry, field)) for field in chosen]
    named = [(field.name, value) for field, value in values]
    whole: list[ManifestField] = []
    for kind, made, name in (
        (EntryKind.WIFI, wifi_text, "wifi"),
        (EntryKind.IDENTITY, contact_text, "contact"),
    ):
        if entry.kind is kind and (text := made(named)):
            whole.append(ManifestField(_label(before, _catalogue()[language]["fields"][name]), name, text))
    return whole + [_field(entry, field, value, before, language) for field, value in values]


def chosen(entry: Entry, field_ids: Sequence[str] | None) -> list[Field]:
    """The fields with these ids, in the entry's order; without a choice, those that sharing is mostly for."""
    if field_ids is None:
        return [field for field in entry.fields if field.name not in LEFT_OUT and _has_value(field)]
    wanted = set(field_ids)
    if wanted - {field.id for field in entry.fields}:
        raise UserError("no-field")
    return [field for field in entry.fields if field.id in wanted]


def fields_named(entry: Entry, names: Sequence[str]) -> list[str]:
    """The ids of the fields that a person named by name, label or id, in any case."""
    ids: list[str] = []
    for name in names:
        fitting = [field.id for field in entry.fields if name.casefold() in _names(field)]
        if not fitting:
            raise UserError("no-field", name=name)
        ids += fitting
    return ids


def _names(field: Field) -> set[str]:
    labels = {catalogue["fields"].get(field.name, "") for catalogue in _catalogue().values()}
    return {name.casefold() for name in {field.id, field.name, field.label, *labels} if name}


def label_of(field: Field | FieldDraft, language: str) -> str:
    """What the recipient reads beside the value."""
    return (field.label or _catalogue()[language]["fields"].get(field.name, ""))[:LABEL_LIMIT]


def kind_of(kind: FieldKind) -> str:
    """What a value is called on the way."""
    return _TRAVELS_AS.get(kind.value, kind.value)


def _field(entry: Entry, field: Field, value: str, before: str, language: str) -> ManifestField:
    kind, label = kind_of(field.kind), _label(before, label_of(field, language))
    if kind != "totp":
        return ManifestField(label, kind, value)
    address = totp_text(value, entry.title)
    return ManifestField(label, "totp", address) if address else ManifestField(label, "password", value)


def _label(before: str, label: str) -> str:
    return (before + label)[:LABEL_LIMIT]


def _value(vault: Vault, entry: Entry, field: Field) -> str:
    return _text(Secret(field.value) if field.value is not None else vault.reveal(entry.id, field.id))


def _has_value(field: Field) -> bool:
    return field.value is None or bool(field.value)


def _text(value: Secret) -> str:
    try:
        return value.text()
    except UnicodeDecodeError:
        raise UserError("not-text") from None  # not chained: the decoding error carries the octets


@functools.cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    read: dict[str, dict[str, dict[str, str]]] = json.loads(
        (resources() / "translations" / "messages.json").read_bytes()
    )
    return read
