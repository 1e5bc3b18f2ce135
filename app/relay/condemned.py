"""Files whose rows were deleted: gathered while a transaction runs, deleted once it is committed. Owns when; `blobs` deletes.

In a thread of its own: giving back the blocks of a gigabyte takes a third of a second (measured), in which nobody could claim.
What a crash leaves is found at the next start, as a file that no row names.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from app.relay.blobs import BlobFolder

_log = logging.getLogger("lacre.relay")


class Condemned:
    """Of one folder. All but `wait` is the writer's."""

    def __init__(self, folder: BlobFolder, step: Callable[[str], None]) -> None:
        self._folder = folder
        self._step = step
        self._names: list[bytes] = []
        self._deleting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lacre-relay-deleting")

    def add(self, *names: Any) -> None:
        """Their rows were deleted, in the transaction that runs. SQLite calls it, with what the column holds."""
        self._names += map(bytes, names)

    def decided(self, committed: bool) -> None:
        """The transaction has ended, so or so."""
        if self._names:
            names, self._names = self._names, []
            if committed:
                for name in names:
                    self.delete(name)

    def delete(self, name: bytes) -> None:
        self._deleting.submit(self._delete, name)

    def wait(self) -> None:
        """Until all that was condemned so far is gone."""
        self._deleting.submit(lambda: None).result()

    def close(self) -> None:
        self._deleting.shutdown()

    def _delete(self, name: bytes) -> None:
        self._step("drop:taken")
        try:
            self._folder.delete(name)
        except OSError as error:  # the next start tries again; nothing gives it out any more
            _log.error("a file could not be deleted (%s)", type(error).__name__)
        self._step("drop:deleted")
