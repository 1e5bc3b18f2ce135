"""Runs `lacre` commands in processes forked from one that has imported the program already. Each is still a process of its own,
with its own words, environment and streams, and ends as Python ends; only the imports, which cost more than most commands, are
done once. `run` is for tests; run as a program, this is the process that is forked. Owns no assertion.
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
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).parents[2]
POSSIBLE = hasattr(os, "fork")
_IMPORTED = ("app.cli", "app.crypto", "app.ops", "app.share", "app.vault")
_TIMEOUT_S = 120


def run(words: Sequence[str], stdin: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` gives for these words, with pipes as streams and their text as UTF-8."""
    line = _parent()
    theirs, into = os.pipe()
    out, theirs_out = os.pipe()
    err, theirs_err = os.pipe()
    request = json.dumps({"words": list(words), "environment": dict(environment)}).encode()
    socket.send_fds(line, [len(request).to_bytes(4, "big")], [theirs, theirs_out, theirs_err])
    line.sendall(request)
    for descriptor in (theirs, theirs_out, theirs_err):
        os.close(descriptor)
    with ThreadPoolExecutor(3) as pool:
        pool.submit(_write, into, stdin)
        said, told = pool.map(_read, (out, err))
    code = int.from_bytes(_exactly(line, 4), "big", signed=True)
    return subprocess.CompletedProcess(list(words), code, said, told)


@functools.cache
def _parent() -> socket.socket:
    """The line to the process that is forked, which ends when the line does."""
    ours, theirs = socket.socketpair()
    ours.settimeout(_TIMEOUT_S)
    with theirs:
        command = [sys.executable, "-m", "tests.e2e.forked_commands", str(theirs.fileno())]
        started = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    atexit.register(_end, ours, started)
    return ours


def _end(line: socket.socket, started: subprocess.Popen[bytes]) -> None:
    line.close()
    started.wait(_TIMEOUT_S)


def _write(descriptor: int, text: str) -> None:
    with contextlib.suppress(BrokenPipeError), open(descriptor, "wb", 0) as file:  # it may end before it has read all
        octets = memoryview(text.encode())
        while octets:
            octets = octets[file.write(octets) :]


def _read(descriptor: int) -> str:
    with open(descriptor, "rb") as file:
        return file.read().decode()


def _exactly(line: socket.socket, octets: int) -> bytes:
    found = b""
    while len(found) < octets:
        more = line.recv(octets - len(found))
        assert more, "the process that is forked has ended"
        found += more
    return found


def _serve(line: socket.socket) -> list[str]:
    """Fork for each request, to the line's end. Comes back, with the words, in each process that is to run a command."""
    for package in _IMPORTED:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(module.name)
    assert "keyring" not in sys.modules, "it looks at the environment when it is imported"
    assert threading.active_count() == 1, "a fork takes no threads along"
    gc.freeze()
    while True:
        size, descriptors, _, _ = socket.recv_fds(line, 4, 3)
        if not size:
            sys.exit()
        request = json.loads(_exactly(line, int.from_bytes(size, "big")))
        if (child := os.fork()) == 0:
            line.close()
            return _become(request, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        line.sendall(code.to_bytes(4, "big", signed=True))


def _become(request: dict[str, Any], descriptors: Sequence[int]) -> list[str]:
    """Put on what Python gives a process that was started with these."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin = sys.__stdin__ = _stream(0, sys.stdin)
    sys.stdout = sys.__stdout__ = _stream(1, sys.stdout)
    sys.stderr = sys.__stderr__ = _stream(2, sys.stderr)
    os.environ.clear()
    os.environ.update(request["environment"])
    words: list[str] = request["words"]
    return words


def _stream(number: int, before: TextIO) -> TextIO:
    mode = "r" if number == 0 else "w"
    return open(number, mode, encoding=before.encoding, errors=before.errors, closefd=False)


if __name__ == "__main__":
    arguments = _serve(socket.socket(fileno=int(sys.argv[1])))
    from app.main import run as command

    sys.argv[1:] = arguments
    sys.exit(command())
