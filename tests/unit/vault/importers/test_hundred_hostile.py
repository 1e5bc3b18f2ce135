"""A hundred hostile files through the whole import: bounded time and memory, nothing written beside the vault, all or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .hostile import make_all
from .hostile_attached import sample
from .kdbx_writer import PASSWORD

ROOT = Path(__file__).parents[4]
MOST_SECONDS, MOST_KIB = 2.0, 200 * 1024


def _run(home: Path, make: Callable[[Path], int]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What the process said of each file, and of itself in the end."""
    files, empty = home / "files", home / "empty"
    for folder in (files, empty):
        folder.mkdir()
    made = make(files)
    done = subprocess.run(
        [
            sys.executable,
            "-B",
            str(Path(__file__).with_name("hostile_run.py")),
            str(files),
            str(home / "vault"),
            PASSWORD,
        ],
        cwd=empty,
        env={"PYTHONPATH": str(ROOT), "HOME": str(empty), "TMPDIR": str(empty), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=580,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(empty.iterdir()) == []
    *told, whole = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == made
    return told, whole


def _make_sample(folder: Path) -> int:
    for name, octets in sample():
        (folder / name).write_bytes(octets)
    return len(list(folder.iterdir()))


def test_a_sample_of_hostile_files_costs_little_and_adds_all_or_nothing(tmp_path: Path) -> None:
    _require_harmless(tmp_path, *_run(tmp_path, _make_sample))


@pytest.mark.slow
def test_a_hundred_hostile_files_cost_little_write_nothing_elsewhere_and_add_all_or_nothing(tmp_path: Path) -> None:
    """One test, as one process meets them all: it says of each file what it cost in processor time and what became of it."""
    told, whole = _run(tmp_path, lambda folder: len(make_all(folder)))
    assert len(told) >= 150
    _require_harmless(tmp_path, told, whole)


def _require_harmless(home: Path, told: list[dict[str, Any]], whole: dict[str, Any]) -> None:
    assert [one for one in told if max(one["preview_s"], one["import_s"]) > MOST_SECONDS] == []
    assert {who: peak for who, peak in whole["peak_kib"].items() if peak > MOST_KIB} == {}
    beside = [path for path in whole["written"] if str(home / "vault") not in path]
    assert [path for path in beside if path != "/dev/null" and not path.isdigit()] == []  # numbers: pipes to a child
    assert [one for one in told if one["more"] != one.get("added", 0)] == []
    previewed = [one for one in told if "read" in one or "preview" in one]
    assert [one for one in previewed if one.get("preview") != one.get("refused")] == []
    kept = {path.name for path in (home / "vault" / "files").glob("*")}
    assert {one for one in kept if len(one) != 32} == set()  # nothing half written, and no name of a stranger's
