"""What the relay's store is asked and that changes nothing. Reads happen at once, on a connection that cannot write."""

from __future__ import annotations

from collections.abc import Callable

import apsw
import msgspec

from app.relay.schema import one, rows, value
from app.relay.store import Claimed, ShareRow
from app.share.wire.messages import Event, ShareStatus

_ROW = f"SELECT {', '.join(ShareRow._fields)} FROM shares WHERE id = ?"  # noqa: S608 - names of ours
_BY_NUMBER = f"SELECT {', '.join(ShareRow._fields)} FROM shares WHERE n = ?"  # noqa: S608 - names of ours
_CLAIMED = f"""SELECT {", ".join(ShareRow._fields)},
    (SELECT answer FROM claims WHERE share = n AND key = ?2 AND ends_at > ?3),
    (SELECT tries_left FROM tries WHERE share = n AND message = ?4) FROM shares WHERE id = ?1"""  # noqa: S608
_BODY = """SELECT body FROM bodies JOIN claims ON claims.share = bodies.share JOIN shares ON shares.n = bodies.share
    WHERE shares.id = ? AND claims.ticket = ? AND claims.ends_at > ?"""
_TICKET = """SELECT claims.share FROM claims JOIN shares ON shares.n = claims.share
    WHERE shares.id = ? AND claims.ticket = ? AND claims.ends_at > ?"""


class Reads:
    """The reading half of `Store`."""

    now: Callable[[], int]
    _reader: apsw.Connection
    _decoy_id: bytes

    async def find(self, id: bytes) -> ShareRow | None:
        row = one(self._reader, _ROW, (id,))
        return None if row is None else ShareRow._make(row)

    async def find_claimed(self, id: bytes, key: bytes, message: bytes) -> tuple[ShareRow, Claimed] | None:
        row = one(self._reader, _CLAIMED, (id, key, self.now(), message))
        return None if row is None else (ShareRow._make(row[:-2]), Claimed(*row[-2:]))

    async def decoy(self) -> ShareRow:
        row = await self.find(self._decoy_id)
        assert row is not None
        return row

    async def has_access(self, key: bytes) -> bool:
        return one(self._reader, "SELECT 1 FROM access WHERE key = ?", (key,)) is not None

    async def body(self, id: bytes, ticket: bytes) -> bytes | None:
        found = one(self._reader, _BODY, (id, ticket, self.now()))
        return None if found is None else found[0]

    def share_of(self, id: bytes, ticket: bytes) -> int | None:
        """The number of the share that this ticket opens now."""
        found = one(self._reader, _TICKET, (id, ticket, self.now()))
        return None if found is None else int(found[0])

    async def status(self, row: ShareRow, latest: int) -> ShareStatus:
        listed = "SELECT at, what, claim, detail FROM events WHERE share = ? ORDER BY i DESC LIMIT ?"
        events = [Event(*event) for event in reversed(rows(self._reader, listed, (row.n, latest)))]
        state = row.state_at(self.now())
        if state == "expired" and row.state == "live":  # the sweeper will write the same
            events.append(Event(row.expires_at, "expired", 0))
        if state == "live" and row.paused:
            state = "paused"
        left = (row.views - row.taken, row.tries_left)
        paused = bool(row.paused)
        return ShareStatus(state, *left, row.starts_at, row.expires_at, paused, tuple(events))  # type: ignore[arg-type]  # a state

    async def news(self, share: int, seen: int, most: int) -> tuple[ShareStatus, int] | None:
        with (
            self._reader
        ):  # one state of the database: an event that came between count and events would push an older one out
            found = one(self._reader, _BY_NUMBER, (share,))
            if found is None:
                return None
            count = int(value(self._reader, "SELECT coalesce(max(i), 0) FROM events WHERE share = ?", (share,)))
            row = ShareRow._make(found)
            status = await self.status(row, min(most, max(0, count - seen)))
        if status.state == "expired" and row.state == "live":  # that is not written yet: it is told when it is
            status = msgspec.structs.replace(status, events=status.events[:-1])
        return status, count

    async def receipt(self, row: ShareRow, claim: int) -> tuple[bytes, int] | None:
        find = "SELECT acceptance, at FROM acceptances WHERE share = ? AND claim = ?"
        found = one(self._reader, find, (row.n, claim))
        return None if found is None else (found[0], found[1])

    def figures(self) -> dict[str, int]:
        """Counts for the operator; of nobody in particular."""
        states: dict[str, int] = dict(rows(self._reader, "SELECT state, count(*) FROM shares GROUP BY state"))
        states.pop("decoy", None)
        return {f"shares_{state}": count for state, count in states.items()}

    def count_live(self) -> int:
        return int(value(self._reader, "SELECT count(*) FROM shares WHERE state = 'live'"))
