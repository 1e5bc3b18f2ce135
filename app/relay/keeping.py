"""What an operator does with a relay's data while it does not serve, or beside it: invite, count, copy, purge."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import apsw

from app.errors import UserError, WorldError
from app.host.files import private_folder
from app.relay.access import Invite, add_key, encode_invite
from app.relay.ending import Purge
from app.relay.schema import database_path, one, open_database, open_reader, rows, value
from app.relay.sqlite import SqliteStore
from app.relay.uploading import uploads_and_octets
from app.share.wire.documents import is_origin

_PAGES = 1000
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def invite(data: Path, label: str, now: int, origin: str = "") -> str:
    """An invite with a new access key. The origin is the one the relay was last served under, unless it is given."""
    private_folder(data)
    with contextlib.closing(open_database(database_path(data))) as db:
        origin = origin or known_origin(db)
        if not origin:
            raise UserError("no-origin")
        if not is_origin(origin):
            raise UserError("bad-public-url", url=origin)
        return encode_invite(Invite(origin, add_key(db, label, now)))


def known_origin(db: apsw.Connection) -> str:
    """Under which origin the relay was last served; empty if it never was."""
    row = one(db, "SELECT value FROM meta WHERE name = 'origin'")
    return "" if row is None else str(row[0])


def keep_origin(db: apsw.Connection, origin: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta(name, value) VALUES ('origin', ?)", (origin,))


def stats(data: Path, now: int) -> dict[str, int]:
    """Counts, also while the relay runs."""
    with _existing(data) as db:
        states: dict[str, int] = dict(
            rows(db, "SELECT state, count(*) FROM shares WHERE state <> 'decoy' GROUP BY state")
        )
        due = value(db, "SELECT count(*) FROM shares WHERE state = 'live' AND expires_at <= ?", (now,))
        size = value(db, "SELECT coalesce(sum(length(body)), 0) FROM bodies")
        windows = value(db, "SELECT count(*) FROM claims WHERE ends_at > ? AND ticket <> x''", (now,))
        keys = value(db, "SELECT count(*) FROM access")
        uploads, files = uploads_and_octets(db)
    live = states.pop("live", 0)
    ended = sum(states.values()) + due
    counted = {"live": live - due, "ended": ended, "windows": windows, "octets": size, "access_keys": keys}
    return counted | {"file_octets": files, "uploads": uploads}


def backup(data: Path, target: Path) -> None:
    """A copy of the database as of now, also while the relay runs. It holds no half: what is restored from it opens nothing
    that has died since, and nothing at all without the file of halves."""
    with _existing(data) as db:
        _make_private(target)
        try:
            copy = apsw.Connection(str(target))
            with contextlib.closing(copy), copy.backup("main", db, "main") as copying:
                while not copying.done:
                    copying.step(_PAGES)
        except (apsw.Error, OSError) as error:
            target.unlink(missing_ok=True)
            raise WorldError("cannot-write", path=str(target), reason=type(error).__name__) from error


def _make_private(target: Path) -> None:
    """Make the file before SQLite does: SQLite's own would be readable as the umask has it, until it is whole."""
    try:
        os.close(os.open(target, _NEW, 0o600))
    except FileExistsError:
        raise UserError("backup-exists", path=str(target)) from None
    except OSError as error:
        raise WorldError("cannot-write", path=str(target), reason=error.strerror or "") from error


def purge(data: Path, halves: Path | None, now: int, *, live_too: bool) -> dict[str, int]:
    """End what is due and forget every tombstone; with `live_too`, end every share. The relay must not run."""
    if not database_path(data).exists():
        raise UserError("no-relay-data", path=str(data))
    store = SqliteStore.open(data, lambda: now, halves=halves)
    try:
        return store.writer.do_alone(Purge(live_too=live_too))
    finally:
        store.shut()


@contextlib.contextmanager
def _existing(data: Path) -> Iterator[apsw.Connection]:
    path = database_path(data)
    if not path.exists():
        raise UserError("no-relay-data", path=str(data))
    with contextlib.closing(open_reader(path)) as db:
        yield db
