"""From a second start of the program to the window that stands already: one line through a socket in the data folder, which is
its owner's alone. Owns the second start's side and where the socket lies; the window's side is `ui.handing`.

Not on Windows: names of pipes there are everybody's to take first. A second window opens instead, and the link is pasted.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

DONE = b"ok\n"
MOST = 16 * 1024  # octets; a link has at most 4,096 characters
_LONGEST_PATH = 100  # what every system allows for a socket
_WAIT_S = 3.0


def window_socket(home: Path) -> Path | None:
    """Where the window of this data folder listens; None where that is not possible."""
    path = home / "window.sock"
    return path if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_PATH else None


def hand_over(home: Path, link: str) -> bool:
    """Give it to the window that stands (which comes to the front, also without a link). False where none answers."""
    path = window_socket(home)
    if path is None or not _is_ours(path):
        return False
    line = " ".join(link.split()).encode("utf-8", "replace") + b"\n"
    if len(line) > MOST:
        return False
    import socket  # late: a start that finds no window goes without

    try:
        with socket.socket(socket.AF_UNIX) as line_to:
            line_to.settimeout(_WAIT_S)
            line_to.connect(str(path))
            line_to.sendall(line)
            return line_to.recv(len(DONE)) == DONE
    except OSError:  # killed and left its socket behind, or does not answer
        return False


def _is_ours(path: Path) -> bool:
    """A socket that we made: of another's making, it would get the link."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
