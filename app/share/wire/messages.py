"""The messages of PROTOCOL section 8 as types, with their caps. Owns their form, not what relay or courier do with them.

`canonical.parse` reads them, `canonical.encode` writes them. A member's place in the class is its place on the wire.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from app.share.wire.documents import CONDITIONS_LIMIT, HEADER_LIMIT, SIZE_LEAST, SIZE_LIMIT, Instant

REQUEST_LIMIT = 2 * 1024 * 1024
COVER_LIMIT = 2048 + 40
STATUS_LIMIT = 200
TRIES = 5
CHALLENGE_S = 900
CLOCK_S = 600
TOMBSTONE_S = 30 * 86_400
PATH = "/api/1/"

Octets16 = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Octets32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Octets64 = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
HeaderOctets = Annotated[bytes, msgspec.Meta(min_length=2, max_length=HEADER_LIMIT)]
ConditionsOctets = Annotated[bytes, msgspec.Meta(min_length=2, max_length=CONDITIONS_LIMIT)]
CoverOctets = Annotated[bytes, msgspec.Meta(min_length=256 + 40, max_length=COVER_LIMIT)]
BodyOctets = Annotated[bytes, msgspec.Meta(min_length=SIZE_LEAST, max_length=SIZE_LIMIT)]
SealedAnswer = Annotated[bytes, msgspec.Meta(min_length=64 + 48, max_length=64 + 48)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=SIZE_LIMIT)]

Stage = Literal["revealed", "done"]
State = Literal["live", "paused", "opened", "expired", "revoked", "locked", "gone"]
What = Literal[
    "delivered",
    "accepted",
    "revealed",
    "acknowledged",
    "wrong-passcode",
    "locked",
    "expired",
    "revoked",
    "amended",
]

REFUSALS = MappingProxyType(
    {
        "malformed": 400,
        "clock": 400,
        "no-access": 401,
        "wrong-passcode": 403,
        "unknown": 404,
        "stale": 409,
        "conflict": 409,
        "opened": 410,
        "expired": 410,
        "revoked": 410,
        "locked": 410,
        "gone": 410,
        "too-large": 413,
        "paused": 423,
        "busy": 429,
        "full": 507,
    }
)


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all messages. Masks itself: half, tickets, proofs and owner tokens travel in them and must reach no log."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Nothing(Message, frozen=True):
    """`{}`: the body of whoami; the answer to ack, revoke and amend."""


class Create(Message, frozen=True):
    """Sender: keep this share."""

    id: Octets16
    link_hash: Octets32
    proof_key: Octets32
    half: Octets32
    owner_hash: Octets32
    header: HeaderOctets
    header_mac: Octets32
    cover: CoverOctets
    conditions: ConditionsOctets
    conditions_mac: Octets32
    body: BodyOctets


class Created(Message, frozen=True):
    """Relay: kept, at this time of its clock."""

    now: Instant


class Hello(Message, frozen=True):
    """Recipient: what is this?"""

    id: Octets16
    proof: Octets32


class Welcome(Message, frozen=True):
    """Relay: this, and here is a challenge."""

    header: HeaderOctets
    header_mac: Octets32
    cover: CoverOctets
    conditions: ConditionsOctets
    conditions_mac: Octets32
    challenge: Octets32
    views_left: Count
    tries_left: Count


class Claim(Message, frozen=True):
    """Recipient: I know link and passcode; seal the half and a ticket to `key`."""

    id: Octets16
    proof: Octets32
    challenge: Octets32
    key: Octets32
    signature: Octets64


class Granted(Message, frozen=True):
    """Relay: one view is yours."""

    answer: SealedAnswer
    size: Annotated[int, msgspec.Meta(ge=SIZE_LEAST, le=SIZE_LIMIT)]
    window_s: Count
    views_left: Count


class Blob(Message, frozen=True):
    """Recipient: the body from `offset`. The answer is octets, not JSON."""

    id: Octets16
    ticket: Octets32
    offset: Offset


class Ack(Message, frozen=True):
    """Recipient: looked at, or had and to be deleted."""

    id: Octets16
    ticket: Octets32
    stage: Stage


class Owned(Message, frozen=True):
    """Sender: this share is mine. The whole of revoke, a part of status."""

    id: Octets16
    owner: Octets32


class Status(Message, frozen=True):
    """Sender: how are these?"""

    shares: Annotated[tuple[Owned, ...], msgspec.Meta(min_length=1, max_length=STATUS_LIMIT)]


class Event(Message, frozen=True):
    """One thing that happened; `claim` is the ordinal of the claim from 1, or 0."""

    at: Instant
    what: What
    claim: Count


class ShareStatus(Message, frozen=True):
    """How one share is."""

    state: State
    views_left: Count
    tries_left: Count
    expires: Instant
    events: tuple[Event, ...]


class Statuses(Message, frozen=True):
    """In the order of the question; None for what is unknown."""

    shares: tuple[ShareStatus | None, ...]
    now: Instant


class Amend(Message, frozen=True):
    """Sender: other conditions hold from now on."""

    id: Octets16
    owner: Octets32
    conditions: ConditionsOctets
    conditions_mac: Octets32


class Origin(Message, frozen=True):
    """The answer to whoami."""

    origin: Annotated[str, msgspec.Meta(max_length=300)]
    now: Instant


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why not. Readers ignore members they do not know: a newer relay may say more."""

    error: Annotated[str, msgspec.Meta(max_length=40)]
    tries_left: Count | None = None
    retry_s: Count | None = None
    now: Instant | None = None
