"""Create: keep a new share. The half is in its slot, synced, before the database names the share: a crash between the two
leaves a slot without a share, which the next start zeroes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

from app.relay.operations import Operation, Work
from app.relay.schema import Row, insert_many, rows, value
from app.relay.slots import SlotFile
from app.relay.store import NewShare, Refused
from app.relay.uploading import attach
from app.share.wire.messages import TRIES

_SHARES = """INSERT INTO shares(n, id, message, link_hash, owner_hash, proof_key, header, header_mac, cover, conditions,
    conditions_mac, relay, created_at, expires_at, size, number, views, taken, tries_left, paused, delivered, state, slot,
    starts_at, terms, identity_hash, files, accepting, identifying, tracing, a_day)"""
_COLUMNS = 31


class Create(Operation[Refused | None]):
    kind: ClassVar[str] = "create"

    def __init__(self, share: NewShare) -> None:
        self.share = share
        self._slot: int | None = None

    def prepare(self, slots: SlotFile) -> None:
        share = self.share
        self._slot = slots.take(share.id, share.half, share.views)

    @classmethod
    def decide_all(cls, work: Work, operations: Sequence[Self]) -> Sequence[Refused | None]:
        ids = tuple(operation.share.id for operation in operations)
        asked = f"SELECT id, message FROM shares WHERE id IN ({', '.join('?' * len(ids))})"  # noqa: S608 - question marks
        known: dict[bytes, bytes] = {bytes(id): bytes(message) for id, message in rows(work.db, asked, ids)}
        first = value(work.db, "SELECT coalesce(max(n), 0) + 1 FROM shares")
        new: list[Self] = []
        outcomes: list[Refused | None] = []
        for operation in operations:
            share = operation.share
            message = known.get(share.id)
            if message is None and (refused := operation._take_files(work, first + len(new))) is not None:
                outcomes.append(refused)
            elif message is None:
                known[share.id] = share.message
                new.append(operation)
                outcomes.append(None)
            else:
                outcomes.append(operation._again(work, message))
        insert_many(work.db, _SHARES, _COLUMNS, [one._row(first + i) for i, one in enumerate(new)])
        bodies = [(first + i, one.share.body) for i, one in enumerate(new) if one.share.body]  # a request has none
        insert_many(work.db, "INSERT INTO bodies(share, body)", 2, bodies)
        return outcomes

    def _row(self, n: int) -> Row:
        s = self.share
        return (
            n, s.id, s.message, s.link_hash, s.owner_hash, s.proof_key, s.header, s.header_mac, s.cover, s.conditions,
            s.conditions_mac, s.relay, s.created_at, s.expires_at, len(s.body), 0, s.views, 0, TRIES, 0, 0, "live", self._slot,
            s.starts_at, s.terms, s.identity_hash, s.files, s.accepting, s.identifying, s.tracing,
            s.a_day,
        )  # fmt: skip

    def _take_files(self, work: Work, n: int) -> Refused | None:
        """Make its upload its own, if it has one; why not."""
        share = self.share
        if not share.upload:
            return None
        refused = attach(work, n, share.upload, share.files)
        if refused is not None:
            self._let_slot_go(work)
        return refused

    def _again(self, work: Work, message: bytes) -> Refused | None:
        """The id is taken: by the same octets, sent again because the answer was lost, or by something else."""
        self._let_slot_go(work)
        return None if message == self.share.message else Refused("conflict")

    def _let_slot_go(self, work: Work) -> None:
        assert self._slot is not None
        work.left[self._slot] = (self.share.id, 0, 0)

    def abandon(self, slots: SlotFile) -> None:
        if self._slot is not None:
            slots.erase(self._slot)
            self._slot = None
