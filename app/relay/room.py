"""For how many octets of files there is room: what the operator grants, and what the disk has. Owns that reckoning alone; what is
spoken for is said by `uploading`, from the database.
"""

from __future__ import annotations

from app.relay.blobs import BlobFolder


class Room:
    """The room of one relay."""

    def __init__(self, folder: BlobFolder, limit: int | None) -> None:
        """`limit`: so many octets; as the disk has, if it is None."""
        self._folder = folder
        self._limit = limit

    def left(self, taken: int, missing: int) -> int:
        """How many octets more there is room for, where so many are spoken for and so many of these have not come yet. Less
        than none, if more was promised than there is."""
        free = self._folder.free() - missing
        return free if self._limit is None else min(free, self._limit - taken)
