"""Terms, and that somebody accepted them (PROTOCOL section 6). Owns their two documents; who shows them is others'.

An acceptance is sealed under a key that hangs on link and passcode: the relay can withhold one and make none. It proves that
somebody with both typed this name; it is no signature of a person, and the sender could have made it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from app.crypto.aead import CannotOpen, open_sealed, seal
from app.crypto.hashing import blake2b_256, derive
from app.crypto.secret import Secret
from app.errors import Malformed, PeerError, UserError
from app.share.keys import LinkKeys
from app.share.link import damaged
from app.share.wire.address import norm_address
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Instant
from app.share.wire.invisible import strip_invisible

TEXT_LIMIT = 8000
NAME_LIMIT = 120
_STEP = 1024
_TERMS_PLAIN_LIMIT = 32_768


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text that must be accepted before anything is revealed."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_LIMIT)]


class Acceptance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who accepted what, by their word and their clock."""

    v: Literal[1]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT)]
    at: Instant
    header: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    terms: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]

    def __repr__(self) -> str:
        return "Acceptance()"


@dataclass(frozen=True, slots=True)
class Accepting:
    """What the sender keeps to read acceptances: K_acc, and the hashes of what was to be accepted."""

    key: Secret
    header_hash: bytes
    terms_hash: bytes


def seal_terms(keys: LinkKeys, header: bytes, text: str) -> bytes:
    """The terms, padded so that their length tells little, sealed to this header. UserError for a text that is too long."""
    if not 1 <= len(text) <= TEXT_LIMIT:
        raise UserError("terms-length", limit=TEXT_LIMIT)
    plain = _padded(encode(Terms(text)))
    if len(plain) > _TERMS_PLAIN_LIMIT:  # letters of four octets, or control characters
        raise UserError("terms-length", limit=TEXT_LIMIT)
    return seal(keys.terms, plain, blake2b_256(header))


def open_terms(keys: LinkKeys, header: bytes, sealed: bytes) -> str:
    """The exact inverse; *damaged* for anything else."""
    try:
        return parse_terms(open_sealed(keys.terms, sealed, blake2b_256(header)))
    except (CannotOpen, Malformed) as error:
        raise damaged() from error


def parse_terms(plain: bytes) -> str:
    """The text, or Malformed."""
    terms = parse(Terms, plain.rstrip(b" "), _TERMS_PLAIN_LIMIT)
    if len(plain) > _TERMS_PLAIN_LIMIT or _padded(encode(terms)) != plain:
        raise Malformed("Terms: padding")
    return terms.text


def seal_acceptance(key: Secret, name: str, now: int, header: bytes, terms: bytes) -> bytes:
    """That `name` accepts these sealed terms under this header. UserError for a name that is none."""
    name = strip_invisible(name)
    if not 1 <= len(name) <= NAME_LIMIT:
        raise UserError("name-length", limit=NAME_LIMIT)
    acceptance = Acceptance(1, name, now, blake2b_256(header), blake2b_256(terms))
    return seal(key, _padded(encode(acceptance)), blake2b_256(header))


def open_acceptance(accepting: Accepting, sealed: bytes) -> Acceptance:
    """The acceptance; PeerError `acceptance-not-valid` for one that is none of this header and these terms."""
    try:
        acceptance = parse_acceptance(open_sealed(accepting.key, sealed, accepting.header_hash))
    except (CannotOpen, Malformed) as error:
        raise PeerError("acceptance-not-valid") from error
    if (acceptance.header, acceptance.terms) != (accepting.header_hash, accepting.terms_hash):
        raise PeerError("acceptance-not-valid")
    return acceptance


def parse_acceptance(plain: bytes) -> Acceptance:
    """The exact inverse of what is sealed, or Malformed."""
    acceptance = parse(Acceptance, plain.rstrip(b" "), _STEP)
    if _padded(encode(acceptance)) != plain:
        raise Malformed("Acceptance: padding")
    if strip_invisible(acceptance.name) != acceptance.name:
        raise Malformed("Acceptance: name")
    return acceptance


def identity_hash(keys: LinkKeys, address: str) -> bytes:
    """What the relay keeps of the address; UserError `bad-address` if it is none."""
    try:
        normal = norm_address(address)
    except Malformed:
        raise UserError("bad-address") from None
    return derive(keys.proof, "identity", normal.encode("ascii")).reveal()


def _padded(plain: bytes) -> bytes:
    return plain + b" " * (-len(plain) % _STEP)
