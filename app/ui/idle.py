"""Notices that nobody is there. Owns the idle clock, and the time in which the computer slept without a word; what happens then
(locking) is its listener's.

Timers stand still while the computer sleeps and the hands of the clock do not: both count.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_BEAT_MS, _SLEPT_S = 10_000, 60
NEAR_MS = 30_000  # so long before the end it is told
Clock = Callable[[], float]


class IdleWatch(QObject):
    """Tells once when no key and no mouse came to the window for a while.

    It listens to the window behind the widgets, through which all input comes: a filter on the application would have every
    event of every widget pass through Python.
    """

    idle = Signal()
    near = Signal()  # it will be over soon
    _timer: QTimer | None = None  # of the class as well: events still arrive while Python takes an object apart

    def __init__(self, parent: QObject | None = None, clock: Clock = time.time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._after_s = self._since = 0.0
        self._timer = timer = QTimer(self, singleShot=True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.idle)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.near)

    def listen(self, window: QWindow) -> None:
        """Count the input of this window as signs of somebody."""
        window.installEventFilter(self)

    def watch(self, after_ms: int) -> None:
        """Start anew; 0 stops watching."""
        if self._timer is None:
            return
        self._timer.stop()
        self._soon.stop()
        self._after_s, self._since = after_ms / 1000, self._clock()
        if after_ms > 0:
            self._timer.start(after_ms)
        if after_ms > NEAR_MS:
            self._soon.start(after_ms - NEAR_MS)

    @property
    def watching(self) -> bool:
        return self._timer is not None and self._timer.isActive()

    def look(self) -> bool:
        """Whether the time is over by the clock, whatever the timer counted; then it is told at once."""
        if self._timer is None or not self.watching or self._clock() - self._since < self._after_s:
            return False
        self._timer.stop()
        self._soon.stop()
        self.idle.emit()
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS and self._timer is not None and self._timer.isActive() and not self.look():
            self._since = self._clock()
            self._timer.start()
            if self._after_s * 1000 > NEAR_MS:
                self._soon.start()
        return False


class SleepWatch(QObject):
    """Tells, after the fact, that the computer slept or this program was stopped: the clock went on and our timer did not.

    The only word of it where no system tells us (macOS, a Linux without logind).
    """

    slept = Signal()
    beaten = Signal()

    def __init__(self, parent: QObject | None = None, clock: Clock = time.time) -> None:
        super().__init__(parent)
        self._clock, self._last = clock, clock()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Look at the clock."""
        last, self._last = self._last, self._clock()
        if self._last - last > _SLEPT_S:
            self.slept.emit()
        self.beaten.emit()
