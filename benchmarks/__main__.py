"""Runs the benchmarks named, or all: every module beside this one that has a function `run() -> list[Row]`.

Ends with 1 where a limit is missed. Figures depend on the machine and on what else it does; ratios are taken in one run.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys

import benchmarks
from benchmarks.table import lines


def names() -> list[str]:
    """The modules that measure something."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    return sorted(name for name in found if hasattr(importlib.import_module(f"benchmarks.{name}"), "run"))


def main(chosen: list[str]) -> int:
    available = names()
    unknown = sorted(set(chosen) - set(available))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(available)}", file=sys.stderr)
        return 2
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    print(f"{platform.platform()}, {os.cpu_count()} cores, CPython {platform.python_version()}{load}", flush=True)
    missed = 0
    for name in chosen or available:
        rows = importlib.import_module(f"benchmarks.{name}").run()
        missed += sum(not row.ok for row in rows)
        print(f"\n## {name}\n\n" + "\n".join(lines(rows)), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
