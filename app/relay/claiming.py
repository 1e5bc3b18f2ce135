"""Claim, and what follows it inside its window: acknowledge. Owns the one conditional statement of PROTOCOL section 9, rule 1.

The signature was verified before; its verdict is only an input of that statement. So however many claims race, no more
verdicts leave the relay than there were tries and views, and a right passcode never fails because wrong ones are in flight.
"""

from __future__ import annotations

from typing import ClassVar

from app.relay.operations import Operation, Work, bury, drop_body, note
from app.relay.schema import one, value
from app.relay.store import Again, Proof, Refused, ShareRow
from app.share.wire.canonical import encode
from app.share.wire.messages import Granted, Stage

# The columns of a tombstone are set here too, and not by a second statement: most shares have one view, so this is the
# statement of most claims.
_ENDS = "((:valid AND taken + 1 >= views) OR (NOT :valid AND tries_left <= 1))"
_DECIDE = f"""UPDATE shares SET
    taken = taken + :valid,
    tries_left = tries_left - (1 - :valid),
    state = CASE WHEN NOT {_ENDS} THEN 'live' WHEN :valid THEN 'opened' ELSE 'locked' END,
    ended_at = iif({_ENDS}, :now, NULL),
    slot = iif({_ENDS}, NULL, slot),
    header = iif({_ENDS}, NULL, header),
    header_mac = iif({_ENDS}, NULL, header_mac),
    cover = iif({_ENDS}, NULL, cover),
    conditions = iif({_ENDS}, NULL, conditions),
    conditions_mac = iif({_ENDS}, NULL, conditions_mac)
    WHERE n = :n AND id = :id AND state = 'live' AND paused = 0 AND expires_at > :now AND tries_left > 0 AND taken < views
    RETURNING taken, views, tries_left, state"""  # noqa: S608 - a text of ours

_GRANTED = "SELECT answer FROM claims WHERE share = ? AND key = ? AND ends_at > ?"
_KEEP = "INSERT OR REPLACE INTO claims(share, key, ordinal, answer, ticket, ends_at, revealed) VALUES (?,?,?,?,?,?,0)"
_STATE = "SELECT state, expires_at, paused FROM shares WHERE n = ? AND id = ?"


class Claim(Operation[bytes | Refused | Again]):
    kind: ClassVar[str] = "claim"

    def __init__(self, row: ShareRow, proof: Proof) -> None:
        self.row = row
        self.proof = proof

    def decide(self, work: Work) -> bytes | Refused | Again:
        row, proof = self.row, self.proof
        stored = one(work.db, _GRANTED, (row.n, proof.key, work.now))
        if stored is not None:
            return bytes(stored[0])
        if proof.answer is None:
            return self._without_half(work)
        facts = {"valid": int(proof.valid), "n": row.n, "id": row.id, "now": work.now}
        decided = one(work.db, _DECIDE, facts)
        if decided is None:
            return why_not(work, row)
        taken, views, tries_left, state = decided
        if row.slot is not None:
            work.views_left[row.slot] = (row.id, views - taken if state == "live" else 0)
        return self._grant(work, taken, views - taken) if proof.valid else self._refuse(work, tries_left, state)

    def _grant(self, work: Work, ordinal: int, views_left: int) -> bytes:
        row, proof = self.row, self.proof
        assert proof.answer is not None
        octets = encode(Granted(proof.answer, row.size, proof.window_s, views_left))
        ends_at = work.now + proof.window_s
        work.db.execute(_KEEP, (row.n, proof.key, ordinal, octets, proof.ticket_hash, ends_at))
        note(work, row.n, "accepted", claim=ordinal)
        return octets

    def _refuse(self, work: Work, tries_left: int, state: str) -> Refused:
        row = self.row
        note(work, row.n, "wrong-passcode")
        if state == "locked":
            drop_body(work, row.n)
            note(work, row.n, "locked")
        return Refused("wrong-passcode", tries_left)

    def _without_half(self, work: Work) -> Refused | Again:
        """No half was found. If the share is live and its slot is truly not its own, the half is lost: say so for good."""
        row = self.row
        refused = why_not(work, row)
        if refused.code != "gone":
            return refused
        slot = value(work.db, "SELECT slot FROM shares WHERE n = ?", (row.n,))
        if slot is not None and work.slots.half(slot, row.id) is not None:
            return Again()
        bury(work, row.n, row.id, slot, "gone")
        return refused


def why_not(work: Work, row: ShareRow) -> Refused:
    """Why a claim or an amendment of this share cannot be; `gone` if nothing but its half can be the reason."""
    found = one(work.db, _STATE, (row.n, row.id))
    if found is None:
        return Refused("unknown")
    state, expires_at, paused = found
    if state != "live":
        return Refused(state)
    if expires_at <= work.now:
        return Refused("expired")
    return Refused("paused" if paused else "gone")


class Deliver(Operation[None]):
    kind: ClassVar[str] = "deliver"

    def __init__(self, row: ShareRow) -> None:
        self.row = row

    def decide(self, work: Work) -> None:
        first = "UPDATE shares SET delivered = 1 WHERE n = ? AND id = ? AND delivered = 0 RETURNING n"
        if one(work.db, first, (self.row.n, self.row.id)) is not None:
            note(work, self.row.n, "delivered")


class Acknowledge(Operation[bool]):
    kind: ClassVar[str] = "ack"

    def __init__(self, share: int, ticket: bytes, stage: Stage) -> None:
        self.share = share
        self.ticket = ticket
        self.stage = stage

    def decide(self, work: Work) -> bool:
        find = "SELECT ordinal, revealed FROM claims WHERE share = ? AND ticket = ? AND ends_at > ?"
        claim = one(work.db, find, (self.share, self.ticket, work.now))
        if claim is None:
            return False
        ordinal, revealed = claim
        if self.stage == "done":
            self._done(work, ordinal)
        elif not revealed:
            work.db.execute("UPDATE claims SET revealed = 1 WHERE share = ? AND ticket = ?", (self.share, self.ticket))
            note(work, self.share, "revealed", claim=ordinal)
        return True

    def _done(self, work: Work, ordinal: int) -> None:
        work.db.execute("DELETE FROM claims WHERE share = ? AND ticket = ?", (self.share, self.ticket))
        note(work, self.share, "acknowledged", claim=ordinal)
        state = one(work.db, "SELECT state FROM shares WHERE n = ?", (self.share,))
        if state is not None and state[0] != "live":
            drop_body(work, self.share)
