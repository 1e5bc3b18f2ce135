"""The link of a share (PROTOCOL section 3): grammar, check part, and the repair of what messengers do to links.

Everything that can be wrong with a link is one error, *damaged*, found before any request: a cut link never costs a try.
Regular expressions with ASCII only, not a URL parser: Python's and the browser's differ on exactly the inputs an attacker likes.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import unquote_to_bytes

from app.crypto.hashing import blake2b_256, equal
from app.crypto.secret import Secret
from app.errors import PeerError
from app.share.wire.documents import is_origin
from app.share.wire.invisible import without_invisible

T = TypeVar("T")

ID_OCTETS = 16
TEXT_LIMIT = 4096
FRAGMENT_LENGTH = 53

_SCHEME = re.compile(r"https?://", re.ASCII | re.IGNORECASE)
_FRONT = re.compile(r"([^/]*//[^/]*)/s/([A-Za-z0-9_-]{22})")
_FRAGMENT = re.compile(r"1([ngt])\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{6})")
_ASCII_ESCAPE = re.compile(r"%([0-7][0-9A-Fa-f])")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WRAPPED = re.compile(r"(?:url|u|q)=(.*)", re.DOTALL)


class Kind(StrEnum):
    """What a recipient is asked for beside the link."""

    NONE = "n"
    GENERATED = "g"
    TYPED = "t"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a share is, and the secret that only the link holds."""

    origin: str
    id: bytes
    kind: Kind
    secret: Secret


def damaged() -> PeerError:
    """The one error of everything that is not as the sender made it. Says no more: why is of use to an attacker only."""
    return PeerError("damaged")


def encode_link(link: Link) -> str:
    """The text that is handed over."""
    id_text = b64url(link.id)
    body = f"1{link.kind.value}.{b64url(link.secret.reveal())}"
    return f"{link.origin}/s/{id_text}#{body}.{_check(id_text, body)}"


def parse_link(text: str) -> Link:
    """The link in `text`, repaired where that is certain to be right; PeerError `damaged` otherwise."""
    return repaired_link(text, FRAGMENT_LENGTH, _parsed)


def repaired_link(text: str, fragment_length: int, parsed: Callable[[str, str], T | None]) -> T:
    """What the grammar `parsed` finds in front and fragment after the repair; *damaged* if it finds nothing."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > TEXT_LIMIT:
        raise damaged()
    rest = _from_scheme(text)
    found = parsed(*_repaired(rest, fragment_length))
    if found is None:
        found = parsed(*_repaired(_from_scheme(_unwrapped(rest)), fragment_length))
    if found is None:
        raise damaged()
    return found


def _from_scheme(text: str) -> str:
    """Steps 2 and 3 of the repair; an empty text if there is no link in it."""
    text = without_invisible(text)
    scheme = _SCHEME.search(text)
    return text[scheme.start() :] if scheme else ""


def _repaired(text: str, fragment_length: int) -> tuple[str, str]:
    """Steps 4 and 5: front and fragment."""
    if "#" not in text:
        text = text.replace("%23", "#", 1)
    front, _, fragment = text.partition("#")
    front = front.partition("?")[0].rstrip("/")
    fragment = _ASCII_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), fragment)
    return _origin_in_lower_case(front), fragment[:fragment_length]


def _origin_in_lower_case(front: str) -> str:
    scheme, slashes, rest = front.partition("//")
    host, slash, path = rest.partition("/")
    return _lower_ascii(scheme) + slashes + _lower_ascii(host) + slash + path


def _lower_ascii(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _parsed(front: str, fragment: str) -> Link | None:
    """Step 6: the strict grammar."""
    place, part = _FRONT.fullmatch(front), _FRAGMENT.fullmatch(fragment)
    if place is None or part is None or not is_origin(place[1]):
        return None
    if not equal(_check(place[2], f"1{part[1]}.{part[2]}").encode(), part[3].encode()):
        return None
    id_, secret = octets_of(place[2]), octets_of(part[2])
    if id_ is None or secret is None:
        return None
    return Link(place[1], id_, Kind(part[1]), Secret(secret))


def _unwrapped(text: str) -> str:
    """Step 7: the link that a "safe link" service carries in a parameter."""
    for parameter in text.partition("?")[2].split("&"):
        wrapped = _WRAPPED.fullmatch(parameter)
        if wrapped is not None:
            return _percent_decoded(wrapped[1])
    return ""


def _percent_decoded(value: str) -> str:
    if _LOOSE_PERCENT.search(value):
        return ""
    try:
        return unquote_to_bytes(value).decode()
    except UnicodeError:
        return ""


def _check(id_text: str, body: str) -> str:
    return b64url(blake2b_256((id_text + body).encode("ascii")))[:6]


def b64url(octets: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def octets_of(text: str) -> bytes | None:
    """The octets of base64url without padding, None unless `b64url` gives `text` back (bits left over are not zero)."""
    try:
        octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return None
    return octets if b64url(octets) == text else None
