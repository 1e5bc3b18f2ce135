"""Who may make gated calls, remembered for a moment. Owns how long; whether a key is valid, the store says."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable

from app.relay.http import Refuse, refusal

ADMITTED = 1000
ADMITTED_S = 5


class Admission:
    """Lets through whoever `ask` says has access."""

    def __init__(self, ask: Callable[[bytes], Awaitable[bool]], clock: Callable[[], float]) -> None:
        self._ask = ask
        self._clock = clock
        # Valid keys of the last seconds: looking each up costs more than the rest. By a clock that is never set back.
        self._admitted: dict[bytes, float] = {}

    async def require(self, authorization: bytes) -> None:
        """Refuse a caller without a valid access key, before its body is read."""
        if self._admitted.get(authorization, -math.inf) > self._clock():
            return
        if not await self._ask(authorization):
            raise Refuse(refusal("no-access"))
        if len(self._admitted) >= ADMITTED:
            self._admitted.clear()
        self._admitted[authorization] = self._clock() + ADMITTED_S
