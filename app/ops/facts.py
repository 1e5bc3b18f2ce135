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


class Facts(msgspec.Struct, frozen=True):
    """The last answer about one share, and when it was given."""

    views_left: int
    tries_left: int
    asked: int
    events: tuple[Fact, ...]


def facts_of(status: ShareStatus, now: datetime) -> Facts:
    """The facts in an answer."""
    events = tuple(Fact(event.at, event.what, event.claim) for event in status.events)
    return Facts(status.views_left, status.tries_left, int(now.timestamp()), events)


def encode_facts(facts: Facts) -> bytes:
    """JSON for the ledger."""
    return msgspec.json.encode(facts)


def parse_facts(octets: bytes) -> Facts | None:
    """The exact inverse; None while there are none."""
    return msgspec.json.decode(octets, type=Facts) if octets else None
