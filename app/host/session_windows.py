"""Hears what Windows tells its windows: the session locked, left for another, disconnected, and the computer's sleep.

A window that is never shown is the only address for it. Its thread is this module's alone, so that sleep waits until the vault is
put away while the window that people see goes on working. Written from Microsoft's documents; run nowhere yet.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from ctypes import wintypes
from typing import Any, NamedTuple

_CLASS = "LacreSession"
_SESSION_CHANGE, _POWER, _CLOSE = 0x02B1, 0x0218, 0x0010
_SUSPEND = 4
_SESSION = {2: "switch", 4: "switch", 6: "switch", 7: "lock"}  # console left, remote left, logged off, locked
_THIS_SESSION = 0
_TO_WINDOW = 0
SLEEP_WAITS_S = 1.5  # of about two seconds that Windows gives
# Of all systems' ctypes only Windows' has the type with its calling convention; elsewhere tests call it as they call anything.
_Procedure = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)(
    ctypes.c_ssize_t, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM
)


class WindowClass(ctypes.Structure):
    """WNDCLASSW."""

    _fields_ = (
        ("style", wintypes.UINT),
        ("procedure", _Procedure),
        ("class_extra", ctypes.c_int),
        ("window_extra", ctypes.c_int),
        ("instance", wintypes.HINSTANCE),
        ("icon", wintypes.HANDLE),
        ("cursor", wintypes.HANDLE),
        ("background", wintypes.HANDLE),
        ("menu", wintypes.LPCWSTR),
        ("name", wintypes.LPCWSTR),
    )


class Libraries(NamedTuple):
    """What is called."""

    user: Any
    kernel: Any
    sessions: Any


def meaning(message: int, word: int) -> str:
    """Why somebody else may come, by one message; empty if it says nothing of the kind."""
    if message == _SESSION_CHANGE:
        return _SESSION.get(word, "")
    return "sleep" if (message, word) == (_POWER, _SUSPEND) else ""


def windows() -> Libraries:
    """The libraries of Windows, with the types of what is called: a handle would be cut to half its length without them."""
    load = getattr(ctypes, "WinDLL")  # noqa: B009 - no other system has it, and a checker of types knows
    found = Libraries(load("user32"), load("kernel32"), load("wtsapi32"))
    number, handle, window = ctypes.c_int, wintypes.HANDLE, wintypes.HWND
    message = (window, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    text, word = wintypes.LPCWSTR, wintypes.DWORD
    creating = (word, text, text, word, number, number, number, number, window, handle, handle, ctypes.c_void_p)
    pointer = ctypes.c_void_p
    for library, name, answer, given in (
        (found.kernel, "GetModuleHandleW", handle, (text,)),
        (found.user, "RegisterClassW", wintypes.ATOM, (pointer,)),
        (found.user, "UnregisterClassW", wintypes.BOOL, (text, handle)),
        (found.user, "CreateWindowExW", window, creating),
        (found.user, "DestroyWindow", wintypes.BOOL, (window,)),
        (found.user, "DefWindowProcW", ctypes.c_ssize_t, message),
        (found.user, "GetMessageW", number, (pointer, window, wintypes.UINT, wintypes.UINT)),
        (found.user, "DispatchMessageW", ctypes.c_ssize_t, (pointer,)),
        (found.user, "PostMessageW", wintypes.BOOL, message),
        (found.user, "PostQuitMessage", None, (number,)),
        (found.user, "RegisterSuspendResumeNotification", handle, (handle, word)),
        (found.user, "UnregisterSuspendResumeNotification", wintypes.BOOL, (handle,)),
        (found.sessions, "WTSRegisterSessionNotification", wintypes.BOOL, (window, word)),
        (found.sessions, "WTSUnRegisterSessionNotification", wintypes.BOOL, (window,)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = answer, given
    return found


class Notifications:
    """The hidden window and its messages. `load` gives the libraries once it listens."""

    def __init__(self, load: Callable[[], Libraries] = windows, sleep_waits_s: float = SLEEP_WAITS_S) -> None:
        self._load, self._sleep_waits_s = load, sleep_waits_s
        self._lock = threading.Lock()
        self._stopped = self._hears = False
        self._window: int | None = None
        self._libraries: Libraries | None = None
        self._may_sleep = threading.Event()
        self._tell: Callable[[str], None] = lambda _why: None

    @property
    def hears(self) -> bool:
        return self._hears

    def listen(self, ready: Callable[[], None], tell: Callable[[str], None]) -> None:
        self._tell, self._libraries = tell, self._load()
        libraries = self._libraries
        user, instance = libraries.user, libraries.kernel.GetModuleHandleW(None)
        procedure = _Procedure(self._received)  # Windows keeps no hold of it: it must live as long as the window
        made = WindowClass(procedure=procedure, instance=instance, name=_CLASS)
        if not user.RegisterClassW(ctypes.byref(made)):
            return
        try:
            # No message-only window: sleep is told to all top windows, and to those alone.
            window = user.CreateWindowExW(0, _CLASS, None, 0, 0, 0, 0, 0, None, None, instance, None)
            if window:
                self._listen_at(window, libraries, ready)
        finally:
            user.UnregisterClassW(_CLASS, instance)

    def let_sleep(self) -> None:
        self._may_sleep.set()

    def stop(self) -> None:
        self._may_sleep.set()
        with self._lock:  # not while the window goes: another program's may get its number
            self._stopped = True
            if self._window is not None and self._libraries is not None:
                self._libraries.user.PostMessageW(self._window, _CLOSE, 0, 0)

    def close(self) -> None:
        """Nothing is left once `listen` has returned."""

    def _listen_at(self, window: int, libraries: Libraries, ready: Callable[[], None]) -> None:
        user, sessions = libraries.user, libraries.sessions
        with self._lock:
            self._window, stopped = window, self._stopped
        session = bool(sessions.WTSRegisterSessionNotification(window, _THIS_SESSION))
        power = user.RegisterSuspendResumeNotification(
            window, _TO_WINDOW
        )  # where a computer sleeps without switching off
        self._hears = session or bool(power)
        ready()
        if not stopped:
            self._pump(user)
        self._hears = False
        if session:
            sessions.WTSUnRegisterSessionNotification(window)
        if power:
            user.UnregisterSuspendResumeNotification(power)
        with self._lock:
            self._window = None
        user.DestroyWindow(window)

    def _pump(self, user: Any) -> None:
        """Until it is told to quit; an error (-1) ends it as well, as it would come again at once."""
        message = wintypes.MSG()
        while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            user.DispatchMessageW(ctypes.byref(message))

    def _received(self, window: int, message: int, word: int, more: int) -> int:
        """What Windows calls with each message, on this module's thread."""
        assert self._libraries is not None  # they were loaded before there was a window
        user = self._libraries.user
        if message == _CLOSE:
            user.PostQuitMessage(0)
            return 0
        if why := meaning(message, word):
            self._may_sleep.clear()
            self._tell(why)
            if why == "sleep" and not self._stopped:
                self._may_sleep.wait(self._sleep_waits_s)
            return 1
        return int(user.DefWindowProcW(window, message, word, more))
