"""The relay's time (PROTOCOL section 9, rule 4). Owns what happens when the wall clock is set back or jumps ahead; whether a jump
is to be believed is `steady`'s.

It does not go back: what has expired stays so. A clock that was set back by much is not asked any more, and time goes on from
the latest that was trusted; set back by little, it stands until the wall clock has come after. A clock that jumped ahead is
told, so that what has expired by it is refused, and is not trusted: nothing is ended for good by it, and it may go back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.relay.steady import JUMP_S, Steady


class RelayClock:
    """Gives the time in whole seconds, to any thread."""

    def __init__(self, wall: Callable[[], int], monotonic: Callable[[], float], seen: int | None) -> None:
        """`seen`: the latest time that an earlier run has trusted."""
        self._wall = wall
        self._monotonic = monotonic
        self._steady = Steady(seen)
        self._latest_at = monotonic()
        self._latest = wall() if seen is None else seen
        self._is_steady = self._steady.is_steady(wall(), self._latest_at)
        self._lock = threading.Lock()

    def __call__(self) -> int:
        with self._lock:
            return self._told()

    @property
    def is_trusted(self) -> bool:
        """Whether it may end shares for good."""
        with self._lock:
            self._told()
            return self._is_steady

    def _told(self) -> int:
        wall, ticks = self._wall(), self._monotonic()
        self._is_steady = self._steady.is_steady(wall, ticks)
        expected = self._latest + (ticks - self._latest_at)
        if wall > expected + JUMP_S and not self._is_steady:
            return wall
        if wall < expected - JUMP_S:
            return int(expected)
        self._latest = max(self._latest, wall)
        self._latest_at = ticks
        return self._latest
