"""A hundred hostile files through the whole import: bounded time and memory, nothing written beside the vault, all or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .hostile import make_all
from .kdbx_writer import PASSWORD

ROOT = Path(__file__).parents[4]
MOST_SECONDS, MOST_KIB = 2.0, 200 * 1024


def _run(home: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What the process said of each file, and of itself in the end."""
    files, empty = home / "files", home / "empty"
    for folder in (files, empty):
        folder.mkdir()
    assert len(make_all(files)) >= 100
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("hostile_run.py")), str(files), str(home / "vault"), PASSWORD],
        cwd=empty,
        env={"PYTHONPATH": str(ROOT), "HOME": str(empty), "TMPDIR": str(empty), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(empty.iterdir()) == []
    *told, whole = [json.loads(line) for line in done.stdout.splitlines()]
    return told, whole


@pytest.mark.slow
def test_a_hundred_hostile_files_cost_little_write_nothing_elsewhere_and_add_all_or_nothing(tmp_path: Path) -> None:
    """One test, as one process meets them all: it says of each file what it cost in processor time and what became of it."""
    told, whole = _run(tmp_path)
    assert len(told) >= 100
    assert [one for one in told if max(one["preview_s"], one["import_s"]) > MOST_SECONDS] == []
    assert {who: peak for who, peak in whole["peak_kib"].items() if peak > MOST_KIB} == {}
    beside = [path for path in whole["written"] if str(tmp_path / "vault") not in path]
    assert [path for path in beside if path != "/dev/null" and not path.isdigit()] == []  # numbers: pipes to a child
    assert [one for one in told if one["more"] != one.get("added", 0)] == []
    previewed = [one for one in told if "read" in one or "preview" in one]
    assert [one for one in previewed if one.get("preview") != one.get("refused")] == []
