"""Header and conditions (PROTOCOL section 6): strict parsers and their inverse. Owns no key: MACs are checked in `documents`.

Both stay octet strings wherever they travel; what is parsed here is only read, never serialised again to be MACed.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from app.errors import Malformed
from app.share.wire.canonical import encode, parse

HEADER_LIMIT = 2048
CONDITIONS_LIMIT = 512
LIFETIME_LIMIT_S = 34_560_000
VIEWS_LIMIT = 1000
SIZE_LEAST = 4169
SIZE_LIMIT = 1_048_904
FILES_LEAST = 4136
FILES_LIMIT = 2_147_811_328

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PORT = r"(?::([1-9][0-9]{0,4}))?"
_HTTPS = re.compile(rf"https://({_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]{{2,45}}\]){_PORT}")
_LOOPBACK = re.compile(rf"http://(?:127\.0\.0\.1|\[::1\]|localhost){_PORT}")

Instant = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799)]
Views = Annotated[int, msgspec.Meta(ge=1, le=VIEWS_LIMIT)]
Rule = Literal["hide", "no-copy", "no-download"]
RULES: tuple[Rule, ...] = ("hide", "no-copy", "no-download")


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was promised at creation. `files` is the length of the sealed files, 0 without any; `terms`, `identity` and `trace`
    say what is demanded of a recipient, and what is noted of one."""

    v: Literal[1]
    kind: Literal["share"]
    created: Instant
    starts: Instant
    expires: Instant
    views: Views
    size: Annotated[int, msgspec.Meta(ge=SIZE_LEAST, le=SIZE_LIMIT)]
    files: Annotated[int, msgspec.Meta(ge=0, le=FILES_LIMIT)]
    relay: Annotated[str, msgspec.Meta(max_length=300)]
    rules: tuple[Rule, ...]
    terms: bool
    identity: bool
    trace: bool


class Conditions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds now: the sender may change it, `n` one higher each time."""

    n: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    starts: Instant
    expires: Instant
    views: Views
    paused: bool


def is_origin(text: str) -> bool:
    """Whether `text` is an origin a link may have: https anywhere, plain http on loopback only, in its serialised form."""
    match = _HTTPS.fullmatch(text)
    if match is not None:
        return len(match.group(1)) <= 253 and _port_fits(match.group(2), default="443")
    match = _LOOPBACK.fullmatch(text)
    return match is not None and _port_fits(match.group(1), default="80")


def _port_fits(port: str | None, default: str) -> bool:
    return port is None or (port != default and int(port) <= 65535)


def parse_header(octets: bytes) -> Header:
    """The header, or Malformed."""
    header = parse(Header, octets, HEADER_LIMIT)
    if not is_origin(header.relay):
        raise Malformed("Header: relay")
    if header.rules != tuple(rule for rule in RULES if rule in header.rules):
        raise Malformed("Header: rules")
    if 0 < header.files < FILES_LEAST:
        raise Malformed("Header: files")
    _check_times("Header", header.created, header.starts, header.expires)
    return header


def encode_header(header: Header) -> bytes:
    """The octets that are MACed, hashed, stored and sent."""
    return encode(header)


def parse_conditions(octets: bytes, created: int) -> Conditions:
    """The conditions of a share whose header says `created`, or Malformed."""
    conditions = parse(Conditions, octets, CONDITIONS_LIMIT)
    _check_times("Conditions", created, conditions.starts, conditions.expires)
    return conditions


def encode_conditions(conditions: Conditions) -> bytes:
    """The octets that are MACed, stored and sent."""
    return encode(conditions)


def _check_times(what: str, created: int, starts: int, expires: int) -> None:
    if not created < expires <= created + LIFETIME_LIMIT_S:
        raise Malformed(f"{what}: expires")
    if not created <= starts < expires:
        raise Malformed(f"{what}: starts")
