"""Texts that other programs read in one piece: `otpauth:` addresses, `WIFI:` texts and vCards (PROTOCOL section 7.1). Owns their
escaping; which fields they are made of is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.errors import UserError
from app.vault.types.totp import encode_totp, parse_totp

Named = Sequence[tuple[str, str]]
_OPEN = frozenset({"", "none", "open", "nopass", "nenhuma", "aberta", "sem"})
_WIFI_SIGNS = re.compile(r'([\\;,:"])')
_VCARD_SIGNS = re.compile(r"([\\;,])")
_LINE_OCTETS = 75


def totp_text(value: str, title: str) -> str:
    """The address of a second-factor secret, however it was kept; empty for one that makes no codes."""
    try:
        maker = parse_totp(value)
    except UserError:
        return ""
    if not maker.issuer and not maker.account:  # an authenticator would show a code without a name
        maker = replace(maker, account=title)
    return encode_totp(maker)


def wifi_text(fields: Named) -> str:
    """What a telephone joins a network by; empty without a name of one."""
    known = dict(fields)
    name, password, security = (known.get(each, "") for each in ("ssid", "password", "security"))
    if not name:
        return ""
    if not password:
        return f"WIFI:T:nopass;S:{_WIFI_SIGNS.sub(_ESCAPED, name)};;" if security.casefold() in _OPEN else ""
    kind = "WEP" if "wep" in security.casefold() else "WPA"
    return f"WIFI:T:{kind};S:{_WIFI_SIGNS.sub(_ESCAPED, name)};P:{_WIFI_SIGNS.sub(_ESCAPED, password)};;"


def contact_text(fields: Named) -> str:
    """A vCard 3.0 (RFC 2426); empty without a name, or with nothing by which to reach the person."""
    known = dict(fields)
    name = known.get("full_name", "")
    lines = [f"EMAIL;TYPE=INTERNET:{_plain(value)}" for key, value in fields if key == "email"]
    lines += [f"TEL:{_plain(value)}" for key, value in fields if key == "phone"]
    code = _plain(known.get("postal_code", ""))
    lines += [f"ADR:;;{_plain(value)};;;{code};" for key, value in fields if key == "address"]
    if not name or not lines:
        return ""
    *given, family = name.split() or [name]
    whole = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_plain(family)};{_plain(' '.join(given))};;;", f"FN:{_plain(name)}"]
    return "\r\n".join(_folded(line) for line in (*whole, *lines, "END:VCARD")) + "\r\n"


_ESCAPED = r"\\\1"


def _plain(value: str) -> str:
    return "\\n".join(_VCARD_SIGNS.sub(_ESCAPED, line) for line in value.splitlines())


def _folded(line: str) -> str:
    """No line of more than 75 octets: the rest goes on behind a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _LINE_OCTETS - 1:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
