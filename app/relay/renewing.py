"""Renew: the same link again, for a share that died without one view taken (PROTOCOL section 8). Owns the one transaction in
which it lives again: with another half, in a slot that is synced before the database names it, and nothing left of what it was.
"""

from __future__ import annotations

from typing import ClassVar

from app.relay.operations import Operation, Work, bury, note
from app.relay.schema import Row, one
from app.relay.slots import SlotFile
from app.relay.store import NewShare, Refused, ShareRow
from app.relay.uploading import attach
from app.share.wire.messages import TRIES

_FIND = "SELECT message, state, taken, expires_at, slot FROM shares WHERE n = ? AND id = ?"
_LIVE_AGAIN = f"""UPDATE shares SET message = ?, header = ?, header_mac = ?, cover = ?, terms = ?, identity_hash = ?,
    conditions = ?, conditions_mac = ?, relay = ?, created_at = ?, starts_at = ?, expires_at = ?, size = ?, files = ?, views = ?,
    accepting = ?, identifying = ?, tracing = ?, slot = ?,
    number = 0, taken = 0, tries_left = {TRIES}, paused = 0, delivered = 0, state = 'live', ended_at = NULL
    WHERE n = ?"""  # noqa: S608 - a number of ours


class Renew(Operation[Refused | None]):
    kind: ClassVar[str] = "renew"

    def __init__(self, row: ShareRow, share: NewShare) -> None:
        self.row = row
        self.share = share
        self._slot: int | None = None

    def prepare(self, slots: SlotFile) -> None:
        self._slot = slots.take(self.share.id, self.share.half, self.share.views)

    def decide(self, work: Work) -> Refused | None:
        row, share = self.row, self.share
        found = one(work.db, _FIND, (row.n, row.id))
        if found is None:
            return self._not(work, Refused("unknown"))
        message, state, taken, expires_at, slot = found
        if bytes(message) == share.message:  # sent again because the answer was lost
            return self._not(work, None)
        is_live = state == "live" and expires_at > work.now
        if is_live or taken:
            return self._not(work, Refused("conflict"))
        if state == "live":  # the sweeper has not been; what it would do, and then this
            bury(work, row.n, row.id, slot, "expired", at=expires_at)
            note(work, row.n, "expired", at=expires_at)
        work.db.execute("DELETE FROM bodies WHERE share = ?", (row.n,))
        refused = attach(work, row.n, share.upload, share.files) if share.upload else None
        if refused is not None:
            return self._not(work, refused)
        self._live_again(work)
        return None

    def _live_again(self, work: Work) -> None:
        """A wrong claim of before is not one of now: its challenge goes with the header that it was for."""
        n = self.row.n
        work.db.execute(_LIVE_AGAIN, (*self._facts(), n))
        work.db.execute("INSERT INTO bodies(share, body) VALUES (?, ?)", (n, self.share.body))
        for table in ("tries", "claims", "acceptances"):
            work.db.execute(f"DELETE FROM {table} WHERE share = ?", (n,))  # noqa: S608 - words of ours
        note(work, n, "renewed")

    def _facts(self) -> Row:
        s = self.share
        return (
            s.message, s.header, s.header_mac, s.cover, s.terms, s.identity_hash, s.conditions, s.conditions_mac, s.relay,
            s.created_at, s.starts_at, s.expires_at, len(s.body), s.files, s.views, s.accepting, s.identifying, s.tracing,
            self._slot,
        )  # fmt: skip

    def _not(self, work: Work, refused: Refused | None) -> Refused | None:
        assert self._slot is not None
        work.left[self._slot] = (self.share.id, 0, 0)
        return refused

    def abandon(self, slots: SlotFile) -> None:
        if self._slot is not None:
            slots.erase(self._slot)
            self._slot = None
