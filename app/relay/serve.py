"""Runs a relay as a process: store, sweeper and server from start to clean end. Owns where it listens and what it is called.

The first line on standard output is `listening on URL`: who started the process waits for it.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError, WorldError
from app.host import paths
from app.relay.apart import can_be_apart, run_apart
from app.relay.app import Limits
from app.relay.keeping import keep_origin
from app.relay.limits import BACKLOG
from app.relay.page import Page
from app.relay.sqlite import SqliteStore
from app.relay.sweep import PACE_S
from app.relay.writer import Step, no_step
from app.share.wire.documents import is_origin

if TYPE_CHECKING:
    from app.relay.post import Post

PORT = 8750
"""Where a relay on a server listens, behind its web server, unless it is told otherwise."""

_PATIENCE_S = (0.05, 0.1, 0.2, 0.4)


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
    apart: bool = True
    """Whether the web server is a process of its own, where the system can do that."""
    post: Post | None = None
    """The mail server for the codes of the identity check, if this relay sends e-mail."""
    room: int | None = None
    """For how many octets of files; for as many as the disk has, if it is None."""
    prepare: Callable[[SqliteStore, str], None] | None = None
    """Called with the open store and the origin, before anybody is served."""


def serve(plan: Plan) -> int:
    """Serve until SIGTERM, SIGINT or the end of standard input; the exit code."""
    folder = plan.page or paths.resources() / "page" / "dist"
    Page(folder)  # that it is missing is said here, not by another process
    store = SqliteStore.open(
        plan.data, plan.now, halves=plan.halves, step=plan.step, without_halves=plan.without_halves, room=plan.room
    )
    try:
        with contextlib.closing(plan.choose(store) if plan.choose else _listen_again(plan.host, plan.port)) as listener:
            url = _url(plan.host, listener)
            origins = plan.public_urls or (url,)
            check_origins(origins, asked=bool(plan.public_urls))
            keep_origin(store.database, origins[0])
            if plan.prepare is not None:
                plan.prepare(store, origins[0])
            if plan.apart and can_be_apart():
                return run_apart(plan, store, folder, listener, url, origins)
            from app.relay.inside import (
                run_inside,  # late: a relay that is apart has its web server in the other process
            )

            return run_inside(plan, store, folder, listener, url, origins)
    finally:
        store.shut()


def _listen_again(host: str, port: int) -> socket.socket:
    """`listen`, with patience for the front of a relay that was killed: it lets the port go a moment after."""
    for pause_s in _PATIENCE_S if port else ():
        try:
            return listen(host, port)
        except WorldError:
            time.sleep(pause_s)
    return listen(host, port)


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
