"""Streams of sealed chunks (secretstream, XChaCha20-Poly1305): for what is too long to seal in one piece.

Plain octets are cut in chunks of 64 KiB. The last chunk alone carries TAG_FINAL, so that a stream cut at any octet,
joined to another or with something behind its end does not open. What `open_stream` yields before it has ended is
authentic but perhaps not whole: show nothing until the iterator is exhausted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nacl import bindings
from nacl.exceptions import CryptoError

from app.crypto.aead import CannotOpen
from app.crypto.secret import Secret

CHUNK = 65_536
HEADER_OCTETS: int = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
CHUNK_OVERHEAD: int = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_FINAL: int = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE: int = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


def sealed_size(plain: int) -> int:
    """Octets of a whole stream, its header included, for so many plain ones (at least 1)."""
    chunks = -(-plain // CHUNK)
    return HEADER_OCTETS + plain + CHUNK_OVERHEAD * chunks


def seal_stream(key: Secret, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The stream header, then the sealed chunks. Pieces may have any size; together they hold at least one octet."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    yield bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key.reveal())
    for chunk, last in _recut(pieces, CHUNK):
        if not chunk:
            raise ValueError("a stream holds at least one octet")
        tag = _FINAL if last else _MESSAGE
        yield bindings.crypto_secretstream_xchacha20poly1305_push(state, chunk, tag=tag)


def open_stream(key: Secret, header: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The plain chunks, in order; CannotOpen at the first that is not right, also when the end is missing or not the end."""
    if len(header) != HEADER_OCTETS:
        raise CannotOpen
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key.reveal())
    for sealed, last in _recut(pieces, CHUNK + CHUNK_OVERHEAD):
        yield _pull(state, sealed, _FINAL if last else _MESSAGE)


def _pull(state: bindings.crypto_secretstream_xchacha20poly1305_state, sealed: bytes, expected: int) -> bytes:
    if len(sealed) <= CHUNK_OVERHEAD:
        raise CannotOpen
    try:
        plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed)
    except (CryptoError, RuntimeError) as error:
        raise CannotOpen from error
    if tag != expected:
        raise CannotOpen
    return plain


def _recut(pieces: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """The same octets in chunks of `size`, each with whether it is the last; one empty last chunk if there are none at all."""
    waiting: bytes | bytearray = b""
    for piece in pieces:
        if len(piece) == size and len(waiting) in (0, size):  # as files are read: nothing to cut, nothing to copy
            if waiting:
                yield bytes(waiting), False
            waiting = piece
            continue
        if isinstance(waiting, bytes):
            waiting = bytearray(waiting)
        waiting += piece
        cut = (len(waiting) - 1) // size * size if waiting else 0  # one octet stays: the end tells what is last
        if not cut:
            continue
        octets = memoryview(waiting)  # cut by place: taking each chunk off the front would move all that is behind it
        for start in range(0, cut, size):
            yield bytes(octets[start : start + size]), False
        waiting = bytearray(octets[cut:])
    yield bytes(waiting), True
