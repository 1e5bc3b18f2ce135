"""The local record of requests and of what came for them. Owns the tables `request`, `submission` and `seen`, not what is in
them: that a second of the same is refused, and what is erased when, is decided by who writes here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.core import Core, Part, guarded, to_moment, to_ticks
from app.vault.model import RequestRow, SubmissionRow

_REQUEST = "SELECT id, kind, label, client, relay, created_at, expires_at, takes, state, sealed, facts, updated_at FROM request"
_SAVE_REQUEST = """INSERT INTO request (id, kind, label, client, relay, created_at, expires_at, takes, state, sealed, facts,
    updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE_REQUEST = """UPDATE request SET state = coalesce(:state, state), expires_at = coalesce(:expires_at, expires_at),
    takes = coalesce(:takes, takes), facts = coalesce(:facts, facts),
    sealed = CASE WHEN :forget THEN NULL ELSE coalesce(:sealed, sealed) END, updated_at = :now WHERE id = :id"""
# `sealed` is the last column, and is left alone where it is not asked for: a list must not read a megabyte for each of its lines.
_SUBMISSION = "SELECT request, number, came_at, state, files, session, place, updated_at, {} FROM submission"
_SAVE_SUBMISSION = """INSERT INTO submission (request, number, came_at, state, files, session, place, sealed, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_DECIDE = "UPDATE submission SET state = ?, sealed = NULL, updated_at = ? WHERE request = ? AND number = ?"


class Inbox(Part):
    """The part of a vault that remembers requests."""

    @guarded
    def add_request(self, row: RequestRow) -> None:
        """Record a request."""
        sealed = None if row.secrets is None else self._core.keys.seal_request(row.id, row.secrets)
        made = (to_ticks(row.created_at), to_ticks(row.expires_at), row.takes, row.state, sealed, row.facts)
        with self._core.write() as db:
            named = (row.id, row.kind, row.label, row.client_id, row.relay)
            db.execute(_SAVE_REQUEST, (*named, *made, to_ticks(row.updated_at)))

    @guarded
    def request(self, request_id: str) -> RequestRow:
        """One record, or UserError("no-request")."""
        return _request(self._core, self._core.require(f"{_REQUEST} WHERE id = ?", request_id, code="no-request"))

    @guarded
    def requests(self) -> list[RequestRow]:
        """All records, the newest first."""
        return [
            _request(self._core, row) for row in self._core.rows(f"{_REQUEST} ORDER BY created_at DESC, number DESC")
        ]

    @guarded
    def update_request(
        self,
        request_id: str,
        *,
        now: datetime,
        state: str | None = None,
        expires_at: datetime | None = None,
        takes: int | None = None,
        facts: bytes | None = None,
        secrets: Secret | None = None,
        forget_secrets: bool = False,
    ) -> RequestRow:
        """Change what is given and leave the rest. `forget_secrets` erases all keys: nothing that comes opens any more."""
        values = {
            "id": request_id,
            "state": state,
            "expires_at": None if expires_at is None else to_ticks(expires_at),
            "takes": takes,
            "facts": facts,
            "sealed": None if secrets is None else self._core.keys.seal_request(request_id, secrets),
            "forget": forget_secrets,
            "now": to_ticks(now),
        }
        with self._core.write() as db:
            db.execute(_UPDATE_REQUEST, values)
            if not db.changes():
                raise UserError("no-request")
        return self.request(request_id)

    @guarded
    def remove_request(self, request_id: str) -> None:
        """Drop a record with all that came for it; that there is none is fine."""
        with self._core.write() as db:
            for table, column in (("request", "id"), ("submission", "request"), ("seen", "request")):
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (request_id,))  # noqa: S608 - names of ours

    @guarded
    def add_submission(self, row: SubmissionRow, digest: bytes | None = None) -> None:
        """Record what came, and that what it was sealed with was seen; both or neither."""
        sealed = None if row.kept is None else self._core.keys.seal_submission(row.request_id, row.number, row.kept)
        place = (row.state, row.files, row.session, row.place, sealed, to_ticks(row.updated_at))
        with self._core.write() as db:
            db.execute(_SAVE_SUBMISSION, (row.request_id, row.number, to_ticks(row.came_at), *place))
            if digest is not None:
                db.execute("INSERT OR IGNORE INTO seen (request, digest) VALUES (?, ?)", (row.request_id, digest))

    @guarded
    def forget_submission(self, request_id: str, number: int) -> None:
        """Drop the record of one, so that it can be recorded anew; that there is none is fine. What was seen stays seen."""
        with self._core.write() as db:
            db.execute("DELETE FROM submission WHERE request = ? AND number = ?", (request_id, number))

    @guarded
    def submissions(self, request_id: str | None = None) -> list[SubmissionRow]:
        """All that came, or what came for one request, in the order of their numbers; without what is in them."""
        where, values = ("", ()) if request_id is None else (" WHERE request = ?", (request_id,))
        rows = self._core.rows(f"{_SUBMISSION.format('NULL')}{where} ORDER BY request, number", *values)
        return [_submission(self._core, row) for row in rows]

    @guarded
    def submission(self, request_id: str, number: int) -> SubmissionRow:
        """One of them, whole, or UserError("no-submission")."""
        where = f"{_SUBMISSION.format('sealed')} WHERE request = ? AND number = ?"
        return _submission(self._core, self._core.require(where, request_id, number, code="no-submission"))

    @guarded
    def decide_submission(self, request_id: str, number: int, state: str, now: datetime) -> None:
        """It is that now, and what came is erased: what was wanted of it is in an entry."""
        with self._core.write() as db:
            db.execute(_DECIDE, (state, to_ticks(now), request_id, number))
            if not db.changes():
                raise UserError("no-submission")

    @guarded
    def was_seen(self, request_id: str, digest: bytes) -> bool:
        """Whether something sealed so came before."""
        return self._core.row("SELECT 1 FROM seen WHERE request = ? AND digest = ?", request_id, digest) is not None


def _request(core: Core, row: tuple[Any, ...]) -> RequestRow:
    request_id, kind, label, client, relay, created_at, expires_at, takes, state, sealed, facts, updated_at = row
    times = to_moment(created_at), to_moment(expires_at)
    secrets = None if sealed is None else core.keys.open_request(request_id, sealed)
    return RequestRow(
        request_id, kind, label, client, relay, *times, takes, state, secrets, facts, to_moment(updated_at)
    )


def _submission(core: Core, row: tuple[Any, ...]) -> SubmissionRow:
    request_id, number, came_at, state, files, session, place, updated_at, sealed = row
    kept = None if sealed is None else core.keys.open_submission(request_id, number, sealed)
    came, updated = to_moment(came_at), to_moment(updated_at)
    return SubmissionRow(request_id, number, came, state, files, session, place, kept, updated)
