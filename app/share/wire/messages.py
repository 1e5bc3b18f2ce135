"""The messages of PROTOCOL section 8 as types, with their caps. Owns their form, not what relay or courier do with them.

`canonical.parse` reads them, `canonical.encode` writes them. A member's place in the class is its place on the wire.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from app.share.wire.documents import Instant
from app.share.wire.members import (
    ACCEPTANCE_OCTETS,
    TERMS_LEAST,
    AcceptanceOctets,
    Address,
    BodyOctets,
    BodySize,
    ConditionsOctets,
    Count,
    CoverOctets,
    HeaderOctets,
    OctetCount,
    Octets16,
    Octets32,
    Octets64,
    Offset,
    Perhaps32,
    PerhapsAcceptance,
    PerhapsCode,
    PerhapsTerms,
    SealedAnswer,
    absent_or,
)

REQUEST_LIMIT = 2 * 1024 * 1024
STATUS_LIMIT = 200
WATCH_LIMIT = 5000
DETAIL_LIMIT = 64
FILES_COUNT = 1000
TRIES = 5
CHALLENGE_S = 900
CLOCK_S = 600
TOMBSTONE_S = 30 * 86_400
PATH = "/api/1/"

Stage = Literal["revealed", "file", "done"]
Language = Literal["pt-PT", "pt-BR", "en", "es", "fr"]
State = Literal["live", "paused", "opened", "filled", "expired", "revoked", "locked", "gone"]
What = Literal[
    "delivered",
    "agreed",
    "accepted",
    "revealed",
    "file",
    "acknowledged",
    "wrong-passcode",
    "wrong-code",
    "locked",
    "expired",
    "revoked",
    "amended",
    "renewed",
    "submitted",
]
OF_SHARES = frozenset({"opened", "agreed", "accepted", "revealed", "file", "acknowledged", "wrong-code", "renewed"})
OF_REQUESTS = frozenset({"filled", "submitted"})  # states and events of one of the two alone; the others are of both

REFUSALS = MappingProxyType(
    {
        "malformed": 400,
        "clock": 400,
        "no-mail": 400,
        "no-access": 401,
        "wrong-passcode": 403,
        "wrong-code": 403,
        "unknown": 404,
        "stale": 409,
        "conflict": 409,
        "offset": 409,
        "opened": 410,
        "filled": 410,
        "expired": 410,
        "revoked": 410,
        "locked": 410,
        "gone": 410,
        "too-large": 413,
        "paused": 423,
        "early": 423,
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
    identity_hash: Perhaps32
    header: HeaderOctets
    header_mac: Octets32
    cover: CoverOctets
    terms: PerhapsTerms
    conditions: ConditionsOctets
    conditions_mac: Octets32
    upload: Perhaps32
    body: BodyOctets

    def __post_init__(self) -> None:
        absent_or(32, self.identity_hash, self.upload)
        absent_or(TERMS_LEAST, self.terms)


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
    terms: PerhapsTerms
    conditions: ConditionsOctets
    conditions_mac: Octets32
    challenge: Octets32
    views_left: Count
    tries_left: Count

    def __post_init__(self) -> None:
        absent_or(TERMS_LEAST, self.terms)


class Code(Message, frozen=True):
    """Recipient: e-mail me the code for the opening with `key`. The answer tells nothing."""

    id: Octets16
    proof: Octets32
    key: Octets32
    address: Address
    language: Language


class Claim(Message, frozen=True):
    """Recipient: I know link and passcode, the code if one is asked for, and accept the terms if there are any; seal the half
    and a ticket to `key`."""

    id: Octets16
    proof: Octets32
    challenge: Octets32
    key: Octets32
    code: PerhapsCode
    acceptance: PerhapsAcceptance
    signature: Octets64

    def __post_init__(self) -> None:
        absent_or(ACCEPTANCE_OCTETS, self.acceptance)


class Granted(Message, frozen=True):
    """Relay: one view is yours."""

    answer: SealedAnswer
    size: BodySize
    files: OctetCount
    window_s: Count
    views_left: Count


class Blob(Message, frozen=True):
    """Recipient: the body from `offset`. The answer is octets, not JSON."""

    id: Octets16
    ticket: Octets32
    offset: Offset


class Ack(Message, frozen=True):
    """Recipient: looked at, or has this file, or had and to be deleted. `file` is 0 but for a file."""

    id: Octets16
    ticket: Octets32
    stage: Stage
    file: Annotated[int, msgspec.Meta(ge=0, lt=FILES_COUNT)] = 0

    def __post_init__(self) -> None:
        if self.file and self.stage != "file":
            raise ValueError("file")


class Owned(Message, frozen=True):
    """Sender: this share is mine. The whole of revoke, a part of status."""

    id: Octets16
    owner: Octets32


class Status(Message, frozen=True):
    """Sender: how are these?"""

    shares: Annotated[tuple[Owned, ...], msgspec.Meta(min_length=1, max_length=STATUS_LIMIT)]


class Event(Message, frozen=True):
    """One thing that happened; `claim` is the ordinal of the claim from 1, or 0; `detail` says which file, or from where."""

    at: Instant
    what: What
    claim: Count
    detail: Annotated[str, msgspec.Meta(max_length=DETAIL_LIMIT)] = ""


class ShareStatus(Message, frozen=True):
    """How one share is."""

    state: State
    views_left: Count
    tries_left: Count
    starts: Instant
    expires: Instant
    paused: bool
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


class Watched(Message, frozen=True):
    """Sender: of this share of mine I know so many events."""

    id: Octets16
    owner: Octets32
    seen: Count


class Watch(Message, frozen=True):
    """Sender: tell me of all of these, as it happens. The answer is a stream of events, whose data are `Change`."""

    shares: Annotated[tuple[Watched, ...], msgspec.Meta(min_length=1, max_length=WATCH_LIMIT)]


class Change(Message, frozen=True):
    """Relay: the share at place `i` of the question is so now; of its events, `seen` in all, the new ones."""

    i: Count
    share: ShareStatus | None
    seen: Count


class Receipt(Message, frozen=True):
    """Sender: what was accepted with this claim?"""

    id: Octets16
    owner: Octets32
    claim: Count


class Accepted(Message, frozen=True):
    """Relay: this, and it came then."""

    acceptance: AcceptanceOctets
    at: Instant


class Renew(Message, frozen=True):
    """Sender: the same link again, of a share that died unopened. As create, but for what the link stays with."""

    id: Octets16
    owner: Octets32
    half: Octets32
    identity_hash: Perhaps32
    header: HeaderOctets
    header_mac: Octets32
    cover: CoverOctets
    terms: PerhapsTerms
    conditions: ConditionsOctets
    conditions_mac: Octets32
    upload: Perhaps32
    body: BodyOctets

    def __post_init__(self) -> None:
        absent_or(32, self.identity_hash, self.upload)
        absent_or(TERMS_LEAST, self.terms)


class Origin(Message, frozen=True):
    """The answer to whoami; `mail`: whether this relay sends e-mail."""

    origin: Annotated[str, msgspec.Meta(max_length=300)]
    now: Instant
    mail: bool


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why not. Readers ignore members they do not know: a newer relay may say more."""

    error: Annotated[str, msgspec.Meta(max_length=40)]
    tries_left: Count | None = None
    retry_s: Count | None = None
    now: Instant | None = None
    have: OctetCount | None = None
