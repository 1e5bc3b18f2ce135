"""The store at work, from start to end, in the process that keeps it; and when that shall end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING

from app.relay.loops import settle
from app.relay.sqlite import SqliteStore
from app.relay.sweep import sweep_for_ever

if TYPE_CHECKING:
    from app.relay.identity import Sending
    from app.relay.post import Post


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
        await store.rest()


@contextlib.contextmanager
def posting(post: Post | None) -> Iterator[Sending | None]:
    """Who sends e-mail, at work; None if this relay sends none."""
    if post is None:
        yield None
        return
    from app.relay.mailing import Mailer  # late: most relays send none

    mailer = Mailer(post)
    mailer.start()
    try:
        yield mailer
    finally:
        mailer.close()


def say_listening(url: str) -> None:
    """The line that whoever started the relay waits for. If it cannot be said, nobody knows that we are there."""
    try:
        print(f"listening on {url}", flush=True)
    except OSError:
        # The interpreter would try to say the rest at its end, and end with a code of its own.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _when_stdin_ends(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """The parent holds the other end: when it dies, even by kill -9, standard input ends."""

    def wait() -> None:
        for _ in _octets():
            pass
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(stop)

    threading.Thread(target=wait, name="lacre-relay-parent", daemon=True).start()


def _octets() -> Iterator[bytes]:
    if sys.stdin is None:  # it had ended before we began
        return
    while octets := sys.stdin.buffer.raw.read(4096):  # type: ignore[union-attr]  # no BytesIO here
        yield octets
