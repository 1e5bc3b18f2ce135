"""Uploads that grow, as this process knows them: how much of each is here, of which less may be on the medium. Owns that memory;
rows are `uploading`'s, octets `blobs`'.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import apsw

from app.relay.schema import one
from app.relay.store import Refused

LOOKED_AT = 1024  # so many in memory are looked through; then when there are twice as many as were left

_UPLOAD = "SELECT name, size, have FROM blobs WHERE token = ?"
_NAMED = "SELECT 1 FROM blobs WHERE name = ?"


@dataclass(slots=True)
class Upload:
    """One that grows. `full_at`: when there was last found to be no room for more of it; None: there is. `behind`: what keeps its
    last piece, which was answered."""

    name: bytes
    size: int
    have: int
    synced: int
    synced_at: int
    busy: bool = False
    full_at: int | None = None
    behind: asyncio.Task[int | Refused] | None = None


class Growing:
    """By the hash of their token."""

    def __init__(self, reader: apsw.Connection, now: Callable[[], int]) -> None:
        self._reader = reader
        self._now = now
        self._here: dict[bytes, Upload] = {}
        self._looked_at = LOOKED_AT

    def __iter__(self) -> Iterator[tuple[bytes, Upload]]:
        return iter(list(self._here.items()))

    def find(self, token: bytes) -> Upload | None:
        """One of which something came lately, or as the database has it."""
        upload = self.known(token)
        if upload is not None:
            return upload
        row = self._row(token)
        return None if row is None else Upload(row[0], row[1], row[2], row[2], self._now())

    def keep(self, token: bytes, upload: Upload) -> None:
        """More is here than the database knows."""
        if token not in self._here and len(self._here) >= self._looked_at:
            self._forget_deleted()
        self._here[token] = upload

    def _forget_deleted(self) -> None:
        """Of those whose rows were deleted, and to which nothing is put any more, nobody tells."""
        for token, upload in list(self._here.items()):
            if not upload.busy:
                self.known(token)
        self._looked_at = max(LOOKED_AT, 2 * len(self._here))

    def let_go(self, token: bytes, upload: Upload) -> None:
        """The database knows as much, or has forgotten it."""
        if self._here.get(token) is upload:  # not another that was begun with the same token meanwhile
            del self._here[token]

    def forget(self, token: bytes) -> None:
        """It was given up: who is at work on it sees that it is gone."""
        self._here.pop(token, None)

    def known(self, token: bytes) -> Upload | None:
        """One of which something came lately, if its row was not deleted meanwhile: what was in memory is forgotten with it."""
        upload = self._here.get(token)
        if upload is not None and not self.is_there(token, upload):
            self.let_go(token, upload)
            return None
        return upload

    def is_there(self, token: bytes, upload: Upload) -> bool:
        """Whether the database still has this one."""
        row = self._row(token)
        return row is not None and row[0] == upload.name

    def is_named(self, upload: Upload) -> bool:
        """Whether the database knows its file at all: a share or a submission may have taken it over a moment ago, which is its
        end as an upload alone."""
        return one(self._reader, _NAMED, (upload.name,)) is not None

    def _row(self, token: bytes) -> tuple[bytes, int, int] | None:
        row = one(self._reader, _UPLOAD, (token,))
        return None if row is None else (bytes(row[0]), int(row[1]), int(row[2]))
