"""Reading entries: lists, one entry, one revealed value, the past. Owns no writing and no query language (`search` does)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.core import Core, Part, guarded, to_moment
from app.vault.keys import open_value, value_place
from app.vault.model import Entry, EntryKind, EntrySummary, Field, FieldKind, Revision
from app.vault.search import find

_FIELDS = (
    "SELECT id, name, label, kind, protected, value, revision, updated_at FROM field WHERE entry = ? ORDER BY position"
)
_ENTRY = """SELECT entry.number, client.id, client.name, kind, title, entry.created_at, updated_at, revision
    FROM entry JOIN client ON client.number = entry.client WHERE entry.id = ?"""
_PAST = """SELECT field, name, label, revision, changed_at, protected, value, removed FROM past WHERE entry = ?
    UNION ALL SELECT id, name, label, revision, updated_at, protected, value, 0 FROM field WHERE entry = ?
    UNION ALL SELECT id, 'title', '', title_revision, title_at, 0, title, 0 FROM entry WHERE number = ?"""
_KINDS = {kind.value: kind for kind in EntryKind}


class Entries(Part):
    """The reading part of a vault."""

    @guarded
    def entries(self, client_id: str | None = None, query: str = "", limit: int | None = None) -> list[EntrySummary]:
        """Summaries by title; with a query, those that hold all its words, titles first. Unknown clients have none."""
        clients: dict[int, tuple[str, str]] = {
            number: (found, name) for number, found, name in self._core.rows("SELECT number, id, name FROM client")
        }
        only = None
        if client_id is not None:
            only = next((number for number, (found, _) in clients.items() if found == client_id), -1)
        rows = find(self._core, {number: name for number, (_, name) in clients.items()}, only, query, limit)
        return _summaries(rows, clients)

    @guarded
    def entry(self, entry_id: str) -> Entry:
        """An entry with its fields; protected ones without their values."""
        return read_entry(self._core, entry_id)

    @guarded
    def reveal(self, entry_id: str, field_id: str, revision: int | None = None) -> Secret:
        """The value of one field, now or at a former revision."""
        number, client = self._core.require("SELECT number, client FROM entry WHERE id = ?", entry_id, code="no-entry")
        row = _state(self._core, number, field_id, revision)
        if row is None:
            raise UserError("no-field" if revision is None else "no-revision")
        protected, value, sealed, found = row
        if not protected:
            return Secret(value)
        return open_field(self._core, client, entry_id, field_id, found, sealed)

    @guarded
    def history(self, entry_id: str, field_id: str | None = None) -> list[Revision]:
        """What was when, the newest first: of one field, or of the entry (removed fields and its title too)."""
        (number,) = self._core.require("SELECT number FROM entry WHERE id = ?", entry_id, code="no-entry")
        rows = self._core.rows(_PAST, number, number, number)
        past = [_revision(row) for row in rows if field_id is None or row[0] == field_id]
        if not past:
            raise UserError("no-field")
        return sorted(past, key=lambda state: (state.changed_at, state.revision), reverse=True)


def read_entry(core: Core, entry_id: str) -> Entry:
    """One entry, or UserError("no-entry")."""
    row = core.require(_ENTRY, entry_id, code="no-entry")
    number, client_id, client_name, kind, title, created_at, updated_at, revision = row
    fields = tuple(_field(field) for field in core.rows(_FIELDS, number))
    times = to_moment(created_at), to_moment(updated_at)
    return Entry(entry_id, client_id, client_name, _KINDS[kind], title, fields, *times, revision)


def open_field(core: Core, client: int, entry_id: str, field_id: str, revision: int, sealed: bytes) -> Secret:
    """A protected value at exactly this place."""
    (client_id,) = core.require("SELECT id FROM client WHERE number = ?", client, code="no-client")
    return open_value(core.client_key(client), sealed, value_place(client_id, entry_id, field_id, revision))


def _state(core: Core, entry: int, field_id: str, revision: int | None) -> tuple[Any, ...] | None:
    now = core.row("SELECT protected, value, sealed, revision FROM field WHERE entry = ? AND id = ?", entry, field_id)
    if revision is None or (now is not None and now[3] == revision):
        return now
    return core.row(
        """SELECT protected, value, sealed, revision FROM past
        WHERE entry = ? AND field = ? AND revision = ? AND NOT removed""",
        *(entry, field_id, revision),
    )


def _summaries(rows: list[tuple[Any, ...]], clients: dict[int, tuple[str, str]]) -> list[EntrySummary]:
    """Ten thousand of them between two keystrokes: made in one expression, past the checks of `EntrySummary.__new__`.

    A float holds microseconds exactly until the year 2255.
    """
    make, moment, kinds = tuple.__new__, datetime.fromtimestamp, _KINDS
    return [
        make(
            EntrySummary, (entry, *clients[client], kinds[kind], title, username, url, moment(at / 1e6, UTC), totp == 1)
        )
        for entry, client, kind, title, username, url, at, totp in rows
    ]


def _field(row: tuple[Any, ...]) -> Field:
    field_id, name, label, kind, protected, value, revision, updated_at = row
    return Field(field_id, name, label, FieldKind(kind), bool(protected), value, revision, to_moment(updated_at))


def _revision(row: tuple[Any, ...]) -> Revision:
    field_id, name, label, revision, changed_at, protected, value, removed = row
    return Revision(field_id, revision, to_moment(changed_at), bool(protected), value, bool(removed), name, label)
