"""The vault's folder: its lock, building one whole. Owns docs/FORMAT.md §1; how it is staged is `staging`'s."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.host.files import write_atomic
from app.host.locks import InstanceLock
from app.vault import glance
from app.vault import header as headers
from app.vault.keys import damaged
from app.vault.staging import DATABASE, HEADER, LOCK, staged


def exists(folder: Path) -> bool:
    """Whether any part of a vault is there: with one part missing it is a damaged vault, not none."""
    return glance.is_there(folder)


def require_free(folder: Path) -> None:
    """Nothing is ever created over something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError("vault-exists" if exists(folder) else "folder-not-empty")


def read_header(folder: Path) -> headers.Header:
    """The header as it is on disk now."""
    try:
        with open(folder / HEADER, "rb", opener=_plain_file) as file:
            return headers.parse_header(file.read(headers.MOST_OCTETS + 1))
    except FileNotFoundError as error:
        raise damaged("header") from error
    except OSError as error:
        raise WorldError("cannot-read", reason=error.strerror or type(error).__name__) from error


def _plain_file(path: str, flags: int) -> int:
    """Open without following a link or waiting: a pipe planted under the header's name would hold an unlock for ever."""
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise damaged("header")


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
    from app.vault.database import create_database  # late: the library of the database loads while the key is derived

    try:
        with staged(folder) as staging:
            create_database(staging / DATABASE, database_key)
            write_atomic(staging / HEADER, header)
    except WorldError as error:
        if exists(folder):  # of two that are made at once, the other got the name: what we made is gone
            raise UserError("vault-exists") from error
        raise
