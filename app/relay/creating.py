"""Create: keep a new share. The half is in its slot, synced, before the database names the share: a crash between the two
leaves a slot without a share, which the next start zeroes.
"""

from __future__ import annotations

from typing import ClassVar

from app.relay.operations import Operation, Work
from app.relay.schema import one
from app.relay.slots import SlotFile
from app.relay.store import NewShare, Refused
from app.share.wire.messages import TRIES

_INSERT = """INSERT INTO shares(id, message, link_hash, owner_hash, proof_key, header, header_mac, cover, conditions,
    conditions_mac, relay, created_at, expires_at, size, number, views, taken, tries_left, paused, delivered, state, slot)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,0,?,0,0,'live',?) ON CONFLICT (id) DO NOTHING RETURNING n"""


class Create(Operation[Refused | None]):
    kind: ClassVar[str] = "create"

    def __init__(self, share: NewShare) -> None:
        self.share = share
        self._slot: int | None = None

    def prepare(self, slots: SlotFile) -> None:
        share = self.share
        self._slot = slots.take(share.id, share.half, share.views)

    def decide(self, work: Work) -> Refused | None:
        s = self.share
        assert self._slot is not None
        row = one(work.db,
            _INSERT,
            (s.id, s.message, s.link_hash, s.owner_hash, s.proof_key, s.header, s.header_mac, s.cover, s.conditions,
             s.conditions_mac, s.relay, s.created_at, s.expires_at, len(s.body), s.views, TRIES, self._slot))  # fmt: skip
        if row is None:
            return self._again(work)
        work.db.execute("INSERT INTO bodies(share, body) VALUES (?, ?)", (row[0], s.body))
        return None

    def _again(self, work: Work) -> Refused | None:
        """The id is taken: by the same octets, sent again because the answer was lost, or by something else."""
        assert self._slot is not None
        work.views_left[self._slot] = (self.share.id, 0)
        row = one(work.db, "SELECT message FROM shares WHERE id = ?", (self.share.id,))
        return None if row is not None and row[0] == self.share.message else Refused("conflict")

    def abandon(self, slots: SlotFile) -> None:
        if self._slot is not None:
            slots.erase(self._slot)
            self._slot = None
