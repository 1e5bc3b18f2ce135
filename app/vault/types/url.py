"""Addresses of the web: the form, an open line, and credentials that somebody left inside."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from app.vault.types.finding import DOT, HIDDEN, Finding, Type

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*\.?|\[[0-9A-Fa-f:.]+\]", re.UNICODE)
_LOOKS = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::[0-9]+)?(?:[/?#].*)?|localhost(?::[0-9]+)?(?:/.*)?", re.UNICODE)
_ADDRESS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?::[0-9]+)?(?:[/?#].*)?")
_NEAR = ("localhost", "local", "lan", "home", "internal", "test", "localdomain")
_NEAR_RANGES = re.compile(
    r"127\.|10\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|169\.254\.|\[(?:::1|f[cde])", re.IGNORECASE
)


def check(text: str) -> Finding | None:
    """Form first, then what a person would want to know."""
    address = tidy(text)
    if any(letter.isspace() for letter in address):
        return Finding("url-space")
    parts = _split(address)
    if parts is None or not parts.scheme or (parts.scheme in ("http", "https") and not _HOST.fullmatch(host(address))):
        return Finding("url-form")
    if parts.password:
        return Finding("url-credentials")
    if parts.scheme == "http" and not is_near(address):
        return Finding("url-open")
    return None


def tidy(text: str) -> str:
    """`Example.PT/x` → `https://example.pt/x`. What is no web address (an app's, a file's) stays."""
    address = text.strip()
    if not _SCHEME.match(address) and (_LOOKS.fullmatch(address) or _ADDRESS.fullmatch(address)):
        address = f"{'http' if is_near(f'https://{address}') else 'https'}://{address}"  # few boxes at home have a certificate
    found = _SCHEME.match(address)
    if found is None:
        return address
    rest = address[found.end() :]
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, at, name = authority.rpartition("@")
    return f"{found[0].lower()}{user}{at}{name.lower()}{rest[len(authority) :]}"


def shown(text: str) -> str:
    """What a person looks at: without `https://`, a lone slash at the end, and a password that somebody left in it."""
    address = re.sub(r"^([^/@:]*):[^/@]*@", rf"\1:{DOT * 3}@", tidy(text).removeprefix("https://"))
    return address[:-1] if address.count("/") == 1 and address.endswith("/") else address


def masked(text: str) -> str:
    """The site, not the page: paths and questions may carry names and keys."""
    name = host(text)
    if not name:
        return HIDDEN
    parts = _split(tidy(text))
    more = parts is not None and (parts.path.strip("/") or parts.query or parts.fragment)
    return f"{name}/{DOT * 3}" if more else name


def host(text: str) -> str:
    """The host's name in small letters, an IPv6 address in brackets; empty where there is none."""
    parts = _split(tidy(text))
    name = (parts.hostname or "") if parts else ""
    return f"[{name}]" if ":" in name else name


def is_near(text: str) -> bool:
    """Whether it leads to this machine or this house: routers, printers, boxes."""
    name = host(text).rstrip(".")
    return (
        name.rpartition(".")[2] in _NEAR
        or bool(_NEAR_RANGES.match(name))
        or (bool(name) and "." not in name and name[0] != "[")
    )


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


TYPE = Type(check, tidy, shown, masked)
