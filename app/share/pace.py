"""How late an answer of octets may be before nobody waits for it any longer. Owns the floor; what comes, and when it is asked for
again, is `downloading`'s.

It holds for any stretch of time and not for a number of octets: in so many seconds, wherever they begin, at least as many octets
come as the slowest line brings in these but `LATE_S`. A relay that only counts what it gave could hold a connection for months.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from app.share.carrier import SLOWEST_LINE

LATE_S = 300  # so much later than the slowest line a relay may be, with all pauses


class Pace:
    """Of one download, from its first octet to its last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._late = 0.0

    def is_over(self) -> bool:
        """Whether nobody waits any longer."""
        return self._late > LATE_S

    def begin(self) -> None:
        """From now on the relay is waited for: what was done meanwhile with what had come is not its time."""
        self._since = self._clock()

    def count(self, octets: int) -> None:
        """So many have come since it was last counted. What comes pays back no more than the time it stands for: a few octets
        between two pauses would else forgive them, and a fast hour a slow day."""
        now = self._clock()
        self._late = max(0.0, self._late + now - self._since - octets / SLOWEST_LINE)
        self._since = now

    def wait(self, seconds: float) -> None:
        """Nothing came, and it is asked again after a pause."""
        self._late += seconds
