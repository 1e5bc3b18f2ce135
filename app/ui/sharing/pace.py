"""When to ask the relay next. Pure: told what happened, answers in seconds. Owns no timer and no thread.

Two seconds while somebody looks, slower when nothing changes, slow when nobody looks, and slower still when the relay does
not answer: a relay that comes back after a failure must not meet every desktop at once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

WATCHED_S = (2.0, 2.0, 2.0, 2.0, 2.0, 3.0, 3.0, 5.0, 5.0, 8.0, 10.0)
UNWATCHED_S = 30.0
FAILING_S = (3.0, 6.0, 12.0, 24.0, 48.0, 60.0)
LIVE_S = 60.0
LIVES_FOR_S = 45.0
SIGN_S = 25.0  # a relay gives a sign every 20


@dataclass
class Pace:
    """The schedule of one poller."""

    watched: bool = False
    quiet: int = 0
    failures: int = 0
    live_until: float = 0.0

    def live(self, now: float) -> None:
        """The lines to all relays are alive, as `Lines` says: everything is told without asking. `now`: monotonic."""
        self.live_until = now + LIVES_FOR_S

    def changed(self) -> None:
        """There may be more to hear of than the lines were asked to tell: they have to say anew that they tell all of it."""
        self.live_until = 0.0

    def answered(self, *, changed: bool) -> None:
        self.failures = 0
        self.quiet = 0 if changed else self.quiet + 1

    def failed(self) -> None:
        self.failures += 1

    def look(self, watched: bool) -> bool:
        """Whether looking has begun just now: then it is worth asking at once."""
        began = watched and not self.watched
        self.watched = watched
        if began:
            self.quiet = 0
        return began

    def next_s(self, now: float = 0.0) -> float:
        if now < self.live_until:
            return LIVE_S
        if self.failures:
            wait = FAILING_S[min(self.failures, len(FAILING_S)) - 1]
            return wait if self.watched else max(wait, UNWATCHED_S)
        if not self.watched:
            return UNWATCHED_S
        return WATCHED_S[min(self.quiet, len(WATCHED_S) - 1)]


@dataclass
class Lines:
    """Which lines to relays are alive: none speaks for another. What only one of two relays tells must be asked of the other."""

    _heard: dict[str, float] = field(default_factory=dict)

    def heard(self, relay: str, now: float) -> None:
        """A sign of life, or news, came from there. `now`: monotonic."""
        self._heard[relay] = now

    def alive(self, relays: Collection[str], now: float) -> bool:
        """Whether each of these gave its last sign in time."""
        return all(relay in self._heard and now - self._heard[relay] <= SIGN_S for relay in relays)
