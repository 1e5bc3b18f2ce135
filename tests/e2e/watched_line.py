"""An address in front of a relay that is ours: it passes every call on, and stops a `create` at a point that a test names.

So a test can kill the sender there and knows, better than sender and relay, how far the message had come.
"""

from __future__ import annotations

import base64
import contextlib
import json
import socket
import threading
from collections.abc import Callable
from typing import Self

ARRIVES = {
    "connected": False,
    "half of it read": False,
    "all of it read": False,
    "half of it passed on": False,
    "passed on after the kill": True,
    "passed on": True,
    "answered": True,
    "half of the answer given": True,
    "all of the answer given": True,
}
"""The points, in order, and whether the relay has the share when a sender was killed there."""

DEADLINE_S = 60


class WatchedLine:
    """Serves until it is closed. `halves` are the relay's halves that came by."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._point = ""
        self._act: Callable[[], None] = lambda: None
        self.relay_port = 0
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.halves: list[bytes] = []
        self.passed = 0
        self.gate = threading.Event()
        self.over = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.gate.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake a thread that waits in accept
        self._listener.close()

    def watch(self, point: str, act: Callable[[], None]) -> None:
        """Call `act` when the next create comes to this point, and then drop its line; `over` is set when that is done."""
        self._point, self._act = point, act
        self.gate.clear()
        self.over.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(caller,), daemon=True).start()

    def _carry(self, caller: socket.socket) -> None:
        with caller, contextlib.suppress(OSError, EOFError):
            caller.settimeout(DEADLINE_S)
            if self._reached("connected"):
                self.over.set()
                return
            with socket.create_connection(("127.0.0.1", self.relay_port), DEADLINE_S) as relay:
                while True:
                    head, length = _head(caller)
                    if not head.startswith(b"POST /api/1/create "):
                        relay.sendall(head + _exactly(caller, length))
                        caller.sendall(_whole(relay))
                    elif self._create(caller, relay, head, length):
                        self.over.set()
                        return

    def _create(self, caller: socket.socket, relay: socket.socket, head: bytes, length: int) -> bool:
        """Whether it was stopped at the point."""
        body = _exactly(caller, length // 2)
        if self._reached("half of it read"):
            return True
        body += _exactly(caller, length - len(body))
        self.halves.append(base64.b64decode(json.loads(body)["half"]))
        if self._reached("all of it read"):
            return True
        if self._reached("half of it passed on"):
            relay.sendall(head + body[: length // 2])
            return True
        late = self._reached("passed on after the kill")
        if late and not self.gate.wait(DEADLINE_S):
            return True
        relay.sendall(head + body)
        stopped = late or self._reached("passed on")
        answer = _whole(relay)
        self.passed += 1
        return stopped or self._answer(caller, answer)

    def _answer(self, caller: socket.socket, answer: bytes) -> bool:
        if self._reached("answered"):
            return True
        half = len(answer) // 2
        caller.sendall(answer[:half])
        if self._reached("half of the answer given"):
            return True
        caller.sendall(answer[half:])
        return self._reached("all of the answer given")

    def _reached(self, point: str) -> bool:
        if self._point != point:
            return False
        self._point = ""
        self._act()
        return True


def _head(line: socket.socket) -> tuple[bytes, int]:
    """The head of a message, and how long its body is."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += _exactly(line, 1)
    lengths = [row.split(b":")[1] for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:")]
    return head, int(lengths[0]) if lengths else 0


def _whole(line: socket.socket) -> bytes:
    head, length = _head(line)
    return head + _exactly(line, length)


def _exactly(line: socket.socket, length: int) -> bytes:
    octets = b""
    while len(octets) < length:
        piece = line.recv(length - len(octets))
        if not piece:
            raise EOFError
        octets += piece
    return octets
