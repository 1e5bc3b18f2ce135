"""Locks with the computer: its sleep, its session's lock, another person who comes to the front. Owns when the sleep that was
held back may go on; what is heard from whom is `host.session_events`'.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.host.session_events import Away, SessionEvents
from app.ui.idle import SleepWatch
from app.ui.locking import Locking

Make = Callable[[Callable[[Away], None]], SessionEvents]


class ComputerWatch(QObject):
    """Lives with the session. Its person may have chosen to stay unlocked: then nothing is held back either."""

    _heard = Signal(str)

    def __init__(self, session: Locking, make: Make = SessionEvents) -> None:
        super().__init__(session)
        self._session = session
        self._sleep_waits = False
        self._heard.connect(self._lock, Qt.ConnectionType.QueuedConnection)  # it is told on the listener's thread
        session.put_away.connect(self._let_sleep)
        self._asleep = SleepWatch(self)
        self._asleep.slept.connect(self._slept)
        self._asleep.beaten.connect(session.idle.look)
        self.events = make(self._heard.emit)
        self.events.start()

    def close(self) -> None:
        """Hear nothing more."""
        self.events.close()

    @Slot(str)
    def _lock(self, why: str) -> None:
        if self._session.guards.asleep:
            self._session.lock()
        if why == Away.SLEEP:
            self._sleep_waits = True
            self._let_sleep()

    @Slot()
    def _slept(self) -> None:
        """Nothing is let go here: what is held back by now is the next sleep."""
        if self._session.guards.asleep:
            self._session.lock()

    @Slot()
    def _let_sleep(self) -> None:
        """Once the keys are gone, and not before. What holds the sleep is let go for a sleep alone: it is taken again only
        when the computer wakes."""
        if self._sleep_waits and not self._session.ending:
            self._sleep_waits = False
            self.events.settled()
