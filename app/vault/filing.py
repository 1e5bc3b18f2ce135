"""The folder `files` beside the database: where sealed attachments lie, each under a random name. Owns paths; knows no key.

A row names a file only once it is there whole; a file is deleted only once no row names it. So a crash leaves at worst files
that nothing names, which `sweep` deletes when the vault is opened.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import apsw

from app.vault.core import Core

FILES = "files"

_OURS = re.compile(r"[0-9a-f]{32}(\.part)?", re.ASCII)


def path_of(folder: Path, attachment_id: str) -> Path:
    """Where the sealed file of an attachment is."""
    return folder / FILES / attachment_id


def drop_files(core: Core, sql: str, *values: apsw.SQLiteValue) -> None:
    """Delete the files of the ids that this finds, once what is being written is durable."""
    folder = core.folder
    if folder is not None:
        for path in [path_of(folder, attachment_id) for (attachment_id,) in core.rows(sql, *values)]:
            core.afterwards(lambda path=path: _delete(path))  # type: ignore[misc]


def sweep(core: Core) -> None:
    """Delete what a crash left: files that no row names. Whatever has another name than ours stays."""
    if core.folder is None:
        return
    place = core.folder / FILES
    with contextlib.suppress(OSError):
        if place.is_symlink() or not place.is_dir():
            return
        found = [name for name in os.listdir(place) if _OURS.fullmatch(name)]
        known = {name for (name,) in core.rows("SELECT id FROM attachment")} if found else set()
        for name in found:
            if name not in known:
                _delete(place / name)


def _delete(path: Path) -> None:
    """Best effort: what stays is sealed under a key that is gone, and is swept at the next opening."""
    with contextlib.suppress(OSError):
        path.unlink()
