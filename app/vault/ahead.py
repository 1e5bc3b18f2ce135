"""Files that are sealed before they belong to an entry, so that entries and their files can be there at one moment, or not at
all. Owns how a file comes into an entry; that the folder holds whole files alone is `filing`'s.

Until it is attached no row names such a file, its key is in this process alone, and nothing shows it: what a crash leaves of it
is swept when the vault is next opened.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from app.crypto.aead import seal
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import UserError, WorldError
from app.vault.core import Core, new_id, to_moment, to_ticks
from app.vault.database import translated
from app.vault.filenames import another_name, safe_name
from app.vault.filing import placed, sealed_into, sealing
from app.vault.keys import file_place
from app.vault.marks import marked, require_out_of_trash
from app.vault.model import Attachment
from app.vault.sealing import sealed_chunks

MOST_OCTETS = 2 * 1024**3
Progress = Callable[[int], None]
"""Told now and then how many octets are done. Whatever it raises ends the work, of which then nothing is left."""

_PIECE = 64 * 1024  # pieces of a megabyte would each be asked of the system anew, which costs more than the reading
_TOLD_EVERY = 1024 * 1024
OF_ENTRY = """SELECT attachment.id, entry.id, name, size, added_at FROM attachment
    JOIN entry ON entry.number = attachment.entry WHERE entry.id = ? ORDER BY attachment.number"""
_INSERT = "INSERT INTO attachment (id, entry, name, size, key, added_at) VALUES (?, ?, ?, ?, ?, ?)"
COUNT = "UPDATE mark SET files = (SELECT count(*) FROM attachment WHERE attachment.entry = mark.entry) WHERE entry = ?"


class _Sealed(NamedTuple):
    """One that lies in the folder, if it has any octets."""

    id: str
    name: str
    size: int
    key: Secret


class Ahead:
    """Some files, until the end of the block: those that no entry has by then are deleted."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._sealed: list[_Sealed] = []
        self._undo = contextlib.ExitStack()
        self._kept = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._kept:  # behind what deletes: nobody else takes them for what a crash left meanwhile
            self._undo.close()

    def add(self, name: str, stream: BinaryIO, progress: Progress | None = None) -> None:
        """Seal what the stream still holds."""
        core, attachment_id, key = self._core, new_id(), random_secret(32)
        with core.lock, translated():
            place = placed(core)
        pieces = _Pieces(core, stream, progress)
        first = next(pieces, b"")
        self._kept.enter_context(sealing(core, attachment_id))
        if first:
            sealed_into(place, attachment_id, sealed_chunks(key, _chained(first, pieces)), self._undo)
        self._sealed.append(_Sealed(attachment_id, name, pieces.done, key))

    def attach(self, entry_id: str, now: datetime) -> list[Attachment]:
        """All of them to this entry, in a transaction that the caller holds. The names are made safe, and others if the entry
        has them."""
        core = self._core
        with core.write() as db:
            number, client, client_id = writable(core, entry_id)
            taken = {row[2] for row in core.rows(OF_ENTRY, entry_id)}
            found = []
            for one in self._sealed:
                made = Attachment(one.id, entry_id, another_name(safe_name(one.name), taken), one.size, now)
                wrapped = seal(core.client_key(client), one.key.reveal(), file_place(client_id, entry_id, one.id))
                db.execute(_INSERT, (made.id, number, made.name, made.size, wrapped, to_ticks(now)))
                taken.add(made.name)
                found.append(made)
            marked(core, entry_id)
            db.execute(COUNT, (number,))
            core.if_undone(self._undo.pop_all().close)
        self._sealed.clear()
        return found


class _Pieces:
    """A stream piece by piece, counted, followed and held against the limit."""

    def __init__(self, core: Core, stream: BinaryIO, progress: Progress | None) -> None:
        self.done = self._told = 0
        self._core, self._stream, self._progress = core, stream, progress

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        require_open(self._core)
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


def writable(core: Core, entry_id: str) -> tuple[int, int, str]:
    """Number of the entry, number and id of its client."""
    sql = """SELECT entry.number, client.number, client.id FROM entry JOIN client ON client.number = entry.client
        WHERE entry.id = ?"""
    number, client, client_id = core.require(sql, entry_id, code="no-entry")
    require_out_of_trash(core, number)
    return number, client, client_id


def _chained(first: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def require_open(core: Core) -> None:
    if not core.is_open:
        raise UserError("vault-locked")


def attachment_of(row: tuple[Any, ...]) -> Attachment:
    attachment_id, entry_id, name, size, added_at = row
    return Attachment(attachment_id, entry_id, name, size, to_moment(added_at))
