"""Uploads as the database knows them: begun, grown, taken over by a share, given up. Owns the writer's operations for them; the
octets are `blobs`', and who brings them is `filing`'s.

What the database says of an upload is never more than what is on the medium: `Advance` comes after the sync of its file. A row
that is deleted condemns its file, whatever the reason was: triggers see to that, so that a share without files costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import apsw

from app.relay.blobs import new_name
from app.relay.operations import Operation, Work
from app.relay.schema import one, rows, value
from app.relay.store import Refused
from app.share.wire.transfers import UPLOAD_S

LATE_S = 60  # a file is synced, and the time of that kept, so long after its last octet at the latest
SWEEP_STEP = 100

Fits = Callable[[int, int, int], bool]
"""Whether there is room for so many octets more, where so many are spoken for and so many of these have not come yet."""

CONDEMNING = """
CREATE TEMP TRIGGER IF NOT EXISTS bodies_gone AFTER DELETE ON main.bodies BEGIN
  DELETE FROM blobs WHERE share = OLD.share;
END;
CREATE TEMP TRIGGER IF NOT EXISTS submissions_gone AFTER DELETE ON main.submissions BEGIN
  DELETE FROM blobs WHERE name IN (OLD.envelope, OLD.files);
END;
CREATE TEMP TRIGGER IF NOT EXISTS blobs_gone AFTER DELETE ON main.blobs BEGIN
  SELECT condemn(OLD.name);
END;
"""

_NEW = "INSERT INTO blobs(name, token, share, size, have, at, request) VALUES (?, ?, NULL, ?, 0, ?, ?)"
_TAKEN = "SELECT coalesce(sum(size), 0), coalesce(sum(size - have), 0) FROM blobs"
_GROW = "UPDATE blobs SET have = max(have, ?), at = ? WHERE name = ? AND token IS NOT NULL"
_ATTACH = """UPDATE blobs SET token = NULL, share = ? WHERE token = ? AND size = ? AND have = ? AND request IS NULL
    RETURNING 1"""
_OLD = """DELETE FROM blobs WHERE name IN
    (SELECT name FROM blobs WHERE share IS NULL AND token IS NOT NULL AND at <= ? LIMIT ?) RETURNING 1"""


class BeginUpload(Operation[int | Refused]):
    """Begins one, or finds it again; its outcome is how much of it is on the medium."""

    kind: ClassVar[str] = "stage"

    def __init__(self, token: bytes, size: int, fits: Fits) -> None:
        self._token = token
        self._size = size
        self._fits = fits

    def decide(self, work: Work) -> int | Refused:
        found = find_upload(work, self._token, self._size, None)
        if found is not None:
            return found
        if not has_room(work, self._size, self._fits):
            return Refused("full")
        begin_upload(work, self._token, self._size, None)
        return 0


class Advance(Operation[None]):
    """So much of it is on the medium now."""

    kind: ClassVar[str] = "advance"

    def __init__(self, name: bytes, have: int) -> None:
        self._name = name
        self._have = have

    def decide(self, work: Work) -> None:
        work.db.execute(_GROW, (self._have, work.now, self._name))


class GiveUp(Operation[None]):
    """Forget an upload, if there is one that belongs to no share."""

    kind: ClassVar[str] = "abandon"

    def __init__(self, token: bytes) -> None:
        self._token = token

    def decide(self, work: Work) -> None:
        work.db.execute("DELETE FROM blobs WHERE token = ?", (self._token,))


def find_upload(work: Work, token: bytes, size: int, request: int | None) -> int | Refused | None:
    """How much there is of an upload of so many octets, for a request or for none; None if nothing has this token."""
    found = one(work.db, "SELECT size, have, request FROM blobs WHERE token = ?", (token,))
    if found is None:
        return None
    return int(found[1]) if (found[0], found[2]) == (size, request) else Refused("conflict")


def has_room(work: Work, size: int, fits: Fits) -> bool:
    taken, missing = rows(work.db, _TAKEN)[0]
    return fits(size, taken, missing)


def begin_upload(work: Work, token: bytes, size: int, request: int | None) -> None:
    work.db.execute(_NEW, (new_name(), token, size, work.now, request))


def attach(work: Work, share: int, token: bytes, size: int) -> Refused | None:
    """Make an upload of so many octets, all of which are here, the share's own: nobody can name it any more. Why not, else."""
    if one(work.db, _ATTACH, (share, token, size, size)) is not None:
        return None
    known = one(work.db, "SELECT 1 FROM blobs WHERE token = ?", (token,))
    return Refused("unknown" if known is None else "conflict")


def sweep_uploads(work: Work, *, all_of_them: bool = False) -> bool:
    """Forget those that nobody has gone on with, or all; whether there may be more."""
    if all_of_them:
        work.db.execute("DELETE FROM blobs WHERE share IS NULL")
        return False
    old = rows(work.db, _OLD, (work.now - UPLOAD_S - LATE_S, SWEEP_STEP))
    return len(old) == SWEEP_STEP


def uploads_and_octets(db: apsw.Connection) -> tuple[int, int]:
    """How many uploads are under way, and for how many octets of uploads, files and submissions there must be room."""
    uploads = value(db, "SELECT count(*) FROM blobs WHERE token IS NOT NULL")
    return int(uploads), int(value(db, "SELECT coalesce(sum(size), 0) FROM blobs"))
