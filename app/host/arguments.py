"""The words a program was started with. Owns taking a secret out of what every user of the computer can read of a process.

On Linux the command line of a process can be read by everybody (`ps`), for as long as it runs. Where it lies, it is the process's
own to overwrite. On Windows and macOS only the same user and the administrator can read it; there nothing is done.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_STARTS, _ENDS = 45, 46  # proc(5): arg_start and arg_end, counted from behind the name in brackets
_MOST = 4 * 1024 * 1024


def forget_argument(text: str) -> bool:
    """Whether it was overwritten where the system keeps it. The lists of Python are its caller's to empty."""
    if sys.platform != "linux" or not text:
        return False
    try:
        stat = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace")
        numbers = stat.rpartition(")")[2].split()
        start, end = int(numbers[_STARTS]), int(numbers[_ENDS])
    except (OSError, ValueError, IndexError):
        return False
    return _overwrite(os.fsencode(text), start, end)


def _overwrite(octets: bytes, start: int, end: int) -> bool:
    import ctypes

    if not start or not 0 < end - start <= _MOST:
        return False
    at = ctypes.string_at(start, end - start).find(octets)
    if at < 0:
        return False
    ctypes.memset(start + at, 0, len(octets))
    return True
