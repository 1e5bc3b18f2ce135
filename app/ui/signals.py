"""What a terminal or the system sends to end the program (Ctrl+C, SIGTERM) becomes the closing of the window.

Python runs its signal handlers only when its interpreter runs, and while Qt waits for events it does not. So the system's
handler writes to a socket that Qt listens to; nothing polls. A socket pair and not a pipe: on Windows Qt can listen to sockets
only. There Ctrl+C and Ctrl+Break arrive this way where the program has a console, and SIGTERM does not exist.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class EndSignals(QObject):
    """`asked` when the program is told to end. One that a parent had ignored (`nohup`) stays ignored."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._heard = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._hear)
        self._before_fd = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._before = {}
        for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, _heard_elsewhere)

    def close(self) -> None:
        """As it was before."""
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._heard.setEnabled(False)
        self._read.close()
        self._write.close()

    def _hear(self) -> None:
        try:
            told = self._read.recv(64)
        except BlockingIOError:
            return
        if any(number in self._before for number in told):
            self.asked.emit()


def _heard_elsewhere(_number: int, _frame: object) -> None:
    """Only with a handler of Python's own does a signal reach the socket."""
