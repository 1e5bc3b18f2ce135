"""How far files have come, told at a terminal. Loads nothing of what moves them: `share open` needs no more of `share create`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from app.cli.output import say
from app.cli.sentences import text

_STEP = 10


def progress(key: str, count: int, which: Callable[[int], int]) -> Callable[[int, int], None] | None:
    """Tells of each tenth at a terminal, and of several files in which it is; elsewhere nobody waits for it."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        tenth = done * 100 // max(total, 1) // _STEP
        if tenth != told:
            told = tenth
            if count > 1:
                say(text(f"{key}-file", percent=tenth * _STEP, number=which(done), count=count))
            else:
                say(text(key, percent=tenth * _STEP))

    return tell
