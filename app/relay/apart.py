"""Serves with two processes: this one keeps the shares, and starts another, the front, that meets strangers.

The front parses what comes from the net and has no file of ours: who takes it over finds no half, and can ask nothing but what
anybody may ask. And the two do not wait for one interpreter's lock, which is what a busy relay mostly waits for.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.relay.api import Api
from app.relay.channel import Replying, pair
from app.relay.lifetime import at_work
from app.relay.loops import loop_factory
from app.relay.sqlite import SqliteStore

if TYPE_CHECKING:
    from app.relay.serve import Plan

END_S = 15.0

_log = logging.getLogger("lacre.relay")


def can_be_apart() -> bool:
    """Whether this system hands sockets on to a child, and there is an interpreter to run one."""
    return sys.platform != "win32" and not getattr(sys, "frozen", False)


def run_apart(
    plan: Plan, store: SqliteStore, page: Path, listener: socket.socket, url: str, origins: tuple[str, ...]
) -> int:
    """Serve until told to end; the exit code."""
    ours, theirs = pair()
    with theirs, listener:
        front = _start(plan, page, listener, theirs, origins)
    keeper = _Keeper(url)
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(keeper.keep(plan, store, ours, origins))
    finally:
        _end(front)
    return 3 if keeper.failed else 0


def _start(
    plan: Plan, page: Path, listener: socket.socket, channel: socket.socket, origins: tuple[str, ...]
) -> subprocess.Popen[bytes]:
    limits = plan.limits
    settings = {
        "page": str(page.resolve()), "origins": origins, "rate_per_s": limits.rate_per_s, "burst": limits.burst,
        "trusted_proxies": tuple(limits.trusted_proxies), "log_level": _log.getEffectiveLevel(),
    }  # fmt: skip
    inherited = (channel.fileno(), listener.fileno())
    command = [sys.executable, "-m", "app.relay.front", *map(str, inherited), msgspec.json.encode(settings).decode()]
    return subprocess.Popen(
        command, pass_fds=inherited, cwd=Path(__file__).parents[2], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def _end(front: subprocess.Popen[bytes]) -> None:
    try:
        front.wait(END_S)
    except subprocess.TimeoutExpired:
        front.kill()
        front.wait()


class _Keeper:
    """This process's work: answers the front until it ends, and tells it when to."""

    def __init__(self, url: str) -> None:
        self.failed = False
        self._url = url
        self._stopping = False

    async def keep(self, plan: Plan, store: SqliteStore, channel: socket.socket, origins: tuple[str, ...]) -> None:
        loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._replying = Replying(Api(store, origins, plan.now), self._say_listening, self._end)
        async with at_work(store, plan.pace_s, fail=self._fail, stop=self._stop, with_stdin=plan.stop_with_stdin):
            await loop.create_unix_connection(lambda: self._replying, sock=channel)
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self._stop)
            await self._ended.wait()

    def _say_listening(self) -> None:
        print(f"listening on {self._url}", flush=True)

    def _stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._replying.say_stop()

    def _fail(self) -> None:
        self.failed = True
        self._stop()

    def _end(self) -> None:
        if not self._stopping:
            _log.critical("the front has ended: the relay stops")
            self.failed = True
        self._ended.set()
