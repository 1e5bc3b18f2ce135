"""A file of 1 GiB all its way: sealed and uploaded by the program, kept by a relay, opened by the page in Chromium and given to a
disk that takes everything; what that takes in time, and in memory at each of the three.

The browser's own memory has no limit of ours; that it does not grow with the file is what is shown.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks._chromium import unwatched
from benchmarks.files import GIB, PROGRAM_MIB, RELAY_MIB, fill, our_peak, peaks, sent
from benchmarks.page import save
from benchmarks.relay import relay
from benchmarks.table import Row
from tests.browser.page_visitor import FLAGS, chromium

MB_PER_S = 80


def run() -> list[Row]:
    """Once: it is long enough to be its own mean."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lacre-bench-")))
        process, port, key = stack.enter_context(relay(folder))
        source = folder / "source"
        fill(source)
        before, ours = peaks(process), our_peak()
        uploading_s, owner = sent(f"http://127.0.0.1:{port}", key, source)
        assert owner.url is not None
        tab = stack.enter_context(unwatched(chromium(), FLAGS))
        opening_s = save(tab, owner.url.text())
        after, ours_after = peaks(process), our_peak()
        page = max(_peak_mib(pid) for pid in _renderers(os.getpid()))
    return [
        Row("1 GiB sealed and uploaded", GIB / uploading_s / 1e6, "MB/s"),
        Row("1 GiB opened in Chromium and handed over", GIB / opening_s / 1e6, "MB/s", MB_PER_S, at_least=True),
        Row("growth of the relay's memory, at its peak", after - before, "MiB", RELAY_MIB, note="both processes"),
        Row("growth of the program's memory, at its peak", ours_after - ours, "MiB", PROGRAM_MIB),
        Row("the most memory of the page's process, the browser's own included", page, "MiB"),
    ]


def _renderers(pid: int) -> Iterator[int]:
    """The processes below this one in which pages live."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            if b"--type=renderer" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield child
            yield from _renderers(child)


def _peak_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
