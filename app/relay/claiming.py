"""Claim, and what follows it inside its window: acknowledge. Owns the one conditional statement of PROTOCOL section 9, rule 1.

The signature was verified before; its verdict is only an input of that statement. So however many claims race, no more
verdicts leave the relay than there were tries and views, and a right passcode never fails because wrong ones are in flight.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Self

from app.relay.codes import is_right, spend
from app.relay.operations import Operation, Work, bury, drop_body, note
from app.relay.schema import Row, insert_many, one, value
from app.relay.store import Again, Claimed, Proof, Refused, ShareRow
from app.share.wire.canonical import encode
from app.share.wire.messages import TRIES, Granted, Stage

# A batch of claims is inserted into a table in memory, and a trigger decides them row by row: SQLite works outside the
# interpreter's lock, so that one call for all of them leaves the event loop alone where four calls for each would not.
# The columns of a tombstone are set here too: most shares have one view, so this is what most claims do.
_ENDS = "((NEW.valid AND taken + 1 >= views) OR (NOT NEW.valid AND tries_left <= 1))"
DECIDING = f"""
CREATE TEMP TABLE asked(
  i INTEGER PRIMARY KEY, share INTEGER, id BLOB, key BLOB, valid INTEGER, answer TEXT, ticket BLOB, ends_at INTEGER, now INTEGER,
  message BLOB, acceptance BLOB, detail TEXT,
  decided INTEGER, taken INTEGER, views INTEGER, tries_left INTEGER, state TEXT
);
CREATE TEMP TRIGGER decide AFTER INSERT ON asked BEGIN
  UPDATE shares SET
    taken = taken + NEW.valid,
    tries_left = tries_left - (1 - NEW.valid),
    state = CASE WHEN NOT {_ENDS} THEN 'live' WHEN NEW.valid THEN 'opened' ELSE 'locked' END,
    ended_at = iif({_ENDS}, NEW.now, NULL),
    slot = iif({_ENDS}, NULL, slot),
    header = iif({_ENDS}, NULL, header),
    header_mac = iif({_ENDS}, NULL, header_mac),
    cover = iif({_ENDS}, NULL, cover),
    terms = iif({_ENDS}, NULL, terms),
    identity_hash = iif({_ENDS}, NULL, identity_hash),
    conditions = iif({_ENDS}, NULL, conditions),
    conditions_mac = iif({_ENDS}, NULL, conditions_mac)
    WHERE n = NEW.share AND id = NEW.id AND state = 'live' AND paused = 0 AND expires_at > NEW.now AND starts_at <= NEW.now
      AND tries_left > 0 AND taken < views
      AND NOT EXISTS (SELECT 1 FROM claims WHERE share = NEW.share AND key = NEW.key AND ends_at > NEW.now)
      AND (NEW.valid OR NOT EXISTS (SELECT 1 FROM tries WHERE share = NEW.share AND message = NEW.message));
  UPDATE asked SET decided = changes(),
    (taken, views, tries_left, state) = (SELECT taken, views, tries_left, state FROM shares WHERE n = NEW.share)
    WHERE i = NEW.i;
  INSERT OR REPLACE INTO claims(share, key, ordinal, answer, ticket, ends_at, revealed)
    SELECT share, key, taken, CAST(answer || (views - taken) || '}}' AS BLOB), ticket, ends_at, 0
    FROM asked WHERE i = NEW.i AND decided AND valid;
  INSERT INTO tries(share, message, tries_left) SELECT share, message, tries_left FROM asked
    WHERE i = NEW.i AND decided AND NOT valid;
  INSERT INTO acceptances(share, claim, at, acceptance) SELECT share, taken, now, acceptance FROM asked
    WHERE NEW.acceptance IS NOT NULL AND i = NEW.i AND decided AND valid;
  INSERT INTO events(share, i, at, what, claim)
    SELECT share, (SELECT coalesce(max(i), 0) + 1 FROM events WHERE share = NEW.share), now, 'agreed', taken FROM asked
    WHERE NEW.acceptance IS NOT NULL AND i = NEW.i AND decided AND valid;
  INSERT INTO events(share, i, at, what, claim, detail)
    SELECT share, (SELECT coalesce(max(i), 0) + 1 FROM events WHERE share = NEW.share), now,
      iif(valid, 'accepted', 'wrong-passcode'), iif(valid, taken, 0), iif(valid, detail, '')
    FROM asked WHERE i = NEW.i AND decided;
END;
"""  # noqa: S608 - a text of ours
_ASK = "INSERT INTO asked(i, share, id, key, valid, answer, ticket, ends_at, now, message, acceptance, detail)"
_COLUMNS = 12
_TOLD = "SELECT json_group_array(json_array(decided, taken, views, tries_left, state) ORDER BY i) FROM asked"

_BEFORE = """SELECT (SELECT answer FROM claims WHERE share = ?1 AND key = ?2 AND ends_at > ?4),
    (SELECT tries_left FROM tries WHERE share = ?1 AND message = ?3)"""
_STATE = "SELECT state, expires_at, paused, starts_at FROM shares WHERE n = ? AND id = ?"


class Claim(Operation[bytes | Refused | Again]):
    kind: ClassVar[str] = "claim"

    def __init__(self, row: ShareRow, proof: Proof) -> None:
        self.row = row
        self.proof = proof

    @classmethod
    def decide_all(cls, work: Work, operations: Sequence[Self]) -> Sequence[bytes | Refused | Again]:
        wrong = {operation for operation in operations if operation._has_wrong_code(work)}
        asked = [
            operation._row(work, i)
            for i, operation in enumerate(operations)
            if operation.proof.answer is not None and operation not in wrong
        ]
        insert_many(work.db, _ASK, _COLUMNS, asked)
        told = iter(json.loads(value(work.db, _TOLD)))
        work.db.execute("DELETE FROM asked")
        return [operation._told(work, None if operation in wrong else told) for operation in operations]

    def _has_wrong_code(self, work: Work) -> bool:
        """Its try is taken with that, and nobody is told of the signature."""
        proof = self.proof
        return bool(proof.code) and proof.answer is not None and not is_right(work, self.row, proof)

    def _told(self, work: Work, told: Iterator[list[Any]] | None) -> bytes | Refused | Again:
        if self.proof.answer is None:
            return self._without_half(work)
        if told is not None:
            return self._outcome(work, next(told))
        refused = self._before(work)
        return Refused("wrong-code") if isinstance(refused, Refused) and refused.code == "gone" else refused

    def _row(self, work: Work, i: int) -> Row:
        row, proof = self.row, self.proof
        ends_at = work.now + proof.window_s
        return (
            i, row.n, row.id, proof.key, int(proof.valid), self._answer(), proof.ticket_hash, ends_at, work.now, proof.message,
            proof.acceptance or None, proof.detail,
        )  # fmt: skip

    def _answer(self) -> str:
        """The answer's octets but for the number of views left and the last brace, which the statement adds."""
        assert self.proof.answer is not None
        octets = encode(Granted(self.proof.answer, self.row.size, self.row.files, self.proof.window_s, 0))
        return octets.removesuffix(b"0}").decode("ascii")

    def _outcome(self, work: Work, told: list[Any]) -> bytes | Refused:
        row = self.row
        decided, taken, views, tries_left, state = told
        if not decided:
            return self._before(work)
        work.touched.add(row.n)
        views_left = views - taken
        if row.slot is not None:
            _, least, tried = work.left.get(row.slot, (row.id, views_left, 0))
            left = min(least, views_left) if state == "live" else 0
            work.left[row.slot] = (row.id, left, max(tried, TRIES - tries_left))
        if self.proof.code:
            spend(work, row.n, self.proof.key if self.proof.valid else b"", ended=state != "live")
        if self.proof.valid:
            return f"{self._answer()}{views_left}}}".encode("ascii")
        if state == "locked":
            drop_body(work, row.n)
            note(work, row.n, "locked")
        return Refused("wrong-passcode", tries_left)

    def _before(self, work: Work) -> bytes | Refused:
        """Nothing was taken: because the same claim took it before, or the share has nothing to take."""
        row, proof = self.row, self.proof
        found = one(work.db, _BEFORE, (row.n, proof.key, proof.message, work.now))
        told = Claimed(*found) if found is not None else Claimed(None, None)
        if told.answer:
            return told.answer
        if told.tries_left is not None:
            return Refused("wrong-passcode", told.tries_left)
        refused = why_not(work, row)
        return Refused("unknown") if refused.code == "gone" and told.answer is not None else refused

    def _without_half(self, work: Work) -> bytes | Refused | Again:
        """No half was found: because the same claim, a moment before, took the last view; or the share has ended. If it is
        live and its slot is truly not its own, the half is lost: say so for good."""
        row = self.row
        refused = self._before(work)
        if not isinstance(refused, Refused) or refused.code != "gone":
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
    state, expires_at, paused, starts_at = found
    if state != "live":
        return Refused(state)
    if expires_at <= work.now:
        return Refused("expired")
    if paused:
        return Refused("paused")
    return Refused("early" if starts_at > work.now else "gone")


_TAKEN = "SELECT 1 FROM events WHERE share = ? AND what = 'file' AND claim = ? AND detail = ?"


class Deliver(Operation[None]):
    kind: ClassVar[str] = "deliver"

    def __init__(self, row: ShareRow, detail: str = "") -> None:
        self.row = row
        self.detail = detail

    def decide(self, work: Work) -> None:
        first = "UPDATE shares SET delivered = 1 WHERE n = ? AND id = ? AND delivered = 0 RETURNING n"
        if one(work.db, first, (self.row.n, self.row.id)) is not None:
            note(work, self.row.n, "delivered", detail=self.detail)


class Acknowledge(Operation[bool]):
    kind: ClassVar[str] = "ack"

    def __init__(self, share: int, ticket: bytes, stage: Stage, file: int) -> None:
        self.share = share
        self.ticket = ticket
        self.stage = stage
        self.file = str(file)

    def decide(self, work: Work) -> bool:
        find = "SELECT ordinal, revealed FROM claims WHERE share = ? AND ticket = ? AND ends_at > ?"
        claim = one(work.db, find, (self.share, self.ticket, work.now))
        if claim is None:
            return False
        ordinal, revealed = claim
        if self.stage == "done":
            self._done(work, ordinal)
        elif self.stage == "file":
            if one(work.db, _TAKEN, (self.share, ordinal, self.file)) is None:
                note(work, self.share, "file", claim=ordinal, detail=self.file)
        elif not revealed:
            work.db.execute("UPDATE claims SET revealed = 1 WHERE share = ? AND ticket = ?", (self.share, self.ticket))
            note(work, self.share, "revealed", claim=ordinal)
        return True

    def _done(self, work: Work, ordinal: int) -> None:
        # That there was this claim is remembered until its window would have ended: its challenge is too old then, so the
        # same octets, come late or sent again by somebody in between, never take another view.
        forget = "UPDATE claims SET answer = x'', ticket = x'' WHERE share = ? AND ticket = ?"
        work.db.execute(forget, (self.share, self.ticket))
        note(work, self.share, "acknowledged", claim=ordinal)
        state = one(work.db, "SELECT state FROM shares WHERE n = ?", (self.share,))
        if state is not None and state[0] != "live":
            drop_body(work, self.share)
