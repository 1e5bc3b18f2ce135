"""Random octets and numbers from the operating system's generator. Owns no state and no other source."""

from __future__ import annotations

import os

from app.crypto.secret import Secret


def random_bytes(count: int) -> bytes:
    """`count` octets that nobody can foretell."""
    return os.urandom(count)


def random_secret(count: int = 32) -> Secret:
    """The same, masked."""
    return Secret.take(os.urandom(count))


def uniform(below: int) -> int:
    """A number 0 ≤ n < `below`, each equally likely: candidates past the end are thrown away, never folded by a modulus."""
    if below < 1:
        raise ValueError("nothing to choose from")
    bits = (below - 1).bit_length()
    octets = (bits + 7) // 8
    while True:
        candidate = int.from_bytes(os.urandom(octets)) >> (8 * octets - bits)
        if candidate < below:
            return candidate
