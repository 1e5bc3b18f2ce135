"""What a vault's folder tells at a glance: whether its parts are there, whether a security key is required. Loads no cipher: the
unlock screen asks before its first paint, and whoever opens the vault reads the header whole and strictly anyway.
"""

from __future__ import annotations

from pathlib import Path

from app.vault.staging import DATABASE, HEADER

_WITH_KEYS = b"lacre-vault\n\x00\x02"


def needs_key(folder: Path) -> bool:
    """Whether the passphrase alone does not open it. False where there is nothing to read: that is told at opening."""
    try:
        with open(folder / HEADER, "rb") as file:
            return file.read(len(_WITH_KEYS)) == _WITH_KEYS
    except OSError:
        return False


def is_there(folder: Path) -> bool:
    """Whether any part of a vault is: with one part missing it is a damaged vault, not none."""
    return (folder / HEADER).exists() or (folder / DATABASE).exists()


def is_whole(folder: Path) -> bool:
    """Whether no part of it is missing."""
    return (folder / HEADER).is_file() and (folder / DATABASE).is_file()
