"""Files kept with entries, of any size, sealed chunk by chunk. Owns the table `attachment` and docs/FORMAT.md §6.

The vault's lock is held at the beginning and at the end only: while gigabytes are sealed or opened, others work on. When the
vault is locked meanwhile, what is under way ends at the next chunk.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.vault.ahead import COUNT, OF_ENTRY, Ahead, Progress, attachment_of, require_open, writable
from app.vault.core import Core, Part, guarded
from app.vault.database import translated
from app.vault.filing import drop_files, path_of
from app.vault.keys import damaged, file_place, open_file_key
from app.vault.model import Attachment
from app.vault.sealing import opened_file

_ONE = """SELECT client.number, client.id, entry.id, attachment.size, attachment.key FROM attachment
    JOIN entry ON entry.number = attachment.entry JOIN client ON client.number = entry.client WHERE attachment.id = ?"""
_ALL = "SELECT id FROM attachment ORDER BY number"


class Attachments(Part):
    """The part of a vault that keeps files."""

    @guarded
    def attachments(self, entry_id: str) -> list[Attachment]:
        """The files of an entry, in the order they were added."""
        self._core.require("SELECT 1 FROM entry WHERE id = ?", entry_id, code="no-entry")
        return [attachment_of(row) for row in self._core.rows(OF_ENTRY, entry_id)]

    def add_attachment(
        self, entry_id: str, name: str, stream: BinaryIO, now: datetime, progress: Progress | None = None
    ) -> Attachment:
        """Keep what the stream still holds as a file of the entry. The name is made safe, and another if the entry has it."""
        core = self._core
        with core.lock, translated():
            writable(core, entry_id)
        with self.files_ahead() as ahead:
            ahead.add(name, stream, progress)
            with core.lock, translated(), core.write():
                (found,) = ahead.attach(entry_id, now)
        return found

    def files_ahead(self) -> Ahead:
        """To seal files before it is decided which entry they are for."""
        return Ahead(self._core)

    def open_attachment(self, attachment_id: str, progress: Progress | None = None) -> Iterator[bytes]:
        """The file, in chunks. Only once the last has come is it known to be whole: keep nothing of it if this fails."""
        return file_chunks(self._core, attachment_id, progress)

    def save_attachment(self, attachment_id: str, target: Path, progress: Progress | None = None) -> None:
        """The file, opened, under a name that is free. Whole, or not there."""
        chunks = self.open_attachment(attachment_id, progress)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(target, flags, 0o600)
        except FileExistsError as error:
            raise UserError("target-exists") from error
        except OSError as error:
            raise _cannot_write(error) from error
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
        except BaseException as error:
            with contextlib.suppress(OSError):
                target.unlink()
            if isinstance(error, OSError):
                raise _cannot_write(error) from error
            raise

    @guarded
    def remove_attachment(self, attachment_id: str) -> None:
        """Erase a file; nothing of it is kept in any past."""
        sql = "SELECT entry FROM attachment WHERE id = ?"
        (number,) = self._core.require(sql, attachment_id, code="no-attachment")
        with self._core.write() as db:
            drop_files(self._core, "SELECT id FROM attachment WHERE id = ?", attachment_id)
            db.execute("DELETE FROM attachment WHERE id = ?", (attachment_id,))
            db.execute(COUNT, (number,))


def file_chunks(core: Core, attachment_id: str, progress: Progress | None = None) -> Iterator[bytes]:
    """What `open_attachment` gives."""
    with core.lock, translated():
        path, key, size = _file(core, attachment_id)
    return _followed(core, opened_file(path, key, size), progress)


def broken_files(core: Core) -> Iterator[str]:
    """For the check of a whole vault: the ids of files that cannot be read to their end."""
    for (attachment_id,) in core.rows(_ALL):
        try:
            path, key, size = _file(core, attachment_id)
            for _ in opened_file(path, key, size):
                pass
        except Exception as error:
            if isinstance(error, UserError) and error.code == "vault-locked":
                raise
            yield attachment_id


def _file(core: Core, attachment_id: str) -> tuple[Path, Secret, int]:
    client, client_id, entry_id, size, wrapped = core.require(_ONE, attachment_id, code="no-attachment")
    key = open_file_key(core.client_key(client), wrapped, file_place(client_id, entry_id, attachment_id))
    if core.folder is None:
        raise damaged("attachment")
    return path_of(core.folder, attachment_id), key, size


def _followed(core: Core, chunks: Iterable[bytes], progress: Progress | None) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        require_open(core)
        yield chunk
        done += len(chunk)
        if progress is not None:
            progress(done)


def _cannot_write(error: OSError) -> WorldError:
    code = "disk-full" if error.errno == errno.ENOSPC else "cannot-write"
    return WorldError(code, reason=error.strerror or type(error).__name__)
