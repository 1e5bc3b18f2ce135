"""What the owner changes and what time ends: amend, revoke, and the sweep."""

from __future__ import annotations

from typing import ClassVar

from app.relay.claiming import why_not
from app.relay.operations import Operation, Work, bury, drop_body, note
from app.relay.schema import one, rows, value
from app.relay.slots import SlotFile
from app.relay.store import NewConditions, Refused, ShareRow
from app.relay.uploading import Left, part_those_that_stand, sweep_uploads
from app.share.wire.messages import TOMBSTONE_S

SWEEP_STEP = 500
SEEN_S = 3600
FOR_EVER = 1 << 62  # a clock that was ahead may have ended something later than now
AMENDMENTS = 1000  # of one share: each is an event, and events are told all over again in each status

_OF_SHARES = ("events", "claims", "tries", "codes", "acceptances", "bodies", "submissions")
_UNCOLLECTED = "SELECT count(*) FROM submissions WHERE envelope IS NOT NULL"
_GOING = """SELECT n FROM shares WHERE ended_at IS NOT NULL AND (ended_at <= ?1
    OR NOT EXISTS (SELECT 1 FROM submissions WHERE share = n AND envelope IS NOT NULL))"""
_LIVE = """SELECT number, conditions, conditions_mac, views, taken, slot FROM shares
    WHERE n = ? AND id = ? AND state = 'live' AND expires_at > ?"""
_CUT = "DELETE FROM claims WHERE share = ? RETURNING ticket <> x''"
_AMEND = """UPDATE shares SET number = ?, conditions = ?, conditions_mac = ?, starts_at = ?, expires_at = ?, views = ?, paused = ?
    WHERE n = ?"""


class Amend(Operation[Refused | None]):
    kind: ClassVar[str] = "amend"

    def __init__(self, row: ShareRow, conditions: NewConditions) -> None:
        self.row = row
        self.conditions = conditions

    def prepare(self, slots: SlotFile) -> None:
        """More views are in the slot before the database grants them: after a crash the lower count holds, and nobody was
        promised the higher one."""
        row = self.row
        if self.conditions.views > row.views and row.slot is not None:
            slots.set_left(row.slot, row.id, self.conditions.views - row.taken)

    def decide(self, work: Work) -> Refused | None:
        row, new = self.row, self.conditions
        found = one(work.db, _LIVE, (row.n, row.id, work.now))
        if found is None:
            return why_not(work, row)
        number, octets, mac, views, taken, slot = found
        work.left[slot] = (row.id, views - taken, 0)
        if (number, octets, mac) == (new.number, new.octets, new.mac):
            return None  # sent again because the answer was lost
        if new.number != number + 1 or new.number > AMENDMENTS:
            return Refused("conflict")
        times = (new.starts_at, new.expires_at)
        work.db.execute(_AMEND, (new.number, new.octets, new.mac, *times, new.views, int(new.paused), row.n))
        note(work, row.n, "amended")
        self._take_effect(work, new.views - taken, slot)
        return None

    def _take_effect(self, work: Work, views_left: int, slot: int) -> None:
        row, new = self.row, self.conditions
        work.left[slot] = (row.id, views_left, 0)
        if views_left <= 0:
            bury(work, row.n, row.id, slot, "filled" if row.a_day else "opened")
        elif new.expires_at <= work.now:
            bury(work, row.n, row.id, slot, "expired")
            note(work, row.n, "expired")


class Revoke(Operation[None]):
    kind: ClassVar[str] = "revoke"

    def __init__(self, row: ShareRow) -> None:
        self.row = row

    def decide(self, work: Work) -> None:
        """Ends a live share, and the open windows of any: after this nobody fetches the body."""
        row = self.row
        ended = "SELECT state = 'live' AND expires_at > ?, slot FROM shares WHERE n = ? AND id = ?"
        found = one(work.db, ended, (work.now, row.n, row.id))
        if found is None:
            return
        live, slot = found
        cut = any(open for (open,) in rows(work.db, _CUT, (row.n,)))
        if live:
            bury(work, row.n, row.id, slot, "revoked")
        elif slot is not None:  # expired, and the sweeper has not been yet
            bury(work, row.n, row.id, slot, "expired", at=row.expires_at)
            note(work, row.n, "expired", at=row.expires_at)
        drop_body(work, row.n)
        if live or cut:
            note(work, row.n, "revoked")


class Sweep(Operation[int | None]):
    """Ends what has expired, closes windows, forgets old tombstones, a bounded number at a time. Its outcome is when to come
    again at the latest."""

    kind: ClassVar[str] = "sweep"

    def __init__(self, left: Left, keep_s: int = TOMBSTONE_S) -> None:
        self._left = left
        self._keep_s = keep_s

    def decide(self, work: Work) -> int | None:
        self._keep_time(work)
        part_those_that_stand(work, self._left)
        full = [self._expire(work), self._close_windows(work), self._forget(work), sweep_uploads(work)]
        if any(full):
            return work.now
        due = """SELECT min(at) FROM (SELECT min(expires_at) AS at FROM shares WHERE state = 'live'
            UNION ALL SELECT min(ends_at) FROM claims)"""
        at: int | None = value(work.db, due)
        return at

    def _keep_time(self, work: Work) -> None:
        """What time it was, for the next start to compare with; rarely, so that a relay at rest writes nothing."""
        seen = one(work.db, "SELECT value FROM meta WHERE name = 'seen'")
        if seen is None or abs(work.now - int(seen[0])) >= SEEN_S:
            work.db.execute("INSERT OR REPLACE INTO meta(name, value) VALUES ('seen', ?)", (work.now,))

    def _expire(self, work: Work) -> bool:
        due = "SELECT n, id, slot, expires_at FROM shares WHERE state = 'live' AND expires_at <= ? LIMIT ?"
        found = rows(work.db, due, (work.now, SWEEP_STEP))
        for n, id, slot, expires_at in found:
            bury(work, n, id, slot, "expired", at=expires_at)
            note(work, n, "expired", at=expires_at)
        return len(found) == SWEEP_STEP

    def _close_windows(self, work: Work) -> bool:
        due = """DELETE FROM claims WHERE (share, key) IN (SELECT share, key FROM claims WHERE ends_at <= ? LIMIT ?)
            RETURNING share"""
        shares = [row[0] for row in rows(work.db, due, (work.now, SWEEP_STEP))]
        for n in set(shares):
            if one(work.db, "SELECT 1 FROM shares WHERE n = ? AND state <> 'live'", (n,)):
                drop_body(work, n)
        return len(shares) == SWEEP_STEP

    def _forget(self, work: Work) -> bool:
        old = "SELECT n FROM shares WHERE ended_at <= ? LIMIT ?"
        found = rows(work.db, old, (work.now - self._keep_s, SWEEP_STEP))
        for (n,) in found:
            for table in _OF_SHARES:
                work.db.execute(f"DELETE FROM {table} WHERE share = ?", (n,))  # noqa: S608 - words of ours
            work.db.execute("DELETE FROM shares WHERE n = ?", (n,))
            work.touched.add(n)
        return len(found) == SWEEP_STEP


class Purge(Operation[dict[str, int]]):
    """Ends and forgets at once whatever has ended, and if so asked what has not. For an operator, while nobody is served.

    What was submitted and nobody has collected waits for its asker (REQUESTS, R8): its request goes when it may be forgotten
    anyway, or if everything is to go."""

    kind: ClassVar[str] = "purge"

    def __init__(self, *, live_too: bool, keep_s: int = TOMBSTONE_S) -> None:
        self._live_too = live_too
        self._keep_s = keep_s

    def decide(self, work: Work) -> dict[str, int]:
        due = "SELECT n, id, slot FROM shares WHERE state = 'live' AND (expires_at <= ? OR ?)"
        found = rows(work.db, due, (work.now, int(self._live_too)))
        for n, id, slot in found:
            bury(work, n, id, slot, "expired")
        before = value(work.db, _UNCOLLECTED)
        going = (FOR_EVER if self._live_too else work.now - self._keep_s,)
        forgotten = value(work.db, f"SELECT count(*) FROM ({_GOING})", going)  # noqa: S608 - words of ours
        for table in (*_OF_SHARES, "shares"):
            column = "n" if table == "shares" else "share"
            # `submissions` is the last before `shares`: until then it is known who still waits.
            work.db.execute(f"DELETE FROM {table} WHERE {column} IN ({_GOING})", going)  # noqa: S608 - words of ours
        sweep_uploads(work, all_of_them=self._live_too)
        if self._live_too:  # nothing is left that could live again: a clock that was trusted and wrong may go back
            work.db.execute("DELETE FROM meta WHERE name = 'seen'")
        waiting = value(work.db, _UNCOLLECTED)
        return {
            "ended": len(found),
            "forgotten": forgotten,
            "answers_kept": waiting,
            "answers_deleted": before - waiting,
        }
