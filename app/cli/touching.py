"""Asking for a security key at the terminal: all of it on standard error, as it is no result. Owns the sentences' order."""

from __future__ import annotations

import threading

from app.cli.output import say
from app.cli.sentences import text
from app.crypto.secret import Secret


class Terminal:
    """Whoever sits at the terminal: an Asker of `ops.security_keys`."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()  # nobody sets it: Ctrl-C ends the whole command

    def insert(self) -> None:
        say(text("keys.insert"))

    def touch(self) -> None:
        say(text("keys.touch"))

    def verify(self) -> None:
        say(text("keys.verify"))

    def pin(self, again: bool, left: int | None) -> Secret | None:
        """Typed unseen, at a terminal only."""
        from app.cli.unlocking import ask

        if again:
            say(text("keys.wrong-pin", left="?" if left is None else left))
        return ask(text("keys.ask-pin"))

    def over(self) -> None:
        """A line that was written stays."""
