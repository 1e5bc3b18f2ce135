"""MACs of header and conditions, and the cover (PROTOCOL section 6). Their parsers are in `wire.documents`.

What is checked here is checked before a passcode is asked for: a relay that changed a document gets no answer from a person.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.crypto.aead import CannotOpen, open_sealed, seal
from app.crypto.hashing import blake2b_256, derive, equal
from app.errors import Malformed
from app.share.keys import LinkKeys
from app.share.link import damaged
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Conditions, Header, parse_conditions, parse_header

COVER_STEP = 256
COVER_PLAIN_LIMIT = 2048

Entry = Literal["symbols", "words", "digits", "text", "none"]


class Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """What a recipient may see before the passcode; `entry` says which keyboard to offer."""

    sender: Annotated[str, msgspec.Meta(max_length=80)]
    note: Annotated[str, msgspec.Meta(max_length=200)]
    entry: Entry


def header_mac(keys: LinkKeys, header: bytes) -> bytes:
    """The sender's word that the header is theirs."""
    return derive(keys.head, "header", header).reveal()


def conditions_mac(keys: LinkKeys, header: bytes, conditions: bytes) -> bytes:
    """The same for conditions, bound to the header they belong to."""
    return derive(keys.conditions, "conditions", blake2b_256(header) + conditions).reveal()


def require_header(keys: LinkKeys, header: bytes, mac: bytes) -> Header:
    """The header, if the sender of the link made it; *damaged* otherwise."""
    if not equal(header_mac(keys, header), mac):
        raise damaged()
    try:
        return parse_header(header)
    except Malformed as error:
        raise damaged() from error


def require_conditions(keys: LinkKeys, header: bytes, conditions: bytes, mac: bytes) -> Conditions:
    """The conditions, if the sender of the link made them for this header (already checked); *damaged* otherwise."""
    if not equal(conditions_mac(keys, header, conditions), mac):
        raise damaged()
    try:
        return parse_conditions(conditions, parse_header(header).created)
    except Malformed as error:
        raise damaged() from error


def seal_cover(keys: LinkKeys, header: bytes, cover: Cover) -> bytes:
    """The cover, padded so that its length tells little, sealed to this header."""
    return seal(keys.note, encode_cover(cover), blake2b_256(header))


def open_cover(keys: LinkKeys, header: bytes, sealed: bytes) -> Cover:
    """The exact inverse; *damaged* for anything else."""
    try:
        return parse_cover(open_sealed(keys.note, sealed, blake2b_256(header)))
    except (CannotOpen, Malformed) as error:
        raise damaged() from error


def encode_cover(cover: Cover) -> bytes:
    """Canonical JSON and spaces up to the next multiple of 256 octets."""
    plain = encode(cover)
    return plain + b" " * (-len(plain) % COVER_STEP)


def parse_cover(plain: bytes) -> Cover:
    """The exact inverse, or Malformed."""
    cover = parse(Cover, plain.rstrip(b" "), COVER_PLAIN_LIMIT)
    if len(plain) > COVER_PLAIN_LIMIT or encode_cover(cover) != plain:
        raise Malformed("Cover: padding")
    return cover
