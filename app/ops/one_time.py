"""Second-factor codes of a kept secret, for windows and the command line. Parsing is the vault's type, the codes are crypto's."""

from __future__ import annotations

from app.vault.types.totp import CodeMaker as CodeMaker
from app.vault.types.totp import encode_totp as encode_totp
from app.vault.types.totp import parse_totp


def parse_secret(text: str) -> CodeMaker:
    """An `otpauth://totp/…` address or the bare base32 secret, as sites show it (spaces, small letters, no padding)."""
    return parse_totp(text)


def grouped(code: str) -> str:
    """`482913` → `482 913`."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}"
