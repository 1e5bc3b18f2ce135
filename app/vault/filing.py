"""The folder `files` beside the database: where sealed attachments lie, each under a random name. Owns paths; knows no key.

A row names a file only once it is there whole; a file is deleted only once no row names it. So a crash leaves at worst files
that nothing names, which `sweep` deletes when the vault is opened.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import apsw

from app.host.files import private_folder, sync, sync_folder
from app.vault.core import Core
from app.vault.keys import damaged
from app.vault.staging import FILES, writing_told

WITH_FILES = "SELECT id FROM attachment WHERE size > 0"  # one of no octets has a row alone

_PIECE = 64 * 1024
_OURS = re.compile(r"[0-9a-f]{32}(\.part)?", re.ASCII)


def path_of(folder: Path, attachment_id: str) -> Path:
    """Where the sealed file of an attachment is."""
    return folder / FILES / attachment_id


def placed(core: Core) -> Path:
    """The folder for files, made if this is the first."""
    if core.folder is None:
        raise damaged("attachment")
    place = core.folder / FILES
    if place.is_symlink():  # planted: what is sealed would be written somewhere else
        raise damaged("attachment")
    if not place.is_dir():
        private_folder(place)
        sync_folder(core.folder)
    return place


def sealed_into(place: Path, attachment_id: str, chunks: Iterable[bytes], undo: contextlib.ExitStack) -> None:
    """Write a new file and name it once it is whole and on the medium; `undo` deletes it if what follows fails."""
    part, path = place / f"{attachment_id}.part", place / attachment_id
    undo.callback(_delete, path)
    try:
        with writing_told():
            _write(part, chunks)
            os.replace(part, path)
            sync_folder(place)
    except BaseException:
        _delete(part)
        raise


def copy_files(core: Core, ids: Iterable[str], source: Path, target: Path) -> None:
    """The files of these ids from one vault's folder into another's, as they are. A missing one is damage.

    What has the name already stays only if it is the same to the octet: the target's own may be what was damaged.
    """
    place = target / FILES
    if place.is_symlink():  # planted: what is copied would be written somewhere else
        raise damaged("attachment")
    for attachment_id in ids:
        if not core.is_open:
            return
        path, part, original = place / attachment_id, place / f"{attachment_id}.part", path_of(source, attachment_id)
        with writing_told():
            private_folder(place)
            if original.is_symlink() or not original.is_file():
                raise damaged("attachment")
            if _is_same(original, path):
                continue
            try:
                with open(original, "rb") as file:
                    _write(part, iter(lambda file=file: file.read(_PIECE), b""))  # type: ignore[misc]  # mypy knows no default of a lambda
                os.replace(part, path)
            except BaseException:
                _delete(part)
                raise
            sync_folder(place)


def _is_same(one: Path, other: Path) -> bool:
    if other.is_symlink() or not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    with open(one, "rb") as first, open(other, "rb") as second:
        while piece := first.read(_PIECE):
            if piece != second.read(_PIECE):
                return False
    return True


@contextlib.contextmanager
def kept(core: Core) -> Iterator[None]:
    """While in here no file is deleted: what is purged meanwhile is swept when the vault is next opened."""
    with core.lock:
        core.keeping += 1
    try:
        yield
    finally:
        with core.lock:
            core.keeping -= 1


@contextlib.contextmanager
def sealing(core: Core, attachment_id: str) -> Iterator[None]:
    """While in here nobody takes this file for one that a crash left: it is being written, and gets its row at the end."""
    with core.lock:
        core.sealing.add(attachment_id)
    try:
        yield
    finally:
        with core.lock:
            core.sealing.discard(attachment_id)


def drop_files(core: Core, sql: str, *values: apsw.SQLiteValue) -> None:
    """Delete the files of the ids that this finds, once what is being written is durable."""
    folder = core.folder
    if folder is not None:
        for path in [path_of(folder, attachment_id) for (attachment_id,) in core.rows(sql, *values)]:
            core.afterwards(lambda path=path: None if core.keeping else _delete(path))  # type: ignore[misc]  # the same


def sweep(core: Core) -> None:
    """Delete what a crash left: files that no row names. Whatever has another name than ours stays."""
    if core.folder is None:
        return
    place = core.folder / FILES
    with contextlib.suppress(OSError):
        if core.keeping or place.is_symlink() or not place.is_dir():  # kept for a copy under way: swept another time
            return
        found = [name for name in os.listdir(place) if _OURS.fullmatch(name)]
        known = {name for (name,) in core.rows("SELECT id FROM attachment")} if found else set()
        for name in found:
            if name not in known and name.removesuffix(".part") not in core.sealing:
                _delete(place / name)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    from app.vault.behind import write_all  # late: most starts write no file

    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        write_all(file, chunks)
        file.flush()
        sync(descriptor)


def _delete(path: Path) -> None:
    """Best effort: what stays is sealed under a key that is gone, and is swept at the next opening."""
    with contextlib.suppress(OSError):
        path.unlink()
