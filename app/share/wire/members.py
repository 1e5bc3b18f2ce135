"""Members that messages have in common, with their ranges (PROTOCOL section 8). Owns no message.

An empty string stands for octets that are not there. Where both may be, the least length of what is there is checked by
`absent_or`: a type alone cannot say "none, or at least so many".
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.share.wire.documents import CONDITIONS_LIMIT, FILES_LEAST, FILES_LIMIT, HEADER_LIMIT, SIZE_LEAST, SIZE_LIMIT

COVER_LIMIT = 2048 + 40
TERMS_LEAST = 1024 + 40
TERMS_LIMIT = 32_768 + 40
ACCEPTANCE_OCTETS = 1024 + 40
CODE_DIGITS = 8
ADDRESS_LIMIT = 1000

Octets16 = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Octets32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Octets64 = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
Perhaps32 = Annotated[bytes, msgspec.Meta(max_length=32)]
HeaderOctets = Annotated[bytes, msgspec.Meta(min_length=2, max_length=HEADER_LIMIT)]
ConditionsOctets = Annotated[bytes, msgspec.Meta(min_length=2, max_length=CONDITIONS_LIMIT)]
CoverOctets = Annotated[bytes, msgspec.Meta(min_length=256 + 40, max_length=COVER_LIMIT)]
PerhapsTerms = Annotated[bytes, msgspec.Meta(max_length=TERMS_LIMIT)]
AcceptanceOctets = Annotated[bytes, msgspec.Meta(min_length=ACCEPTANCE_OCTETS, max_length=ACCEPTANCE_OCTETS)]
PerhapsAcceptance = Annotated[bytes, msgspec.Meta(max_length=ACCEPTANCE_OCTETS)]
PerhapsCode = Annotated[str, msgspec.Meta(pattern=r"\A(?:[0-9]{8})?\Z")]
BodyOctets = Annotated[bytes, msgspec.Meta(min_length=SIZE_LEAST, max_length=SIZE_LIMIT)]
SealedAnswer = Annotated[bytes, msgspec.Meta(min_length=64 + 48, max_length=64 + 48)]
Address = Annotated[str, msgspec.Meta(min_length=1, max_length=ADDRESS_LIMIT)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
OctetCount = Annotated[int, msgspec.Meta(ge=0, le=2**32 - 1)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=SIZE_LIMIT)]
BodySize = Annotated[int, msgspec.Meta(ge=SIZE_LEAST, le=SIZE_LIMIT)]
FilesSize = Annotated[int, msgspec.Meta(ge=FILES_LEAST, le=FILES_LIMIT)]


def absent_or(least: int, *values: bytes) -> None:
    """ValueError (which a decoder turns into what is malformed) for octets that are there but fewer than `least`."""
    if any(0 < len(value) < least for value in values):
        raise ValueError("too short")
