"""XChaCha20-Poly1305: seal short values under a key, open them again. The nonce is drawn here, so none is ever used twice."""

from __future__ import annotations

import os

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as _decrypt,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as _encrypt,
)
from nacl.exceptions import CryptoError

from app.crypto.secret import Secret
from app.errors import PeerError

KEY_OCTETS = 32
NONCE_OCTETS = 24
TAG_OCTETS = 16
OVERHEAD = NONCE_OCTETS + TAG_OCTETS


class CannotOpen(PeerError):
    """Wrong key, or bytes that are not what was sealed. Which of the two is not knowable, and nothing of the inside is shown."""

    def __init__(self) -> None:
        super().__init__("cannot-open")


def seal(key: Secret, plain: bytes, ad: bytes) -> bytes:
    """nonce (24) ‖ ciphertext ‖ tag (16)."""
    nonce = os.urandom(NONCE_OCTETS)
    return nonce + _encrypt(plain, ad, nonce, key.reveal())


def open_sealed(key: Secret, sealed: bytes, ad: bytes) -> bytes:
    """The exact inverse of `seal` under the same key and associated data, or CannotOpen."""
    if len(sealed) < OVERHEAD:
        raise CannotOpen
    try:
        return _decrypt(sealed[NONCE_OCTETS:], ad, sealed[:NONCE_OCTETS], key.reveal())
    except CryptoError as error:
        raise CannotOpen from error
