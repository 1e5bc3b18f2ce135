"""A backup of 20,000 entries beside a thread that searches: how long one waits for an answer meanwhile."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from pathlib import Path

from app.crypto.secret import Secret
from app.vault.vault import Vault
from benchmarks._sample import CHEAP, NOW, PASSPHRASE, SHOWN, TYPED, fill
from benchmarks.table import Row, duration_s

ENTRIES = 20_000
_REST_S = 0.03  # somebody types quickly


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        path = folder / "vault.lacre"
        with Vault.create(path, Secret(PASSPHRASE), now=NOW, cost=CHEAP.default, policy=CHEAP) as vault:
            fill(vault, ENTRIES)
        with Vault.unlock(path, Secret(PASSPHRASE), policy=CHEAP) as vault:
            alone = _searches(vault, seconds=2.0)
            seconds, beside = _beside(vault, folder / "backup.lacre")
    return [
        Row(f"backup of {ENTRIES:,} entries, read through, beside a search", seconds, "s"),
        Row("a search meanwhile, median", statistics.median(beside), "ms", note=f"{len(beside)} searches"),
        Row("a search meanwhile, p95", statistics.quantiles(beside, n=20)[-1], "ms", 100),
        Row("a search meanwhile, the slowest", max(beside), "ms"),
        Row(
            "a search with nothing beside it, median", statistics.median(alone), "ms", note=f"slowest {max(alone):.0f}"
        ),
    ]


def _beside(vault: Vault, target: Path) -> tuple[float, list[float]]:
    taken: list[float] = []
    ended = threading.Event()
    thread = threading.Thread(target=lambda: taken.extend(_searches(vault, until=ended)))
    thread.start()
    try:
        seconds = duration_s(lambda: vault.backup(target))
    finally:
        ended.set()
        thread.join()
    return seconds, taken


def _searches(vault: Vault, *, seconds: float = 0.0, until: threading.Event | None = None) -> list[float]:
    keys = [word[:end] for word in TYPED for end in range(1, len(word) + 1)]
    taken: list[float] = []
    end = time.monotonic() + seconds
    while (time.monotonic() < end) if until is None else not until.is_set():
        key = keys[len(taken) % len(keys)]
        taken.append(duration_s(lambda key=key: vault.entries(query=key, limit=SHOWN)) * 1000)  # type: ignore[misc]
        time.sleep(_REST_S)
    return taken
