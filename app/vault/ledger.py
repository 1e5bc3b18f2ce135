"""The local record of shares, and small sealed settings. Owns the tables `share` and `setting`, not what is in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.core import Core, Part, guarded, to_moment, to_ticks
from app.vault.database import translated
from app.vault.model import ShareHead, ShareRow
from app.vault.origins import PERSON, one_line, person_of

_SELECT = """SELECT id, label, client, entry, relay, created_at, expires_at, views, state, sealed, facts, updated_at FROM share"""
_HEADS = """SELECT id, label, client, entry, relay, created_at, expires_at, views, state, facts, share.sealed IS NOT NULL,
    parcel.size, parcel.have FROM share LEFT JOIN parcel ON parcel.share = share.id
    WHERE (?1 IS NULL OR entry = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY created_at DESC, number DESC"""
_SAVE = """INSERT INTO share (id, label, client, entry, relay, created_at, expires_at, views, state, sealed, facts, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET label = excluded.label, client = excluded.client,
    entry = excluded.entry, relay = excluded.relay, created_at = excluded.created_at, expires_at = excluded.expires_at,
    views = excluded.views, state = excluded.state, sealed = excluded.sealed, facts = excluded.facts,
    updated_at = excluded.updated_at"""
_UPDATE = """UPDATE share SET state = coalesce(:state, state), expires_at = coalesce(:expires_at, expires_at),
    views = coalesce(:views, views), facts = coalesce(:facts, facts),
    sealed = CASE WHEN :forget THEN NULL ELSE coalesce(:sealed, sealed) END, updated_at = :now WHERE id = :id"""


class Ledger(Part):
    """The part of a vault that remembers shares."""

    @guarded
    def save_share(self, row: ShareRow) -> None:
        """Record a share, or replace its record whole."""
        sealed = None if row.secrets is None else self._core.keys.seal_share(row.id, row.secrets)
        ends = (to_ticks(row.created_at), to_ticks(row.expires_at), row.views, row.state)
        with self._core.write() as db:
            db.execute(
                _SAVE,
                (
                    row.id,
                    row.label,
                    row.client_id,
                    row.entry_id,
                    row.relay,
                    *ends,
                    sealed,
                    row.facts,
                    to_ticks(row.updated_at),
                ),
            )

    @guarded
    def share(self, share_id: str) -> ShareRow:
        """One record, or UserError("no-share")."""
        return _share(self._core, self._core.require(f"{_SELECT} WHERE id = ?", share_id, code="no-share"))

    @guarded
    def shares(self) -> list[ShareRow]:
        """All records, the newest first."""
        return [_share(self._core, row) for row in self._core.rows(f"{_SELECT} ORDER BY created_at DESC, number DESC")]

    @guarded
    def share_heads(self, entry_id: str | None = None, state: str | None = None) -> list[ShareHead]:
        """All records (or those of one entry, or in one state) in the order of `shares`. Nothing is unsealed: a list of thousands
        needs no link."""
        return [_head(*row) for row in self._core.rows(_HEADS, entry_id, state)]

    @guarded
    def update_share(
        self,
        share_id: str,
        *,
        now: datetime,
        state: str | None = None,
        expires_at: datetime | None = None,
        views: int | None = None,
        facts: bytes | None = None,
        secrets: Secret | None = None,
        forget_secrets: bool = False,
    ) -> ShareRow:
        """Change what is given and leave the rest. `forget_secrets` erases link, passcode and tokens: the share is dead."""
        values = {
            "id": share_id,
            "state": state,
            "expires_at": None if expires_at is None else to_ticks(expires_at),
            "views": views,
            "facts": facts,
            "sealed": None if secrets is None else self._core.keys.seal_share(share_id, secrets),
            "forget": forget_secrets,
            "now": to_ticks(now),
        }
        with self._core.write() as db:
            db.execute(_UPDATE, values)
            if not db.changes():
                raise UserError("no-share")
        return self.share(share_id)

    @guarded
    def remove_share(self, share_id: str) -> None:
        """Drop a record; that there is none is fine."""
        with self._core.write() as db:
            db.execute("DELETE FROM share WHERE id = ?", (share_id,))
            db.execute("DELETE FROM intent WHERE share = ?", (share_id,))
            db.execute("DELETE FROM parcel WHERE share = ?", (share_id,))

    @contextlib.contextmanager
    def ledger_turn(self) -> Iterator[None]:
        """Nobody writes between what is read here and what is written; all of it or nothing."""
        core = self._core
        with core.lock, translated(), core.write():
            yield


class Settings(Part):
    """The part of a vault that keeps small sealed values by name: access keys of relays."""

    @guarded
    def settings_get(self, name: str) -> Secret | None:
        row = self._core.row("SELECT sealed FROM setting WHERE name = ?", name)
        return None if row is None else self._core.keys.open_setting(name, row[0])

    @guarded
    def settings_set(self, name: str, value: Secret | None) -> None:
        """Keep a value under a name; None forgets it."""
        with self._core.write() as db:
            self._core.person = None  # it is one of these
            if value is None:
                db.execute("DELETE FROM setting WHERE name = ?", (name,))
                return
            sealed = self._core.keys.seal_setting(name, value)
            db.execute("INSERT OR REPLACE INTO setting (name, sealed) VALUES (?, ?)", (name, sealed))

    @guarded
    def person(self) -> str:
        """Who writes here, as the history remembers it: the name that was set, or the account's; empty for nobody."""
        return person_of(self._core)

    @guarded
    def set_person(self, name: str) -> None:
        """From now on it is somebody of this name."""
        self.settings_set(PERSON, Secret(one_line(name)))


def _share(core: Core, row: tuple[Any, ...]) -> ShareRow:
    share_id, label, client, entry, relay, created_at, expires_at, views, state, sealed, facts, updated_at = row
    times = to_moment(created_at), to_moment(expires_at)
    secrets = None if sealed is None else core.keys.open_share(share_id, sealed)
    return ShareRow(share_id, label, client, entry, relay, *times, views, state, secrets, facts, to_moment(updated_at))


def _head(
    share_id: str,
    label: str,
    client: str | None,
    entry: str | None,
    relay: str,
    created_at: int,
    expires_at: int,
    views: int,
    state: str,
    facts: bytes,
    held: int,
    size: int | None,
    have: int | None,
) -> ShareHead:
    parcel = None if size is None or have is None else (size, have)
    times = to_moment(created_at), to_moment(expires_at)
    return ShareHead(share_id, label, client, entry, relay, *times, views, state, facts, bool(held), parcel)
