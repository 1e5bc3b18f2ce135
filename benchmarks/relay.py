"""The relay under 256 connections, durable: creates and claims a second beside its own bare answer, the whole life of a
share, its memory; and SnapPass on Redis in the same run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks._clients import clients, free_port, measure, rate
from benchmarks._snappass import HOW, snappass
from benchmarks.table import Row

ROOT = Path(__file__).parents[1]
CONNECTIONS = 256
COUNT = 4096
PEER_COUNT = 1536
OURS = ("bare", "create", "claim")
PEERS = ("snap_create", "snap_read")
ROUNDS = 5
IDLE_MIB = 80


def run() -> list[Row]:
    """Everything in turns, round by round, so that each figure stands beside the others of its own moment."""
    rates: dict[str, list[float]] = {name: [] for name in (*OURS, *PEERS)}
    with contextlib.ExitStack() as stack:
        process, port, key = stack.enter_context(relay(folder(stack)))
        idle = all_resident_mib(process.pid)
        ours = stack.enter_context(clients(port, CONNECTIONS, f"http://127.0.0.1:{port}", key))
        peer = stack.enter_context(snappass(CONNECTIONS, folder(stack)))
        for _ in range(ROUNDS):
            for name in OURS:
                rates[name].append(rate(measure(ours, name, COUNT)))
            for name in PEERS if not isinstance(peer, str) else ():
                rates[name].append(rate(measure(peer, name, PEER_COUNT)))
        life = measure(ours, "life", COUNT)
        after = all_resident_mib(process.pid)
    return [
        Row("bare answer", median(rates["bare"]), "/s", note=f"{CONNECTIONS} connections, 2 client processes"),
        Row("create, 1 KB text, durable", median(rates["create"]), "/s"),
        Row("claim, signature and sealed box, durable", median(rates["claim"]), "/s"),
        Row("create ÷ bare answer", ratio(rates, "create", "bare"), "×", 0.3, at_least=True),
        Row("claim ÷ bare answer", ratio(rates, "claim", "bare"), "×", 0.15, at_least=True),
        *whole_life(life),
        Row("memory idle", idle, "MiB", IDLE_MIB, note="both processes; what they share is counted twice"),
        Row("memory after the load", after, "MiB"),
        *beside_snappass(peer, rates),
    ]


def folder(stack: contextlib.ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lacre-bench-")))


def ratio(rates: dict[str, list[float]], name: str, beside: str) -> float:
    """The median of the ratios in each round: the machine may be busy in one of them."""
    return median(one / other for one, other in zip(rates[name], rates[beside], strict=True))


def whole_life(life: list[dict[str, Any]]) -> list[Row]:
    times = sorted(one for told in life for one in told["times"])
    return [
        Row("whole lives (create, hello, claim, blob, ack)", rate(life), "/s"),
        Row(
            "whole life, p50",
            1000 * times[len(times) // 2],
            "ms",
            note=f"{CONNECTIONS} at once, clients' crypto included",
        ),
        Row("whole life, p99", 1000 * times[len(times) * 99 // 100], "ms"),
    ]


def beside_snappass(peer: object, rates: dict[str, list[float]]) -> list[Row]:
    if isinstance(peer, str):
        return [Row("SnapPass", 0, "/s", note=f"not measured: {peer}")]
    return [
        Row("SnapPass create", median(rates["snap_create"]), "/s", note=HOW),
        Row("SnapPass read", median(rates["snap_read"]), "/s"),
        Row("create ÷ SnapPass create", ratio(rates, "create", "snap_create"), "×", 4, at_least=True),
        Row("claim ÷ SnapPass read", ratio(rates, "claim", "snap_read"), "×", 2.5, at_least=True),
    ]


@contextmanager
def relay(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, bytes]]:
    """A relay process as an operator runs it, but without the limit for one address: all clients have the same."""
    command = [sys.executable, "-m", "app", "relay", "serve", "--data", str(folder / "relay"), "--rate", "0"]
    process = subprocess.Popen([*command, "--port", str(free_port())], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError(f"the relay did not start: {line}")
        yield process, int(line.rpartition(":")[2]), access_key(folder / "relay")
    finally:
        process.terminate()
        process.wait(30)


def access_key(data: Path) -> bytes:
    from app.relay.access import add_key
    from app.relay.schema import database_path, open_database

    db = open_database(database_path(data))
    try:
        return add_key(db, "bench", int(time.time()))
    finally:
        db.close()


def all_resident_mib(pid: int) -> float:
    """Of the relay's two processes together; what they share is counted twice."""
    children = {child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()}
    return resident_mib(pid) + sum(resident_mib(int(child)) for child in children)


def resident_mib(pid: int) -> float:
    """Resident memory of a process; where the system does not say it in /proc, ps does."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    ps = shutil.which("ps")
    if ps is None or os.name == "nt":
        return 0.0
    return int(subprocess.run([ps, "-o", "rss=", "-p", str(pid)], capture_output=True, check=True).stdout) / 1024
