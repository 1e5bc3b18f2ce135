"""The window's side of a second start: listens in the data folder and gives out what it is handed. Owns that one window listens.

What comes is shown and nothing more: a link stands in its sheet until a person presses.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import WorldError
from app.host.handing import DONE, MOST, window_socket
from app.host.locks import InstanceLock

_WAIT_MS = 3000


class Handing(QObject):
    """`given` comes with a link, or with an empty text: to the front, and no more."""

    given = Signal(str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = InstanceLock(home / "window.lock")
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)

    def listen(self) -> bool:
        """Whether this window is the one that hears. A killed one left its socket, but not its lock."""
        path = window_socket(self._home)
        if self._server.isListening():
            return True
        if path is None or not self._home.is_dir():
            return False
        try:
            self._lock.acquire()
        except WorldError:  # another window has it, or the disk has no locks
            return False
        path.unlink(missing_ok=True)
        if not self._server.listen(str(path)):
            self._lock.release()
            return False
        return True

    def close(self) -> None:
        if self._server.isListening():
            self._server.close()
            self._lock.release()

    def _meet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(partial(self._read, socket))
            socket.disconnected.connect(socket.deleteLater)
            QTimer.singleShot(_WAIT_MS, socket, socket.abort)  # who says nothing is not waited for
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MOST:
            socket.abort()
        elif socket.canReadLine():
            line = bytes(socket.readLine().data())
            socket.write(DONE)
            socket.disconnectFromServer()
            self.given.emit(line.decode("utf-8", "replace").strip())
