"""From an older version of the tables to this one: what is new is made and filled, what was there is kept. One transaction."""

from __future__ import annotations

from collections import defaultdict

import apsw

from app.vault import schema
from app.vault.categories import BY_KIND, category_of
from app.vault.database import transaction
from app.vault.expiring import valid_until
from app.vault.kinds import EntryKind, FieldKind

_FIELDS = """SELECT entry.number, entry.kind, field.name, field.kind, field.value FROM field
    JOIN entry ON entry.number = field.entry WHERE entry.kind != 'login' ORDER BY field.entry, position"""
_MARK = """INSERT INTO mark (entry, favourite, archived, category, chosen, valid_until, tags, files)
    VALUES (?, 0, 0, ?, 0, ?, '', 0)"""


def migrate(connection: apsw.Connection, older: int) -> None:
    """A kill at any point leaves the older version as it was, or this one whole."""
    with transaction(connection):
        for version in range(older + 1, schema.VERSION + 1):
            for statement in schema.ADDED[version]:
                connection.execute(statement)
        if older == 1:
            connection.executemany(_MARK, _marks(connection))
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def _marks(connection: apsw.Connection) -> list[tuple[int, str | None, str | None]]:
    """Of the entries whose fields say more than their kind: the category, and until when they are valid."""
    kinds: dict[int, EntryKind] = {}
    fields: dict[int, list[tuple[str, FieldKind, str | None]]] = defaultdict(list)
    for entry, entry_kind, name, kind, value in connection.execute(_FIELDS):
        kinds[entry] = EntryKind(entry_kind)
        fields[entry].append((name, FieldKind(kind), value))
    rows = []
    for entry, found in fields.items():
        category = category_of(kinds[entry], (kind for _, kind, _ in found))
        own = None if category is BY_KIND[kinds[entry]] else category.value
        until = valid_until((name, value) for name, _, value in found)
        if own is not None or until is not None:
            rows.append((entry, own, until))
    return rows
