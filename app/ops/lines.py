"""The line to a relay. Owns only that the HTTP client is loaded when something is carried, not when a window or a list opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.share.courier import Courier

Carry = Callable[[str], "Courier"]


def line_to(origin: str) -> Courier:
    """A courier to this relay, without an access key: recipients and owners of a share need none."""
    from app.share.courier import Courier  # late: brings requests, a tenth of a second

    return Courier(origin)
