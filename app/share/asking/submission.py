"""What a client submits (REQUESTS, R5): its manifest, how that is sealed, and every check before anything of it is shown.

Two words for what is wrong, because they mean different things to a person: *forged* is of somebody who has not link and
passcode, or was altered on the way; *damaged* was made with both and is no submission to this form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from app.crypto.aead import CannotOpen
from app.crypto.blind import seal_to
from app.crypto.boxes import BoxKey
from app.crypto.hashing import derive, equal
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.crypto.stream import HEADER_OCTETS, open_stream, seal_stream
from app.errors import Malformed, PeerError, UserError
from app.share.asking.form import PARTS_LIMIT, Form
from app.share.asking.keys import GiverKeys
from app.share.body import COMMIT_OCTETS, FRAME_LIMIT, encode_frame, frame_length, parse_frame, sealed_files
from app.share.link import damaged
from app.share.manifest import CONTENT_LIMIT, FILES_COUNT, KEY_OCTETS, ManifestFile
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Instant
from app.share.wire.messages import Language
from app.share.wire.requests import ENVELOPE_LEAST, ENVELOPE_LIMIT, SEALED_KEY

ANSWERS_LIMIT = 200
MESSAGE_LIMIT = 20_000
SESSION_OCTETS = 16


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the form, filled in once; an empty value was left out."""

    part: Annotated[int, msgspec.Meta(ge=0, lt=PARTS_LIMIT)]
    values: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Answer({self.part})"


class Submission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was filled in. `session` and `i` say which opened page it is of, and the how-manieth; `key` seals the files."""

    v: Literal[1]
    language: Language
    session: Annotated[bytes, msgspec.Meta(min_length=SESSION_OCTETS, max_length=SESSION_OCTETS)]
    i: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    at: Instant
    message: Annotated[str, msgspec.Meta(max_length=MESSAGE_LIMIT)]
    answers: Annotated[tuple[Answer, ...], msgspec.Meta(max_length=ANSWERS_LIMIT)]
    files: Annotated[tuple[ManifestFile, ...], msgspec.Meta(max_length=FILES_COUNT)] = ()
    key: Annotated[bytes, msgspec.Meta(max_length=KEY_OCTETS)] = b""

    def __repr__(self) -> str:
        return f"Submission({len(self.answers)} answers, {len(self.files)} files)"

    @property
    def content(self) -> int:
        """The octets of all files together."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a submission is held against: the octets of the header, how many octets of files it has room for, and the form."""

    header: bytes
    files: int
    form: Form


def forged() -> PeerError:
    """Not of somebody with link and passcode, or not as they made it."""
    return PeerError("forged")


def parse_submission(octets: bytes) -> Submission:
    """The manifest, or Malformed. That it fits its form is `require_fitting`'s."""
    found = parse(Submission, octets)
    if not found.message and not found.files and not any(value for answer in found.answers for value in answer.values):
        raise Malformed("Submission: empty")
    if len(found.key) != (KEY_OCTETS if found.files else 0):
        raise Malformed("Submission: key")
    if found.content > CONTENT_LIMIT:
        raise Malformed("Submission: files")
    return found


def require_fitting(found: Submission, asked: Asked, files: int) -> None:
    """Malformed unless it answers this form; `files` is how many octets of sealed files came with it. That something required was
    left out is no reason: the person is told, and half an answer is more than none."""
    parts = asked.form.parts
    for answer in found.answers:
        if answer.part >= len(parts) or len(answer.values) != len(parts[answer.part].fields):
            raise Malformed("Submission: answers")
    for part, times in Counter(answer.part for answer in found.answers).items():
        if times > parts[part].many:
            raise Malformed("Submission: many")
    if files > asked.files or files != (sealed_files(found.content) if found.files else 0):
        raise Malformed("Submission: files")


def seal_submission(public: bytes, giver: GiverKeys, asked: Asked, found: Submission) -> bytes:
    """The envelope, under a key that nobody else has but the holder of *x*. UserError `too-large` for what no frame holds."""
    octets = encode(found)
    require_fitting(parse_submission(octets), asked, sealed_files(found.content) if found.files else 0)
    length = frame_length(len(octets))
    if length > FRAME_LIMIT:
        raise UserError("too-large", limit=FRAME_LIMIT - 4)
    data = random_secret()
    sealed = seal_to(public, data.reveal())
    key = giver.submission(data, sealed, asked.header)
    stream = b"".join(seal_stream(derive(key, "stream"), [encode_frame(octets, length)]))
    return sealed + derive(key, "commit").reveal() + stream


def open_submission(key: BoxKey, giver: GiverKeys, asked: Asked, envelope: bytes, files: int) -> Submission:
    """What was submitted, after every check of R5 in its order: PeerError `forged` or `damaged` at the first that fails."""
    if not ENVELOPE_LEAST <= len(envelope) <= ENVELOPE_LIMIT:
        raise damaged()
    sealed, body = envelope[:SEALED_KEY], envelope[SEALED_KEY:]
    try:
        data = Secret(key.open_sealed(sealed))
    except CannotOpen as error:
        raise forged() from error
    under = giver.submission(data, sealed, asked.header)
    if not equal(derive(under, "commit").reveal(), body[:COMMIT_OCTETS]):
        raise forged()
    stream = body[COMMIT_OCTETS:]
    try:
        frame = b"".join(open_stream(derive(under, "stream"), stream[:HEADER_OCTETS], [stream[HEADER_OCTETS:]]))
        found = parse_submission(parse_frame(frame))
        require_fitting(found, asked, files)
    except (CannotOpen, Malformed) as error:
        raise damaged() from error
    return found
