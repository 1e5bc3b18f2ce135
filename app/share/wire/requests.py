"""The messages of request links (REQUESTS, R7) as types, with their caps. Owns their form, not what relay, client or asker do
with them. What a client submits travels by `transfers.Piece`, like files.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.share.wire.documents import FILES_LIMIT, SIZE_LEAST, SIZE_LIMIT, Instant
from app.share.wire.members import (
    ConditionsOctets,
    Count,
    HeaderOctets,
    OctetCount,
    Octets16,
    Octets32,
    Octets64,
    Perhaps32,
    absent_or,
)
from app.share.wire.messages import Message
from app.share.wire.transfers import FETCH_LIMIT

SEALED_KEY = 80
ENVELOPE_LEAST = SEALED_KEY + SIZE_LEAST
ENVELOPE_LIMIT = SEALED_KEY + SIZE_LIMIT
FORM_LEAST = 1024 + 40
FORM_LIMIT = 32_768 + 40
UPLOADS = 64
LARGE_UPLOADS = 8
WAITING = 64
DAY_S = 86_400
OFFERED = b"lacre/1/offer\x00"
SUBMITTED = b"lacre/1/submit\x00"

FormOctets = Annotated[bytes, msgspec.Meta(min_length=FORM_LEAST, max_length=FORM_LIMIT)]
Number = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Part = Literal["envelope", "files"]


class Ask(Message, frozen=True):
    """Asker: keep this request."""

    id: Octets16
    link_hash: Octets32
    proof_key: Octets32
    owner_hash: Octets32
    header: HeaderOctets
    header_mac: Octets32
    form: FormOctets
    conditions: ConditionsOctets
    conditions_mac: Octets32


class Look(Message, frozen=True):
    """Client: what is asked?"""

    id: Octets16
    proof: Octets32


class Shown(Message, frozen=True):
    """Relay: this, and here is a challenge."""

    header: HeaderOctets
    header_mac: Octets32
    form: FormOctets
    conditions: ConditionsOctets
    conditions_mac: Octets32
    challenge: Octets32
    views_left: Count
    tries_left: Count


class Offer(Message, frozen=True):
    """Client: I know link and passcode; begin an upload of so many octets, or find it again. `upload` is H(U); empty, with a size
    of 0, to learn only whether the passcode is right. The answer is `transfers.Have`."""

    id: Octets16
    proof: Octets32
    challenge: Octets32
    upload: Perhaps32
    size: Annotated[int, msgspec.Meta(ge=0, le=FILES_LIMIT)]
    signature: Octets64

    def __post_init__(self) -> None:
        absent_or(32, self.upload)
        if bool(self.upload) != bool(self.size):
            raise ValueError("size")


class Submit(Message, frozen=True):
    """Client: these uploads are my submission. `envelope` is V, `files` is U, or empty."""

    id: Octets16
    proof: Octets32
    challenge: Octets32
    envelope: Octets32
    files: Perhaps32
    signature: Octets64

    def __post_init__(self) -> None:
        absent_or(32, self.files)


class Submitted(Message, frozen=True):
    """Relay: it is the submission of this number, and was taken by now."""

    number: Number
    now: Instant


class Collect(Message, frozen=True):
    """Asker: what is the submission of this number? The whole of drop, too."""

    id: Octets16
    owner: Octets32
    number: Number


class Collected(Message, frozen=True):
    """Relay: so many octets of an envelope and of sealed files, and it came then."""

    size: Annotated[int, msgspec.Meta(ge=ENVELOPE_LEAST, le=ENVELOPE_LIMIT)]
    files: OctetCount
    at: Instant


class Fetch(Message, frozen=True):
    """Asker: so many octets of this part of it from `offset`. The answer is octets, not JSON."""

    id: Octets16
    owner: Octets32
    number: Number
    part: Part
    offset: OctetCount
    length: Annotated[int, msgspec.Meta(ge=1, le=FETCH_LIMIT)]


def offered(message: Offer, header_hash: bytes, relay: str) -> bytes:
    """What the signature of an offer is over."""
    size = message.size.to_bytes(4, "big")
    upload = message.upload or bytes(32)
    return OFFERED + message.id + message.challenge + upload + size + header_hash + relay.encode("ascii")


def submitted(message: Submit, envelope: bytes, files: bytes, header_hash: bytes, relay: str) -> bytes:
    """What the signature of a submit is over. `envelope` is H(V), `files` H(U), or empty."""
    return (
        SUBMITTED
        + message.id
        + message.challenge
        + envelope
        + (files or bytes(32))
        + header_hash
        + relay.encode("ascii")
    )
