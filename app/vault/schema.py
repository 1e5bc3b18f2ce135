"""The tables of a vault and the list of what may be in one. Owns the text of the schema; opens no file.

A version only adds: what an older one wrote stays as it is, and `migrating` makes what is new.

`require_schema` stops a planted trigger, view or virtual table: SQLite would run it as soon as somebody writes or reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.vault.keys import damaged

APPLICATION_ID = 0x4C616372
VERSION = 5

_FIRST_TABLES = {
    "client": """CREATE TABLE client (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, key BLOB NOT NULL, created_at INTEGER NOT NULL
    ) STRICT""",
    "entry": """CREATE TABLE entry (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, client INTEGER NOT NULL REFERENCES client,
        kind TEXT NOT NULL, title TEXT NOT NULL, username TEXT NOT NULL, url TEXT NOT NULL, has_totp INTEGER NOT NULL,
        line TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, revision INTEGER NOT NULL,
        title_revision INTEGER NOT NULL, title_at INTEGER NOT NULL
    ) STRICT""",
    "field": """CREATE TABLE field (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry INTEGER NOT NULL REFERENCES entry,
        position INTEGER NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, protected INTEGER NOT NULL,
        value TEXT, sealed BLOB, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL,
        CHECK (protected = (value IS NULL) AND protected = (sealed IS NOT NULL))
    ) STRICT""",
    "past": """CREATE TABLE past (
        number INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry, field TEXT NOT NULL,
        name TEXT NOT NULL, label TEXT NOT NULL, protected INTEGER NOT NULL, value TEXT, sealed BLOB,
        revision INTEGER NOT NULL, changed_at INTEGER NOT NULL, removed INTEGER NOT NULL
    ) STRICT""",
    "digest": """CREATE TABLE digest (
        digest BLOB NOT NULL, entry INTEGER NOT NULL REFERENCES entry, PRIMARY KEY (digest, entry)
    ) STRICT, WITHOUT ROWID""",
    "setting": "CREATE TABLE setting (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "share": """CREATE TABLE share (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, client TEXT, entry TEXT, relay TEXT NOT NULL,
        created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, views INTEGER NOT NULL, state TEXT NOT NULL,
        sealed BLOB, facts BLOB NOT NULL, updated_at INTEGER NOT NULL
    ) STRICT""",
    # The text is folded before it is stored, so the tokenizer need not fold again.
    "search": "CREATE VIRTUAL TABLE search USING fts5(text, tokenize='trigram case_sensitive 1')",
}

_FIRST_INDEXES = {
    "entry_of_client": "CREATE INDEX entry_of_client ON entry (client)",
    "field_of_entry": "CREATE INDEX field_of_entry ON field (entry)",
    "past_of_entry": "CREATE INDEX past_of_entry ON past (entry)",
    "digest_of_entry": "CREATE INDEX digest_of_entry ON digest (entry)",
}

# A row only where something differs from what an entry of its kind is when it is new: `tags`, `files`, `category` and
# `valid_until` are what a list shows or is searched by, taken from the other tables.
_SECOND_TABLES = {
    "mark": """CREATE TABLE mark (
        entry INTEGER PRIMARY KEY REFERENCES entry, favourite INTEGER NOT NULL, archived INTEGER NOT NULL,
        removed_at INTEGER, used_at INTEGER, category TEXT, chosen INTEGER NOT NULL, valid_until TEXT, purge_after INTEGER,
        tags TEXT NOT NULL, files INTEGER NOT NULL
    ) STRICT""",
    "tag": """CREATE TABLE tag (
        entry INTEGER NOT NULL REFERENCES entry, folded TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (entry, folded)
    ) STRICT, WITHOUT ROWID""",
    "attachment": """CREATE TABLE attachment (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry INTEGER NOT NULL REFERENCES entry, name TEXT NOT NULL,
        size INTEGER NOT NULL, key BLOB NOT NULL, added_at INTEGER NOT NULL
    ) STRICT""",
    "generated": """CREATE TABLE generated (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sealed BLOB NOT NULL, made_at INTEGER NOT NULL
    ) STRICT""",
}

# Beside `past` and `field` and not in them, as their columns are version 1's.
_THIRD_TABLES = {
    "origin": """CREATE TABLE origin (
        entry INTEGER NOT NULL REFERENCES entry, field TEXT NOT NULL, revision INTEGER NOT NULL, how TEXT NOT NULL,
        person TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (entry, field, revision)
    ) STRICT, WITHOUT ROWID""",
    "past_kind": """CREATE TABLE past_kind (
        entry INTEGER NOT NULL REFERENCES entry, field TEXT NOT NULL, revision INTEGER NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (entry, field, revision)
    ) STRICT, WITHOUT ROWID""",
}

# What a person asked for while a relay could not be reached, in order; and of what shares are made.
_FOURTH_TABLES = {
    "intent": """CREATE TABLE intent (
        number INTEGER PRIMARY KEY, share TEXT NOT NULL, wish BLOB NOT NULL, asked_at INTEGER NOT NULL
    ) STRICT""",
    "parcel": """CREATE TABLE parcel (
        share TEXT PRIMARY KEY, sealed BLOB NOT NULL, size INTEGER NOT NULL, have INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
}

# What clients were asked for, and what they gave: as it came, until it was decided on. `seen` is what makes a second of the same
# one that was played back.
_FIFTH_TABLES = {
    "request": """CREATE TABLE request (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL, client TEXT,
        relay TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, takes INTEGER NOT NULL,
        state TEXT NOT NULL, sealed BLOB, facts BLOB NOT NULL, updated_at INTEGER NOT NULL
    ) STRICT""",
    "submission": """CREATE TABLE submission (
        request TEXT NOT NULL, number INTEGER NOT NULL, came_at INTEGER NOT NULL, state TEXT NOT NULL, files INTEGER NOT NULL,
        session BLOB, place INTEGER, updated_at INTEGER NOT NULL, sealed BLOB, PRIMARY KEY (request, number)
    ) STRICT, WITHOUT ROWID""",
    "seen": """CREATE TABLE seen (
        request TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (request, digest)
    ) STRICT, WITHOUT ROWID""",
}

_SECOND_INDEXES = {
    # What one types is looked for along this one: the folded lines in the order of the list, with what filters most.
    "entry_by_line": "CREATE INDEX entry_by_line ON entry (line, client, kind, has_totp)",
    "mark_hidden": "CREATE INDEX mark_hidden ON mark (entry) WHERE removed_at IS NOT NULL OR archived",
    "mark_removed": "CREATE INDEX mark_removed ON mark (removed_at) WHERE removed_at IS NOT NULL",
    "mark_used": "CREATE INDEX mark_used ON mark (used_at) WHERE used_at IS NOT NULL",
    "mark_valid": "CREATE INDEX mark_valid ON mark (valid_until) WHERE valid_until IS NOT NULL",
    "tag_by_name": "CREATE INDEX tag_by_name ON tag (folded, entry)",
    "attachment_of_entry": "CREATE INDEX attachment_of_entry ON attachment (entry)",
}

SHADOWS = frozenset(f"search_{part}" for part in ("data", "idx", "content", "docsize", "config"))

# What each version added to the one before it.
ADDED = {
    2: (*_SECOND_TABLES.values(), *_SECOND_INDEXES.values()),
    3: tuple(_THIRD_TABLES.values()),
    4: tuple(_FOURTH_TABLES.values()),
    5: tuple(_FIFTH_TABLES.values()),
}
STATEMENTS = (
    *_FIRST_TABLES.values(),
    *_FIRST_INDEXES.values(),
    *(one for version in ADDED.values() for one in version),
)

_SECOND = _FIRST_TABLES | _SECOND_TABLES
_THIRD = _SECOND | _THIRD_TABLES
_FOURTH = _THIRD | _FOURTH_TABLES
_TABLES = {1: _FIRST_TABLES, 2: _SECOND, 3: _THIRD, 4: _FOURTH, 5: _FOURTH | _FIFTH_TABLES}
_BOTH = _FIRST_INDEXES | _SECOND_INDEXES
_INDEXES = {1: _FIRST_INDEXES, 2: _BOTH, 3: _BOTH, 4: _BOTH, 5: _BOTH}


def require_schema(rows: Iterable[tuple[Any, ...]], version: int = VERSION) -> None:
    """Rows of (type, name, table, sql) from sqlite_schema: exactly what this version writes, or the vault is refused."""
    tables, indexes = _TABLES[version], _INDEXES[version]
    missing = set(tables) | set(indexes) | SHADOWS
    for kind, name, table, sql in rows:
        if not _is_ours(tables, indexes, (kind, name, table, sql)):
            raise damaged("schema")
        missing.discard(name)
    if missing:
        raise damaged("schema")


def _is_ours(tables: dict[str, str], indexes: dict[str, str], row: tuple[str, str, str, str | None]) -> bool:
    kind, name, table, sql = row
    if kind == "table":
        return name in SHADOWS or tables.get(name) == sql
    if kind == "index":
        made_by_sqlite = sql is None and name.startswith("sqlite_autoindex_")
        return table in tables and (made_by_sqlite or indexes.get(name) == sql)
    return False
