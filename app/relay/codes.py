"""The codes of the identity check: what is kept of them, when one may be asked for, and how a claim's is compared. Owns the one
conditional statement that compares a code and takes its try; who is sent it is `identity`'s.

What is kept is a hash under the link's proof, which is not on this disk: 27 bits without such a key would be found in a minute.
"""

from __future__ import annotations

from typing import ClassVar

from app.crypto.blind import blake2b_256
from app.relay.operations import Operation, Work, note
from app.relay.schema import one
from app.relay.store import Proof, Refused, ShareRow

CODE_S = 600
CODE_TRIES = 5
GAP_S = 60
DAY_S = 86_400
A_DAY = 10
_LABEL = b"lacre/1/code\x00"
_HASH_OCTETS = 32

# A claim that is refused for another reason takes no try of the code, so all of these are asked here as well. The same octets
# take none twice: a line that drops must not cost one.
_COMPARE = f"""UPDATE codes SET wrong = iif(code = ?4, wrong, CAST(wrong || ?5 AS BLOB))
    WHERE share = ?1 AND key = ?3 AND code <> x'' AND at > ?6 - {CODE_S} AND length(wrong) < {CODE_TRIES * _HASH_OCTETS}
      AND (code = ?4 OR instr(wrong, ?5) = 0)
      AND EXISTS (SELECT 1 FROM shares WHERE n = ?1 AND id = ?2 AND state = 'live' AND paused = 0 AND starts_at <= ?6
        AND expires_at > ?6 AND tries_left > 0 AND taken < views)
      AND NOT EXISTS (SELECT 1 FROM claims WHERE share = ?1 AND key = ?3 AND ends_at > ?6)
      AND NOT EXISTS (SELECT 1 FROM tries WHERE share = ?1 AND message = ?5)
    RETURNING code = ?4"""  # noqa: S608 - numbers of ours
_ASKED = "SELECT count(*), max(at), min(at) FROM codes WHERE share = ? AND at > ?"
_USE_UP = "UPDATE codes SET code = x'' WHERE share = ? AND key = ?"


def code_hash(proof: bytes, key: bytes, code: str) -> bytes:
    """What is kept of a code: bound to the link and to the opening that it is for."""
    return blake2b_256(_LABEL + key + code.encode("ascii"), key=proof)


def is_right(work: Work, row: ShareRow, proof: Proof) -> bool:
    """Whether the claim's code is right; a wrong one has taken one of its tries when this returns. False also where there was
    nothing to compare with: why, the caller finds out."""
    found = one(work.db, _COMPARE, (row.n, row.id, proof.key, proof.code, proof.message, work.now))
    if found is not None and not found[0]:
        note(work, row.n, "wrong-code")
    return found is not None and bool(found[0])


def spend(work: Work, share: int, key: bytes, *, ended: bool) -> None:
    """The code of this opening has opened. Its row stays, as one of the day; none does when the share has ended."""
    if ended:
        work.db.execute("DELETE FROM codes WHERE share = ?", (share,))
    elif key:
        work.db.execute(_USE_UP, (share, key))


class AskCode(Operation[Refused | None]):
    """Keeps a fresh code for one opening, if one may be asked for now."""

    kind: ClassVar[str] = "code"

    def __init__(self, row: ShareRow, key: bytes, code: bytes) -> None:
        self.row = row
        self.key = key
        self.code = code

    def decide(self, work: Work) -> Refused | None:
        from app.relay.claiming import why_not  # it compares codes, and so imports this module

        row = self.row
        refused = why_not(work, row)
        if refused.code != "gone":
            return refused
        wait_s = self._wait_s(work)
        if wait_s > 0:
            return Refused("busy", retry_s=wait_s)
        work.db.execute("DELETE FROM codes WHERE share = ? AND at <= ?", (row.n, work.now - DAY_S))
        work.db.execute(_USE_UP, (row.n, self.key))
        keep = "INSERT INTO codes(share, at, key, code, wrong) VALUES (?, ?, ?, ?, x'')"
        work.db.execute(keep, (row.n, work.now, self.key, self.code))
        return None

    def _wait_s(self, work: Work) -> int:
        """How long until the next may be asked for, whatever address was named: a limit for right ones alone would tell."""
        found = one(work.db, _ASKED, (self.row.n, work.now - DAY_S))
        assert found is not None
        count, latest, first = found
        if count >= A_DAY:
            return int(first) + DAY_S - work.now
        return int(latest) + GAP_S - work.now if count else 0
