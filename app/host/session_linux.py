"""Listens to the two message buses of a Linux session. What comes over them, and what it means, is `session_bus`'s."""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.host.session_bus import Bus


class Buses:
    """logind's on the system bus, the screen savers' on the session's; either may be missing."""

    def __init__(self, system: str, session: str, session_id: str) -> None:
        self._addresses = (system, session)
        self._session_id = session_id
        self._wake, self._woken = socket.socketpair()
        self._buses: list[Bus] = []

    @property
    def hears(self) -> bool:
        return bool(self._buses)

    def listen(self, ready: Callable[[], None], tell: Callable[[str], None]) -> None:
        # late: the library takes its time, and this thread has it
        from app.host.session_bus import saver_bus, system_bus

        system, session = self._addresses
        opened = (system_bus(system, self._session_id), saver_bus(session))
        self._buses = [bus for bus in opened if bus is not None]
        ready()
        try:
            self._wait(tell)
        finally:
            buses, self._buses = self._buses, []
            for bus in buses:
                bus.close()

    def let_sleep(self) -> None:
        for bus in list(self._buses):
            bus.let_sleep()

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._wake.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._wake.close()
        self._woken.close()

    def _wait(self, tell: Callable[[str], None]) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            for bus in self._buses:
                selector.register(bus.socket, selectors.EVENT_READ, bus)
                _pass_on(bus, tell)  # what came while it was set up
            while True:
                for key, _ in selector.select():
                    if key.data is None:
                        return
                    if not _pass_on(key.data, tell):
                        selector.unregister(key.fileobj)


def _pass_on(bus: Bus, tell: Callable[[str], None]) -> bool:
    """What a bus has to say. False once it is gone."""
    there = bus.receive()
    for why in bus.take():
        tell(why)
    return there
