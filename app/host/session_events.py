"""Hears when the computer sleeps, its session is locked, or another person's session comes to the front. Owns the one thread
that listens; what it hears on which bus is `session_bus`'s, and locking is the listener's.

Linux alone (logind, screen savers). Windows and macOS tell such things to windows and run loops, which nobody has tried here yet:
there nothing is heard, `hears` says so, and the idle clock does its work alone.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.host.session_bus import Bus


_ENDS_WITHIN_S = 2


class Away(StrEnum):
    """Why somebody may come to this computer who is not its owner."""

    SLEEP = "sleep"
    LOCK = "lock"
    SWITCH = "switch"


class SessionEvents:
    """Calls `heard` on its own thread. Until `settled` is called the computer's sleep is held back, as long as logind allows."""

    def __init__(
        self,
        heard: Callable[[Away], None],
        *,
        system: str = "SYSTEM",
        session: str = "SESSION",
        session_id: str | None = None,
    ) -> None:
        self._heard = heard
        self._addresses = (system, session)
        self._session_id = os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id
        self._thread: threading.Thread | None = None
        self._wake, self._woken = socket.socketpair()
        self._buses: list[Bus] = []
        self.ready = threading.Event()

    @property
    def hears(self) -> bool:
        """Whether there is anybody to hear; known once `ready` is set."""
        return bool(self._buses)

    def start(self) -> None:
        """Listen from now on. Returns at once: a bus that does not answer keeps nobody waiting."""
        if not sys.platform.startswith("linux"):
            self.ready.set()
            return
        self._thread = threading.Thread(target=self._run, name="session-events", daemon=True)
        self._thread.start()

    def settled(self) -> None:
        """What had to be put away is put away: the computer may sleep."""
        for bus in list(self._buses):
            bus.let_sleep()

    def close(self) -> None:
        """Hear nothing more. Closing twice is fine."""
        with contextlib.suppress(OSError):
            self._wake.shutdown(socket.SHUT_WR)
        if self._thread is not None:
            self._thread.join(timeout=_ENDS_WITHIN_S)
            if self._thread.is_alive():
                return  # it waits for a bus that does not answer: the program must not, and its ends are still in use
        self._wake.close()
        self._woken.close()

    def _run(self) -> None:
        from app.host.session_bus import (
            saver_bus,
            system_bus,
        )  # late: the library takes its time, and this thread has it

        system, session = self._addresses
        opened = (system_bus(system, self._session_id), saver_bus(session))
        self._buses = [bus for bus in opened if bus is not None]
        self.ready.set()
        try:
            self._listen()
        finally:
            buses, self._buses = self._buses, []
            for bus in buses:
                bus.close()

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            for bus in self._buses:
                selector.register(bus.socket, selectors.EVENT_READ, bus)
                self._tell(bus)  # what came while it was set up
            while True:
                for key, _ in selector.select():
                    if key.data is None:
                        return
                    if not self._tell(key.data):
                        selector.unregister(key.fileobj)

    def _tell(self, bus: Bus) -> bool:
        """Pass on what a bus has to say. False once it is gone."""
        there = bus.receive()
        for why in bus.take():
            self._heard(Away(why))
        return there
