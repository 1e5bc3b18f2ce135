"""What is read from standard input where an argument says `-`. Owns the cap and what counts as its end."""

from __future__ import annotations

import sys

from app.errors import UserError

_MOST = 1024 * 1024


def read_stdin() -> str:
    """The whole of standard input; one line end at its end is the terminal's."""
    octets = sys.stdin.buffer.read(_MOST + 1)
    if len(octets) > _MOST:
        raise UserError("too-large", limit=_MOST)
    try:
        return octets.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise UserError("not-text") from None  # not chained: the decoding error carries the octets
