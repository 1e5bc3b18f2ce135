"""What the page knows of one request and of what came for it. Pure data: no Qt, no vault, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.ops.request_options import RequestKind


class Stage(StrEnum):
    """What a person wants to know of a request at a glance."""

    WAITING = "waiting"
    VISITED = "visited"
    ARRIVED = "arrived"  # something waits to be looked at
    WRONG_TRIES = "wrong-tries"
    PAUSED = "paused"
    REMOVING = "removing"
    FILLED = "filled"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOCKED = "locked"
    GONE = "gone"
    UNKNOWN = "unknown"


ENDED = frozenset({Stage.FILLED, Stage.EXPIRED, Stage.REVOKED, Stage.LOCKED, Stage.GONE})


class Fate(StrEnum):
    """What became of an answer, or why it cannot be taken for one."""

    NEW = "new"
    ACCEPTED = "accepted"
    PAST = "past"  # a code, which was for then and is kept nowhere
    REJECTED = "rejected"
    FORGED = "forged"
    DAMAGED = "damaged"
    REPLAYED = "replayed"
    REPEATED = "repeated"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One answer: its number on the relay, when it came, what became of it."""

    number: int
    at: datetime
    fate: Fate
    octets: int = 0  # of the sealed files that are still to be fetched
    code: str = field(default="", repr=False)  # of a request for a code, while it is new
    words: tuple[str, ...] = ()  # the check words of such a code
    missing_before: bool = False


@dataclass(frozen=True, slots=True)
class RequestCard:
    """One request."""

    id: str
    label: str
    client: str
    kind: RequestKind
    stage: Stage
    created_at: datetime
    expires_at: datetime | None  # None: a letter box, which stays until it is taken down
    takes: int
    left: int
    tries_left: int
    has_link: bool
    answers: tuple[AnswerCard, ...] = ()
    reminded_at: datetime | None = None
    over: bool = False
    paused: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more can be sent; something may still wait to be looked at."""
        return self.over or self.stage in ENDED

    @property
    def new(self) -> int:
        """How many answers wait to be looked at."""
        return sum(one.fate is Fate.NEW for one in self.answers)

    @property
    def to_look_at(self) -> list[int]:
        """The numbers of the answers that wait, in the order in which they came; codes are not looked at one by one."""
        if self.kind is RequestKind.CODE:
            return []
        return sorted(one.number for one in self.answers if one.fate is Fate.NEW)

    @property
    def unanswered(self) -> bool:
        """Whether a reminder is of use: what was refused is no answer."""
        return not any(one.fate in (Fate.NEW, Fate.ACCEPTED, Fate.PAST, Fate.REJECTED) for one in self.answers)

    @property
    def wants(self) -> bool:
        """Whether it asks for a person: something came, or something is wrong."""
        return self.new > 0 or self.stage is Stage.WRONG_TRIES


def can_change(card: RequestCard) -> bool:
    """Whether its relay would take another end, or a pause."""
    return not card.ended and card.stage not in (Stage.REMOVING, Stage.UNKNOWN)


def in_order(cards: list[RequestCard]) -> list[RequestCard]:
    """What waits for a person first, then what still can be answered, then what has ended; each the newest first."""
    newest = sorted(cards, key=lambda card: card.created_at, reverse=True)
    return sorted(newest, key=lambda card: 0 if card.new else 2 if card.ended else 1)
