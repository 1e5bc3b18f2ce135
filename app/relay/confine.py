"""What the front gives up before the first stranger speaks: every file, every outgoing connection, every other process.

It runs as the same user as the process that keeps the shares, and could open their files by name. Linux (5.13 and later) lets
a process renounce that for good, by Landlock; elsewhere nothing happens. What is open already stays open: channel, listener,
standard streams.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1
# By version of Landlock: how many rights on files it knows, on TCP, and what else can be shut in (abstract sockets, signals).
_FILES = {1: 13, 2: 14, 3: 15, 4: 15}
_FILES_LATER = 16
_TCP_FROM, _SCOPES_FROM = 4, 6


def die_with_parent() -> None:
    """Be killed when the process that started us dies, even while we are stopped."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def confine() -> bool:
    """From here on this thread and all that it starts open no file, connect to nobody and trace nobody. Must be called while
    there is one thread, and when all modules are loaded. False if the system has no such thing."""
    return sys.platform == "linux" and survives(_renounce) and _renounce()


def survives(deed: Callable[[], bool]) -> bool:
    """Whether a child of ours can do this. A service manager's filter may kill who asks the system for what it does not know."""
    child = os.fork()
    if not child:
        try:
            os._exit(0 if deed() else 1)
        finally:
            os._exit(2)
    return os.waitpid(child, 0)[1] == 0


def _renounce() -> bool:
    c = ctypes.CDLL(None, use_errno=True)
    version = c.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = (1 << _FILES.get(version, _FILES_LATER)) - 1
    handled = struct.pack("=QQQ", files, 0b11 if version >= _TCP_FROM else 0, 0b11 if version >= _SCOPES_FROM else 0)
    size = 8 if version < _TCP_FROM else 16 if version < _SCOPES_FROM else 24
    rules = c.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(size), 0)  # nothing is added to it: nothing is allowed
    if rules < 0:
        return False
    try:
        return bool(c.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and c.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)
