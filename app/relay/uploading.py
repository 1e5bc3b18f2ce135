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

CONDEMNING = """
CREATE TEMP TRIGGER IF NOT EXISTS bodies_gone AFTER DELETE ON main.bodies BEGIN
  DELETE FROM blobs WHERE share = OLD.share;
END;
CREATE TEMP TRIGGER IF NOT EXISTS blobs_gone AFTER DELETE ON main.blobs BEGIN
  SELECT condemn(OLD.name);
END;
"""

_NEW = "INSERT INTO blobs(name, token, share, size, have, at) VALUES (?, ?, NULL, ?, 0, ?)"
_TAKEN = "SELECT coalesce(sum(size), 0), coalesce(sum(size - have), 0) FROM blobs"
_GROW = "UPDATE blobs SET have = max(have, ?), at = ? WHERE name = ? AND token IS NOT NULL"
_ATTACH = "UPDATE blobs SET token = NULL, share = ? WHERE token = ? AND size = ? AND have = ? RETURNING 1"
_OLD = "DELETE FROM blobs WHERE name IN (SELECT name FROM blobs WHERE share IS NULL AND at <= ? LIMIT ?) RETURNING 1"


class BeginUpload(Operation[int | Refused]):
    """Begins one, or finds it again; its outcome is how much of it is on the medium."""

    kind: ClassVar[str] = "stage"

    def __init__(self, token: bytes, size: int, fits: Callable[[int, int, int], bool]) -> None:
        self._token = token
        self._size = size
        self._fits = fits

    def decide(self, work: Work) -> int | Refused:
        found = one(work.db, "SELECT size, have FROM blobs WHERE token = ?", (self._token,))
        if found is not None:
            size, have = found
            return int(have) if size == self._size else Refused("conflict")
        taken, missing = rows(work.db, _TAKEN)[0]
        if not self._fits(self._size, taken, missing):
            return Refused("full")
        work.db.execute(_NEW, (new_name(), self._token, self._size, work.now))
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
    """How many uploads are under way, and for how many octets of files, of uploads and of shares, there must be room."""
    uploads = value(db, "SELECT count(*) FROM blobs WHERE share IS NULL")
    return int(uploads), int(value(db, "SELECT coalesce(sum(size), 0) FROM blobs"))
