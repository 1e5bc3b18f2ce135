"""Second-factor codes (RFC 6238) from a kept secret. Pure: secret text and time in, digits out. Keeps and draws nothing."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from app.errors import UserError

_HASHES = {"SHA1": hashlib.sha1, "SHA256": hashlib.sha256, "SHA512": hashlib.sha512}


@dataclass(frozen=True, slots=True)
class CodeMaker:
    """A parsed second-factor secret."""

    key: bytes
    digits: int = 6
    period: int = 30
    algorithm: str = "SHA1"

    def code(self, at: int) -> str:
        """The code of this moment (seconds since 1970)."""
        counter = (at // self.period).to_bytes(8, "big")
        mac = hmac.digest(self.key, counter, _HASHES[self.algorithm])
        offset = mac[-1] & 15
        number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
        return str(number % 10**self.digits).zfill(self.digits)

    def left(self, at: int) -> int:
        """Seconds until the next code."""
        return self.period - at % self.period

    def __repr__(self) -> str:
        return "CodeMaker(•••)"


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
    if not 6 <= digits <= 10 or not 10 <= period <= 300 or algorithm not in _HASHES:
        raise UserError("bad-totp")
    return CodeMaker(_key(one("secret", "")), digits, period, algorithm)


def _key(text: str) -> bytes:
    plain = "".join(text.split()).replace("-", "").rstrip("=").upper()
    try:
        key = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except (binascii.Error, ValueError):
        raise UserError("bad-totp") from None
    if not key:
        raise UserError("bad-totp")
    return key


def grouped(code: str) -> str:
    """`482913` → `482 913`."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}"
