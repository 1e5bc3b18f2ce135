"""Reading entries: lists, one entry, one revealed value, the past. Owns no writing and no query language (`search` does)."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.crypto.secret import Secret
from app.errors import UserError
from app.host.clock import now
from app.vault.core import Core, Part, guarded, to_moment
from app.vault.keys import open_value, value_place
from app.vault.model import CUSTOM, Entry, EntryKind, EntrySummary, Field, FieldKind, Revision, spec_of
from app.vault.origins import Origins, Told
from app.vault.query import parse_query
from app.vault.search import Within, find
from app.vault.summaries import category_shown, clients_of, summaries, tags_shown

_FIELDS = (
    "SELECT id, name, label, kind, protected, value, revision, updated_at FROM field WHERE entry = ? ORDER BY position"
)
_ENTRY = """SELECT entry.number, client.id, client.name, kind, title, entry.created_at, updated_at, revision
    FROM entry JOIN client ON client.number = entry.client WHERE entry.id = ?"""
_MARK = """SELECT favourite, archived, removed_at, used_at, category, chosen, valid_until, purge_after, tags, files
    FROM mark WHERE entry = ?"""
_PAST = """SELECT past.field, name, label, past.revision, changed_at, protected, value, removed, past_kind.kind FROM past
    LEFT JOIN past_kind ON past_kind.entry = past.entry AND past_kind.field = past.field
    AND past_kind.revision = past.revision WHERE past.entry = ?
    UNION ALL SELECT id, name, label, revision, updated_at, protected, value, 0, kind FROM field WHERE entry = ?
    UNION ALL SELECT id, 'title', '', title_revision, title_at, 0, title, 0, NULL FROM entry WHERE number = ?"""
_KINDS = {kind.value: kind for kind in EntryKind}


class Entries(Part):
    """The reading part of a vault."""

    @guarded
    def entries(
        self, client_id: str | None = None, query: str = "", limit: int | None = None, *, today: date | None = None
    ) -> list[EntrySummary]:
        """Summaries by title; with a query (see `query`), those that fit it, titles first. Unknown clients have none.

        What is in the trash or archived is there only for a query that asks for it.
        """
        clients = clients_of(self._core)
        only = None
        if client_id is not None:
            only = next((number for number, (found, _) in clients.items() if found == client_id), -1)
        asked = parse_query(query)
        if asked.wants_day and today is None:
            today = now().astimezone().date()
        rows = find(Within(self._core, {n: name for n, (_, name) in clients.items()}, only, limit, today), asked)
        return summaries(self._core, rows, clients)

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
        number, kind = self._core.require("SELECT number, kind FROM entry WHERE id = ?", entry_id, code="no-entry")
        rows = self._core.rows(_PAST, number, number, number)
        origins = Origins(self._core, number, entry_id)
        past = [
            _revision(_KINDS[kind], row, origins.of(row[0], row[3]))
            for row in rows
            if field_id is None or row[0] == field_id
        ]
        if not past:
            raise UserError("no-field")
        return sorted(past, key=lambda state: (state.changed_at, state.revision), reverse=True)


def read_entry(core: Core, entry_id: str) -> Entry:
    """One entry, or UserError("no-entry")."""
    row = core.require(_ENTRY, entry_id, code="no-entry")
    number, client_id, client_name, kind, title, created_at, updated_at, revision = row
    fields = tuple(_field(field) for field in core.rows(_FIELDS, number))
    times = to_moment(created_at), to_moment(updated_at)
    return Entry(
        *(entry_id, client_id, client_name, _KINDS[kind], title, fields, *times, revision), *_marks(core, number, kind)
    )


def _marks(core: Core, number: int, kind: str) -> tuple[Any, ...]:
    """The last fields of `Entry`."""
    row = core.row(_MARK, number) or (0, 0, None, None, None, 0, None, None, "", 0)
    favourite, archived, removed_at, used_at, category, chosen, valid_until, purge_after, tags, files = row
    moments = (None if at is None else to_moment(at) for at in (removed_at, used_at))
    category = category_shown(kind, category)
    return (
        *(bool(favourite), bool(archived), *moments, category, bool(chosen)),
        *(valid_until, purge_after, tags_shown(tags), files),
    )


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


def _field(row: tuple[Any, ...]) -> Field:
    field_id, name, label, kind, protected, value, revision, updated_at = row
    return Field(field_id, name, label, FieldKind(kind), bool(protected), value, revision, to_moment(updated_at))


def _revision(entry_kind: EntryKind, row: tuple[Any, ...], told: Told) -> Revision:
    field_id, name, label, revision, changed_at, protected, value, removed, kind = row
    spec = None if name == CUSTOM else spec_of(entry_kind, name)
    known = FieldKind(kind) if kind is not None else None if spec is None else spec.kind
    state = (field_id, revision, to_moment(changed_at), bool(protected), value, bool(removed))
    return Revision(*state, name, label, known, *told)
