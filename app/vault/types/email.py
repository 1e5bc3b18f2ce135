"""E-mail addresses: the form, and the slips of the fingers in the domains most people have."""

from __future__ import annotations

import re

from app.vault.types.finding import DOT, HIDDEN, Finding, Type, one_line

_MOST = 254
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]]{1,64}")
_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?", re.UNICODE)
_COMMON = ("gmail.com", "hotmail.com", "outlook.com", "outlook.pt", "icloud.com", "yahoo.com", "live.com.pt", "hotmail.pt",
           "sapo.pt", "mail.telepac.pt", "netcabo.pt", "protonmail.com")  # fmt: skip
_REAL = frozenset(
    {"mail.com", "ymail.com", "gmx.com", "live.com", "me.com", "hotmail.com.br", "hotmail.co.uk", "yahoo.com.br"}
)


def check(text: str) -> Finding | None:
    """The form; and where the domain is one slip away from a common one, which."""
    address = tidy(text)
    local, at, domain = address.rpartition("@")
    if not at or not local:
        return Finding("email-at")
    if len(address) > _MOST or not _LOCAL.fullmatch(local) or ".." in local or local[0] == "." or local[-1] == ".":
        return Finding("email-form")
    labels = domain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        return Finding("email-domain")
    meant = _meant(domain)
    return Finding("email-slip", {"domain": domain, "meant": meant}) if meant else None


def tidy(text: str) -> str:
    """Without `mailto:`; the domain in small letters, what is before it as it was given."""
    address = one_line(text)
    if address[:7].lower() == "mailto:":
        address = address[7:]
    local, at, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}" if at else address


def shown(text: str) -> str:
    return tidy(text)


def masked(text: str) -> str:
    """`a•••@d…`: the first letters of both sides, and the last part of the domain."""
    local, _, domain = tidy(text).rpartition("@")
    name, _, top = domain.rpartition(".")
    return f"{local[0]}{DOT * 3}@{name[0]}{DOT * 3}.{top}" if local and name else HIDDEN


def _meant(domain: str) -> str:
    if domain in _COMMON or domain in _REAL:
        return ""
    return next((common for common in _COMMON if _one_slip(domain, common)), "")


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter too many, too few, another one, or two exchanged make the one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


TYPE = Type(check, tidy, shown, masked)
