"""What is read from standard input where an argument says `-`. Owns the cap and what counts as its end."""

from __future__ import annotations

import errno
import os
import sys

from app.errors import UserError, WorldError

_MOST = 1024 * 1024


def read_stdin() -> str:
    """The whole of standard input; one line end at its end is the terminal's."""
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
