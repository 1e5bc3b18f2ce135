"""How the calls find a share, and who has shown to know it. Everything that gates a call compares hashes in constant time, and
every way of not knowing costs the same look-ups.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from app.crypto.blind import blake2b_256, equal
from app.relay.http import UNKNOWN, Refuse, refusal
from app.relay.store import ShareRow, Store


class Lookup:
    """Shares by their id, for callers who prove something."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now

    def require_live(self, row: ShareRow) -> None:
        state = row.state_at(self._now())
        if state != "live":
            raise Refuse(refusal(state))

    def require_open(self, row: ShareRow) -> None:
        """Of a live one: that it can be claimed now."""
        if row.paused:
            raise Refuse(refusal("paused"))
        if row.starts_at > self._now():
            raise Refuse(refusal("early"))

    async def proved(self, id: bytes, proof: bytes, *, request: bool = False) -> ShareRow:
        """The share, or the request, whose link its caller has."""
        row, known = await self._look_up(id)
        return await self.gate(row, equal(row.link_hash, blake2b_256(proof)), known, request=request)

    async def owned(self, id: bytes, owner: bytes, *, request: bool | None = None) -> ShareRow:
        """The share or the request of this owner; only one of the two, if that is said."""
        row, known = await self._look_up(id)
        return await self.gate(row, equal(row.owner_hash, blake2b_256(owner)), known, request=request)

    async def _look_up(self, id: bytes) -> tuple[ShareRow, bool]:
        row = await self._store.find(blake2b_256(id))
        return (await self._store.decoy(), False) if row is None else (row, True)

    async def gate(self, row: ShareRow, proved: bool, known: bool, *, request: bool | None = False) -> ShareRow:
        if proved and known and request in (None, row.a_day > 0):
            return row
        if known:  # who is refused has cost one row found and one not found, whichever of id and proof was wrong
            await self._store.find(os.urandom(32))
        raise Refuse(UNKNOWN)
