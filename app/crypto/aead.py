"""XChaCha20-Poly1305: seal short values under a key, open them again. The nonce is drawn here, so none is ever used twice."""

from __future__ import annotations

import os
from typing import Any

from app.crypto.secret import Secret
from app.crypto.sodium import ffi, lib
from app.errors import OurError, PeerError

KEY_OCTETS = 32
NONCE_OCTETS = 24
TAG_OCTETS = 16
OVERHEAD = NONCE_OCTETS + TAG_OCTETS


class CannotOpen(PeerError):
    """Wrong key, or bytes that are not what was sealed. Which of the two is not knowable, and nothing of the inside is shown."""

    def __init__(self) -> None:
        super().__init__("cannot-open")


def seal(key: Secret, plain: bytes | memoryview, ad: bytes) -> bytes:
    """nonce (24) ‖ ciphertext ‖ tag (16)."""
    _require_key(key)
    nonce = os.urandom(NONCE_OCTETS)
    text = plain if isinstance(plain, bytes) else ffi.from_buffer(plain)
    sealed = ffi.new("unsigned char[]", len(plain) + TAG_OCTETS)
    failed = lib.crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed, ffi.NULL, text, len(plain), ad, len(ad), ffi.NULL, nonce, ffi.from_buffer(key.view())
    )
    if failed:  # libsodium never does; were it to, zero octets would go out as if they were sealed
        raise OurError("not-sealed")
    return nonce + bytes(ffi.buffer(sealed))


def open_sealed(key: Secret, sealed: bytes, ad: bytes) -> bytes:
    """The exact inverse of `seal` under the same key and associated data, or CannotOpen."""
    plain, size = _open(key, sealed, ad)
    return bytes(ffi.buffer(plain, size))


def open_secret(key: Secret, sealed: bytes, ad: bytes) -> Secret:
    """The same for what is secret itself: no copy of it is left behind."""
    plain, size = _open(key, sealed, ad)
    secret = Secret(ffi.buffer(plain, size))
    lib.sodium_memzero(plain, size)
    return secret


def _open(key: Secret, sealed: bytes, ad: bytes) -> tuple[Any, int]:
    _require_key(key)
    size = len(sealed) - OVERHEAD
    if size < 0:
        raise CannotOpen
    plain = ffi.new("unsigned char[]", max(size, 1))  # libsodium wants an address even where nothing is written
    nonce, rest = sealed[:NONCE_OCTETS], sealed[NONCE_OCTETS:]
    failed = lib.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, ffi.NULL, ffi.NULL, rest, len(rest), ad, len(ad), nonce, ffi.from_buffer(key.view())
    )
    if failed:
        raise CannotOpen
    return plain, size


def _require_key(key: Secret) -> None:
    if len(key) != KEY_OCTETS:  # the C function would read on behind a shorter one
        raise ValueError("keys have 32 octets")
