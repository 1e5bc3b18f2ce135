"""Notices that nobody is there. Owns the idle clock; what happens then (locking) is its listener's."""

from __future__ import annotations

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


class IdleWatch(QObject):
    """Tells once when no key and no mouse came to the window for a while.

    It listens to the window behind the widgets, through which all input comes: a filter on the application would have every
    event of every widget pass through Python.
    """

    idle = Signal()
    _timer: QTimer | None = None  # of the class as well: events still arrive while Python takes an object apart

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = timer = QTimer(self, singleShot=True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.idle)

    def listen(self, window: QWindow) -> None:
        """Count the input of this window as signs of somebody."""
        window.installEventFilter(self)

    def watch(self, after_ms: int) -> None:
        """Start anew; 0 stops watching."""
        if self._timer is None:
            return
        self._timer.stop()
        if after_ms > 0:
            self._timer.start(after_ms)

    @property
    def watching(self) -> bool:
        return self._timer is not None and self._timer.isActive()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS and self._timer is not None and self._timer.isActive():
            self._timer.start()
        return False
