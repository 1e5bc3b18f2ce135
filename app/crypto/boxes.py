"""X25519 keys to which others seal (`crypto_box_seal`). Sealing is in `blind`; only the holder of the key opens, here.

A key of a claim lives as long as its opening; one of a request is kept in the vault: `private` and `of` are for that.
"""

from __future__ import annotations

from nacl.bindings import crypto_box_keypair, crypto_box_seal_open, crypto_scalarmult, crypto_scalarmult_base
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumError

from app.crypto.aead import CannotOpen
from app.crypto.secret import Secret

SEAL_OVERHEAD = 48
_ANY = bytes([8]) + bytes(30) + bytes([64])  # which one does not matter: of small order is what none of them moves


class BoxKey:
    """A key pair. `public` may be shown to anyone."""

    __slots__ = ("_private", "public")

    def __init__(self, public: bytes, private: Secret) -> None:
        self.public = public
        self._private = private

    @classmethod
    def generate(cls) -> BoxKey:
        """A fresh pair."""
        public, private = crypto_box_keypair()
        return cls(public, Secret(private))

    @classmethod
    def of(cls, private: Secret) -> BoxKey:
        """The pair of this private key."""
        return cls(crypto_scalarmult_base(private.reveal()), private)

    @property
    def private(self) -> Secret:
        """What must be kept, and what to forget is to destroy the key."""
        return self._private

    def open_sealed(self, sealed: bytes) -> bytes:
        """What `blind.seal_to(self.public, …)` sealed, or CannotOpen."""
        if len(sealed) < SEAL_OVERHEAD:
            raise CannotOpen
        try:
            return crypto_box_seal_open(sealed, self.public, self._private.reveal())
        except CryptoError as error:
            raise CannotOpen from error


def is_usable(public: bytes) -> bool:
    """Whether something can be sealed to it: with a point of small order everybody would know the result."""
    try:
        crypto_scalarmult(_ANY, public)
    except SodiumError:
        return False
    return True
