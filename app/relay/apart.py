"""Serves with two processes: this one keeps the shares, and starts another, the front, that meets strangers.

The front parses what comes from the net and has no file of ours: who takes it over finds no half, and can ask nothing but what
anybody may ask. And the two do not wait for one interpreter's lock, which is what a busy relay mostly waits for.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.relay.api import Api
from app.relay.channel import Replying, pair
from app.relay.lifetime import at_work, posting, say_listening
from app.relay.loops import loop_factory
from app.relay.rooms import Rooms, shared
from app.relay.sqlite import SqliteStore

if TYPE_CHECKING:
    from app.relay.serve import Plan

START_S = 60.0
END_S = 15.0
# The front gets no other variable of ours: a service's environment may hold what is not meant for strangers.
_HANDED_ON = (
    "HOME", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH",
    "PYTHONUSERBASE", "PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX",
)  # fmt: skip
_HELD = ("SIGINT", "SIGTERM", "SIGHUP")

_log = logging.getLogger("lacre.relay")


def can_be_apart() -> bool:
    """Whether this system hands sockets on to a child, and there is an interpreter to run one."""
    return sys.platform != "win32" and not getattr(sys, "frozen", False) and bool(sys.executable)


def run_apart(
    plan: Plan, store: SqliteStore, page: Path, listener: socket.socket, url: str, origins: tuple[str, ...]
) -> int:
    """Serve until told to end; the exit code."""
    ours, theirs = pair()
    with ours:
        memory = shared()
        try:
            rooms = Rooms(memory)
            with theirs, listener:
                front = _start(plan, page, (theirs.fileno(), listener.fileno(), memory), origins)
        finally:
            os.close(memory)
        keeper = _Keeper(url, rooms)
        try:
            with asyncio.Runner(loop_factory=loop_factory()) as runner:
                runner.run(keeper.keep(plan, store, ours, origins))
        finally:
            ours.close()
            _end(front, 0.0 if keeper.gave_up else END_S)
    if keeper.unsaid is not None:
        raise keeper.unsaid
    return 3 if keeper.failed else 0


def _start(plan: Plan, page: Path, inherited: tuple[int, ...], origins: tuple[str, ...]) -> subprocess.Popen[bytes]:
    limits = plan.limits
    settings = {
        "page": str(page.resolve()), "origins": origins, "rate_per_s": limits.rate_per_s, "burst": limits.burst,
        "trusted_proxies": tuple(limits.trusted_proxies), "log_level": _log.getEffectiveLevel(),
    }  # fmt: skip
    command = [sys.executable, "-m", "app.relay.front", *map(str, inherited), msgspec.json.encode(settings).decode()]
    with _signals_held():
        return subprocess.Popen(
            command,
            pass_fds=inherited,
            cwd=Path(__file__).parents[2],
            env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL
            if sys.stderr is None
            else None,  # its number must not become another file's there
        )


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """A child begins with the signals held that are held now, and the front lets none through: who signals both of us at once
    while it starts must not kill it. What comes to us meanwhile comes a moment later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in _HELD])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(front: subprocess.Popen[bytes], patience_s: float) -> None:
    try:
        front.wait(patience_s)
    except subprocess.TimeoutExpired:
        front.kill()
        front.wait()


class _Keeper:
    """This process's work: answers the front until it ends, and tells it when to."""

    def __init__(self, url: str, rooms: Rooms) -> None:
        self.failed = False
        self.gave_up = False
        self.unsaid: OSError | None = None
        self._url = url
        self._rooms = rooms
        self._stopping = False

    async def keep(self, plan: Plan, store: SqliteStore, channel: socket.socket, origins: tuple[str, ...]) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        with posting(plan.post) as mailer:
            api = Api(store, origins, store.now, mailer=mailer, rooms=self._rooms)
            self._replying = Replying(api, self._say_listening, self._end)
            await self._answer(plan, store, channel)

    async def _answer(self, plan: Plan, store: SqliteStore, channel: socket.socket) -> None:
        async with at_work(store, plan.pace_s, fail=self._fail, stop=self._stop, with_stdin=plan.stop_with_stdin):
            # Before the channel is heard: the front may have said already that it listens.
            self._starting = self._loop.call_later(START_S, self._give_up, "start")
            await self._loop.create_unix_connection(lambda: self._replying, sock=channel)
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.add_signal_handler(number, self._stop)
            await self._ended.wait()

    def _say_listening(self) -> None:
        self._starting.cancel()
        try:
            say_listening(self._url)
        except OSError as error:
            self.unsaid = error
            self._stop()

    def _stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._replying.say_stop()
            self._loop.call_later(END_S, self._give_up, "end")

    def _fail(self) -> None:
        self.failed = True
        self._stop()

    def _give_up(self, what: str) -> None:
        """It may be stopped, or not be ours any more: what it has still to answer is not worth our own end."""
        _log.critical("the front does not %s: it is killed", what)
        self.failed = self.failed or what == "start"
        self.gave_up = True
        self._ended.set()

    def _end(self) -> None:
        if not self._stopping:
            _log.critical("the front has ended: the relay stops")
            self.failed = True
        self._ended.set()
