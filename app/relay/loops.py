"""The event loop that the relay's processes run on, and what memory may cost it."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import importlib
import sys
from collections.abc import Callable

GC_AFTER = 20_000
# Of glibc's malloc: what is as long as a piece of a file comes from the heap, and the heap keeps so much that is free. By itself
# it gives each piece back to the system, which then clears 4 MiB for the next: twice the work of all else (measured).
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
KEPT_OCTETS = 16 * 1024 * 1024


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
    _keep_memory()


def _keep_memory() -> None:
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        for name, octets in (
            (_MMAP_THRESHOLD, KEPT_OCTETS),
            (_TRIM_THRESHOLD, KEPT_OCTETS),
            (_TOP_PAD, KEPT_OCTETS // 4),
        ):
            mallopt(name, octets)
