"""What a person wants of a share that exists: another beginning or end, more or fewer views, a pause, or its end now. Owns the
form in which it waits in the vault until the relay has heard it; carrying it out is `share_changing`'s.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.share.sender import OwnerSecrets, amend
from app.share.wire.messages import Amend


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of them. Absolute values: carried out twice it is the same as once."""

    revoke: bool = False
    starts: int | None = None
    expires: int | None = None
    views: int | None = None
    paused: bool | None = None


def encode_wish(wish: Wish) -> bytes:
    """JSON for the vault."""
    return msgspec.json.encode(wish)


def parse_wish(octets: bytes) -> Wish:
    """The exact inverse."""
    return msgspec.json.decode(octets, type=Wish)


def amended(secrets: OwnerSecrets, wish: Wish) -> tuple[Amend, OwnerSecrets]:
    """The message that asks for it. The same wish on the same conditions gives the same octets: a relay that heard it already
    says so."""
    return amend(secrets, starts=wish.starts, expires=wish.expires, views=wish.views, paused=wish.paused)


def require_possible(secrets: OwnerSecrets, before: Iterable[Wish], wish: Wish) -> None:
    """UserError if no relay could grant it, after those that wait before it."""
    for one in (*before, wish):
        _, secrets = amended(secrets, one)
