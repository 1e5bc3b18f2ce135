"""What the page knows of one share, and what may be done with it. Pure data: no Qt, no vault, no clock.

The relay's word ages. A card says when it was last heard (`heard_at`), and what this side knows by itself (the clock ran out)
holds whatever the relay said before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TRIES = 5


class State(StrEnum):
    """The relay's states (PROTOCOL §8); `sending` before it said anything, `unknown` when it does not know the share."""

    LIVE = "live"
    PAUSED = "paused"
    OPENED = "opened"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOCKED = "locked"
    GONE = "gone"
    UNKNOWN = "unknown"
    SENDING = "sending"


ALIVE = frozenset({State.LIVE, State.PAUSED, State.UNKNOWN, State.SENDING})
_LAST = {State.OPENED: "accepted", State.LOCKED: "locked", State.REVOKED: "revoked"}  # the receipt that tells of an end


class Stage(StrEnum):
    """What a person wants to know at a glance: finer than the state while it lives, the state once it is dead."""

    WAITING = "waiting"
    BEGINS = "begins"
    REMOVING = "removing"
    DELIVERED = "delivered"
    WRONG_TRIES = "wrong-tries"
    ACCEPTED = "accepted"
    PAUSED = "paused"
    OPENED = "opened"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOCKED = "locked"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One event of the relay: `what`, `detail` as in PROTOCOL §8; `claim` from 1, or 0. Of terms that were accepted, who typed
    their name, and whether that is a true acceptance: None while it is not known."""

    at: datetime
    what: str
    claim: int = 0
    detail: str = ""
    name: str = ""
    valid: bool | None = None


@dataclass(frozen=True, slots=True)
class ShareCard:
    """One share as last known. `removing`, `changing`: it is wanted here, and the relay has not heard of it yet; `pausing`: what
    is wanted of its pause, if anything."""

    id: str
    label: str
    client: str
    state: State
    created_at: datetime
    expires_at: datetime
    views: int
    views_left: int
    tries_left: int = TRIES
    receipts: tuple[Receipt, ...] = ()
    heard_at: datetime | None = None
    has_link: bool = True
    starts_at: datetime | None = None
    removing: bool = False
    changing: bool = False
    pausing: bool | None = None
    renewable: bool = False

    def ended(self, now: datetime) -> bool:
        return self.state_at(now) not in ALIVE

    def ended_at(self, now: datetime) -> datetime | None:
        """When it ended; None while it lives, or where nobody said when."""
        state = self.state_at(now)
        if state is State.EXPIRED:
            return self.expires_at
        last = _LAST.get(state)
        return max((receipt.at for receipt in self.receipts if receipt.what == last), default=None)

    @property
    def openings(self) -> int:
        """How often it was opened: what happened, not what the count would have allowed."""
        claims = {receipt.claim for receipt in self.lately if receipt.what == "accepted"}
        return len(claims) or (self.views - self.views_left if self.state is State.OPENED else 0)

    def state_at(self, now: datetime) -> State:
        """A clock needs no relay: what should have expired, has."""
        if self.state in ALIVE and now >= self.expires_at:
            return State.EXPIRED
        return self.state

    @property
    def paused(self) -> bool:
        """As it is wanted, whether or not the relay has heard of it."""
        return self.state is State.PAUSED if self.pausing is None else self.pausing

    @property
    def lately(self) -> tuple[Receipt, ...]:
        """What happened since it was last sent again: what was before is over, its wrong tries too."""
        again = max((at for at, receipt in enumerate(self.receipts) if receipt.what == "renewed"), default=-1)
        return self.receipts[again + 1 :]

    def stage(self, now: datetime) -> Stage:
        state = self.state_at(now)
        if self.removing and state in ALIVE:
            return Stage.REMOVING
        if state not in (State.LIVE, State.SENDING):
            return Stage(state.value)
        return self._live_stage(now)

    def _live_stage(self, now: datetime) -> Stage:
        seen = {receipt.what for receipt in self.lately}
        if self.starts_at is not None and now < self.starts_at and "accepted" not in seen:
            return Stage.BEGINS
        if "accepted" in seen:
            return Stage.ACCEPTED
        if self.tries_left < TRIES or "wrong-passcode" in seen:
            return Stage.WRONG_TRIES
        return Stage.DELIVERED if "delivered" in seen else Stage.WAITING

    @property
    def wrong_tries(self) -> int:
        return max(TRIES - self.tries_left, sum(receipt.what == "wrong-passcode" for receipt in self.lately))


def in_order(cards: list[ShareCard], now: datetime) -> list[ShareCard]:
    """What can still be opened first, newest first in each part."""
    return sorted(cards, key=lambda card: (card.ended(now), -card.created_at.timestamp(), card.id))


def news(before: ShareCard | None, after: ShareCard) -> tuple[Receipt, ...]:
    """The receipts that were not known before, in order."""
    known = set(before.receipts) if before else set()
    return tuple(receipt for receipt in after.receipts if receipt not in known)
