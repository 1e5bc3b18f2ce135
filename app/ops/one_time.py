"""Second-factor codes of a kept secret: reads the text that sites give out. Pure; the codes themselves are crypto's."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from app.crypto.one_time import ALGORITHMS, DIGITS, totp
from app.crypto.secret import Secret
from app.errors import UserError


@dataclass(frozen=True, slots=True)
class CodeMaker:
    """A parsed second-factor secret."""

    key: Secret
    digits: int = 6
    period: int = 30
    algorithm: str = "SHA1"

    def code(self, at: int) -> str:
        """The code of this moment (seconds since 1970)."""
        return totp(self.key, at, digits=self.digits, period_s=self.period, algorithm=self.algorithm)

    def left(self, at: int) -> int:
        """Seconds until the next code."""
        return self.period - at % self.period


def parse_secret(text: str) -> CodeMaker:
    """An `otpauth://totp/…` address or the bare base32 secret, as sites show it (spaces, small letters, no padding)."""
    if not text.strip().casefold().startswith("otpauth:"):
        return CodeMaker(_key(text))
    query = parse_qs(urlsplit(text.strip()).query)

    def one(name: str, default: str) -> str:
        return query.get(name, [default])[0]

    try:
        digits, period = int(one("digits", "6")), int(one("period", "30"))
    except ValueError:
        raise UserError("bad-totp") from None
    algorithm = one("algorithm", "SHA1").upper()
    if digits not in DIGITS or not 10 <= period <= 300 or algorithm not in ALGORITHMS:
        raise UserError("bad-totp")
    return CodeMaker(_key(one("secret", "")), digits, period, algorithm)


def _key(text: str) -> Secret:
    plain = "".join(text.split()).replace("-", "").rstrip("=").upper()
    try:
        key = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except (binascii.Error, ValueError):
        raise UserError("bad-totp") from None
    if not key:
        raise UserError("bad-totp")
    return Secret(key)


def grouped(code: str) -> str:
    """`482913` → `482 913`."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}"
