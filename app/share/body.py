"""The body (PROTOCOL section 7.1): the manifest in a padded frame, sealed as a stream under a committed key.

The commitment comes first because an AEAD ciphertext could be made to open under two passcodes, each to another manifest.
"""

from __future__ import annotations

from app.crypto.aead import CannotOpen
from app.crypto.hashing import derive, equal
from app.crypto.padding import padme
from app.crypto.secret import Secret
from app.crypto.stream import HEADER_OCTETS, open_stream, seal_stream, sealed_size
from app.errors import Malformed, UserError
from app.share.link import damaged
from app.share.manifest import Manifest, encode_manifest, parse_manifest
from app.share.wire.transfers import CHUNK, SEALED_CHUNK

COMMIT_OCTETS = 32
FRAME_LEAST = 4096
FRAME_LIMIT = 1_048_576
_LENGTH_OCTETS = 4


def frame_length(manifest_length: int) -> int:
    """How long the frame of a manifest of so many octets is."""
    return max(FRAME_LEAST, padme(_LENGTH_OCTETS + manifest_length))


def files_size(manifest: Manifest) -> int:
    """Octets of the sealed files of a manifest (section 7.2); 0 if it has none. Of them, as of the body, only a class of
    lengths is seen."""
    if not manifest.files:
        return 0
    return sealed_files(manifest.content)


def sealed_files(content: int) -> int:
    """How long so many octets of files are, padded and sealed."""
    padded = max(FRAME_LEAST, padme(content))
    return padded + (SEALED_CHUNK - CHUNK) * -(-padded // CHUNK)


def body_size(manifest: Manifest) -> int:
    """Octets of the body; UserError `too-large` past what a share may hold."""
    return _size(_length_in_limit(encode_manifest(manifest)))


def _size(frame: int) -> int:
    return COMMIT_OCTETS + sealed_size(frame)


def _length_in_limit(octets: bytes) -> int:
    length = frame_length(len(octets))
    if length > FRAME_LIMIT:
        raise UserError("too-large", limit=FRAME_LIMIT - _LENGTH_OCTETS)
    return length


def seal_body(key: Secret, manifest: Manifest) -> bytes:
    """Commitment ‖ stream header ‖ chunks."""
    octets = encode_manifest(manifest)
    frame = encode_frame(octets, _length_in_limit(octets))
    return derive(key, "commit").reveal() + b"".join(seal_stream(derive(key, "stream"), [frame]))


def encode_frame(manifest: bytes, length: int) -> bytes:
    """u32 ‖ manifest ‖ zero octets."""
    return (len(manifest).to_bytes(_LENGTH_OCTETS) + manifest).ljust(length, b"\x00")


def open_body(key: Secret, size: int, files: int, body: bytes) -> Manifest:
    """The manifest, after every check of section 7.1 in its order; *damaged* at the first that fails. Nothing is given before.
    `size` and `files` are the header's."""
    if len(body) != size or size < COMMIT_OCTETS + HEADER_OCTETS:
        raise damaged()
    if not equal(derive(key, "commit").reveal(), body[:COMMIT_OCTETS]):
        raise damaged()
    stream = body[COMMIT_OCTETS:]
    try:
        frame = b"".join(open_stream(derive(key, "stream"), stream[:HEADER_OCTETS], [stream[HEADER_OCTETS:]]))
        return _parse(frame, files)
    except (CannotOpen, Malformed) as error:
        raise damaged() from error


def _parse(frame: bytes, files: int) -> Manifest:
    manifest = parse_manifest(parse_frame(frame))
    if files_size(manifest) != files:
        raise Malformed("Manifest: files")
    return manifest


def parse_frame(frame: bytes) -> bytes:
    """The manifest's octets, or Malformed."""
    length = int.from_bytes(frame[:_LENGTH_OCTETS])
    if len(frame) > FRAME_LIMIT or len(frame) < FRAME_LEAST or frame_length(length) != len(frame):
        raise Malformed("frame: length")
    end = _LENGTH_OCTETS + length
    if any(frame[end:]):
        raise Malformed("frame: padding")
    return frame[_LENGTH_OCTETS:end]
