"""At start: make slots and database agree (PROTOCOL section 9, rule 2). Owns what a crash or a restored copy may have left.

The lower count of views holds, and of tries; a slot without a live share is zeroed; a live share without a slot is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

import apsw

from app.errors import WorldError
from app.relay.operations import Work, bury
from app.relay.schema import one, rows, value
from app.relay.slots import Slot, SlotFile
from app.share.wire.messages import TRIES

_FIND = "SELECT n, views - taken, tries_left, slot FROM shares WHERE id = ? AND state = 'live'"
_LIVE = "SELECT n, id, slot FROM shares WHERE state = 'live'"


@dataclass(slots=True)
class Found:
    """What had to be done; counts only."""

    zeroed: int = 0
    lowered: int = 0
    gone: int = 0


def bind(db: apsw.Connection, slots: SlotFile, *, without_halves: bool) -> None:
    """Refuse another relay's halves, and missing ones: taking either for its own would end every live share, for good."""
    row = one(db, "SELECT value FROM meta WHERE name = 'store'")
    live = value(db, "SELECT count(*) FROM shares WHERE state = 'live'")
    if row is not None and bytes(row[0]) != slots.store_id:
        if not slots.created:
            raise WorldError("other-halves", path=str(slots.path))
        if live and not without_halves:
            raise WorldError("no-halves", path=str(slots.path), live=live)
    db.execute("INSERT OR REPLACE INTO meta(name, value) VALUES ('store', ?)", (slots.store_id,))


def reconcile(db: apsw.Connection, slots: SlotFile, now: int) -> Found:
    """Make them agree, durably, before the first request."""
    work = Work(db, slots, now)
    found = Found()
    db.execute("BEGIN IMMEDIATE")
    try:
        held = {slot.share for slot in slots.scan() if _keep(work, slot, found)}
        for n, id, slot in rows(db, _LIVE):
            if bytes(id) not in held:
                bury(work, n, id, slot, "gone")
                found.gone += 1
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already, and is what must be told
            db.execute("ROLLBACK")
        raise
    work.settle()
    slots.flush()
    return found


def _keep(work: Work, slot: Slot, found: Found) -> bool:
    """Whether the slot serves a live share; brings the higher of the two counts down."""
    row = one(work.db, _FIND, (slot.share,))
    if row is None or row[3] != slot.number:
        work.slots.erase(slot.number)
        found.zeroed += 1
        return False
    n, views, tries_left, _ = row
    least = (min(views, slot.views), min(tries_left, TRIES - slot.tried))
    if least != (views, tries_left):
        lower = "UPDATE shares SET taken = views - ?, tries_left = ? WHERE n = ?"
        work.db.execute(lower, (*least, n))
    if least != (slot.views, TRIES - slot.tried):
        work.left[slot.number] = (slot.share, least[0], TRIES - least[1])
    found.lowered += least != (views, tries_left) or least != (slot.views, TRIES - slot.tried)
    return True
