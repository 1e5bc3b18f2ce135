"""Hears when the computer goes to sleep or its session is locked: logind on the system bus, screen savers on the session's.

Owns the listening; locking is its listener's. Where there is no such bus (Windows, macOS, containers) it hears nothing, and the
idle clock does its work alone. Signals are told apart by path: another person's session that locks is none of ours.
"""

from __future__ import annotations

import os
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

_LOGIND = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_SESSIONS = "/org/freedesktop/login1/session/"
_AUTO = "auto"


class SessionWatch(QObject):
    """`away` when somebody may come to this computer who is not its owner."""

    away = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
        session_id: str | None = None,
    ) -> None:
        super().__init__(parent)
        own = os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id
        self._path = session_path(own) if own else ""
        self._system = system if system is not None else QDBusConnection.systemBus()
        self._session = session if session is not None else QDBusConnection.sessionBus()
        self.hears = self._listen()

    def _listen(self) -> bool:
        """Whether there is anybody to hear."""
        heard = False
        if self._system.isConnected():
            heard = self._connect(self._system, _LOGIND, f"{_LOGIND}.Manager", "PrepareForSleep", "_sleeps")
            heard |= self._connect(self._system, _LOGIND, f"{_LOGIND}.Session", "Lock", "_locks")
        if self._session.isConnected():
            for name in _SAVERS:
                heard |= self._connect(self._session, name, name, "ActiveChanged", "_saves")
        return heard

    def _connect(self, bus: QDBusConnection, service: str, interface: str, member: str, slot: str) -> bool:
        method: Any = SLOT(f"{slot}(QDBusMessage)")  # bytes by its stub, text in truth
        return bool(bus.connect(service, "", interface, member, self, method))

    @Slot(QDBusMessage)
    def _sleeps(self, message: QDBusMessage) -> None:
        if _is_true(message):
            self.away.emit("sleep")

    @Slot(QDBusMessage)
    def _locks(self, message: QDBusMessage) -> None:
        if self._path in ("", message.path()) or message.path() == _SESSIONS + _AUTO:
            self.away.emit("lock")

    @Slot(QDBusMessage)
    def _saves(self, message: QDBusMessage) -> None:
        if _is_true(message):
            self.away.emit("lock")


def session_path(session_id: str) -> str:
    """Where logind keeps a session: its id with everything but letters and digits (and a digit at the start) escaped."""
    escaped = "".join(
        sign
        if sign.isascii() and (sign.isalpha() or (sign.isdigit() and place))
        else "".join(f"_{octet:02x}" for octet in sign.encode())
        for place, sign in enumerate(session_id)
    )
    return _SESSIONS + escaped


def _is_true(message: QDBusMessage) -> bool:
    """It going to sleep and it waking up are one signal."""
    arguments = message.arguments()
    return bool(arguments) and arguments[0] is True
