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
from app.errors import Malformed
from app.share.wire.documents import is_origin

KEY_OCTETS = 32
INVITE = "lacre-invite-1"
_CHECK_LETTERS = 6
_LIMIT = 1000


class Invite(NamedTuple):
    """What a sender needs to use a relay."""

    origin: str
    key: bytes


def add_key(db: apsw.Connection, label: str, now: int, key: bytes | None = None) -> bytes:
    """Make an access key (or add this one), and keep its hash."""
    key = key or os.urandom(KEY_OCTETS)
    adding = "INSERT OR IGNORE INTO access(key, label, created_at) VALUES (?, ?, ?)"
    db.execute(adding, (blake2b_256(key), label, now))
    return key


def encode_invite(invite: Invite) -> str:
    """The text that is handed over: origin and key, with a check against cut copies."""
    text = f"{INVITE}.{_letters(invite.origin.encode())}.{_letters(invite.key)}"
    return f"{text}.{_check(text)}"


def parse_invite(text: str) -> Invite:
    """The invite, or Malformed."""
    text = "".join(text.split())
    parts = text.split(".")
    if len(text) > _LIMIT or len(parts) != 4 or parts[0] != INVITE or parts[3] != _check(text.rpartition(".")[0]):
        raise Malformed("invite")
    origin, key = _octets(parts[1]), _octets(parts[2])
    if len(key) != KEY_OCTETS or not origin.isascii() or not is_origin(origin.decode("ascii")):
        raise Malformed("invite")
    return Invite(origin.decode("ascii"), key)


def bearer(header: bytes) -> bytes | None:
    """The access key in an Authorization header, if it holds one."""
    scheme, _, letters = header.partition(b" ")
    if scheme.lower() != b"bearer" or len(letters) > _LIMIT:
        return None
    try:
        key = _octets(letters.decode("ascii"))
    except (Malformed, UnicodeDecodeError):
        return None
    return key if len(key) == KEY_OCTETS else None


def _letters(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def _octets(letters: str) -> bytes:
    try:
        octets = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("base64url") from None
    if _letters(octets) != letters:  # bits left over, or padding of its own
        raise Malformed("base64url")
    return octets


def _check(text: str) -> str:
    return _letters(blake2b_256(text.encode()))[:_CHECK_LETTERS]
