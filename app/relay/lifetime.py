"""What every process of a relay does with its time: the loop it runs on, the store at work from start to end, when to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator

from app.relay.sqlite import SqliteStore
from app.relay.sweep import sweep_for_ever

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


@contextlib.asynccontextmanager
async def at_work(
    store: SqliteStore, pace_s: float, *, fail: Callable[[], None], stop: Callable[[], None], with_stdin: bool
) -> AsyncIterator[None]:
    """The store writes and is swept; on leaving, what was asked for is finished. `fail` is called if the disk fails, `stop` when
    standard input ends, if the relay shall end with it."""
    store.start(fail)
    sweeper = asyncio.create_task(sweep_for_ever(store, store.now, pace_s))
    if with_stdin:
        _when_stdin_ends(asyncio.get_running_loop(), stop)
    settle()
    try:
        yield
    finally:
        sweeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sweeper
        await store.writer.close()


def _when_stdin_ends(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """The parent holds the other end: when it dies, even by kill -9, standard input ends."""

    def wait() -> None:
        for _ in _octets():
            pass
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(stop)

    threading.Thread(target=wait, name="lacre-relay-parent", daemon=True).start()


def _octets() -> Iterator[bytes]:
    while octets := sys.stdin.buffer.raw.read(4096):  # type: ignore[union-attr]
        yield octets
