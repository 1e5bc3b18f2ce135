"""What a process can do so that its memory does not end in a file. Best effort by nature: SECURITY.md says what it cannot do."""

from __future__ import annotations

import os
import sys

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """No core dumps, no other process of this user reading our memory, new files for the owner alone. Called once, first."""
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _refuse_dumps()


def _refuse_dumps() -> None:
    """RLIMIT_CORE does not bind a core pattern that pipes to a crash reporter, and lets a debugger attach; this does both."""
    import ctypes

    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
