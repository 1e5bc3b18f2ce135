"""What a client of a request may change (REQUESTS, R8): begin an upload, submit what was uploaded; and the asker: drop it. Owns
the conditional statements of these, and what a wrong passcode costs; the octets are `filing`'s.

A signature was verified before; its verdict is only an input here, as with claims: whatever else would refuse a message is said
first, and a verdict only after a try was paid for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeVar

from app.relay.claiming import why_not
from app.relay.operations import Operation, Work, bury, note
from app.relay.schema import one, rows, value
from app.relay.store import Refused, ShareRow
from app.relay.uploading import GOES, HELD, STILL_S, Left, begin_upload, find_upload, room_left, still_ones
from app.share.wire.messages import TRIES
from app.share.wire.requests import DAY_S, ENVELOPE_LEAST, ENVELOPE_LIMIT, LARGE_UPLOADS, UPLOADS, WAITING

T = TypeVar("T")

WAITING_S = 60

_TOLD = "SELECT tries.tries_left, state FROM tries JOIN shares ON n = share WHERE share = ? AND tries.message = ?"
_CHARGE = """UPDATE shares SET tries_left = tries_left - 1
    WHERE n = ?1 AND id = ?2 AND state = 'live' AND paused = 0 AND expires_at > ?4 AND tries_left > 0 AND taken < views
      AND NOT EXISTS (SELECT 1 FROM tries WHERE share = ?1 AND message = ?3)
    RETURNING tries_left, views - taken, slot"""
_TAKE = f"""UPDATE shares SET taken = taken + 1
    WHERE n = ?1 AND id = ?2 AND state = 'live' AND paused = 0 AND expires_at > ?3 AND tries_left > 0 AND taken < views
      AND (SELECT count(*) FROM submissions WHERE share = ?1 AND at > ?3 - {DAY_S}) < a_day
      AND (SELECT count(*) FROM submissions WHERE share = ?1 AND envelope IS NOT NULL) < {WAITING}
    RETURNING taken, views - taken, tries_left, slot"""  # noqa: S608 - numbers of ours
_TODAY = "SELECT count(*), min(at) FROM submissions WHERE share = ? AND at > ?"
_HELD = "SELECT count(*) FROM submissions WHERE share = ? AND envelope IS NOT NULL"
_UPLOAD = "SELECT name, size, have FROM blobs WHERE token = ? AND request = ?"
_KEEP = "UPDATE blobs SET token = NULL, at = ? WHERE name = ?"
_UPLOADS = f"""SELECT name, size, {HELD}, at FROM blobs
    WHERE request = ? AND token IS NOT NULL AND (size > ?) = ? ORDER BY at"""  # noqa: S608 - words of ours


@dataclass(frozen=True, slots=True)
class Signed:
    """What is known of a client's message before it is decided on."""

    message: bytes
    """Hash of all its octets."""
    valid: bool
    fresh: bool
    """Whether its challenge is ours, and not too old."""


class Taken(NamedTuple):
    """A submission: its number, and when it came."""

    number: int
    at: int


class Guarded(Operation[T | Refused]):
    """Of a client, who shows by a signature to know the passcode."""

    def __init__(self, row: ShareRow, signed: Signed) -> None:
        self.row = row
        self.signed = signed

    def decide(self, work: Work) -> T | Refused:
        before = self.before(work)
        if before is not None:
            return before
        told = one(work.db, _TOLD, (self.row.n, self.signed.message))
        if told is not None and told[1] in ("live", "locked"):
            return Refused("wrong-passcode", told[0])
        refused = why_not(work, self.row)
        if refused.code != "gone":
            return refused
        if not self.signed.fresh:
            return Refused("stale")
        other = self.hindered(work)
        if other is not None:
            return other
        return self.take(work) if self.signed.valid else self._charge(work)

    def before(self, work: Work) -> T | Refused | None:
        """What it was answered, if it was done before."""
        raise NotImplementedError

    def hindered(self, work: Work) -> Refused | None:
        """Why it cannot be, whatever the passcode."""
        raise NotImplementedError

    def take(self, work: Work) -> T | Refused:
        """Do it."""
        raise NotImplementedError

    def _charge(self, work: Work) -> Refused:
        row = self.row
        found = one(work.db, _CHARGE, (row.n, row.id, self.signed.message, work.now))
        if found is None:
            return why_not(work, row)
        tries_left, views_left, slot = found
        keep = "INSERT INTO tries(share, message, tries_left) VALUES (?, ?, ?)"
        work.db.execute(keep, (row.n, self.signed.message, tries_left))
        note(work, row.n, "wrong-passcode")
        work.left[slot] = (row.id, views_left, TRIES - tries_left)
        if tries_left == 0:
            bury(work, row.n, row.id, slot, "locked")
            note(work, row.n, "locked")
        return Refused("wrong-passcode", tries_left)


class Offer(Guarded[int]):
    """Begin an upload, or find it again; its outcome is how much of it is on the medium."""

    kind: ClassVar[str] = "offer"

    def __init__(self, row: ShareRow, signed: Signed, token: bytes, size: int, left: Left) -> None:
        super().__init__(row, signed)
        self._token = token
        self._size = size
        self._left = left
        self._have: int | None = None
        self._yields: list[bytes] = []

    def before(self, work: Work) -> int | Refused | None:
        """An upload that goes on is found after all else was asked."""

    def hindered(self, work: Work) -> Refused | None:
        self._have, self._yields = None, []
        if not self._size:
            return None
        if self._size > max(ENVELOPE_LIMIT, self.row.files):
            return Refused("too-large")
        found = find_upload(work, self._token, self._size, self.row.n)
        if found is not None:
            self._have = None if isinstance(found, Refused) else found
            return found if isinstance(found, Refused) else None
        return self._crowded(work)

    def _crowded(self, work: Work) -> Refused | None:
        """Who has the link could begin uploads only to be in the way: those that are still give way. Nor may the large ones of
        one request together come to more than half of the room that the rest leaves them: others need some too. Where there is
        none, those of other requests that are still and not whole give way as well."""
        large = self._size > ENVELOPE_LIMIT
        uploads = rows(work.db, _UPLOADS, (self.row.n, ENVELOPE_LIMIT, large))
        left = room_left(work.db, self._left)
        theirs = left + sum(held for _, _, held, _ in uploads)
        most = min(LARGE_UPLOADS, self.row.views - self.row.taken + 1) if large else UPLOADS
        while uploads and (
            len(uploads) >= most or (large and 2 * (self._size + sum(size for _, size, _, _ in uploads)) > theirs)
        ):
            name, _, held, at = uploads.pop(0)
            if at + STILL_S > work.now:
                return Refused("busy", retry_s=at + STILL_S - work.now)
            self._yields.append(name)
            left += held
        others = still_ones(work, self._size - left, self._yields)
        if others is None:
            return Refused("full")
        self._yields += others
        return None

    def take(self, work: Work) -> int | Refused:
        if not self._size or self._have is not None:
            return self._have or 0
        work.db.executemany(GOES, [(name,) for name in self._yields])
        begin_upload(work, self._token, self._size, self.row.n)
        return 0


class Submit(Guarded[Taken]):
    """Make uploads a submission."""

    kind: ClassVar[str] = "submit"

    def __init__(self, row: ShareRow, signed: Signed, envelope: bytes, files: bytes) -> None:
        """`envelope` and `files` are the hashes of the uploads' tokens; of no files an empty one."""
        super().__init__(row, signed)
        self._envelope = envelope
        self._files = files
        self._names: tuple[bytes, bytes | None] = (b"", None)

    def before(self, work: Work) -> Taken | Refused | None:
        known = "SELECT number, at FROM submissions WHERE share = ? AND token = ?"
        found = one(work.db, known, (self.row.n, self._envelope))
        return None if found is None else Taken(*found)

    def hindered(self, work: Work) -> Refused | None:
        return self._crowded(work) or self._incomplete(work)

    def _crowded(self, work: Work) -> Refused | None:
        count, first = one(work.db, _TODAY, (self.row.n, work.now - DAY_S)) or (0, 0)
        if count >= self.row.a_day:
            return Refused("busy", retry_s=first + DAY_S - work.now)
        if value(work.db, _HELD, (self.row.n,)) >= WAITING:
            return Refused("busy", retry_s=WAITING_S)
        return None

    def _incomplete(self, work: Work) -> Refused | None:
        envelope = self._whole(work, self._envelope, ENVELOPE_LEAST, ENVELOPE_LIMIT)
        if isinstance(envelope, Refused):
            return envelope
        files = self._whole(work, self._files, 0, self.row.files) if self._files else None
        if isinstance(files, Refused):
            return files
        if files == envelope:
            return Refused("conflict")
        self._names = (envelope, files)
        return None

    def _whole(self, work: Work, token: bytes, least: int, most: int) -> bytes | Refused:
        found = one(work.db, _UPLOAD, (token, self.row.n))
        if found is None:
            return Refused("unknown")
        name, size, have = found
        return bytes(name) if have == size and least <= size <= most else Refused("conflict")

    def take(self, work: Work) -> Taken | Refused:
        row = self.row
        found = one(work.db, _TAKE, (row.n, row.id, work.now))
        if found is None:
            return why_not(work, row)
        number, left, tries_left, slot = found
        keep = "INSERT INTO submissions(share, number, at, token, envelope, files) VALUES (?, ?, ?, ?, ?, ?)"
        work.db.execute(keep, (row.n, number, work.now, self._envelope, *self._names))
        for name in self._names:
            if name is not None:
                work.db.execute(_KEEP, (work.now, name))
        note(work, row.n, "submitted", claim=number)
        work.left[slot] = (row.id, left, TRIES - tries_left)
        if left <= 0:
            bury(work, row.n, row.id, slot, "filled")
        return Taken(number, work.now)


class Drop(Operation[None]):
    """Forget a submission, but for what its message is known again by."""

    kind: ClassVar[str] = "discard"

    def __init__(self, row: ShareRow, number: int) -> None:
        self.row = row
        self.number = number

    def decide(self, work: Work) -> None:
        of_it = (self.row.n, self.number)
        names = one(work.db, "SELECT envelope, files FROM submissions WHERE share = ? AND number = ?", of_it)
        for name in names or ():
            work.db.execute(GOES, (name,))
        work.db.execute("UPDATE submissions SET envelope = NULL, files = NULL WHERE share = ? AND number = ?", of_it)
