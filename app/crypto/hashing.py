"""BLAKE2b-256, the key derivation by label that stands on it, and comparison in constant time."""

from __future__ import annotations

from app.crypto.secret import Secret

try:  # what `hashlib` gives under this name; `hashlib` itself brings all of OpenSSL, at every start
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

HASH_OCTETS = 32
SHARE_DOMAIN = "lacre/1/"
VAULT_DOMAIN = "lacre/vault/1/"


def blake2b_256(data: bytes, key: bytes | memoryview = b"") -> bytes:
    """32 octets; with a key it is a MAC."""
    return blake2b(data, digest_size=HASH_OCTETS, key=key).digest()


def derive(key: Secret, label: str, context: bytes = b"", *, domain: str = SHARE_DOMAIN) -> Secret:
    """A key of its own for each (domain, label, context); the zero octet keeps label and context from running together."""
    if len(key) != HASH_OCTETS:
        raise ValueError("keys have 32 octets")
    if "\x00" in label:
        raise ValueError("a label holds no zero octet")
    return Secret.take(blake2b_256((domain + label).encode("ascii") + b"\x00" + context, key.view()))


def equal(one: bytes, other: bytes) -> bool:
    """Compare in a time that does not depend on where they differ."""
    from hmac import compare_digest  # late, for the same reason

    return compare_digest(one, other)
