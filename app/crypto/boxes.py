"""X25519 keys to which others seal (`crypto_box_seal`). Sealing is in `blind`; only the holder of the key opens, here."""

from __future__ import annotations

from nacl.bindings import crypto_box_keypair, crypto_box_seal_open
from nacl.exceptions import CryptoError

from app.crypto.aead import CannotOpen
from app.crypto.secret import Secret

SEAL_OVERHEAD = 48


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

    def open_sealed(self, sealed: bytes) -> bytes:
        """What `blind.seal_to(self.public, …)` sealed, or CannotOpen."""
        if len(sealed) < SEAL_OVERHEAD:
            raise CannotOpen
        try:
            return crypto_box_seal_open(sealed, self.public, self._private.reveal())
        except CryptoError as error:
            raise CannotOpen from error
