"""Who may create shares: access keys, and the invites that hand them over. Keys are kept hashed.

An invite may be made by another process while the relay runs: it is one short transaction on the relay's SQLite file, and
the relay looks keys up at each create.
"""

from __future__ import annotations

import base64
import binascii
import os
from typing import NamedTuple

import apsw

from app.crypto.blind import blake2b_256

KEY_OCTETS = 32
INVITE = "lacre-invite-1"
EMBEDDED = "embedded"
_CHECK_LETTERS = 6
_LIMIT = 1000


class Invite(NamedTuple):
    """What a sender needs to use a relay."""

    origin: str
    key: bytes


def add_key(db: apsw.Connection, label: str, now: int) -> bytes:
    """Make an access key, and keep its hash."""
    key = os.urandom(KEY_OCTETS)
    db.execute("INSERT INTO access(key, label, created_at) VALUES (?, ?, ?)", (blake2b_256(key), label, now))
    return key


def replace_key(db: apsw.Connection, label: str, now: int) -> bytes:
    """Make the one access key of this label: those before it are no longer valid."""
    db.execute("DELETE FROM access WHERE label = ?", (label,))
    return add_key(db, label, now)


def encode_invite(invite: Invite) -> str:
    """The text that is handed over: origin and key, with a check against cut copies."""
    text = f"{INVITE}.{letters(invite.origin.encode())}.{letters(invite.key)}"
    return f"{text}.{_check(text)}"


def bearer(header: bytes) -> bytes | None:
    """The access key in an Authorization header, if it holds one."""
    scheme, _, written = header.partition(b" ")
    if scheme.lower() != b"bearer" or len(written) > _LIMIT:
        return None
    try:
        key = base64.b64decode(written + b"=" * (-len(written) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    # Written again and compared: bits left over or padding of its own would be a second way to write the same key.
    return key if len(key) == KEY_OCTETS and letters(key).encode() == written else None


def letters(octets: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def _check(text: str) -> str:
    return letters(blake2b_256(text.encode()))[:_CHECK_LETTERS]
