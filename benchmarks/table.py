"""A benchmark's result and how it is printed. Owns no measurement of its own but the median of repeated calls."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. With a limit it passes or fails: at most the limit, or with `at_least` at least that."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def ok(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def median_s(call: Callable[[], object], times: int = 7) -> float:
    """The median duration of a call; the first one, which warms caches, does not count."""
    call()
    return statistics.median(duration_s(call) for _ in range(times))


def duration_s(call: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def lines(rows: Iterable[Row]) -> list[str]:
    """The rows as a Markdown table, as docs/BENCHMARKS.md keeps them."""
    shown = [("what", "measured", "limit", "", "note"), ("---",) * 5]
    for row in rows:
        limit = "" if row.limit is None else f"{'≥' if row.at_least else '≤'} {_number(row.limit)} {row.unit}"
        verdict = "" if row.limit is None else ("ok" if row.ok else "MISSED")
        shown.append((row.what, f"{_number(row.value)} {row.unit}", limit, verdict, row.note))
    return [f"| {' | '.join(cells)} |" for cells in shown]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
