"""Starts a test's relay by forking one process that has imported the relay already: each is still a process of its own, with its
own words, environment and streams, and may be killed at any step; only the imports, which cost more than a relay's life in
most tests, are done once for each worker. Its front, if it has one, is started as the product starts it. Owns no assertion.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parents[2]
POSSIBLE = hasattr(os, "fork")
_FRONT = "app.relay.front"
_TIMEOUT_S = 120


class Forked:
    """What tests use of a `subprocess.Popen`. Whoever waits for it is the process that forked it, and tells its code."""

    def __init__(self, line: socket.socket, stdout: BinaryIO) -> None:
        self.stdout: BinaryIO | None = stdout
        self._line = line
        self._code: int | None = None
        line.settimeout(_TIMEOUT_S)
        self.pid = _number(line)

    def poll(self) -> int | None:
        if self._code is None:
            self._line.settimeout(0)
            with contextlib.suppress(BlockingIOError):
                self._ended()
        return self._code

    def wait(self, timeout: float = _TIMEOUT_S) -> int:
        if self._code is None:
            self._line.settimeout(timeout)
            self._ended()
        assert self._code is not None
        return self._code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self) -> None:
        self._code = _number(self._line)
        self._line.close()


def start(words: Sequence[str], stderr: int) -> Forked:
    """`python -m tests.relay.harness WORDS` in this process's environment."""
    ours, theirs = socket.socketpair()
    said, theirs_said = os.pipe()
    request = json.dumps({"words": list(words), "environment": dict(os.environ)}).encode()
    parent = _parent()
    with theirs:
        socket.send_fds(parent, [len(request).to_bytes(4, "big")], [theirs_said, stderr, theirs.fileno()])
        parent.sendall(request)
    os.close(theirs_said)
    return Forked(ours, open(said, "rb"))


@functools.cache
def _parent() -> socket.socket:
    """The line to the process that is forked, which ends when the line does."""
    ours, theirs = socket.socketpair()
    ours.settimeout(_TIMEOUT_S)
    with theirs:
        command = [sys.executable, "-m", "tests.relay.forked", str(theirs.fileno())]
        started = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    atexit.register(_end, ours, started)
    return ours


def _end(line: socket.socket, started: subprocess.Popen[bytes]) -> None:
    line.close()
    started.wait(_TIMEOUT_S)


def _number(line: socket.socket) -> int:
    return int.from_bytes(_exactly(line, 4), "big", signed=True)


def _exactly(line: socket.socket, octets: int) -> bytes:
    found = b""
    while len(found) < octets:
        more = line.recv(octets - len(found))
        assert more, "the process that is forked has ended"
        found += more
    return found


def _serve(line: socket.socket) -> list[str]:
    """Fork for each request, to the line's end. Comes back, with the words, in each process that is to be a relay."""
    for module in pkgutil.walk_packages(importlib.import_module("app.relay").__path__, "app.relay."):
        if module.name != _FRONT:
            importlib.import_module(module.name)
    importlib.import_module("tests.relay.harness")
    assert threading.active_count() == 1, "a fork takes no threads along"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever waits for a relay is waited for by nobody
    gc.freeze()
    while True:
        size, descriptors, _, _ = socket.recv_fds(line, 4, 3)
        if not size:
            os._exit(0)
        request = json.loads(_exactly(line, int.from_bytes(size, "big")))
        if os.fork() == 0:
            line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _watch(descriptors)
            os.environ.clear()
            os.environ.update(request["environment"])
            words: list[str] = request["words"]
            return words
        for descriptor in descriptors:
            os.close(descriptor)


def _watch(descriptors: Sequence[int]) -> None:
    """Fork again, tell the number and at last the code of that process, in which alone this comes back."""
    stdout, stderr, told = descriptors
    if (child := os.fork()) == 0:
        os.dup2(stdout, 1)
        os.dup2(stderr, 2)
        for descriptor in descriptors:
            os.close(descriptor)
        return
    os.close(stdout)
    os.close(stderr)
    with socket.socket(fileno=told) as line, contextlib.suppress(BrokenPipeError):
        line.sendall(child.to_bytes(4, "big", signed=True))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        line.sendall(code.to_bytes(4, "big", signed=True))
    os._exit(0)


if __name__ == "__main__":
    arguments = _serve(socket.socket(fileno=int(sys.argv[1])))
    from tests.relay.harness import main

    sys.exit(main(*arguments))
