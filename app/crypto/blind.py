"""What the relay may do: hash, compare, verify a signature, seal to a public key. Nothing here can open anything.

Keep it so: a test follows this module's imports.
"""

from __future__ import annotations

from nacl.bindings import crypto_box_seal, crypto_sign_open
from nacl.exceptions import CryptoError

from app.crypto.hashing import blake2b_256, equal

__all__ = ["PUBLIC_OCTETS", "SIGNATURE_OCTETS", "blake2b_256", "equal", "seal_to", "verify"]

PUBLIC_OCTETS = 32
SIGNATURE_OCTETS = 64


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (Ed25519) over `message` is by the owner of `public`."""
    if len(public) != PUBLIC_OCTETS or len(signature) != SIGNATURE_OCTETS:
        return False
    try:
        crypto_sign_open(signature + message, public)
    except CryptoError:
        return False
    return True


def seal_to(public: bytes, message: bytes) -> bytes:
    """`crypto_box_seal` to an X25519 public key. ValueError for a key of a wrong length or of small order."""
    if len(public) != PUBLIC_OCTETS:
        raise ValueError("a public key has 32 octets")
    try:
        return crypto_box_seal(message, public)
    except (
        CryptoError,
        RuntimeError,
    ) as error:  # libsodium refuses points of small order: everyone would know the result
        raise ValueError("not a usable public key") from error
