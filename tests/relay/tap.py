"""A tap in the line before a relay, of the tests' own: it passes octets on as they come, and holds, cuts and refuses at a word.

Unlike `proxy` it reads no message to its end, so a stream of events comes through it, and can be cut after any octet.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Self

PIECE = 65536
REFUSED = b'{"error":"busy"}'


class Tap:
    """Listens at once, so that its address is known before the relay's; `target` is the relay's port."""

    def __init__(self) -> None:
        self.target = 0
        self.refuses = b""
        self.refused = 0
        self.cuts = 0
        self.budgets: Iterator[int] = iter(())  # for each connection in turn: so many octets come back, then it is cut
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._whole = threading.Event()
        self._whole.set()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake a thread that waits in accept
        self._listener.close()
        self._whole.set()
        self.cut()
        for thread in self._threads:
            thread.join(30)

    def cut(self, *, hold: bool = False) -> None:
        """All that is open ends here; with `hold`, whoever comes next waits until it is mended."""
        if hold:
            self._whole.clear()
        with self._lock:
            for line in self._open:
                _shut(line)

    def mend(self) -> None:
        self._whole.set()

    def _start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                self._start(self._carry, caller)

    def _carry(self, caller: socket.socket) -> None:
        self._whole.wait()
        with caller, contextlib.suppress(OSError):
            first = caller.recv(PIECE)
            if self.refuses and self.refuses in first:
                self.refused += 1
                head = f"HTTP/1.1 429 X\r\ncontent-type: application/json\r\ncontent-length: {len(REFUSED)}\r\n"
                caller.sendall(head.encode() + b"connection: close\r\n\r\n" + REFUSED)
                return
            with socket.create_connection(("127.0.0.1", self.target)) as relay:
                with self._lock:
                    self._open |= {caller, relay}
                relay.sendall(first)
                self._start(self._pump, caller, relay, None)
                self._pump(relay, caller, next(self.budgets, None))
                with self._lock:
                    self._open -= {caller, relay}

    def _pump(self, source: socket.socket, sink: socket.socket, budget: int | None) -> None:
        with contextlib.suppress(OSError):
            while octets := source.recv(PIECE if budget is None else min(PIECE, budget)):
                sink.sendall(octets)
                if budget is not None:
                    budget -= len(octets)
                    if not budget:
                        self.cuts += 1
                        break
        _shut(source)
        _shut(sink)


def _shut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
