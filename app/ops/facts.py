"""What a relay told of a share, as the ledger keeps it: state, what is left, what happened. Holds nothing secret."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.errors import WorldError
from app.share.wire.messages import OF_REQUESTS, ShareStatus


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event: when (seconds since 1970), what (PROTOCOL section 8), of which claim; which file, or from where."""

    at: int
    what: str
    claim: int
    detail: str = ""


class Consent(msgspec.Struct, frozen=True):
    """That the terms were accepted: with which claim, when it came, and, if it is a true acceptance, by whom and when by their
    own clock. That it is not a true one is kept too: it is what the sender must be told."""

    claim: int
    came: int
    valid: bool
    name: str = ""
    said: int = 0

    def __repr__(self) -> str:
        return f"Consent({self.claim}, {self.valid})"


# A window is 900 s and a second for each 16 KiB of body and files (PROTOCOL section 9); the rest is for clocks that differ.
LAST_WORD_S = 3600
OCTETS_A_SECOND = 16 * 1024
EVENTS_LIMIT = 5000


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was heard of one share, and when last: 0 if never. `seen` is how many events there were in all."""

    views_left: int
    tries_left: int
    asked: int
    events: tuple[Fact, ...]
    starts: int = 0
    seen: int = 0
    consents: tuple[Consent, ...] = ()
    files: int = 0

    @property
    def unopened(self) -> bool:
        """Whether no view was ever taken, as far as was heard."""
        return all(event.what != "accepted" for event in self.events)


def facts_of(status: ShareStatus, now: datetime, known: Facts | None = None, *, seen: int | None = None) -> Facts:
    """The facts in an answer, with those that were known. Without `seen` it holds all events that there are, or the latest of
    very many; with it, the new ones alone, of so many in all. Only so many are kept: a relay must not swell somebody's vault.
    WorldError for what is told of requests alone: nobody has a word for it, and nothing is to end by it."""
    if not OF_REQUESTS.isdisjoint((status.state, *(event.what for event in status.events))):
        raise WorldError("unreachable", why="answer")
    before = () if known is None else known.events
    heard = tuple(Fact(event.at, event.what, event.claim, event.detail) for event in status.events)
    had = 0 if known is None else known.seen
    if seen is None:
        events, total = (heard if len(heard) >= len(before) else before), max(len(heard), had)
    else:
        again = max(0, had - (seen - len(heard)))
        events, total = before + heard[again:], max(seen, had)
    return Facts(
        status.views_left,
        status.tries_left,
        int(now.timestamp()),
        events[-EVENTS_LIMIT:],
        status.starts,
        total,
        () if known is None else known.consents,
        0 if known is None else known.files,
    )


def settled(state: str, facts: Facts) -> bool:
    """Whether no receipt can come any more of a share that is dead: every claim was acknowledged, or its window is over."""
    if state == "revoked" or any(event.what == "revoked" for event in facts.events):  # revoking closes every window
        return True
    done = {event.claim for event in facts.events if event.what == "acknowledged"}
    claims = [event for event in facts.events if event.what == "accepted"]
    window = LAST_WORD_S + facts.files // OCTETS_A_SECOND
    return all(claim.claim in done or facts.asked > claim.at + window for claim in claims)


def encode_facts(facts: Facts) -> bytes:
    """JSON for the ledger."""
    return msgspec.json.encode(facts)


def parse_facts(octets: bytes) -> Facts | None:
    """The exact inverse; None while there are none."""
    return msgspec.json.decode(octets, type=Facts) if octets else None
