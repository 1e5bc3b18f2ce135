"""The window over 100,000 entries: all of them listed, scrolled frame by frame, and searched; in a process of its own.

A frame is the whole way from the moved scroll bar to the painted rows, on no screen.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._sample import MANY, TYPED, filled_vault
from benchmarks._starts import ROOT, installed
from benchmarks._window import keystrokes, resident_mib, timed, unlock, wait, window
from benchmarks.table import Row

_WHEEL = 78  # pixels of one notch
_NOTCHES = 400
_PAGES = 100
_JUMPS = 100


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir(mode=0o700)
        filled_vault(home / "vault.lacre", MANY, cheap=True)
        command = [sys.executable, "-m", "benchmarks.scrolling", str(home)]
        environment = installed(home, folder / "cache")
        for _ in ("warms the cache", "counts"):
            ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return _rows(json.loads(ran.stdout.splitlines()[-1]))


def inside(home: Path) -> dict[str, float]:
    """Within the process of its own."""
    with window(home) as (session, shell):
        shell.resize(1180, 760)
        page, first = unlock(session, shell)
        opened = timed(lambda: page.open_client(None), lambda: page.entries.count == MANY, shell)
        wait(lambda: not session.tasks.busy)
        scrolled = _scrolled(page.entries.view)
        typed = keystrokes(shell, page, TYPED)
        wait(lambda: not session.tasks.busy)
        return {"first_list_ms": first, "all_entries_ms": opened, **scrolled, **typed, "rss_mib": resident_mib()}


def _scrolled(view: Any) -> dict[str, float]:
    bar = view.verticalScrollBar()
    frames: list[float] = []
    worked: list[float] = []
    for place in _places(bar.maximum(), bar.pageStep()):
        began, before = time.perf_counter(), time.process_time()
        bar.setValue(place)
        view.viewport().repaint()
        frames.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - before) * 1000)
    return {
        "frames": len(frames),
        "frame_ms": statistics.median(frames),
        "frame_worst_ms": max(frames),
        "frame_cpu_worst_ms": max(worked),
    }


def _places(end: int, page: int) -> Iterator[int]:
    """The wheel turned, page after page, and the bar dragged through everything there is: rows never seen before."""
    yield from range(_WHEEL, _WHEEL * _NOTCHES, _WHEEL)
    yield from range(end // 3, end // 3 + page * _PAGES, page)
    yield from range(0, end, end // _JUMPS)
    yield end


def _rows(figures: dict[str, float]) -> list[Row]:
    many = f"{MANY:,} entries"
    cpu = f"{figures['keystroke_cpu_ms']:.1f} ms of processor time, both threads"
    late = f"{figures['keystroke_cpu_p95_ms']:.1f} ms of processor time"
    worst = f"of {figures['frames']:.0f}; at most {figures['frame_cpu_worst_ms']:.1f} ms of processor time"
    return [
        Row(f"key derived to first list shown, {many}", figures["first_list_ms"], "ms"),
        Row(f"all {many} listed and painted", figures["all_entries_ms"], "ms"),
        Row(f"scrolling through {many}, a frame, median", figures["frame_ms"], "ms"),
        Row(f"scrolling through {many}, the slowest frame", figures["frame_worst_ms"], "ms", 25.0, note=worst),
        Row(f"keystroke to painted list, {many}, median", figures["keystroke_median_ms"], "ms", 40.0, note=cpu),
        Row(f"keystroke to painted list, {many}, p95", figures["keystroke_p95_ms"], "ms", note=late),
        Row(f"memory with {many} listed", figures["rss_mib"], "MiB"),
    ]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(inside(Path(sys.argv[1]))))
