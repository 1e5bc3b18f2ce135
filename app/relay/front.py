"""The process that meets strangers: web server, page, limits. Run by `apart`; has no file of the store, and asks over a channel.

    python -m app.relay.front CHANNEL LISTENER ROOMS SETTINGS

CHANNEL, LISTENER and ROOMS are descriptors that it inherits; SETTINGS is JSON. It ends when it is told to over the channel, and
at once when the channel does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Generator
from pathlib import Path

import msgspec

from app.errors import LacreError
from app.host import log
from app.host.harden import harden
from app.relay.app import Limits, RelayApp
from app.relay.channel import Asking
from app.relay.confine import confine, die_with_parent
from app.relay.limits import Addresses
from app.relay.loops import loop_factory, settle
from app.relay.page import Page
from app.relay.rooms import Rooms
from app.relay.server import Doors, QuietServer, allow_files, configure

LOST = 3

_log = logging.getLogger("lacre.relay")


class FrontSettings(msgspec.Struct, frozen=True):
    """What the front is told at its start. Nothing of it is secret: the list of processes shows it."""

    page: str
    origins: tuple[str, ...]
    rate_per_s: float
    burst: float | None
    trusted_proxies: tuple[str, ...]
    log_level: int


def main(channel: str, listener: str, rooms: str, settings: str) -> int:
    """Serve until told to end; the exit code."""
    die_with_parent()
    harden()
    # Ctrl-C and the end of a terminal reach every process of it: the one that keeps the shares says when to end.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    told = msgspec.json.decode(settings, type=FrontSettings)
    log.configure(told.log_level)
    allow_files()
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_serve(told, int(channel), int(listener), _rooms(int(rooms))))
    except (LacreError, OSError) as error:
        why = error.code if isinstance(error, LacreError) else error.strerror
        _log.critical("the front cannot serve (%s)", why or type(error).__name__)
        return LOST
    return 0


def _rooms(descriptor: int) -> Rooms:
    try:
        return Rooms(descriptor)
    finally:
        os.close(descriptor)


class _Front(QuietServer):
    """Heeds no signal."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


async def _serve(told: FrontSettings, channel: int, listener: int, rooms: Rooms) -> None:
    def lost() -> None:
        if not server.should_exit:
            os._exit(LOST)  # who kept the shares is dead: whoever starts it again needs our address, now

    limits = Limits(told.rate_per_s, told.burst, told.trusted_proxies)
    asking = Asking(on_stop=lambda: server.stop(), on_loss=lost)
    app = RelayApp(asking, Page(Path(told.page)), limits, told.origins, rooms)
    server = _Front(configure(app, Doors(Addresses(told.trusted_proxies))), asking.say_ready, app.leave)
    server.config.load()
    if not confine():
        _log.info("this system lets no process give up the files of its user")
    ours = socket.socket(fileno=channel)
    await asyncio.get_running_loop().create_unix_connection(lambda: asking, sock=ours)
    settle()
    await server.serve([socket.socket(fileno=listener)])
    asking.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
