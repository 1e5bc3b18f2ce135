"""Runs a relay as a process: store, sweeper and server from start to clean end. Owns where it listens and what it is called.

The first line on standard output is `listening on URL`: who started the process waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import UserError, WorldError
from app.host import paths
from app.relay.app import Limits, create_app
from app.relay.keeping import keep_origin
from app.relay.limits import Addresses
from app.relay.page import Page
from app.relay.server import BACKLOG, Doors, QuietServer, allow_files, configure
from app.relay.sqlite import SqliteStore
from app.relay.sweep import PACE_S, sweep_for_ever
from app.relay.writer import Step, no_step
from app.share.wire.documents import is_origin

GC_AFTER = 20_000


def system_now() -> int:
    """The relay's clock. Asked several times in each call, so it takes the seconds as the system gives them."""
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 0
    halves: Path | None = None
    public_urls: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    without_halves: bool = False
    stop_with_stdin: bool = False
    page: Path | None = None
    now: Callable[[], int] = system_now
    step: Step = no_step
    pace_s: float = PACE_S
    choose: Callable[[SqliteStore], socket.socket] | None = None
    """Gives the listening socket, where host and port do not say all."""
    prepare: Callable[[SqliteStore, str], None] | None = None
    """Called with the open store and the origin, before anybody is served."""


def serve(plan: Plan) -> int:
    """Serve until SIGTERM, SIGINT or the end of standard input; the exit code."""
    allow_files()
    page = Page(plan.page or paths.resources() / "page" / "dist")
    store = SqliteStore.open(
        plan.data, plan.now, halves=plan.halves, step=plan.step, without_halves=plan.without_halves
    )
    try:
        with contextlib.closing(plan.choose(store) if plan.choose else listen(plan.host, plan.port)) as listener:
            url = _url(plan.host, listener)
            origins = plan.public_urls or (url,)
            check_origins(origins, asked=bool(plan.public_urls))
            keep_origin(store.database, origins[0])
            if plan.prepare is not None:
                plan.prepare(store, origins[0])
            return _run(plan, store, page, listener, url, origins)
    finally:
        store.shut()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; WorldError("port-taken") if somebody has it. It listens at once, before anybody is told of it: a
    port that is only bound can still be taken over by another user's program."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform == "win32":  # there SO_REUSEADDR lets two processes have one port, and this alone forbids it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise WorldError("port-taken", host=host, port=port) from error
    return listener


def check_origins(origins: tuple[str, ...], *, asked: bool) -> None:
    """Links need an origin that recipients reach: https, or plain http on loopback."""
    for origin in origins:
        if not is_origin(origin):
            raise UserError("bad-public-url" if asked else "no-public-url", url=origin)


def _url(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def _run(
    plan: Plan, store: SqliteStore, page: Page, listener: socket.socket, url: str, origins: tuple[str, ...]
) -> int:
    app = create_app(store, origins=origins, page=page, limits=plan.limits, now=plan.now, figures=store.figures)
    doors = Doors(Addresses(plan.limits.trusted_proxies))
    server = QuietServer(configure(app, doors), lambda: print(f"listening on {url}", flush=True))
    failures: list[bool] = []
    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(_serve(plan, store, server, listener, failures))
    return 3 if failures else 0


async def _serve(
    plan: Plan, store: SqliteStore, server: QuietServer, listener: socket.socket, failures: list[bool]
) -> None:
    def stop() -> None:
        server.should_exit = True

    def fail() -> None:
        failures.append(True)
        stop()

    store.start(fail)
    sweeper = asyncio.create_task(sweep_for_ever(store, plan.now, plan.pace_s))
    if plan.stop_with_stdin:
        _when_stdin_ends(asyncio.get_running_loop(), stop)
    # What is there now stays for ever, and requests leave no cycles behind: let the collector look rarely, and at little.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_AFTER)
    try:
        await server.serve([listener])
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
