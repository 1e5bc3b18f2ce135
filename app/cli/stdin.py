"""What is read from standard input where an argument says `-`. Owns the cap and what counts as its end.

What comes this way is a secret as a rule: at a terminal it is asked for by name, and typed unseen.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.cli.output import say
from app.errors import UserError, WorldError

_MOST = 1024 * 1024


def read_stdin(prompt: str) -> str:
    """One value: the line that answers the prompt at a terminal, else the whole of standard input."""
    return _ask(prompt) if _at_terminal() else _piped()


def read_text(prompt: str) -> str:
    """A text of several lines: unseen to its end at a terminal, else the whole of standard input."""
    if not _at_terminal():
        return _piped()
    with _unseen():  # before the question: what is typed at once must not be seen either
        say(prompt)
        return _piped()


def _at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(prompt: str) -> str:
    from app.cli.unlocking import ask  # late: brings the vault's ciphers

    try:
        return ask(prompt).text()
    except UserError:  # the end of input in place of an answer
        raise UserError("cancelled") from None


def _piped() -> str:
    """The whole; one line end at its end is the terminal's."""
    octets = _octets()
    if len(octets) > _MOST:
        raise UserError("input-too-large", limit_kib=_MOST // 1024)
    try:
        return octets.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise UserError("not-text") from None  # not chained: the decoding error carries the octets


def _octets() -> bytes:
    if sys.stdin is None:  # closed before we began
        raise WorldError("cannot-read", path="-", reason=os.strerror(errno.EBADF))
    try:
        return sys.stdin.buffer.read(_MOST + 1)
    except OSError as error:
        raise WorldError("cannot-read", path="-", reason=error.strerror or type(error).__name__) from error


if sys.platform == "win32":

    @contextmanager
    def _unseen() -> Iterator[None]:
        """The console shows nothing of what is typed within."""
        import ctypes
        import msvcrt

        console = ctypes.windll.kernel32
        handle, mode = msvcrt.get_osfhandle(sys.stdin.fileno()), ctypes.c_uint32()
        console.GetConsoleMode(handle, ctypes.byref(mode))
        console.SetConsoleMode(handle, mode.value & ~4)  # ENABLE_ECHO_INPUT
        try:
            yield
        finally:
            console.SetConsoleMode(handle, mode.value)

else:
    import termios

    @contextmanager
    def _unseen() -> Iterator[None]:
        """The terminal shows nothing of what is typed within. What was pasted before is kept: it is part of the text."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        quiet = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
        termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
