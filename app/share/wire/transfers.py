"""The messages that move files (PROTOCOL sections 7.2 and 8): stage, put, abandon, files. Owns their form alone.

A put is the one message that is not JSON: its octets would be a third longer in it, and would have to lie in memory thrice.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.errors import Malformed
from app.share.wire.canonical import encode, parse
from app.share.wire.members import FilesSize, OctetCount, Octets16, Octets32
from app.share.wire.messages import Message

CHUNK = 262_144
SEALED_CHUNK = CHUNK + 40
PUT_LIMIT = 16 * SEALED_CHUNK
FETCH_LIMIT = 256 * SEALED_CHUNK
UPLOAD_S = 48 * 3600
_LENGTH_OCTETS = 4
_HEAD_LIMIT = 128
HEAD_ROOM = _LENGTH_OCTETS + _HEAD_LIMIT
PUT_REQUEST_LIMIT = HEAD_ROOM + PUT_LIMIT


class Upload(Message, frozen=True):
    """Sender (stage): begin an upload of so many octets, or find it again. `upload` is H(U)."""

    upload: Octets32
    size: FilesSize


class Have(Message, frozen=True):
    """Relay: so many octets of it are here."""

    have: OctetCount


class Piece(Message, frozen=True):
    """Sender (put): the octets that follow belong at `offset`. `upload` is U."""

    upload: Octets32
    offset: OctetCount


class Abandon(Message, frozen=True):
    """Sender: forget this upload. `upload` is U."""

    upload: Octets32


class Files(Message, frozen=True):
    """Recipient: so many octets of the sealed files from `offset`. The answer is octets, not JSON."""

    id: Octets16
    ticket: Octets32
    offset: OctetCount
    length: Annotated[int, msgspec.Meta(ge=1, le=FETCH_LIMIT)]


def encode_put_head(piece: Piece) -> bytes:
    """What stands before the octets of a put."""
    head = encode(piece)
    return len(head).to_bytes(_LENGTH_OCTETS) + head


def encode_put(piece: Piece, room: memoryview) -> memoryview:
    """The message, made where its octets lie: in `room`, behind `HEAD_ROOM` octets that may be overwritten."""
    head = encode_put_head(piece)
    start = HEAD_ROOM - len(head)
    room[start:HEAD_ROOM] = head
    return room[start:]


def parse_put(octets: bytes | bytearray | memoryview) -> tuple[Piece, memoryview]:
    """A put: where its octets belong, and they, not copied; or Malformed."""
    whole = memoryview(octets)
    end = put_head_end(whole)
    piece = parse_put_head(bytes(whole[:end]))
    require_put_length(len(whole) - end)
    return piece, whole[end:]


def require_put_length(length: int) -> None:
    """Malformed for more octets than a put may have, or none."""
    if not 1 <= length <= PUT_LIMIT:
        raise Malformed("Piece: octets")


def put_head_end(octets: bytes | memoryview) -> int:
    """How long the head is of a put that begins so."""
    end = _LENGTH_OCTETS + int.from_bytes(octets[:_LENGTH_OCTETS])
    if len(octets) < _LENGTH_OCTETS or end > HEAD_ROOM:
        raise Malformed("Piece: length")
    return end


def parse_put_head(head: bytes) -> Piece:
    """The head of a put; or Malformed."""
    if len(head) != put_head_end(head):
        raise Malformed("Piece: length")
    return parse(Piece, head[_LENGTH_OCTETS:])
