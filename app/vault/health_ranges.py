"""Known breaches by range: a password is asked for by the first five signs of its hash among hundreds of thousands, so that the
asked learns nothing of it. Pure: which range, and what an answer says. Who asks is app/ops/breaches.py.
"""

from __future__ import annotations

import hashlib
import re

from app.crypto.secret import Secret
from app.errors import Malformed

PREFIX = 5
_ANSWER = re.compile(rb"[0-9A-F]{35}:[0-9]{1,12}(?:\r?\n[0-9A-F]{35}:[0-9]{1,12})*")


def place_of(password: Secret) -> tuple[str, str]:
    """The range to ask for, and what to look for in it. SHA-1 is what such lists are kept by; nothing rests on its strength."""
    digest = hashlib.sha1(password.reveal(), usedforsecurity=False).hexdigest().upper()
    return digest[:PREFIX], digest[PREFIX:]


def times_seen(answer: bytes, rest: str) -> int:
    """How often a range's answer has seen it. Lines that pad the answer count 0, like those that are missing."""
    body = answer.strip()
    if body and not _ANSWER.fullmatch(body):
        raise Malformed("breach-range")
    at = body.find(rest.encode() + b":")
    return 0 if at < 0 else int(body[at + len(rest) + 1 :].split(b"\n", 1)[0])
