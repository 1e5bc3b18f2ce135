"""How fast something goes, and how long it still takes. Pure: told of octets at instants of a clock that only goes on."""

from __future__ import annotations

from collections import deque

_OVER_S = 8.0  # so much of the past is looked at: a line is never even
_LEAST_S = 1.0


class Speed:
    """Of one upload."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, at: float, octets: int) -> None:
        if self._seen and octets < self._seen[-1][1]:
            self._seen.clear()  # the relay had forgotten some of it
        self._seen.append((at, octets))
        while len(self._seen) > 2 and at - self._seen[0][0] > _OVER_S:
            self._seen.popleft()

    @property
    def per_s(self) -> int:
        """Octets a second; 0 while nobody can tell."""
        if not self._seen:
            return 0
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        return round((last - first) / (now - began)) if now - began >= _LEAST_S else 0

    def left_s(self, octets: int) -> int | None:
        """Seconds for so many octets more; None while nobody can tell."""
        return -(-octets // self.per_s) if self.per_s else None
