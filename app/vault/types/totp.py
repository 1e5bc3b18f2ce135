"""Second-factor secrets: `otpauth://totp/…` addresses and the bare base32 that sites show. Parses strictly.

What cannot work is refused by name: Steam draws five signs of its own alphabet, `hotp` counts presses that we would not see,
and an authenticator's export holds several accounts at once.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from app.crypto.one_time import ALGORITHMS, DIGITS, totp
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.types.finding import HIDDEN, Finding, Type, grouped, one_line

PERIODS = range(10, 301)
_MOST = 4096
_NUMBER = re.compile(r"[0-9]{1,3}")
_ALGORITHM = re.compile(r"(?:HMAC-?)?SHA-?(1|256|512)")
_KNOWN = ("secret", "issuer", "algorithm", "digits", "period")


@dataclass(frozen=True, slots=True)
class CodeMaker:
    """A parsed second-factor secret."""

    key: Secret
    digits: int = 6
    period: int = 30
    algorithm: str = "SHA1"
    issuer: str = ""
    account: str = ""

    def code(self, at: int) -> str:
        """The code of this moment (seconds since 1970)."""
        return totp(self.key, at, digits=self.digits, period_s=self.period, algorithm=self.algorithm)

    def left(self, at: int) -> int:
        """Seconds until the next code."""
        return self.period - at % self.period


def parse_totp(text: str) -> CodeMaker:
    """The maker of codes; UserError `bad-totp`, `totp-steam`, `totp-counter` or `totp-several`."""
    plain = text.strip()
    scheme = plain[:24].casefold().partition(":")[0]
    if len(plain) > _MOST:
        raise UserError("bad-totp")
    if scheme == "steam":
        raise UserError("totp-steam")
    if scheme == "otpauth-migration":
        raise UserError("totp-several")
    return _address(plain) if scheme == "otpauth" else CodeMaker(_key(plain))


def encode_totp(maker: CodeMaker) -> str:
    """The address that `parse_totp` reads back, for a QR code or another program."""
    label = f"{maker.issuer}:{maker.account}" if maker.issuer else maker.account
    facts = {"secret": base64.b32encode(maker.key.reveal()).decode().rstrip("="), "issuer": maker.issuer}
    facts |= {"algorithm": maker.algorithm, "digits": str(maker.digits), "period": str(maker.period)}
    query = urlencode({name: fact for name, fact in facts.items() if fact}, quote_via=quote)
    return f"otpauth://totp/{quote(label, safe=':@')}?{query}"


def check(text: str) -> Finding | None:
    """Whether codes can be made of it."""
    try:
        parse_totp(text)
    except UserError as error:
        return Finding(error.code)
    return None


def tidy(text: str) -> str:
    """An address as it is; a bare secret in capitals without spaces."""
    plain = text.strip()
    return plain if ":" in plain or check(plain) else _base32(plain)


def shown(text: str) -> str:
    """A bare secret in fours, as sites print it."""
    plain = tidy(text)
    return plain if ":" in plain else grouped(_base32(plain), 4)


def masked(text: str) -> str:  # noqa: ARG001 - not even its length
    return HIDDEN


def _address(text: str) -> CodeMaker:
    try:
        parts = urlsplit(text)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=32, errors="strict")
        label = unquote(parts.path.removeprefix("/"), errors="strict")
    except ValueError:
        raise UserError("bad-totp") from None
    if parts.netloc.casefold() == "hotp":
        raise UserError("totp-counter")
    if parts.netloc.casefold() != "totp":
        raise UserError("bad-totp")
    given = [(name.casefold(), value) for name, value in pairs if name.casefold() in _KNOWN]
    facts = dict(given)
    if len(facts) != len(given):  # two secrets: which one another program would take is anybody's guess
        raise UserError("bad-totp")
    return _maker(facts, label)


def _maker(facts: dict[str, str], label: str) -> CodeMaker:
    before, colon, after = label.partition(":")
    issuer = _name(facts.get("issuer") or (before if colon else ""))
    if issuer.casefold() == "steam" or facts.get("algorithm", "").casefold() == "steam":
        raise UserError("totp-steam")
    digits, period = (_whole(facts.get(name) or default) for name, default in (("digits", "6"), ("period", "30")))
    algorithm = _ALGORITHM.fullmatch((facts.get("algorithm") or ALGORITHMS[0]).upper())
    if algorithm is None or digits not in DIGITS or period not in PERIODS:
        raise UserError("bad-totp")
    account = _name(after if colon else label)
    return CodeMaker(_key(facts.get("secret", "")), digits, period, f"SHA{algorithm[1]}", issuer, account)


def _name(text: str) -> str:
    """A stranger's name on one line. What is not seen, or turns the direction of text, could make it look like another's."""
    return one_line("".join(sign for sign in one_line(text) if unicodedata.category(sign) not in ("Cc", "Cf")))


def _whole(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise UserError("bad-totp")
    return int(text)


def _base32(text: str) -> str:
    return "".join(text.split()).replace("-", "").rstrip("=").upper()


def _key(text: str) -> Secret:
    plain = _base32(text)
    try:
        key = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except (binascii.Error, ValueError):
        raise UserError("bad-totp") from None
    if not key:
        raise UserError("bad-totp")
    return Secret(key)


TYPE = Type(check, tidy, shown, masked)
