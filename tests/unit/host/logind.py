"""A logind of the tests' own on a private bus: answers what the program asks, tells what a test wants told."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
OURS, THEIRS = f"{MANAGER}/session/_32", f"{MANAGER}/session/_33"
DEADLINE_S = 60


class Logind:
    """Owns logind's name. `inhibited()` waits for the next lock on sleep: the end that tells when it is let go."""

    def __init__(self, address: str, *, knows_session: bool = True) -> None:
        self.address = address
        self._knows_session = knows_session
        self._connection = open_dbus_connection(address, enable_fds=True)
        self._locks: list[int] = []
        self._there = threading.Condition()
        self.own(LOGIND)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def own(self, name: str) -> None:
        self._connection.send(message_bus.RequestName(name))

    def tell(self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def sleep(self, going: bool) -> None:
        self.tell(MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", "b", (going,))

    def lock(self, path: str) -> None:
        self.tell(path, f"{LOGIND}.Session", "Lock")

    def change(self, path: str, name: str, value: bool) -> None:
        body = (f"{LOGIND}.Session", {name: ("b", value)}, [])
        self.tell(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", body)

    def inhibited(self) -> int:
        with self._there:
            assert self._there.wait_for(lambda: self._locks, DEADLINE_S)
            return self._locks.pop()

    def close(self) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(DEADLINE_S)
        self._connection.close()
        for lock in self._locks:
            os.close(lock)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, message: Any) -> None:
        member = message.header.fields[HeaderFields.member]
        if member == "Inhibit":
            assert message.body[0] == "sleep"
            assert message.body[3] == "delay"
            ours, theirs = os.pipe()
            self._connection.send(new_method_return(message, "h", (theirs,)))
            os.close(theirs)
            with self._there:
                self._locks.append(ours)
                self._there.notify()
        elif member == "GetSession" and self._knows_session:
            self._connection.send(new_method_return(message, "o", (OURS,)))
        elif member == "GetUser" and not self._knows_session:
            self._connection.send(new_method_return(message, "o", (f"{MANAGER}/user/_30",)))
        elif member == "Get":
            self._connection.send(new_method_return(message, "v", (("(so)", ("2", OURS)),)))
        else:
            self._connection.send(new_error(message, f"{LOGIND}.NoSuchSession", "s", ("none",)))


@contextlib.contextmanager
def private_bus() -> Iterator[str]:
    """A real bus that nobody else is on."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(timeout=DEADLINE_S)
        daemon.stdout.close()
