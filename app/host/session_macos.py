"""Looks at the login session of macOS every few seconds: its screen locked, or another person's session in front.

macOS tells such things to run loops of Objective-C; what it answers when asked is the same and needs none. Its sleep is not asked
for: the gap in the clock shows it, and on most computers the screen is locked as well. Written from what others tell of these
calls, which Apple names and hardly explains; run nowhere yet.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Mapping
from typing import Any

LOCKED, IN_FRONT = "CGSSessionScreenIsLocked", "kCGSSessionOnConsoleKey"
EVERY_S = 2.0
_FRAMEWORK = "/System/Library/Frameworks/{0}.framework/{0}"
_UTF8 = 0x08000100
_INT = 9
Look = Callable[[], Mapping[str, bool] | None]


class Standing:
    """How the session stood when it was looked at last. What it says is told when it begins, and once."""

    def __init__(self) -> None:
        self._locked, self._in_front = False, True

    def news(self, said: Mapping[str, bool] | None) -> str:
        """Why somebody else may come by now, or nothing. Only a session in front says that it is: without that word, or without
        any answer, it is not, and locking once too often harms nobody."""
        said = said or {}
        locked, in_front = said.get(LOCKED, False), said.get(IN_FRONT, False)
        before, self._locked, self._in_front = (self._locked, self._in_front), locked, in_front
        if locked and not before[0]:
            return "lock"
        return "switch" if before[1] and not in_front else ""


class Looks:
    """Asks again and again. `look` is how; the frameworks are loaded when it begins."""

    def __init__(self, look: Callable[[], Look] | None = None, every_s: float = EVERY_S) -> None:
        self._load = look or (lambda: Session(ctypes.CDLL).look)
        self._every_s = every_s
        self._ended = threading.Event()
        self._hears = False

    @property
    def hears(self) -> bool:
        return self._hears

    def listen(self, ready: Callable[[], None], tell: Callable[[str], None]) -> None:
        look, standing = self._load(), Standing()
        said = look()
        self._hears = said is not None  # without a window session (over ssh) there is nothing to see
        ready()
        while self._hears:
            if why := standing.news(said):
                tell(why)
            if self._ended.wait(self._every_s):
                return
            said = look()

    def let_sleep(self) -> None:
        """It is not held back."""

    def stop(self) -> None:
        self._ended.set()

    def close(self) -> None:
        self._hears = False


class Session:
    """What Core Graphics says of the session that this program runs in."""

    def __init__(self, load: Callable[[str], Any]) -> None:
        self._graphics, self._core = (load(_FRAMEWORK.format(name)) for name in ("CoreGraphics", "CoreFoundation"))
        _declare(self._graphics, self._core)

    def look(self) -> Mapping[str, bool] | None:
        """None where there is no such session."""
        told = self._graphics.CGSessionCopyCurrentDictionary()
        if not told:
            return None
        try:
            found = {key: self._truth(told, key) for key in (LOCKED, IN_FRONT)}
            return {key: value for key, value in found.items() if value is not None}
        finally:
            self._core.CFRelease(told)

    def _truth(self, told: int, key: str) -> bool | None:
        """A value of the dictionary, which it goes on owning: a boolean, or a number from older systems."""
        core = self._core
        name = core.CFStringCreateWithCString(None, key.encode(), _UTF8)
        if not name:
            return None
        try:
            value = core.CFDictionaryGetValue(told, name)
        finally:
            core.CFRelease(name)
        if not value:
            return None
        kind = core.CFGetTypeID(value)
        if kind == core.CFBooleanGetTypeID():
            return bool(core.CFBooleanGetValue(value))
        number = ctypes.c_int(0)
        if kind == core.CFNumberGetTypeID() and core.CFNumberGetValue(value, _INT, ctypes.byref(number)):
            return number.value != 0
        return None


def _declare(graphics: Any, core: Any) -> None:
    """The types of what is called: without them a pointer would be cut to half its length."""
    pointer, number = ctypes.c_void_p, ctypes.c_ulong
    graphics.CGSessionCopyCurrentDictionary.restype = pointer
    graphics.CGSessionCopyCurrentDictionary.argtypes = []
    for name, answer, given in (
        ("CFStringCreateWithCString", pointer, [pointer, ctypes.c_char_p, ctypes.c_uint32]),
        ("CFDictionaryGetValue", pointer, [pointer, pointer]),
        ("CFGetTypeID", number, [pointer]),
        ("CFBooleanGetTypeID", number, []),
        ("CFNumberGetTypeID", number, []),
        ("CFBooleanGetValue", ctypes.c_ubyte, [pointer]),
        ("CFNumberGetValue", ctypes.c_ubyte, [pointer, ctypes.c_long, pointer]),
        ("CFRelease", None, [pointer]),
    ):
        function = getattr(core, name)
        function.restype, function.argtypes = answer, given
