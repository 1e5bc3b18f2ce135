"""A word to work on another thread: stop. Heard between two steps, in every pause, and by whoever waits for the line."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Halt:
    """Said once, from any thread; what has not begun yet stops where it begins."""

    def __init__(self) -> None:
        self._said = threading.Event()
        self._cut: Callable[[], None] | None = None

    def say(self) -> None:
        self._said.set()
        if (cut := self._cut) is not None:
            cut()

    @property
    def said(self) -> bool:
        return self._said.is_set()

    def pause(self, seconds: float) -> None:
        """As a sleep that it ends."""
        self._said.wait(seconds)

    def holds(self, cut: Callable[[], None]) -> None:
        """What wakes who waits for a line that is silent."""
        self._cut = cut
