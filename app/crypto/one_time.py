"""Second-factor codes: RFC 6238 over RFC 4226, by `cryptography`. Owns no parsing and no clock."""

from __future__ import annotations

from app.crypto.secret import Secret

ALGORITHMS = ("SHA1", "SHA256", "SHA512")
DIGITS = range(6, 9)


def totp(key: Secret, at: int, *, digits: int = 6, period_s: int = 30, algorithm: str = "SHA1") -> str:
    """The code of the moment `at` (seconds since 1970). Short keys are taken: many sites give out 80 bits."""
    from cryptography.hazmat.primitives import hashes  # late: 40 ms, and few entries have a second factor
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    known: dict[str, hashes.SHA1 | hashes.SHA256 | hashes.SHA512] = {
        "SHA1": hashes.SHA1(),  # noqa: S303 - what RFC 6238 names, and nearly all sites use
        "SHA256": hashes.SHA256(),
        "SHA512": hashes.SHA512(),
    }
    return TOTP(key.reveal(), digits, known[algorithm], period_s, enforce_key_length=False).generate(at).decode("ascii")
