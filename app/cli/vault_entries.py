"""`lacre vault list|show`: what is in the vault, protected values only when asked for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli.output import emit, require_text, table
from app.cli.sentences import text
from app.cli.unlocking import unlocked
from app.crypto.secret import MASK
from app.ops.finding import require_client, require_entry

if TYPE_CHECKING:
    from app.vault.model import Entry, Field
    from app.vault.vault import Vault

_WIDTHS = (8, 20, 5, 32)


def list_entries(args: argparse.Namespace) -> int:
    """Entries by title; of one client, or those that hold all words of a query."""
    require_text(args.query, args.client or "")
    with unlocked() as vault:
        client = require_client(vault, args.client).id if args.client is not None else None
        found = vault.entries(client, args.query)
    if args.json:
        emit(args, {"entries": [_summary(entry) for entry in found]}, "")
    else:
        rows = [(entry.id[:8], entry.client_name, str(entry.kind), entry.title, entry.username) for entry in found]
        emit(args, {}, table(rows, _WIDTHS) if rows else text("vault.nothing-found"))
    return 0


def show(args: argparse.Namespace) -> int:
    """One entry with its fields. Without --reveal no protected value is opened."""
    with unlocked() as vault:
        entry = vault.entry(require_entry(vault, args.entry).id)
        values = {field.id: _value(vault, entry, field, args.reveal) for field in entry.fields}
    obj = {
        "id": entry.id,
        "client": entry.client_name,
        "kind": str(entry.kind),
        "title": entry.title,
        "fields": [_field(field, values[field.id]) for field in entry.fields],
        "created_at": entry.created_at.isoformat(),
        "updated_at": entry.updated_at.isoformat(),
    }
    emit(args, obj, _text(entry, values))
    return 0


def label_of(field: Field) -> str:
    """A standard field's name in the person's language, or the label somebody gave."""
    return field.label or text(f"vault.field-{field.name}")


def _summary(entry: Any) -> dict[str, str]:
    return {
        "id": entry.id,
        "client": entry.client_name,
        "kind": str(entry.kind),
        "title": entry.title,
        "username": entry.username,
        "url": entry.url,
    }


def _value(vault: Vault, entry: Entry, field: Field, reveal: bool) -> str | None:
    return vault.reveal(entry.id, field.id).text() if field.protected and reveal else field.value


def _field(field: Field, value: str | None) -> dict[str, Any]:
    names = {"name": field.name, "label": field.label, "kind": str(field.kind)}
    return {**names, "protected": field.protected, "value": value}


def _text(entry: Entry, values: dict[str, str | None]) -> str:
    lines = [entry.title, f"{entry.client_name} · {entry.kind} · {entry.id}"]
    for field in entry.fields:
        value = values[field.id]
        shown = MASK if value is None else value.replace("\n", "\n    ")
        lines.append(f"  {label_of(field)}: {shown}")
    return "\n".join(lines)
