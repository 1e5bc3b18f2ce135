"""The event loop that the relay's processes run on, and what the garbage collector may cost it."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Callable

GC_AFTER = 20_000


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's loops where it is (not on Windows), else asyncio's own."""
    try:
        uvloop = importlib.import_module("uvloop")
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


def settle() -> None:
    """What is there now stays for ever, and requests leave no cycles behind: let the collector look rarely, and at little."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_AFTER)
