"""`Secret`: a value that masks itself. Owns no cipher; everything secret that travels between modules is one of these.

What it stops: a secret in a log line, a traceback, an f-string, a pickle or a comparison that leaks by time. Its own octets are
overwritten when the last that holds it lets go. What it cannot stop: `reveal` and `text` give copies that Python frees and does
not wipe, so `view` is for whatever can do with it (SECURITY.md says what a look at the memory still found).
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import NoReturn, final

MASK = "•••"


class _Wiped(bytearray):
    """Octets that are zeros when they are freed. Whoever looks at them through a `memoryview` keeps them alive: so it is these
    that wipe themselves and not the Secret, which may be gone before its view was used.
    """

    __slots__ = ()

    def __del__(self) -> None:
        self[:] = bytes(len(self))


@final
class Secret:
    """Octets (or UTF-8 text) that only `reveal` or `text` give back."""

    __slots__ = ("_octets",)

    def __init__(self, value: bytes | str) -> None:
        self._octets = _Wiped(value.encode() if isinstance(value, str) else value)

    @classmethod
    def take(cls, fresh: bytes) -> Secret:
        """Of octets that were just made and that nobody else has or will look at: they are overwritten."""
        secret = cls(fresh)
        overwrite(fresh)
        return secret

    @classmethod
    def take_text(cls, fresh: str) -> Secret:
        """Of a text that a call just made, such as what a line of a window gives: it is overwritten, and what was made of it."""
        octets = fresh.encode()
        secret = cls(octets)
        overwrite(octets, least=_NEVER_SHARED)
        overwrite(fresh, least=_NEVER_SHARED)
        return secret

    def reveal(self) -> bytes:
        """A copy of the octets."""
        return bytes(self._octets)

    def view(self) -> memoryview:
        """The octets themselves, for what can work with a buffer. They are wiped when this, too, is let go."""
        return memoryview(self._octets).toreadonly()

    def text(self) -> str:
        """The octets as UTF-8 text; UnicodeDecodeError if they are none."""
        return self._octets.decode()

    def __len__(self) -> int:
        return len(self._octets)

    def __eq__(self, other: object) -> bool:
        from hmac import compare_digest  # late: it brings all of OpenSSL, and few secrets are ever compared

        return isinstance(other, Secret) and compare_digest(self._octets, other._octets)

    def __hash__(self) -> NoReturn:
        raise TypeError("a Secret is not hashable: it would live on in a dict or set")

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return MASK

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret does not leave the process")


def overwrite(fresh: bytes | str, *, least: int | None = None) -> None:
    """Zeros in the place of a value that was just made and is about to be freed. CPython's own layout; elsewhere nothing happens.

    Only for what came from a computation in the same function. A literal, a name, a part of something else or a value of one sign
    may be shared by the whole interpreter; so may what somebody handed in. Hence short ones are left alone, unless the caller
    knows (`least`) that a call always makes them anew.
    """
    if sys.implementation.name != "cpython" or len(fresh) < max(least or _SHARED, _NEVER_SHARED):
        return
    if isinstance(fresh, str) and not fresh.isascii():
        wide = 1 if (most := max(fresh)) <= "\xff" else 2 if most <= "\uffff" else 4
        _memset()(id(fresh) + _before_text(), 0, len(fresh) * wide)
        return
    ended = 1  # both have a zero octet behind their end
    _memset()(id(fresh) + sys.getsizeof(fresh) - len(fresh) - ended, 0, len(fresh))


@functools.cache
def _before_text() -> int:
    """What lies before the signs of a text that is not ASCII. Its own size is no measure: it may hold a second form of itself."""
    return sys.getsizeof(chr(0xE9) * 3) - 3 - 1


@functools.cache
def _memset() -> Callable[[int, int, int], int]:
    import ctypes  # late: whoever only masks needs none

    return ctypes.memset


_SHARED = 16  # shorter values are not keys, and may be kept by the interpreter for everybody
_NEVER_SHARED = 2  # of one sign there is but one
