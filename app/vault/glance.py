"""What a header tells at a glance: whether a security key is required. Loads no cipher: the unlock screen asks before its first
paint, and whoever opens the vault reads the header whole and strictly anyway.
"""

from __future__ import annotations

from pathlib import Path

from app.vault.staging import HEADER

_WITH_KEYS = b"lacre-vault\n\x00\x02"


def needs_key(folder: Path) -> bool:
    """Whether the passphrase alone does not open it. False where there is nothing to read: that is told at opening."""
    try:
        with open(folder / HEADER, "rb") as file:
            return file.read(len(_WITH_KEYS)) == _WITH_KEYS
    except OSError:
        return False
