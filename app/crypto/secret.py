"""`Secret`: a value that masks itself. Owns no cipher; everything secret that travels between modules is one of these.

What it stops: a secret in a log line, a traceback, an f-string, a pickle or a comparison that leaks by time. What it cannot
stop: Python copies bytes freely, so memory is not wiped (docs/SECURITY says so).
"""

from __future__ import annotations

import hmac
from typing import NoReturn, final

MASK = "•••"


@final
class Secret:
    """Octets (or UTF-8 text) that only `reveal` or `text` give back."""

    __slots__ = ("_octets",)

    def __init__(self, value: bytes | str) -> None:
        self._octets = value.encode() if isinstance(value, str) else bytes(value)

    def reveal(self) -> bytes:
        """The octets."""
        return self._octets

    def text(self) -> str:
        """The octets as UTF-8 text; UnicodeDecodeError if they are none."""
        return self._octets.decode()

    def __len__(self) -> int:
        return len(self._octets)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._octets, other._octets)

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
