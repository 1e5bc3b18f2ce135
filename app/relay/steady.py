"""Whether the wall clock may be trusted with ending shares for good. Owns the rule; what expires is refused without it.

A clock that jumps ahead, by a fault of the hardware or of the network's time, would have the sweeper destroy every half.
"""

from __future__ import annotations

JUMP_S = 3600
AWAY_S = 30 * 86_400
SETTLE_S = 900.0


class Steady:
    """Compares the wall clock with one that only goes on, and with the latest time that an earlier run has trusted. After a
    jump it waits until the wall clock has kept pace for a while: a fault of that kind is put right, or is the truth."""

    def __init__(self, seen: int | None) -> None:
        self.seen = seen
        self._offset: float | None = None
        self._since: float | None = None

    def is_steady(self, wall: int, monotonic: float) -> bool:
        offset = wall - monotonic
        if self._offset is None:
            away = self.seen is not None and not self.seen - JUMP_S <= wall <= self.seen + AWAY_S
            self._since = monotonic if away else None
        elif abs(offset - self._offset) > JUMP_S:
            self._since = monotonic
        self._offset = offset
        if self._since is not None and monotonic - self._since >= SETTLE_S:
            self._since = None
        return self._since is None
