"""Bringing back what a backup holds: all of it, or single entries. Owns the writing; what differs is `comparing`'s.

A backup is never opened where it lies: a copy of it is, which is brought to the present version and thrown away. So a backup
on a read-only medium serves, and none is ever changed by being looked at.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError, WorldError
from app.host.files import write_atomic
from app.vault import folders
from app.vault import header as headers
from app.vault.checking import check
from app.vault.copying import opened
from app.vault.core import Core
from app.vault.database import empty_log, replace_contents
from app.vault.entries import open_field
from app.vault.filing import WITH_FILES, copy_files, sweep
from app.vault.key_slot import Second
from app.vault.keys import KeyRing, damaged
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.policy import KdfPolicy
from app.vault.staging import DATABASE, HEADER, scratch, staged
from app.vault.trash import spare

# Rows that belong to an entry and come back with it. Sealed values keep their place, so they open under the same client's key.
_PARTS = ("field", "past", "past_kind", "origin", "digest", "mark", "tag", "attachment")
_FIELDS = (
    "SELECT id, name, label, kind, protected, value, sealed, revision FROM field WHERE entry = ? ORDER BY position"
)


@contextlib.contextmanager
def reading(core: Core, backup: Path, near: Path) -> Iterator[Core]:
    """What a backup of this very vault holds, in a copy beside `near`. Another vault's backup is refused."""
    with _as_backup():
        header = folders.read_header(backup)
        if not _is_ours(core, header):
            raise UserError("backup-of-another")
    with scratch(near) as place:
        copy_database(backup, place)
        with _as_backup(), opened(core.keys, place / DATABASE, backup) as there:
            yield there


def put_back_whole(core: Core, there: Core) -> None:
    """Everything as it was, in one transaction. The passphrase and the kit stay those of today: they are in the header."""
    if not check(there).ok:
        raise PeerError("backup-unreadable")
    with core.lock:
        if core.db.in_transaction:
            raise UserError("vault-busy")
        _bring_files(core, there, WITH_FILES)
        try:
            replace_contents(core.db, there.db)
        finally:
            core.drop_client_keys()
        sweep(core)
        empty_log(core.db)


def put_back_entry(core: Core, there: Core, entry_id: str, now: datetime) -> None:
    """An entry that is not here any more, as it was: with its past, and its client if that is gone too."""
    number, client = there.require("SELECT number, client FROM entry WHERE id = ?", entry_id, code="no-entry")
    with core.write():
        mine = _client_here(core, there, client)
        row = _row_of(there, "entry", number)
        row["client"] = mine
        del row["number"]
        _insert(core, "entry", row)
        fresh = core.db.last_insert_rowid()
        for table in _PARTS:
            _copy_rows(core, there, table, number, fresh)
        for (text,) in there.rows("SELECT text FROM search WHERE rowid = ?", number):
            core.db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (fresh, text))
        spare(core, fresh, now)
        _bring_files(core, there, f"{WITH_FILES} AND entry = ?", number)
        _require_openable(core, entry_id, fresh, mine)


def draft_of(there: Core, entry_id: str, present: frozenset[str]) -> EntryDraft:
    """An entry as it is in the backup, as an edit of the one that is here. `present` are the ids of the fields it has now."""
    sql = "SELECT number, client, kind, title FROM entry WHERE id = ?"
    number, client, kind, title = there.require(sql, entry_id, code="no-entry")
    fields = []
    for field_id, name, label, field_kind, protected, value, sealed, revision in there.rows(_FIELDS, number):
        text = open_field(there, client, entry_id, field_id, revision, sealed) if protected else value
        known = field_id if field_id in present else None
        fields.append(FieldDraft(name, text, label, FieldKind(field_kind), bool(protected), known))
    return EntryDraft(EntryKind(kind), title, tuple(fields))


def reinstate(backup: Path, folder: Path, passphrase: Secret, policy: KdfPolicy, second: Second | None = None) -> None:
    """A vault from a backup where there is none: opened by what opened it then, read through, and named at the end."""
    folders.require_free(folder)
    with _as_backup():
        header = folders.read_header(backup)
        vault_key, _ = headers.open_slot(header, passphrase, policy, second)
    with staged(folder) as staging:
        copy_database(backup, staging)
        with _as_backup(), opened(KeyRing(vault_key), staging / DATABASE, staging) as copied:
            copy_files(copied, [one for (one,) in copied.rows(WITH_FILES)], backup, staging)
            if not check(copied).ok:
                raise damaged("backup")
        write_atomic(staging / HEADER, header.octets)


def _bring_files(core: Core, there: Core, sql: str, *values: int) -> None:
    """Files first, then the rows that name them: a crash between leaves files that are swept."""
    if core.folder is not None and there.folder is not None:
        with _as_backup():
            copy_files(core, [one for (one,) in there.rows(sql, *values)], there.folder, core.folder)


def _is_ours(core: Core, header: headers.Header) -> bool:
    try:
        headers.verify(header, core.keys.header)
    except PeerError:
        return False
    return True


@contextlib.contextmanager
def _as_backup() -> Iterator[None]:
    """Damage found in here is the backup's, not the vault's."""
    try:
        yield
    except PeerError as error:
        if error.code == "damaged-vault":
            raise PeerError("backup-unreadable") from error
        raise


def copy_database(backup: Path, place: Path) -> None:
    """The database and, of a folder that was copied by hand, what its log still holds."""
    for name in (DATABASE, f"{DATABASE}-wal"):
        source = backup / name
        if source.is_symlink() or (name == DATABASE and not source.is_file()):
            raise PeerError("backup-unreadable", path=str(backup))
        if source.is_file():
            try:
                shutil.copyfile(source, place / name)
                (place / name).chmod(0o600)
            except OSError as error:
                code, where = ("disk-full", place) if error.errno == errno.ENOSPC else ("cannot-read", backup)
                raise WorldError(code, path=str(where), reason=error.strerror or "") from error


def _client_here(core: Core, there: Core, client: int) -> int:
    """The number that the backup's client has here; the client comes back with its key if it was forgotten."""
    row = _row_of(there, "client", client)
    found = core.row("SELECT number FROM client WHERE id = ?", row["id"])
    if found is not None:
        return int(found[0])
    del row["number"]
    _insert(core, "client", row)
    return core.db.last_insert_rowid()


def _copy_rows(core: Core, there: Core, table: str, number: int, fresh: int) -> None:
    names = _columns(there, table)
    for values in there.rows(f"SELECT {', '.join(names)} FROM {table} WHERE entry = ?", number):  # noqa: S608 - our names
        row = dict(zip(names, values, strict=True))
        row.pop("number", None)
        row["entry"] = fresh
        _insert(core, table, row)


def _row_of(core: Core, table: str, number: int) -> dict[str, object]:
    names = _columns(core, table)
    values = core.require(f"SELECT {', '.join(names)} FROM {table} WHERE number = ?", number, code="no-entry")  # noqa: S608
    return dict(zip(names, values, strict=True))


def _columns(core: Core, table: str) -> list[str]:
    return [row[1] for row in core.rows(f"PRAGMA table_info({table})")]


def _insert(core: Core, table: str, row: dict[str, object]) -> None:
    places = ", ".join(f":{name}" for name in row)
    core.db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)  # noqa: S608


def _require_openable(core: Core, entry_id: str, number: int, client: int) -> None:
    """Every protected value opens under the client's key as it is here, or nothing comes back."""
    for field_id, *_, sealed, revision in core.rows(_FIELDS, number):
        if sealed is not None:
            try:
                open_field(core, client, entry_id, field_id, revision, sealed)
            except LacreError as error:
                raise PeerError("backup-unreadable") from error
