"""The link of a request (REQUESTS, R2): where to give, the secret that only the link holds, and the key to seal to.

The repair is that of a share's link; whether a link is of one or the other is told by its path alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.crypto.boxes import is_usable
from app.crypto.hashing import blake2b_256, equal
from app.crypto.secret import Secret
from app.share.link import Kind, b64url, octets_of, repaired_link
from app.share.wire.documents import is_origin

FRAGMENT_LENGTH = 97

_FRONT = re.compile(r"([^/]*//[^/]*)/r/([A-Za-z0-9_-]{22})")
_FRAGMENT = re.compile(r"1([ngt])\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{6})")


@dataclass(frozen=True, slots=True)
class RequestLink:
    """Where a request is, its secret S, and its public key X: no relay sees either of them."""

    origin: str
    id: bytes
    kind: Kind
    secret: Secret
    public: bytes


def encode_request_link(link: RequestLink) -> str:
    """The text that is handed over."""
    id_text = b64url(link.id)
    body = f"1{link.kind.value}.{b64url(link.secret.reveal())}.{b64url(link.public)}"
    return f"{link.origin}/r/{id_text}#{body}.{_check(id_text, body)}"


def parse_request_link(text: str) -> RequestLink:
    """The link in `text`, repaired where that is certain to be right; PeerError `damaged` otherwise."""
    return repaired_link(text, FRAGMENT_LENGTH, _parsed)


def _parsed(front: str, fragment: str) -> RequestLink | None:
    place, part = _FRONT.fullmatch(front), _FRAGMENT.fullmatch(fragment)
    if place is None or part is None or not is_origin(place[1]):
        return None
    if not equal(_check(place[2], f"1{part[1]}.{part[2]}.{part[3]}").encode(), part[4].encode()):
        return None
    id_, secret, public = octets_of(place[2]), octets_of(part[2]), octets_of(part[3])
    if id_ is None or secret is None or public is None or not is_usable(public):
        return None
    return RequestLink(place[1], id_, Kind(part[1]), Secret(secret), public)


def _check(id_text: str, body: str) -> str:
    return b64url(blake2b_256(f"/r/{id_text}{body}".encode("ascii")))[:6]
