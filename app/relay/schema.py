"""The relay's tables, and how its SQLite file is opened. Owns durability settings; what the rows mean is in the operations.

No half, passcode, link secret, id, proof, owner token or ticket is in any column: of what must be recognised, a hash is kept.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any

import apsw

from app.errors import PeerError, WorldError

Row = tuple[Any, ...]
Bindings = tuple[Any, ...] | dict[str, Any]

BUSY_MS = 10_000
WAL_PAGES = 4000
INSERT_ROWS = 64

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE access(
  key BLOB PRIMARY KEY,            -- hash of an access key
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE shares(
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,         -- hash of the id
  message BLOB NOT NULL,           -- hash of the create message: the same octets may come again
  link_hash BLOB NOT NULL,
  owner_hash BLOB NOT NULL,
  proof_key BLOB NOT NULL,
  header BLOB, header_mac BLOB, cover BLOB, conditions BLOB, conditions_mac BLOB,   -- NULL once it has ended
  relay TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  number INTEGER NOT NULL,         -- n of the conditions
  views INTEGER NOT NULL,          -- ever granted
  taken INTEGER NOT NULL,
  tries_left INTEGER NOT NULL,
  paused INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  state TEXT NOT NULL,             -- live opened expired revoked locked gone; decoy for the one row that answers for unknown ids
  ended_at INTEGER,
  slot INTEGER                     -- where the half lies; NULL once it has ended
) STRICT;
CREATE INDEX shares_due ON shares(expires_at) WHERE state = 'live';
CREATE INDEX shares_ended ON shares(ended_at) WHERE ended_at IS NOT NULL;
CREATE TABLE bodies(share INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE claims(
  share INTEGER NOT NULL,
  key BLOB NOT NULL,               -- C, the fresh public key of this one opening
  ordinal INTEGER NOT NULL,
  answer BLOB NOT NULL,            -- the octets that were answered; the half in them is sealed to C
  ticket BLOB NOT NULL,            -- hash of T; empty like the answer once the recipient is done
  ends_at INTEGER NOT NULL,
  revealed INTEGER NOT NULL,
  PRIMARY KEY (share, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_due ON claims(ends_at);
CREATE TABLE events(
  share INTEGER NOT NULL, i INTEGER NOT NULL,
  at INTEGER NOT NULL, what TEXT NOT NULL, claim INTEGER NOT NULL,
  PRIMARY KEY (share, i)
) STRICT, WITHOUT ROWID;
"""

TRIES = """
CREATE TABLE tries(
  share INTEGER NOT NULL,
  message BLOB NOT NULL,           -- hash of a claim that cost a try: the same octets may come again
  tries_left INTEGER NOT NULL,     -- what was answered
  PRIMARY KEY (share, message)
) STRICT, WITHOUT ROWID;
"""


DOCUMENTS = """
ALTER TABLE shares ADD COLUMN starts_at INTEGER NOT NULL DEFAULT 0;   -- nobody can claim before
ALTER TABLE shares ADD COLUMN terms BLOB;                             -- sealed, like the cover; NULL once it has ended
ALTER TABLE shares ADD COLUMN identity_hash BLOB;                     -- of an e-mail address; NULL once it has ended
ALTER TABLE shares ADD COLUMN files INTEGER NOT NULL DEFAULT 0;       -- octets of its sealed files
ALTER TABLE shares ADD COLUMN accepting INTEGER NOT NULL DEFAULT 0;   -- whether a claim needs an acceptance of the terms
ALTER TABLE shares ADD COLUMN identifying INTEGER NOT NULL DEFAULT 0; -- whether a claim needs a code that was sent by e-mail
ALTER TABLE shares ADD COLUMN tracing INTEGER NOT NULL DEFAULT 0;     -- whether it is noted roughly from where it was opened
ALTER TABLE events ADD COLUMN detail TEXT NOT NULL DEFAULT '';
"""

FILES = """
CREATE TABLE blobs(
  name BLOB PRIMARY KEY,           -- of its file in the folder of files
  token BLOB UNIQUE,               -- hash of the upload's token; NULL once it is a share's
  share INTEGER UNIQUE,            -- NULL while it is nobody's
  size INTEGER NOT NULL,
  have INTEGER NOT NULL,           -- so much of it is on the medium
  at INTEGER NOT NULL              -- when that was last so
) STRICT, WITHOUT ROWID;
CREATE INDEX blobs_due ON blobs(at) WHERE share IS NULL;
"""

CONSENT = """
CREATE TABLE codes(
  n INTEGER PRIMARY KEY,
  share INTEGER NOT NULL,
  at INTEGER NOT NULL,
  key BLOB NOT NULL,               -- C, the opening that it is for
  code BLOB NOT NULL,              -- hash under the link's proof; empty once it is used up or another has taken its place
  wrong BLOB NOT NULL              -- hashes of the claims that had it wrong, one behind the other
) STRICT;
CREATE INDEX codes_share ON codes(share, at);
CREATE TABLE acceptances(
  share INTEGER NOT NULL, claim INTEGER NOT NULL,
  at INTEGER NOT NULL,
  acceptance BLOB NOT NULL,        -- sealed to the sender
  PRIMARY KEY (share, claim)
) STRICT, WITHOUT ROWID;
"""

REQUESTS = """
ALTER TABLE shares ADD COLUMN a_day INTEGER NOT NULL DEFAULT 0;       -- of a request: submissions in 24 hours; 0: it is a share
ALTER TABLE blobs ADD COLUMN request INTEGER;                         -- for which, or to which, it was submitted
CREATE INDEX blobs_request ON blobs(request) WHERE request IS NOT NULL;
CREATE TABLE submissions(
  share INTEGER NOT NULL,          -- the request
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  token BLOB NOT NULL,             -- hash of the token by which its envelope came: the same message may come again
  envelope BLOB,                   -- names of its blobs; NULL once it was dropped
  files BLOB,                      -- NULL too if there were none
  PRIMARY KEY (share, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX submissions_token ON submissions(share, token);
CREATE INDEX submissions_at ON submissions(share, at);
"""

ROOM = """
CREATE TABLE room(
  held INTEGER NOT NULL,           -- for so many octets of all blobs room is held
  missing INTEGER NOT NULL         -- so many of them have not come yet
) STRICT;
INSERT INTO room VALUES (0, 0);    -- at every start it is added up anew
CREATE INDEX blobs_still ON blobs(at) WHERE request IS NOT NULL AND token IS NOT NULL AND have < size;
"""

STEPS = (SCHEMA, TRIES, DOCUMENTS, FILES, CONSENT, REQUESTS, ROOM)
"""From each version of the tables to the next; the first makes them."""
VERSION = len(STEPS)


def database_path(data: Path) -> Path:
    return data / "relay.db"


def files_path(data: Path) -> Path:
    return data / "files"


def open_database(path: Path) -> apsw.Connection:
    """The relay's database for reading and writing, made if missing; WorldError or PeerError if it cannot be."""
    try:
        _make_private(path)
        connection = apsw.Connection(str(path))
        try:
            _set_up(connection)
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise PeerError("damaged-relay", path=str(path)) from error
    except (apsw.Error, OSError) as error:
        raise WorldError("cannot-write", path=str(path), reason=type(error).__name__) from error
    return connection


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, whose own would be as the umask has it; its log takes the same mode."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    os.close(descriptor)
    path.chmod(0o600)


def open_reader(path: Path) -> apsw.Connection:
    """A second connection, which cannot write."""
    connection = apsw.Connection(str(path))
    _set_up(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _set_up(connection: apsw.Connection) -> None:
    connection.set_busy_timeout(BUSY_MS)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses acknowledged commits when the power goes (measured)
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        f"wal_autocheckpoint = {WAL_PAGES}",
        "cache_size = -8192",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)


def _migrate(connection: apsw.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.pragma("user_version"))
        for step in STEPS[version:]:
            connection.execute(step)
        if version < VERSION:
            connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already, and is what must be told
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    if version > VERSION:
        raise PeerError("newer-relay", version=version)


def one(db: apsw.Connection, statement: str, bindings: Bindings = ()) -> Row | None:
    """The first row, and the statement is finished: an open one would hold the log from being folded."""
    cursor = db.execute(statement, bindings)
    row = cursor.fetchone()
    cursor.close()
    return row


def value(db: apsw.Connection, statement: str, bindings: Bindings = ()) -> Any:
    """The first column of a row that is always there."""
    row = one(db, statement, bindings)
    assert row is not None
    return row[0]


def rows(db: apsw.Connection, statement: str, bindings: Bindings = ()) -> list[Row]:
    """All rows."""
    return db.execute(statement, bindings).fetchall()


def insert_many(db: apsw.Connection, insert: str, columns: int, found: list[Row]) -> None:
    """Insert rows, many in one statement: SQLite works outside the interpreter's lock, and each statement gives that lock
    away and has to get it back. Sizes are powers of two, so that few statements are prepared, and once."""
    done = 0
    one_row = f"({', '.join('?' * columns)})"
    while done < len(found):
        size = min(INSERT_ROWS, 1 << ((len(found) - done).bit_length() - 1))
        bindings = tuple(itertools.chain.from_iterable(found[done : done + size]))
        db.execute(f"{insert} VALUES {', '.join([one_row] * size)}", bindings)
        done += size
