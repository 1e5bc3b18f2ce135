"""Copying an open vault while people go on working in it, and proving the copy. Owns no names and no rotation.

The copy is taken in small steps, each under the vault's lock for some milliseconds: what another thread changes between two
steps SQLite brings into the copy by itself, as both go through one connection. When the vault is locked, the copy is dropped.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from app.errors import LacreError, OurError, PeerError, UserError, WorldError
from app.host.files import write_atomic
from app.vault import folders
from app.vault import header as headers
from app.vault.attachments import file_chunks
from app.vault.checking import check
from app.vault.core import Core
from app.vault.database import new_copy, open_database, settle, translated
from app.vault.filing import WITH_FILES, copy_files, kept
from app.vault.keys import KeyRing, damaged
from app.vault.model import CheckReport
from app.vault.staging import DATABASE, HEADER, staged

Progress = Callable[[int, int], None]
"""Called now and then with (done, total)."""

_FILES = """SELECT attachment.id, name, title FROM attachment JOIN entry ON entry.number = attachment.entry
    ORDER BY attachment.number"""
_PAGES = 256  # a step of one MiB: some milliseconds
_REST_S = 0.001  # a lock is not fair: without a rest no other thread would get it between two steps
_LOOK_EVERY = 10_000  # SQLite's own steps


def copy_vault(core: Core, header: headers.Header, target: Path, progress: Progress | None = None) -> CheckReport:
    """A copy in a new folder, opened with the vault key and read through before it gets its name."""
    if target.exists():
        raise UserError("target-exists")
    with core.lock:  # waits for another thread's transaction; one that is open now is our own
        in_bulk = core.db.in_transaction
    if in_bulk:
        raise OurError("backup-in-bulk")
    with _told(core, target), staged(target) as staging, kept(core):
        _copy_pages(core, staging / DATABASE, progress)
        bring_files(core, staging)
        write_atomic(staging / HEADER, header.octets)
        return proven(core, staging)


def proven(core: Core, folder: Path) -> CheckReport:
    """Read a copy of this vault through: every page, every index, every protected value, every file."""
    keys = core.keys
    headers.verify(folders.read_header(folder), keys.header)
    with opened(keys, folder / DATABASE, folder) as copied:
        copied.db.set_progress_handler(lambda: is_locked(core), _LOOK_EVERY)
        report = check(copied)
    if not report.ok:  # files are copied as they are: where nothing else is wrong, it was so before
        raise damaged("attachment" if set(report.problems) == {"attachment"} else "backup")
    return report


@contextlib.contextmanager
def opened(keys: KeyRing, path: Path, folder: Path | None = None) -> Iterator[Core]:
    """The database of a copy that is nobody else's; its attachments lie in `folder`."""
    core = Core(open_database(path, keys.database), keys, folder)
    try:
        yield core
    finally:
        core.close()


def bring_files(core: Core, staging: Path) -> None:
    """The files that a copy of the database names, from beside the vault to beside the copy."""
    with opened(core.keys, staging / DATABASE) as copied:
        ids = [attachment_id for (attachment_id,) in copied.rows(WITH_FILES)]
    if core.folder is not None:
        copy_files(core, ids, core.folder, staging)


def is_locked(core: Core) -> bool:
    """Whether the vault was locked meanwhile."""
    try:
        return core.db is None
    except UserError:
        return True


def _copy_pages(core: Core, path: Path, progress: Progress | None) -> None:
    with translated(), _begun(core, path) as copying:
        while True:
            with core.lock:
                if is_locked(core):
                    raise UserError("vault-locked")
                copying.step(_PAGES)
                left, total = copying.remaining, copying.page_count
            if progress:
                progress(total - left, total)
            if not left:
                break
            time.sleep(_REST_S)
    settle(path)  # without the lock: the medium takes as long as a search


@contextlib.contextmanager
def _begun(core: Core, path: Path) -> Iterator[apsw.Backup]:
    """Begin and end under the vault's lock as well: both work on its connection, and whoever asks it something in that moment
    would be told that it is busy in another thread.
    """
    stack = contextlib.ExitStack()
    try:
        with core.lock:
            copying = stack.enter_context(new_copy(core.db, path, core.keys.database))
        yield copying
    finally:
        with core.lock:
            stack.close()


@contextlib.contextmanager
def _told(core: Core, target: Path) -> Iterator[None]:
    """Whatever fails because the vault was locked meanwhile says just that; a full disk says where it is full."""
    try:
        yield
    except (LacreError, apsw.Error) as error:
        if is_locked(core):
            raise UserError("vault-locked") from error
        if isinstance(error, WorldError) and error.code == "disk-full":
            raise WorldError("backup-disk-full", path=str(target.parent)) from error
        if isinstance(error, PeerError) and error.facts.get("part") == "backup":
            raise PeerError("backup-unreadable", path=str(target.parent)) from error
        if isinstance(error, PeerError) and error.facts.get("part") == "attachment":
            _tell_file(core)
        raise


def _tell_file(core: Core) -> None:
    """PeerError that names the file of the vault that cannot be read: it stops every backup, and whatever needs one before."""
    with core.lock:
        files = core.rows(_FILES)
    for attachment_id, name, title in files:
        try:
            for _ in file_chunks(core, attachment_id):
                pass
        except (PeerError, WorldError) as error:
            raise PeerError("damaged-file", name=name, title=title) from error
