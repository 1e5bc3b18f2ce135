"""Canonical JSON (PROTOCOL section 2): one value, one sequence of octets. Owns the strictness of every parser of the protocol.

A JSON parser alone is not strict enough: msgspec keeps the last of two equal members, takes white space, `-0`, escapes that
need not be and base64 with bits left over. Two parsers that choose differently would see two documents under one MAC. So
octets are decoded, encoded again and compared; whatever is not the one canonical form is refused, for a few microseconds.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from app.errors import Malformed

T = TypeVar("T", bound=msgspec.Struct)

_encoder = msgspec.json.Encoder()
_decoders: dict[type[msgspec.Struct], msgspec.json.Decoder[msgspec.Struct]] = {}


def encode(value: msgspec.Struct) -> bytes:
    """The canonical octets: members in the order of the type, no white space, only the escapes that JSON demands."""
    return _encoder.encode(value)


def parse(kind: type[T], octets: bytes, limit: int | None = None) -> T:
    """The value, if `octets` are exactly what `encode` gives for it; Malformed otherwise."""
    if limit is not None and len(octets) > limit:
        raise Malformed(f"{kind.__name__}: too long")
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        value = decoder.decode(octets)
    except msgspec.ValidationError as error:
        raise Malformed(f"{kind.__name__}: {_place(error)}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Malformed(f"{kind.__name__}: not JSON") from None
    if _encoder.encode(value) != octets:
        raise Malformed(f"{kind.__name__}: not canonical")
    assert isinstance(value, kind)
    return value


def _place(error: msgspec.ValidationError) -> str:
    """Where it is wrong, without msgspec's wording: that can quote a member's name, and the name is a stranger's text."""
    _, found, path = str(error).rpartition(" - at `$")
    return f"at ${path.rstrip('`')}" if found else "members"


def parse_refusal(kind: type[T], octets: bytes) -> T | None:
    """A refusal, read loosely: None if it is none. A newer relay may say more than we know; a proxy says something else."""
    try:
        return msgspec.json.decode(octets, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
