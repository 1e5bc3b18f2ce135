"""What a relay told of a share, as the ledger keeps it: state, what is left, what happened. Holds nothing secret."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.share.wire.messages import ShareStatus


class Fact(msgspec.Struct, frozen=True):
    """One event: when (seconds since 1970), what (PROTOCOL section 8), of which claim."""

    at: int
    what: str
    claim: int


# A claim's window is 900 s and a second for each 16 KiB (PROTOCOL section 9.3); the rest is for clocks that differ.
LAST_WORD_S = 3600
EVENTS_LIMIT = 5000


class Facts(msgspec.Struct, frozen=True):
    """The last answer about one share, and when it was given."""

    views_left: int
    tries_left: int
    asked: int
    events: tuple[Fact, ...]


def facts_of(status: ShareStatus, now: datetime) -> Facts:
    """The facts in an answer. Only so many events: a relay must not be able to swell somebody's vault."""
    events = tuple(Fact(event.at, event.what, event.claim) for event in status.events[-EVENTS_LIMIT:])
    return Facts(status.views_left, status.tries_left, int(now.timestamp()), events)


def settled(state: str, facts: Facts) -> bool:
    """Whether no receipt can come any more of a share that is dead: every claim was acknowledged, or its window is over."""
    if state == "revoked":  # revocation closes every window
        return True
    done = {event.claim for event in facts.events if event.what == "acknowledged"}
    claims = [event for event in facts.events if event.what == "accepted"]
    return all(claim.claim in done or facts.asked > claim.at + LAST_WORD_S for claim in claims)


def encode_facts(facts: Facts) -> bytes:
    """JSON for the ledger."""
    return msgspec.json.encode(facts)


def parse_facts(octets: bytes) -> Facts | None:
    """The exact inverse; None while there are none."""
    return msgspec.json.decode(octets, type=Facts) if octets else None
