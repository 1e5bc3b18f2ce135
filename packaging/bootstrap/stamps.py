"""Stamps: what a step was made from, so that it is done again only when that changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *extra: str) -> str:
    """One hash over names and contents. Sorted and length-framed, so that no two sets of files look the same."""
    total = hashlib.sha256()
    for path in sorted(files):
        data = path.read_bytes()
        total.update(f"{path.name}\0{len(data)}\0".encode())
        total.update(data)
    for text in extra:
        total.update(f"\0{len(text)}\0{text}".encode())
    return total.hexdigest()


def holds(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == value


def write(stamp: Path, value: str) -> None:
    """Written last and whole: a step that was interrupted has no stamp and is done again."""
    temporary = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    temporary.write_text(value + "\n", encoding="utf-8")
    temporary.replace(stamp)
