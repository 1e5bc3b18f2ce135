"""Challenges of hello: made and recognised without being stored. Owns their form, which only this process reads.

A challenge is a time and its MAC, under a key that ends with the process; after a restart a claim is answered `stale`, and
the recipient says hello again.
"""

from __future__ import annotations

import os

from app.crypto.blind import blake2b_256, equal
from app.share.wire.messages import CHALLENGE_S

_TIME_OCTETS = 8
_MAC_OCTETS = 24


class Challenges:
    """Makes them and knows its own."""

    def __init__(self) -> None:
        self._key = os.urandom(32)

    def make(self, id: bytes, share: bytes, now: int) -> bytes:
        """32 octets for this id, at this time. `share` is the hash of the message that made it: a renewed share has another, and
        what was signed for the one before shall cost it nothing."""
        time = now.to_bytes(_TIME_OCTETS, "big")
        return time + blake2b_256(time + id + share, key=self._key)[:_MAC_OCTETS]

    def is_fresh(self, challenge: bytes, id: bytes, share: bytes, now: int) -> bool:
        """Whether it was made here, for this id and share, and not too long ago."""
        age = now - int.from_bytes(challenge[:_TIME_OCTETS], "big")
        return 0 <= age < CHALLENGE_S and equal(self.make(id, share, now - age), challenge)
