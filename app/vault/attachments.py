"""Files kept with entries, of any size, sealed chunk by chunk. Owns the table `attachment` and docs/FORMAT.md §6.

The vault's lock is held at the beginning and at the end only: while gigabytes are sealed or opened, others work on. When the
vault is locked meanwhile, what is under way ends at the next chunk.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from app.crypto.aead import seal
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.vault.core import Core, Part, guarded, new_id, to_moment, to_ticks
from app.vault.database import translated
from app.vault.filenames import another_name, safe_name
from app.vault.filing import drop_files, path_of, placed, sealed_into, sealing
from app.vault.keys import damaged, file_place, open_file_key
from app.vault.marks import marked, require_out_of_trash
from app.vault.model import Attachment
from app.vault.sealing import opened_file, sealed_chunks

MOST_OCTETS = 2 * 1024**3
Progress = Callable[[int], None]
"""Told now and then how many octets are done. Whatever it raises ends the work, of which then nothing is left."""

_PIECE = 64 * 1024  # pieces of a megabyte would each be asked of the system anew, which costs more than the reading
_TOLD_EVERY = 1024 * 1024
_OF_ENTRY = """SELECT attachment.id, entry.id, name, size, added_at FROM attachment
    JOIN entry ON entry.number = attachment.entry WHERE entry.id = ? ORDER BY attachment.number"""
_ONE = """SELECT client.number, client.id, entry.id, attachment.size, attachment.key FROM attachment
    JOIN entry ON entry.number = attachment.entry JOIN client ON client.number = entry.client WHERE attachment.id = ?"""
_ALL = "SELECT id FROM attachment ORDER BY number"
_INSERT = "INSERT INTO attachment (id, entry, name, size, key, added_at) VALUES (?, ?, ?, ?, ?, ?)"
_COUNT = "UPDATE mark SET files = (SELECT count(*) FROM attachment WHERE attachment.entry = mark.entry) WHERE entry = ?"


class Attachments(Part):
    """The part of a vault that keeps files."""

    @guarded
    def attachments(self, entry_id: str) -> list[Attachment]:
        """The files of an entry, in the order they were added."""
        self._core.require("SELECT 1 FROM entry WHERE id = ?", entry_id, code="no-entry")
        return [_attachment(row) for row in self._core.rows(_OF_ENTRY, entry_id)]

    def add_attachment(
        self, entry_id: str, name: str, stream: BinaryIO, now: datetime, progress: Progress | None = None
    ) -> Attachment:
        """Keep what the stream still holds as a file of the entry. The name is made safe, and another if the entry has it."""
        core, attachment_id, key = self._core, new_id(), random_secret(32)
        with core.lock, translated():
            _writable(core, entry_id)
            place = placed(core)
        pieces = _Pieces(core, stream, progress)
        first = next(pieces, b"")
        with sealing(core, attachment_id), contextlib.ExitStack() as undo:
            if first:
                sealed_into(place, attachment_id, sealed_chunks(key, _chained(first, pieces)), undo)
            with core.lock, translated(), core.write() as db:
                number, client, client_id = _writable(core, entry_id)
                taken = {row[2] for row in core.rows(_OF_ENTRY, entry_id)}
                found = Attachment(attachment_id, entry_id, another_name(safe_name(name), taken), pieces.done, now)
                wrapped = seal(core.client_key(client), key.reveal(), file_place(client_id, entry_id, attachment_id))
                db.execute(_INSERT, (attachment_id, number, found.name, found.size, wrapped, to_ticks(now)))
                marked(core, entry_id)
                db.execute(_COUNT, (number,))
                core.if_undone(undo.pop_all().close)
        return found

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
            db.execute(_COUNT, (number,))


class _Pieces:
    """A stream piece by piece, counted, followed and held against the limit."""

    def __init__(self, core: Core, stream: BinaryIO, progress: Progress | None) -> None:
        self.done = self._told = 0
        self._core, self._stream, self._progress = core, stream, progress

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        _require_open(self._core)
        try:
            piece = self._stream.read(_PIECE)
        except OSError as error:
            raise WorldError("cannot-read", reason=error.strerror or type(error).__name__) from error
        if not piece:
            self._tell(0)
            raise StopIteration
        self.done += len(piece)
        if self.done > MOST_OCTETS:
            raise UserError("file-too-big", most="2 GiB")
        self._tell(_TOLD_EVERY)
        return piece

    def _tell(self, after: int) -> None:
        """How far it is, if that is so much further than it was when last told."""
        if self._progress is not None and self.done > self._told and self.done - self._told >= after:
            self._told = self.done
            self._progress(self.done)


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


def _writable(core: Core, entry_id: str) -> tuple[int, int, str]:
    """Number of the entry, number and id of its client."""
    sql = """SELECT entry.number, client.number, client.id FROM entry JOIN client ON client.number = entry.client
        WHERE entry.id = ?"""
    number, client, client_id = core.require(sql, entry_id, code="no-entry")
    require_out_of_trash(core, number)
    return number, client, client_id


def _followed(core: Core, chunks: Iterable[bytes], progress: Progress | None) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        _require_open(core)
        yield chunk
        done += len(chunk)
        if progress is not None:
            progress(done)


def _chained(first: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _require_open(core: Core) -> None:
    if not core.is_open:
        raise UserError("vault-locked")


def _cannot_write(error: OSError) -> WorldError:
    code = "disk-full" if error.errno == errno.ENOSPC else "cannot-write"
    return WorldError(code, reason=error.strerror or type(error).__name__)


def _attachment(row: tuple[Any, ...]) -> Attachment:
    attachment_id, entry_id, name, size, added_at = row
    return Attachment(attachment_id, entry_id, name, size, to_moment(added_at))
