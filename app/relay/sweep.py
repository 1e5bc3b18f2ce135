"""The sweeper: comes by itself, every few seconds and when the next thing is due. Owns only the timing.

Nothing depends on it for safety of a claim (expiry holds on every read); it is what makes halves and bodies go on time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from app.errors import LacreError
from app.relay.store import Store

PACE_S = 5.0
SOONEST_S = 0.05

_log = logging.getLogger("lacre.relay")


async def sweep_for_ever(store: Store, now: Callable[[], int], pace_s: float = PACE_S) -> None:
    """Sweep until cancelled."""
    while True:
        due: int | None = None
        try:
            due = await store.sweep()
        except LacreError as error:
            _log.warning("the sweep failed (%s); trying again", error.code)
        await asyncio.sleep(pause(due, now(), pace_s))


def pause(due: int | None, now: int, pace_s: float = PACE_S) -> float:
    """How long to wait: until what is due next, but never longer than the pace, so that a clock that jumps does no harm."""
    if due is None:
        return pace_s
    return min(pace_s, max(SOONEST_S, due - now))
