"""Octets in order, out of answers that are as long as they may be (PROTOCOL section 8, REQUESTS R7). Owns that who takes
them room by room does not wait for a new answer with each; what a broken line means is `downloading`'s.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from app.share.wire.transfers import FETCH_LIMIT

Ask = Callable[[int, int], Iterator[bytes]]
"""For so many octets (the second) from a place on (the first)."""


class Answers:
    """Answers of one relay, one after the other. Not for several threads at once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._answer: Iterator[bytes] | None = None
        self._rest = b""
        self._at = self._end = 0

    def octets(self, start: int, length: int, until: int) -> Iterator[bytes]:
        """So many octets from `start` on, fewer if the answer ends before; what comes behind them, to `until`, is asked for at
        once. After a failure the next call asks anew."""
        if self._answer is None or start != self._at or start == self._end:
            self.close()
            self._at, self._end = start, min(until, start + FETCH_LIMIT)
            self._answer = self._ask(start, self._end - start)
        answer, self._answer = self._answer, None  # an answer that fails is not gone on with
        while length:
            piece = self._rest or next(answer, b"")
            if not piece:
                return
            own, self._rest = piece[:length], piece[length:]
            length -= len(own)
            self._at += len(own)
            yield own
        if self._at < self._end:
            self._answer = answer

    def close(self) -> None:
        """Let the answer go that is open."""
        answer, self._answer, self._rest = self._answer, None, b""
        if answer is not None:
            with contextlib.suppress(AttributeError):
                answer.close()  # type: ignore[attr-defined]  # generators have it
