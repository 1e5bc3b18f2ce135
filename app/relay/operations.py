"""What the writer can be asked to do, as far as all of it has in common. Owns the three phases and how a share ends.

An operation is prepared (slots that must exist before the database says so), decided (statements in the batch's one
transaction) and settled (slots brought down to what the database says). Only then is its outcome told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Self, TypeVar

import apsw

from app.relay.slots import SlotFile

T = TypeVar("T")


@dataclass(slots=True)
class Work:
    """One batch: its transaction, its time, and what the slots must say afterwards."""

    db: apsw.Connection
    slots: SlotFile
    now: int
    left: dict[int, tuple[bytes, int, int]] = field(default_factory=dict)
    """Slot to share, views left, tries used."""
    touched: set[int] = field(default_factory=set)
    """Shares of which there is something new to tell."""

    def settle(self) -> None:
        for number, (share, views, tried) in self.left.items():
            self.slots.set_left(number, share, views, tried)


class Operation(Generic[T]):
    """Base of all. `decide` must be repeatable: a batch that fails is rolled back and done one by one."""

    kind: ClassVar[str]
    future: asyncio.Future[T]
    outcome: T

    def prepare(self, slots: SlotFile) -> None:
        """Before the transaction; durable before it begins."""

    def decide(self, work: Work) -> T:
        raise NotImplementedError

    @classmethod
    def decide_all(cls, work: Work, operations: Sequence[Self]) -> Sequence[T]:
        """All of this kind in a batch, in any order: none of them has been answered yet, so none came before another."""
        return [operation.decide(work) for operation in operations]

    def abandon(self, slots: SlotFile) -> None:
        """The transaction failed: undo `prepare`."""


_EVENT = """INSERT INTO events(share, i, at, what, claim, detail)
    SELECT ?1, coalesce(max(i), 0) + 1, ?2, ?3, ?4, ?5 FROM events WHERE share = ?1"""

_BURY = """UPDATE shares SET state = ?2, ended_at = ?3, slot = NULL,
    header = NULL, header_mac = NULL, cover = NULL, terms = NULL, conditions = NULL, conditions_mac = NULL,
    identity_hash = NULL WHERE n = ?1"""

_DROP_BODY = """DELETE FROM bodies WHERE share = ?1
    AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.share = ?1 AND ends_at > ?2 AND ticket <> x'')"""


def note(work: Work, share: int, what: str, *, claim: int = 0, at: int | None = None, detail: str = "") -> None:
    """Record an event for the owner."""
    work.db.execute(_EVENT, (share, work.now if at is None else at, what, claim, detail))
    work.touched.add(share)


def bury(work: Work, share: int, id: bytes, slot: int | None, state: str, *, at: int | None = None) -> None:
    """Make it a tombstone: its half is zeroed when the batch is settled; open windows keep the body (section 9, rule 3)."""
    work.db.execute(_BURY, (share, state, work.now if at is None else at))
    work.db.execute("DELETE FROM codes WHERE share = ?", (share,))
    work.db.execute("DELETE FROM blobs WHERE request = ? AND token IS NOT NULL", (share,))  # uploads that come too late
    work.touched.add(share)
    drop_body(work, share)
    if slot is not None:
        work.left[slot] = (id, 0, 0)


def drop_body(work: Work, share: int) -> None:
    """Delete the body unless a window is open."""
    work.db.execute(_DROP_BODY, (share, work.now))
