"""Work that is done ahead in a thread, a few rooms deep: while one piece is on the line the next is read and sealed, or the one
before is opened and written. The rooms are used again and again, so memory does not grow with what is moved.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
DEPTH = 3


@contextlib.contextmanager
def ahead(
    make: Callable[[bytearray], T | None], octets: int, *, stop: Callable[[], None] = lambda: None
) -> Iterator[Iterator[T]]:
    """What `make` makes in a room of so many octets, in order, until it makes None. What it raises is raised to whoever waits for
    the piece. A room is its piece's until the next one is asked for. On leaving, `stop` wakes a
    `make` that waits for something."""
    free: queue.SimpleQueue[bytearray | None] = queue.SimpleQueue()
    made: queue.SimpleQueue[tuple[T | None, bytearray | None, BaseException | None]] = queue.SimpleQueue()

    at_work = threading.Event()

    def work() -> None:
        try:
            while (room := free.get()) is not None:
                at_work.set()
                piece = make(room)
                at_work.clear()
                made.put((piece, room, None))
                if piece is None:
                    return
        except BaseException as error:  # it belongs to whoever waits
            made.put((None, None, error))

    def pieces() -> Iterator[T]:
        while True:
            piece, room, error = made.get()
            if error is not None:
                raise error
            if piece is None:
                return
            yield piece
            free.put(room)

    for _ in range(DEPTH):
        free.put(bytearray(octets))
    thread = threading.Thread(target=work, name="lacre-ahead", daemon=True)
    thread.start()
    try:
        yield pieces()
    finally:
        while not free.empty():  # nothing more is begun
            with contextlib.suppress(queue.Empty):
                free.get_nowait()
        free.put(None)
        if at_work.is_set() and thread.is_alive():
            stop()
        thread.join()
