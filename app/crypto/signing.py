"""Ed25519 signing keys. Verifying is in `blind`, which the relay may import; this module the relay may not."""

from __future__ import annotations

from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from app.crypto.blind import SIGNATURE_OCTETS
from app.crypto.secret import Secret

SEED_OCTETS = 32


class SigningKey:
    """A key pair made from its seed, so that whoever can derive the seed can sign."""

    __slots__ = ("_private", "public")

    def __init__(self, public: bytes, private: Secret) -> None:
        self.public = public
        self._private = private

    @classmethod
    def from_seed(cls, seed: Secret) -> SigningKey:
        """The pair of these 32 octets (RFC 8032)."""
        if len(seed) != SEED_OCTETS:
            raise ValueError("a seed has 32 octets")
        public, private = crypto_sign_seed_keypair(seed.reveal())
        return cls(public, Secret(private))

    def sign(self, message: bytes) -> bytes:
        """The 64 octets of the signature alone."""
        return crypto_sign(message, self._private.reveal())[:SIGNATURE_OCTETS]
