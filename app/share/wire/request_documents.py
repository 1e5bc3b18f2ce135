"""Header and conditions of a request link (REQUESTS, R4): strict parsers and their inverse. Owns no key, and not the form, which
no relay can read.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.errors import Malformed
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import (
    CONDITIONS_LIMIT,
    FILES_LEAST,
    FILES_LIMIT,
    HEADER_LIMIT,
    Conditions,
    Instant,
    is_origin,
)

REQUEST_LIFETIME_S = 316_224_000
TAKES_LIMIT = 1000

Takes = Annotated[int, msgspec.Meta(ge=1, le=TAKES_LIMIT)]


class RequestHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was promised at creation. `files`: the most octets of sealed files in one submission, 0 for none."""

    v: Literal[1]
    kind: Literal["request"]
    created: Instant
    expires: Instant
    takes: Takes
    rate: Takes
    files: Annotated[int, msgspec.Meta(ge=0, le=FILES_LIMIT)]
    relay: Annotated[str, msgspec.Meta(max_length=300)]


def parse_request_header(octets: bytes) -> RequestHeader:
    """The header, or Malformed."""
    header = parse(RequestHeader, octets, HEADER_LIMIT)
    if not is_origin(header.relay):
        raise Malformed("RequestHeader: relay")
    if 0 < header.files < FILES_LEAST:
        raise Malformed("RequestHeader: files")
    _check_end("RequestHeader", header.created, header.expires)
    return header


def encode_request_header(header: RequestHeader) -> bytes:
    """The octets that are MACed, hashed, stored and sent."""
    return encode(header)


def parse_request_conditions(octets: bytes, created: int) -> Conditions:
    """The conditions of a request whose header says `created`, or Malformed. They are written as those of a share."""
    conditions = parse(Conditions, octets, CONDITIONS_LIMIT)
    if conditions.starts != created:
        raise Malformed("Conditions: starts")
    _check_end("Conditions", created, conditions.expires)
    return conditions


def _check_end(what: str, created: int, expires: int) -> None:
    if not created < expires <= created + REQUEST_LIFETIME_S:
        raise Malformed(f"{what}: expires")
