"""The encrypted SQLite file: opening it safely, transactions, and the translation of SQLite's errors into ours.

The only module that opens a connection. Knows no table by name but through `schema`.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from app.crypto.secret import Secret, overwrite
from app.errors import LacreError, OurError, PeerError, WorldError
from app.host.files import sync
from app.vault import schema
from app.vault.keys import damaged

_NEW = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
_BLANKS = 3
_CACHE_KIB = 32 * 1024
_DAMAGED = (apsw.NotADBError, apsw.CorruptError, apsw.FormatError)
_SAFETY = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_FKEY, 1),
)
_PRAGMAS = (
    "locking_mode = EXCLUSIVE",  # before WAL: then there is no shared-memory file, and no second process gets in
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cell_size_check = ON",
    "mmap_size = 0",
    f"cache_size = -{_CACHE_KIB}",
)


def create_database(path: Path, key: Secret) -> None:
    """A new, empty vault database; closed again, so that nothing is left in a log."""
    _new_file(path)
    with translated(), contextlib.closing(_connect(path, key, apsw.SQLITE_OPEN_CREATE)) as connection:
        with transaction(connection):
            for statement in schema.STATEMENTS:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        empty_log(connection)


def open_database(
    path: Path, key: Secret, before_change: Callable[[apsw.Connection], object] | None = None
) -> apsw.Connection:
    """The connection, after every check that can be made without reading the whole file; an older version is brought up.

    `before_change` sees it as it was: what it raises leaves the older version as it is, and the file closed.
    """
    if path.is_symlink() or not path.is_file():  # a link could have SQLite write into a file somewhere else
        raise damaged("database")
    with translated():
        connection = _connect(path, key, 0)
        try:
            if (version := _version_of_ours(connection)) < schema.VERSION:
                from app.vault.migrating import migrate  # once in the life of a vault, so not at every start

                if before_change is not None:
                    before_change(connection)
                migrate(connection, version)
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def new_copy(source: apsw.Connection, path: Path, key: Secret) -> Iterator[apsw.Backup]:
    """A new file under the same key, and what copies the pages of a database into it step by step. Then it must `settle`."""
    _new_file(path)
    with contextlib.closing(apsw.Connection(str(path), flags=_NEW)) as target:
        _unlock(target, key)
        # The last step would wait for the medium, and with it all who need the source meanwhile: `settle` waits for it.
        target.pragma("synchronous", "OFF")
        with target.backup("main", source, "main") as copying:
            yield copying


def replace_contents(target: apsw.Connection, source: apsw.Connection) -> None:
    """The whole contents of one open database in the place of another's, in one transaction: after a crash either is there."""
    with target.backup("main", source, "main") as copying:
        copying.step()


@contextlib.contextmanager
def peeking(path: Path, key: Secret) -> Iterator[apsw.Connection]:
    """A database that nobody has open, for counting what is in it: nothing is written, not even a lock.

    Of any version, and its schema is not held against ours: so nothing but counts may be asked.
    """
    if path.is_symlink() or not path.is_file():
        raise damaged("database")
    address = f"{path.absolute().as_uri()}?immutable=1"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with translated(), contextlib.closing(apsw.Connection(address, flags=flags)) as connection:
        for option, value in _SAFETY:
            connection.config(option, value)
        _unlock(connection, key)
        if connection.pragma("application_id") != schema.APPLICATION_ID:
            raise damaged("database")
        yield connection


@contextlib.contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All or nothing. Inside another one it is a savepoint, so that a caller may catch an error and go on."""
    begin, commit, rollback = (
        ("SAVEPOINT inner_step", "RELEASE inner_step", "ROLLBACK TO inner_step; RELEASE inner_step")
        if connection.in_transaction
        else ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
    )
    connection.execute(begin)
    try:
        yield
        connection.execute(commit)
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back on a full disk
            connection.execute(rollback)
        raise


def empty_log(connection: apsw.Connection) -> None:
    """Write the log back and cut it to nothing: deleted rows stay in it otherwise, secure_delete or not."""
    connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """SQLite's errors as ours. Their texts are dropped: they may quote a value."""
    try:
        yield
    except LacreError:
        raise
    except apsw.Error as error:
        raise _translate(error) from error


def _translate(error: apsw.Error) -> LacreError:
    if isinstance(error, _DAMAGED):
        return damaged("database")
    if isinstance(error, apsw.FullError):
        return WorldError("disk-full")
    if isinstance(error, (apsw.BusyError, apsw.LockedError)):
        return WorldError("in-use")
    if isinstance(
        error, (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.NoMemError)
    ):
        return WorldError("cannot-write", reason=type(error).__name__)
    return OurError("vault-failed", reason=type(error).__name__)


def _new_file(path: Path) -> None:
    """For the owner alone from the first moment; SQLite's log takes the mode of its database."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise WorldError("cannot-write", reason=error.strerror or type(error).__name__) from error


def settle(path: Path) -> None:
    """What was written without waiting is on the medium after this."""
    try:
        with path.open("r+b") as file:
            sync(file.fileno())
    except OSError as error:
        code = "disk-full" if error.errno == errno.ENOSPC else "cannot-write"
        raise WorldError(code, reason=error.strerror or type(error).__name__) from error


def _connect(path: Path, key: Secret, create: int) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE | create)
    try:
        for option, value in _SAFETY:
            connection.config(option, value)
        connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
        _unlock(connection, key)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: apsw.Connection, key: Secret) -> None:
    connection.execute("PRAGMA cipher = 'chacha20'").fetchall()
    statement = f"PRAGMA key = 'raw:{key.view().hex()}'"
    try:
        connection.execute(statement, can_cache=False).fetchall()
    finally:
        overwrite(statement)
        # SQLite frees its copies of a statement without wiping them: another of the same length mostly takes their place.
        blank = f"PRAGMA koy = 'raw:{'0' * 2 * len(key)}'"
        for _ in range(_BLANKS):
            connection.execute(blank, can_cache=False).fetchall()


def _version_of_ours(connection: apsw.Connection) -> int:
    # A file that is empty or not encrypted would open too; these three reads are what tells it from ours.
    found, version = connection.pragma("application_id"), connection.pragma("user_version")
    if found != schema.APPLICATION_ID or not isinstance(version, int) or version < 1:
        raise damaged("database")
    if version > schema.VERSION:
        raise PeerError("newer-vault")
    schema.require_schema(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall(), version)
    return version
