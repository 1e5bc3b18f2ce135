"""Hears when the computer sleeps, its session is locked, or another person's session comes to the front. Owns the one thread
that listens; who tells such things is each system's own (`session_linux`, `session_windows`, `session_macos`), and locking is the
listener's.

Linux was tried against real buses. Windows and macOS were written from their vendors' documents and tried here only against
systems that the tests play: nobody has run them there yet. Where nothing is heard, `hears` says so, and the clock does its work
alone.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

_ENDS_WITHIN_S = 2
_log = logging.getLogger("lacre.host")
Tell = Callable[[str], None]


class Away(StrEnum):
    """Why somebody may come to this computer who is not its owner."""

    SLEEP = "sleep"
    LOCK = "lock"
    SWITCH = "switch"


class Source(Protocol):
    """What a system tells. `listen` is called once, on a thread of its own; the others from any, before and after as well."""

    @property
    def hears(self) -> bool:
        """Whether there is anybody to hear."""

    def listen(self, ready: Callable[[], None], tell: Tell) -> None:
        """Call `ready` once `hears` is known, then `tell` whatever comes, until it is stopped."""

    def let_sleep(self) -> None:
        """The computer may sleep."""

    def stop(self) -> None:
        """`listen` returns soon."""

    def close(self) -> None:
        """Let go of all, once `listen` has returned."""


class SessionEvents:
    """Calls `heard` on its own thread. Until `settled` is called the computer's sleep is held back, as long as its system allows:
    logind some seconds, Windows less than two, macOS not at all."""

    def __init__(
        self,
        heard: Callable[[Away], None],
        *,
        system: str = "SYSTEM",
        session: str = "SESSION",
        session_id: str | None = None,
        platform: str = sys.platform,
    ) -> None:
        self._heard = heard
        own = os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id
        self._source = source_of(platform, system, session, own)
        self._thread: threading.Thread | None = None
        self.ready = threading.Event()

    @property
    def hears(self) -> bool:
        """Whether there is anybody to hear; known once `ready` is set."""
        return self._source is not None and self._source.hears

    def start(self) -> None:
        """Listen from now on. Returns at once: a system that does not answer keeps nobody waiting."""
        if self._source is None:
            self.ready.set()
            return
        self._thread = threading.Thread(target=self._run, args=(self._source,), name="session-events", daemon=True)
        self._thread.start()

    def settled(self) -> None:
        """What had to be put away is put away: the computer may sleep."""
        if self._source is not None:
            self._source.let_sleep()

    def close(self) -> None:
        """Hear nothing more. Closing twice is fine."""
        source = self._source
        if source is None:
            return
        source.stop()
        if self._thread is not None:
            self._thread.join(timeout=_ENDS_WITHIN_S)
            if self._thread.is_alive():
                return  # it waits for a bus that does not answer: the program must not, and its ends are still in use
        source.close()

    def _run(self, source: Source) -> None:
        try:
            source.listen(self.ready.set, self._tell)
        except (OSError, AttributeError) as error:  # a system without the library or the call that was counted on
            _log.info("the session is not listened to: %s", type(error).__name__)
        finally:
            self.ready.set()

    def _tell(self, why: str) -> None:
        with contextlib.suppress(ValueError):
            self._heard(Away(why))


def source_of(platform: str, system: str = "SYSTEM", session: str = "SESSION", session_id: str = "") -> Source | None:
    """Who tells such things on this system. The libraries behind it are loaded when it listens."""
    if platform.startswith("linux"):
        from app.host.session_linux import Buses

        return Buses(system, session, session_id)
    if platform == "win32":
        from app.host.session_windows import Notifications

        return Notifications()
    if platform == "darwin":
        from app.host.session_macos import Looks

        return Looks()
    return None
