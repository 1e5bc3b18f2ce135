"""Whom an open vault, and one that is being opened, asks for a security key: the person at the window. Owns the way there and
back between the thread that works and the window's; what is shown is `key_sheet`'s.

One for the session, so that every flow in which the passphrase is asked for again asks for the key in the same place.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.crypto.secret import Secret

INSERT, TOUCH, VERIFY, PIN = "insert", "touch", "verify", "pin"
KNOWN, NEW = "known", "new"


class Stretch:
    """One stretch of waiting for a hand. Whoever gives up in one has said nothing about the next."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()
        self.touches = 0
        self._typed: queue.SimpleQueue[Secret | None] = queue.SimpleQueue()

    def answer(self, pin: Secret) -> None:
        """The PIN that was asked for."""
        self._typed.put(pin)

    def give_up(self) -> None:
        self.cancelled.set()
        self._typed.put(None)

    def wait(self) -> Secret | None:
        """What is typed, or None; for the thread that works."""
        return None if self.cancelled.is_set() else self._typed.get()


@dataclass(frozen=True, slots=True)
class Question:
    """What the key, or its absence, wants. `number` is the how-manieth touch; `left` the tries after a wrong PIN."""

    wants: str
    which: str = KNOWN
    number: int = 0
    again: bool = False
    left: int | None = None
    stretch: Stretch = field(default_factory=Stretch, compare=False)


class KeyAsker(QObject):
    """An Asker of `ops.security_keys`: but for `expect`, `renew` and `give_up`, called by the thread that works."""

    asked = Signal(object)  # a Question; None when a stretch has ended

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._expected: deque[str] = deque()
        self._stretch = Stretch()

    @property
    def cancelled(self) -> threading.Event:
        return self._stretch.cancelled

    def expect(self, *which: str) -> None:
        """Of which keys the next stretches are, one after the other; the vault's own where nothing is said."""
        self._expected = deque(which)

    def renew(self) -> None:
        """A vault is to be opened: what was given up before is another matter."""
        self._stretch = Stretch()

    def give_up(self) -> None:
        """The vault is locked: nobody waits any more, now or for what was about to ask."""
        self._stretch.give_up()

    def insert(self) -> None:
        self._ask(INSERT)

    def touch(self) -> None:
        self._stretch.touches += 1
        self._ask(TOUCH)

    def verify(self) -> None:
        self._ask(VERIFY)

    def pin(self, again: bool, left: int | None) -> Secret | None:
        stretch = self._stretch
        self._ask(PIN, again, left)
        return stretch.wait()

    def over(self) -> None:
        if self._expected:
            self._expected.popleft()
        self._stretch = Stretch()
        self._emit(None)

    def _ask(self, wants: str, again: bool = False, left: int | None = None) -> None:
        which = self._expected[0] if self._expected else KNOWN
        stretch = self._stretch
        self._emit(Question(wants, which, stretch.touches, again, left, stretch))

    def _emit(self, question: Question | None) -> None:
        with contextlib.suppress(RuntimeError):  # the program is closing and this object is gone
            self.asked.emit(question)
