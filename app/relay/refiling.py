"""At start: make the folder of files and the database agree. Owns what a crash, or a copy put back in part, may have left.

A file that no row names is deleted; an upload counts for no more than its file has; a share whose files are not whole is gone:
it would take a view and then give nothing. A submission that is not whole is as if it had been dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

import apsw

from app.relay.blobs import BlobFolder
from app.relay.operations import Work, bury
from app.relay.schema import one, rows
from app.relay.slots import SlotFile
from app.share.wire.transfers import SEALED_CHUNK

_ROWS = "SELECT name, share, token, size, have FROM blobs"
_LOST = "UPDATE submissions SET envelope = NULL, files = NULL WHERE ? IN (envelope, files)"
# The other half of such a one: nobody can fetch or drop it any more, and no end would take it away.
_LEFT = """DELETE FROM blobs WHERE token IS NULL AND share IS NULL AND name NOT IN
    (SELECT envelope FROM submissions WHERE envelope IS NOT NULL UNION SELECT files FROM submissions WHERE files IS NOT NULL)"""


@dataclass(slots=True)
class FoundFiles:
    """What had to be done; counts only."""

    orphans: int = 0
    gone: int = 0


def refile(db: apsw.Connection, slots: SlotFile, folder: BlobFolder, now: int) -> FoundFiles:
    """Make them agree, durably, before the first request."""
    found = FoundFiles()
    work = Work(db, slots, now)
    sizes = folder.sizes()
    db.execute("BEGIN IMMEDIATE")
    try:
        for name, *told in rows(db, _ROWS):
            _keep(work, folder, found, bytes(name), sizes, *told)
        db.execute(_LEFT)
        named = {bytes(name) for (name,) in rows(db, "SELECT name FROM blobs")}
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    work.settle()
    slots.flush()
    for name in sizes.keys() - named:
        folder.delete(name)
        found.orphans += 1
    return found


def _keep(
    work: Work, folder: BlobFolder, found: FoundFiles, name: bytes, sizes: dict[bytes, int], share: int | None,
    token: bytes | None, size: int, have: int,
) -> None:  # fmt: skip
    """Bring the row to what its file can serve, or delete it."""
    there = sizes.get(name, 0)
    if token is not None:
        if there < have:
            there -= (
                there % SEALED_CHUNK
            )  # its sender, who may have forgotten what it sealed, goes on from a whole chunk
            work.db.execute("UPDATE blobs SET have = ? WHERE name = ?", (there, name))
        elif there > have:
            folder.cut(name, have)  # of what came after the last sync nobody knows how much is there
        return
    if there >= size:
        return
    work.db.execute("DELETE FROM blobs WHERE name = ?", (name,))
    if share is None:
        work.db.execute(_LOST, (name,))
        return
    live = one(work.db, "SELECT id, slot FROM shares WHERE n = ? AND state = 'live'", (share,))
    if live is not None:
        bury(work, share, live[0], live[1], "gone")
        found.gone += 1
