"""The vault's folder: its names, its lock, building one whole and copying it. Owns docs/FORMAT.md §1."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.host.files import private_folder, sync_folder, write_atomic
from app.host.locks import InstanceLock
from app.vault import header as headers
from app.vault.core import Core
from app.vault.database import copy_database, create_database, open_database
from app.vault.keys import damaged

HEADER = "header"
DATABASE = "vault.db"
LOCK = "lock"


def exists(folder: Path) -> bool:
    """Whether any part of a vault is there: with one part missing it is a damaged vault, not none."""
    return (folder / HEADER).exists() or (folder / DATABASE).exists()


def require_free(folder: Path) -> None:
    """Nothing is ever created over something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError("vault-exists" if exists(folder) else "folder-not-empty")


def read_header(folder: Path) -> headers.Header:
    """The header as it is on disk now."""
    try:
        with (folder / HEADER).open("rb") as file:
            return headers.parse_header(file.read(headers.MOST_OCTETS + 1))
    except FileNotFoundError as error:
        raise damaged("header") from error
    except OSError as error:
        raise WorldError("cannot-read", reason=error.strerror or type(error).__name__) from error


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[InstanceLock]:
    """Take the vault's lock, and keep it if nothing goes wrong: whoever opens the vault then owns it."""
    lock = InstanceLock(folder / LOCK)
    lock.acquire()
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def build(folder: Path, header: bytes, database_key: Secret) -> None:
    """A new vault under its name, whole or not at all."""
    with _staged(folder) as staging:
        create_database(staging / DATABASE, database_key)
        write_atomic(staging / HEADER, header)


def copy(core: Core, folder: Path, target: Path) -> Path:
    """A copy of an open vault, read back before it gets its name."""
    if target.exists():
        raise UserError("target-exists")
    header = read_header(folder)
    headers.verify(header, core.keys.header)
    with _staged(target) as staging:
        copy_database(core.db, staging / DATABASE, core.keys.database)
        write_atomic(staging / HEADER, header.octets)
        _require_readable(core, staging)
    return target


def _require_readable(core: Core, staging: Path) -> None:
    headers.verify(read_header(staging), core.keys.header)
    with contextlib.closing(open_database(staging / DATABASE, core.keys.database)) as copied:
        if copied.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise damaged("backup")


@contextlib.contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A sibling folder that takes the real name at the end. What an earlier crash left in it is thrown away."""
    staging = private_folder(folder.with_name(folder.name + ".new"))
    with InstanceLock(staging / LOCK):  # two at once would write into one another's
        with _world():
            _empty(staging)
        yield staging
        sync_folder(staging)
    with _world():
        if folder.exists():
            folder.rmdir()  # empty: require_free said so, and rmdir refuses anything else
        os.replace(staging, folder)
    sync_folder(folder.parent)


def _empty(staging: Path) -> None:
    for left in staging.iterdir():
        if left.name != LOCK:
            left.unlink()


@contextlib.contextmanager
def _world() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorldError("cannot-write", reason=error.strerror or type(error).__name__) from error
