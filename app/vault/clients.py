"""Clients of the vault: add, rename, list, forget. Owns the table `client`; a client's key never leaves this package."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.errors import UserError
from app.vault.core import Part, guarded, new_id, to_moment, to_ticks
from app.vault.filing import drop_files
from app.vault.fold import fold
from app.vault.model import Client
from app.vault.trash import settle

MOST_NAME = 200

_LIST = """SELECT client.id, client.name, (SELECT count(*) FROM entry WHERE entry.client = client.number)
    - (SELECT count(*) FROM mark CROSS JOIN entry ON entry.number = mark.entry
        WHERE (removed_at IS NOT NULL OR archived) AND entry.client = client.number), client.created_at
    FROM client"""
_FILES = "SELECT attachment.id FROM attachment JOIN entry ON entry.number = attachment.entry WHERE client = ?"
_FORGET = (
    "DELETE FROM search WHERE rowid IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM digest WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM past WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM origin WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM past_kind WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM field WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM tag WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM mark WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM attachment WHERE entry IN (SELECT number FROM entry WHERE client = :client)",
    "DELETE FROM share WHERE client = :id AND sealed IS NULL",
    "UPDATE share SET client = NULL, entry = NULL WHERE client = :id",
    "DELETE FROM submission WHERE request IN (SELECT id FROM request WHERE client = :id)",
    "DELETE FROM seen WHERE request IN (SELECT id FROM request WHERE client = :id AND sealed IS NULL)",
    "DELETE FROM request WHERE client = :id AND sealed IS NULL",
    "UPDATE request SET client = NULL WHERE client = :id",
    "DELETE FROM entry WHERE client = :client",
    "DELETE FROM client WHERE number = :client",
)


def checked_name(name: str) -> str:
    """A client's name without surrounding space; never empty, never absurdly long."""
    name = " ".join(name.split())
    if not name:
        raise UserError("name-empty")
    if len(name) > MOST_NAME:
        raise UserError("too-long", what="name", most=MOST_NAME)
    return name


class Clients(Part):
    """The clients' part of a vault."""

    @guarded
    def clients(self) -> list[Client]:
        """All of them, by name."""
        rows = self._core.rows(_LIST)
        return sorted((_client(row) for row in rows), key=lambda client: (fold(client.name), client.id))

    @guarded
    def client(self, client_id: str) -> Client:
        """One of them, or UserError("no-client")."""
        return _client(self._core.require(f"{_LIST} WHERE client.id = ?", client_id, code="no-client"))

    @guarded
    def add_client(self, name: str, now: datetime) -> Client:
        """A new client with a key of its own. Names may repeat: people do."""
        client = Client(new_id(), checked_name(name), 0, now)
        with self._core.write() as db:
            key = self._core.keys.new_client_key(client.id)
            db.execute(
                "INSERT INTO client (id, name, key, created_at) VALUES (?, ?, ?, ?)",
                (client.id, client.name, key, to_ticks(now)),
            )
        return client

    @guarded
    def rename_client(self, client_id: str, name: str, now: datetime) -> Client:  # noqa: ARG002 - for the activity chain
        """The same client under another name."""
        with self._core.write() as db:
            db.execute("UPDATE client SET name = ? WHERE id = ?", (checked_name(name), client_id))
        return self.client(client_id)

    @guarded
    def forget_client(self, client_id: str) -> None:
        """Erase the client's key, and with it everything sealed under it; then the rows and what the log still holds.

        The record of its shares goes too where they are dead; a live one stays, without the client, so that it can be revoked.
        """
        (number,) = self._core.require("SELECT number FROM client WHERE id = ?", client_id, code="no-client")
        with self._core.write() as db:
            drop_files(self._core, _FILES, number)
            for statement in _FORGET:
                db.execute(statement, {"client": number, "id": client_id})
            db.execute(
                "INSERT INTO search (search) VALUES ('optimize')"
            )  # deleted words leave the index only when it is merged
        self._core.drop_client_keys()
        settle(self._core)


def _client(row: tuple[Any, ...]) -> Client:
    client_id, name, entries, created_at = row
    return Client(client_id, name, entries, to_moment(created_at))
