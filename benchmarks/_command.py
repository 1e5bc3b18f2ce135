"""Running `lacre` and its peers as processes, and what they spent. Owns no measurement."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks._sample import PASSPHRASE
from benchmarks.table import duration_s

LACRE = [sys.executable, "-m", "app"]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of processor time."""

    seconds: float
    cpu: float


def environment_of(home: Path, folder: Path) -> dict[str, str]:
    """What `lacre` is started with: where its data folder is, and the passphrase in a file."""
    passphrase = folder / "passphrase"
    passphrase.write_text(PASSPHRASE)
    # Byte code is cached, as in life: without it Python would compile the program anew at each start.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "LACRE_HOME": str(home), "LACRE_PASSPHRASE_FILE": str(passphrase)}


def run(command: list[str], environment: dict[str, str] | None, typed: str = "") -> str:
    """What a process prints. What is typed is its standard input."""
    ran = subprocess.run(command, env=environment, input=f"{typed}\n", capture_output=True, text=True, check=True)
    return ran.stdout


def spent(command: list[str], environment: dict[str, str] | None, typed: str = "") -> Spent:
    """What one run of a process takes."""
    before = os.times()
    seconds = duration_s(lambda: run(command, environment, typed))
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(seconds, used)


def median_of(many: list[Spent]) -> Spent:
    return Spent(statistics.median(one.seconds for one in many), statistics.median(one.cpu for one in many))


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and most resident MiB of a process of its own."""
    code = """import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))"""
    seconds, most = json.loads(run([sys.executable, "-c", code, *command], environment))
    return seconds, most / 1024 / (1024 if sys.platform == "darwin" else 1)
