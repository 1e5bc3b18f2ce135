"""What a relay told of a request, as the vault keeps it beside the record: what is left, what was announced, what it must still
forget. Holds nothing secret.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.errors import WorldError
from app.share.wire.messages import OF_SHARES, Event, ShareStatus
from app.share.wire.request_documents import TAKES_LIMIT

TRIES = 5


class RequestFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """`numbers`: submissions that were announced, `drops`: those that the relay was not yet told to forget, `held_back`: those
    that it said not to have at first, and gave later; `seen`: how many
    events there were; `asked`, `looked`: when the relay last answered, when somebody first looked at the form, and when the
    client was last reminded (seconds, 0: never)."""

    takes_left: int
    language: str
    tries_left: int = TRIES
    asked: int = 0
    looked: int = 0
    reminded: int = 0
    seen: int = 0
    numbers: tuple[int, ...] = ()
    drops: tuple[int, ...] = ()
    held_back: tuple[int, ...] = ()


def encode_facts(facts: RequestFacts) -> bytes:
    """JSON for the vault."""
    return msgspec.json.encode(facts)


def parse_facts(octets: bytes) -> RequestFacts:
    """The exact inverse."""
    return msgspec.json.decode(octets, type=RequestFacts)


def heard(known: RequestFacts, status: ShareStatus, now: datetime, seen: int | None = None) -> RequestFacts:
    """What is known after this answer; without `seen` it holds all events. Numbers that no request can have are not believed;
    WorldError for what is told of shares alone: nobody has a word for it, and nothing is to end by it."""
    if not OF_SHARES.isdisjoint((status.state, *(event.what for event in status.events))):
        raise WorldError("unreachable", why="answer")
    numbers = set(known.numbers) | {event.claim for event in status.events if _is_submission(event)}
    looked = [event.at for event in status.events if event.what == "delivered"]
    return msgspec.structs.replace(
        known,
        takes_left=status.views_left,
        tries_left=status.tries_left,
        asked=int(now.timestamp()),
        looked=known.looked or (looked[0] if looked else 0),
        seen=max(known.seen, len(status.events) if seen is None else seen),
        numbers=tuple(sorted(numbers)),
    )


def _is_submission(event: Event) -> bool:
    return event.what == "submitted" and 1 <= event.claim <= TAKES_LIMIT
