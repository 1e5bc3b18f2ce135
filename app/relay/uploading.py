"""Uploads as the database knows them: begun, grown, taken over by a share, given up. Owns the writer's operations for them; the
octets are `blobs`', and who brings them is `filing`'s.

What the database says of an upload is never more than what is on the medium: `Advance` comes after the sync of its file. For
what a sender with an access key begins, room is held from its beginning. Whoever has the link of a request could hold the room
of others by a word alone: for theirs it is held as it comes, a lead ahead, and where room is missing, those of theirs that are
not whole and have been still give way. Two that grew until neither had room would else stand so until they are too old.

A row that is deleted condemns its file, and every change of a row is added to what is spoken for, whatever the reason was:
triggers see to that in its own transaction, so that a share without files costs nothing and one upload more among a hundred
thousand no more than the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import ClassVar

import apsw

from app.relay.blobs import new_name
from app.relay.operations import Operation, Work
from app.relay.schema import one, rows, value
from app.relay.store import Refused
from app.share.wire.transfers import PUT_LIMIT, UPLOAD_S

SYNC_OCTETS = 16 * 1024 * 1024
LEAD = SYNC_OCTETS + PUT_LIMIT  # no more of an upload is ever there beyond what the database counts
LATE_S = 60  # a file is synced, and the time of that kept, so long after its last octet at the latest
SWEEP_STEP = 100
STILL_S = 900  # what has been still for so long gives way
STILL_STEP = 1000

Left = Callable[[int, int], int]
"""For how many octets more there is room, where so many are spoken for and so many of these have not come yet (`room.Room`)."""

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

HELD = f"CASE WHEN request IS NULL THEN size ELSE min(size, have + {LEAD}) END"
_OLD_HELD, _NEW_HELD = (
    f"CASE WHEN {row}.request IS NULL THEN {row}.size ELSE min({row}.size, {row}.have + {LEAD}) END"
    for row in ("OLD", "NEW")
)
_SUMS = f"SELECT coalesce(sum({HELD}), 0), coalesce(sum({HELD} - have), 0) FROM blobs"  # noqa: S608 - words of ours

# The triggers are of this connection alone: another version of ours may hold another lead. So they are followed by a reckoning
# of all there is, which writes nothing if it comes to what was kept.
COUNTING = f"""
CREATE TEMP TRIGGER IF NOT EXISTS room_taken AFTER INSERT ON main.blobs BEGIN
  UPDATE room SET held = held + {_NEW_HELD}, missing = missing + {_NEW_HELD} - NEW.have;
END;
CREATE TEMP TRIGGER IF NOT EXISTS room_changed AFTER UPDATE OF size, have, request ON main.blobs BEGIN
  UPDATE room SET held = held - {_OLD_HELD} + {_NEW_HELD},
    missing = missing - ({_OLD_HELD} - OLD.have) + {_NEW_HELD} - NEW.have;
END;
CREATE TEMP TRIGGER IF NOT EXISTS room_given AFTER DELETE ON main.blobs BEGIN
  UPDATE room SET held = held - {_OLD_HELD}, missing = missing - ({_OLD_HELD} - OLD.have);
END;
UPDATE room SET (held, missing) = ({_SUMS}) WHERE (held, missing) <> ({_SUMS});
"""  # noqa: S608 - words of ours

_NEW = "INSERT INTO blobs(name, token, share, size, have, at, request) VALUES (?, ?, NULL, ?, 0, ?, ?)"
_GROW = """UPDATE blobs SET have = max(have, ?), at = ? WHERE name = ? AND token IS NOT NULL
    RETURNING request IS NOT NULL AND have < size"""
_ATTACH = """UPDATE blobs SET token = NULL, share = ? WHERE token = ? AND size = ? AND have = ? AND request IS NULL
    RETURNING 1"""
_OLD = """DELETE FROM blobs WHERE name IN
    (SELECT name FROM blobs WHERE share IS NULL AND token IS NOT NULL AND at <= ? LIMIT ?) RETURNING 1"""
_STILL = "request IS NOT NULL AND token IS NOT NULL AND have < size AND at <= ?"
_STILL_ONES = f"SELECT name, {HELD} FROM blobs WHERE {_STILL} ORDER BY at LIMIT {STILL_STEP}"  # noqa: S608 - words of ours
_STILLEST_GOES = f"""DELETE FROM blobs WHERE name = (SELECT name FROM blobs WHERE {_STILL} ORDER BY at LIMIT 1)
    RETURNING 1"""  # noqa: S608 - words of ours
GOES = "DELETE FROM blobs WHERE name = ?"


class BeginUpload(Operation[int | Refused]):
    """Begins one, or finds it again; its outcome is how much of it is on the medium."""

    kind: ClassVar[str] = "stage"

    def __init__(self, token: bytes, size: int, left: Left) -> None:
        self._token = token
        self._size = size
        self._left = left

    def decide(self, work: Work) -> int | Refused:
        found = find_upload(work, self._token, self._size, None)
        if found is not None:
            return found
        others = still_ones(work, self._size - room_left(work.db, self._left))
        if others is None:
            return Refused("full")
        work.db.executemany(GOES, [(name,) for name in others])
        begin_upload(work, self._token, self._size, None)
        return 0


class Advance(Operation[bool]):
    """So much of it is on the medium now. Its outcome is whether there is room for what comes next."""

    kind: ClassVar[str] = "advance"

    def __init__(self, name: bytes, have: int, left: Left) -> None:
        self._name = name
        self._have = have
        self._left = left

    def decide(self, work: Work) -> bool:
        grown = one(work.db, _GROW, (self._have, work.now, self._name))
        return grown is None or not grown[0] or room_left(work.db, self._left) >= 0


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


def room_left(db: apsw.Connection, left: Left) -> int:
    """For how many octets more there is room."""
    held, missing = rows(db, "SELECT held, missing FROM room")[0]
    return left(held, missing)


def still_ones(work: Work, lacking: int, going: Collection[bytes] = ()) -> list[bytes] | None:
    """Which uploads to requests give way, beside those that are going, so that there is room for so many octets more: none if
    nothing lacks. None if all that may are not enough: then they stay."""
    found: list[bytes] = []
    if lacking <= 0:
        return found
    for name, held in rows(work.db, _STILL_ONES, (work.now - STILL_S,)):
        if name not in going:
            found.append(name)
            lacking -= held
            if lacking <= 0:
                return found
    return None


def part_those_that_stand(work: Work, left: Left) -> None:
    """Where what grows has no room any more, the one goes that has been still for longest. One at a time: its octets are given
    back to the disk after its row is gone."""
    if room_left(work.db, left) < 0:
        one(work.db, _STILLEST_GOES, (work.now - STILL_S,))


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
