"""Serves store and web in one process: the relay of one person, and systems where a socket cannot be handed on."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.relay.api import Api
from app.relay.app import Limits, RelayApp
from app.relay.identity import Sending
from app.relay.lifetime import at_work, posting, say_listening
from app.relay.limits import Addresses
from app.relay.loops import loop_factory
from app.relay.page import Page
from app.relay.rooms import Rooms
from app.relay.server import Doors, QuietServer, allow_files, configure
from app.relay.sqlite import SqliteStore
from app.relay.store import Store

if TYPE_CHECKING:
    from app.relay.serve import Plan


def create_app(
    store: Store, *, origins: Sequence[str], page: Page, limits: Limits, now: Callable[[], int],
    mailer: Sending | None = None,
) -> RelayApp:  # fmt: skip
    """The application over one store, in one process."""
    rooms = Rooms()
    return RelayApp(Api(store, origins, now, limits.clock, mailer, rooms), page, limits, origins, rooms)


def run_inside(
    plan: Plan, store: SqliteStore, page: Path, listener: socket.socket, url: str, origins: tuple[str, ...]
) -> int:
    """Serve until told to end; the exit code."""
    allow_files()
    doors = Doors(Addresses(plan.limits.trusted_proxies))
    with posting(plan.post) as mailer:
        app = create_app(store, origins=origins, page=Page(page), limits=plan.limits, now=store.now, mailer=mailer)
        server = QuietServer(configure(app, doors), lambda: say_listening(url), app.leave)
        return _run(plan, store, listener, server)


def _run(plan: Plan, store: SqliteStore, listener: socket.socket, server: QuietServer) -> int:
    failures: list[bool] = []

    def fail() -> None:
        failures.append(True)
        server.stop()

    async def run() -> None:
        async with at_work(store, plan.pace_s, fail=fail, stop=server.stop, with_stdin=plan.stop_with_stdin):
            await server.serve([listener])

    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(run())
    return 3 if failures else 0
