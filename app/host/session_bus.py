"""What D-Bus says of sleep, lock and user switches: logind on the system bus, screen savers on the session's. Linux.

Owns which signals are asked for and what they mean. Another person's session that locks is none of ours; where ours cannot be
found out, the lock of any counts: locking once too often harms nobody.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus  # type: ignore[import-untyped]  # it has no types
from jeepney import new_method_call as call
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]  # nor this

_LOGIND = "org.freedesktop.login1"
_MANAGER = DBusAddress("/org/freedesktop/login1", _LOGIND, f"{_LOGIND}.Manager")
_AUTO = "/org/freedesktop/login1/session/auto"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_WAIT_S = 5
_log = logging.getLogger("lacre.host")


class Bus:
    """One connection and the signals that come over it."""

    def __init__(self, connection: Any, *, holds_sleep: bool = False, session: str = "") -> None:
        self._connection = connection
        self._session = session
        self._queue: deque[Any] = deque()
        self._filter = connection.filter(MatchRule(type="signal"), queue=self._queue)
        self._holds_sleep = holds_sleep
        self._lock = threading.Lock()
        self._held: Any = None

    @property
    def socket(self) -> Any:
        """What a selector watches."""
        return self._connection.sock

    def ask_for(self, sender: str, interface: str, member: str, path: str = "") -> None:
        """Have these signals sent to us, from whoever owns that name."""
        where = {"path": path} if path else {}
        rule = MatchRule(type="signal", sender=sender, interface=interface, member=member, **where)
        self._ask(message_bus.AddMatch(rule))

    def find_session(self, session_id: str) -> None:
        """Ours: the one that we were started in, or the one in which this person sees a screen."""
        found = self._value(call(_MANAGER, "GetSession", "s", (session_id,))) if session_id else None
        if found is None:
            user = self._value(call(_MANAGER, "GetUser", "u", (os.getuid(),)))
            if user is not None:
                place = DBusAddress(user, _LOGIND, _PROPERTIES)
                display = self._value(call(place, "Get", "ss", (f"{_LOGIND}.User", "Display")))
                found = display[1][1] if display else None
        self._session = found if isinstance(found, str) and found != "/" else ""
        if self._session:
            self.ask_for(_LOGIND, _PROPERTIES, "PropertiesChanged", self._session)

    def hold_sleep(self) -> None:
        """Have logind wait for us before the next sleep; it does so for five seconds unless told otherwise."""
        if not self._holds_sleep:
            return
        why = ("sleep", "Lacre", "The vault is locked first", "delay")
        taken = self._value(call(_MANAGER, "Inhibit", "ssss", why))
        with self._lock:
            earlier, self._held = self._held, taken
        _close(earlier)

    def let_sleep(self) -> None:
        """Do not hold it any longer."""
        with self._lock:
            held, self._held = self._held, None
        _close(held)

    def receive(self) -> bool:
        """Take what has come. False once the bus is gone."""
        try:
            while True:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            return True
        except (OSError, RuntimeError):
            return False

    def take(self) -> Iterator[str]:
        """What the signals that came mean, oldest first."""
        while self._queue:
            fields, body = _parts(self._queue.popleft())
            if fields.get(HeaderFields.member) == "PrepareForSleep" and body == (False,):
                self.hold_sleep()  # awake again
            why = meaning(fields, body, self._session)
            if why:
                yield why

    def close(self) -> None:
        """Let go of it."""
        self.let_sleep()
        self._filter.close()
        self._connection.close()

    def _value(self, message: Any) -> Any:
        """The first value of the answer; None where it was refused."""
        answer = self._ask(message)
        return answer.body[0] if answer is not None and answer.body else None

    def _ask(self, message: Any) -> Any:
        try:
            answer = self._connection.send_and_get_reply(message, timeout=_WAIT_S)
        except (OSError, RuntimeError) as error:
            _log.info("the message bus did not answer: %s", type(error).__name__)
            return None
        return answer if answer.header.message_type is MessageType.method_return else None


def system_bus(address: str, session_id: str) -> Bus | None:
    """logind's signals, and its sleep held back; None without that bus."""
    connection = _open(address, enable_fds=True)
    if connection is None:
        return None
    bus = Bus(connection, holds_sleep=True)
    bus.ask_for(_LOGIND, f"{_LOGIND}.Manager", "PrepareForSleep")
    bus.ask_for(_LOGIND, f"{_LOGIND}.Session", "Lock")
    bus.find_session(session_id)
    bus.hold_sleep()
    return bus


def saver_bus(address: str) -> Bus | None:
    """The screen savers' signals; None without that bus."""
    connection = _open(address, enable_fds=False)
    if connection is None:
        return None
    bus = Bus(connection)
    for name in _SAVERS:
        bus.ask_for(name, name, "ActiveChanged")
    return bus


def meaning(fields: Mapping[Any, Any], body: tuple[Any, ...], session: str) -> str:
    """Why somebody else may come, by one signal; empty if it says nothing of the kind. Strangers' octets: any form may come."""
    path, member = fields.get(HeaderFields.path), fields.get(HeaderFields.member)
    if member == "PrepareForSleep":
        return "sleep" if body == (True,) else ""
    if member == "Lock":
        return "lock" if session in ("", path) or path == _AUTO else ""
    if member == "ActiveChanged":
        return "lock" if body == (True,) else ""
    if member == "PropertiesChanged" and session and path == session and len(body) == 3:
        return _changed(body)
    return ""


def _changed(body: tuple[Any, ...]) -> str:
    """Of our session's properties: locked by its screen, or no longer the one in front."""
    interface, values, _ = body
    if interface != f"{_LOGIND}.Session" or not isinstance(values, dict):
        return ""
    if values.get("LockedHint") == ("b", True):
        return "lock"
    return "switch" if values.get("Active") == ("b", False) else ""


def _parts(message: Any) -> tuple[Mapping[Any, Any], tuple[Any, ...]]:
    return message.header.fields, message.body


def _open(address: str, *, enable_fds: bool) -> DBusConnection | None:
    try:
        return open_dbus_connection(address, enable_fds=enable_fds)
    except Exception as error:  # no such bus, no address, not allowed, not answering: each has an error of its own
        _log.info("no message bus: %s", type(error).__name__)
        return None


def _close(held: Any) -> None:
    if held is not None:
        with contextlib.suppress(OSError, ValueError):
            held.close()
