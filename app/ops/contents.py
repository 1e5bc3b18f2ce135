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
from app.share.manifest import FIELDS_LIMIT, LABEL_LIMIT, Manifest, ManifestField

if TYPE_CHECKING:
    from app.vault.model import Entry, Field, FieldKind
    from app.vault.vault import Vault

# What a login is shared for is signing in: a TOTP seed gives codes for ever, and notes were written for oneself.
LEFT_OUT = frozenset({"totp", "notes"})
# The vault knows more kinds than the manifest (PROTOCOL section 7): they travel as the nearest that every page shows rightly.
_TRAVELS_AS = {"card": "code", "pin": "code", "secret": "password"} | dict.fromkeys(
    ("iban", "bic", "nif", "niss", "month", "postal"), "text"
)


def contents(
    vault: Vault, message: Secret, entry_id: str | None, field_ids: Sequence[str] | None, language: str
) -> Manifest:
    """The manifest of a message and of fields of an entry; protected values are revealed here and nowhere before."""
    fields: tuple[ManifestField, ...] = ()
    if entry_id is not None:
        entry = vault.entry(entry_id)
        fields = tuple(_field(vault, entry, field, language) for field in chosen(entry, field_ids))
    text = _text(message)
    if not text and not fields:
        raise UserError("nothing-to-share")
    if len(fields) > FIELDS_LIMIT:
        raise UserError("too-many-fields", limit=FIELDS_LIMIT)
    return Manifest(v=1, message=text, fields=fields)


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


def label_of(field: Field, language: str) -> str:
    """What the recipient reads beside the value."""
    return (field.label or _catalogue()[language]["fields"].get(field.name, ""))[:LABEL_LIMIT]


def kind_of(kind: FieldKind) -> str:
    """What a value is called on the way."""
    return _TRAVELS_AS.get(kind.value, kind.value)


def _field(vault: Vault, entry: Entry, field: Field, language: str) -> ManifestField:
    value = Secret(field.value) if field.value is not None else vault.reveal(entry.id, field.id)
    return ManifestField(label=label_of(field, language), kind=kind_of(field.kind), value=_text(value))


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
