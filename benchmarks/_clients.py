"""The client processes of the relay's benchmark, from outside: starting them, telling them what to do, counting."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PROCESSES = 2


@contextmanager
def clients(port: int, connections: int, origin: str, key: bytes) -> Iterator[list[subprocess.Popen[str]]]:
    """Client processes, connected."""
    command = [sys.executable, "-m", "benchmarks._load", str(port), str(connections // PROCESSES)]
    command += [origin, key.hex()]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        for one in started:
            hear(one, "ready")
        yield started
    finally:
        for one in started:
            assert one.stdin is not None
            one.stdin.close()
            one.wait(30)


def measure(all_clients: list[subprocess.Popen[str]], name: str, count: int) -> list[dict[str, Any]]:
    """Let all clients prepare, then start them together."""
    for one in all_clients:
        tell(one, f"{name} {count // len(all_clients)}")
    for one in all_clients:
        hear(one, "set")
    for one in all_clients:
        tell(one, "go")
    return [json.loads(hear(one)) for one in all_clients]


def rate(told: list[dict[str, Any]]) -> float:
    count: int = sum(one["count"] for one in told)
    seconds: float = max(one["end"] for one in told) - min(one["start"] for one in told)
    return count / seconds


def tell(one: subprocess.Popen[str], line: str) -> None:
    assert one.stdin is not None
    one.stdin.write(line + "\n")
    one.stdin.flush()


def hear(one: subprocess.Popen[str], expected: str | None = None) -> str:
    assert one.stdout is not None
    line = one.stdout.readline().strip()
    if not line or (expected is not None and line != expected):
        raise RuntimeError(f"a client said {line!r}")
    return line


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def connectable(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
