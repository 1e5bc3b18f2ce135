"""The tables of a vault and the list of what may be in one. Owns the text of the schema; opens no file.

`require_schema` stops a planted trigger, view or virtual table: SQLite would run it as soon as somebody writes or reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.vault.keys import damaged

APPLICATION_ID = 0x4C616372
VERSION = 1

TABLES = {
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

INDEXES = {
    "entry_of_client": "CREATE INDEX entry_of_client ON entry (client)",
    "field_of_entry": "CREATE INDEX field_of_entry ON field (entry)",
    "past_of_entry": "CREATE INDEX past_of_entry ON past (entry)",
    "digest_of_entry": "CREATE INDEX digest_of_entry ON digest (entry)",
}

SHADOWS = frozenset(f"search_{part}" for part in ("data", "idx", "content", "docsize", "config"))

STATEMENTS = (*TABLES.values(), *INDEXES.values())


def require_schema(rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows of (type, name, table, sql) from sqlite_schema: exactly what we wrote, or the vault is refused."""
    missing = set(TABLES) | set(INDEXES) | SHADOWS
    for kind, name, table, sql in rows:
        if not _is_ours(kind, name, table, sql):
            raise damaged("schema")
        missing.discard(name)
    if missing:
        raise damaged("schema")


def _is_ours(kind: str, name: str, table: str, sql: str | None) -> bool:
    if kind == "table":
        return name in SHADOWS or TABLES.get(name) == sql
    if kind == "index":
        made_by_sqlite = sql is None and name.startswith("sqlite_autoindex_")
        return table in TABLES and (made_by_sqlite or INDEXES.get(name) == sql)
    return False
