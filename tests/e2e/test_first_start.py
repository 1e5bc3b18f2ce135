"""The first start on a machine without a screen, as run.py makes it: a link that opens, and a clean end on Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LACRE = [sys.executable, "-m", "app"]
ROOT = Path(__file__).parents[2]
DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LACRE_HOME"}


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    env = {name: value for name, value in os.environ.items() if name not in DISPLAYS} | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(LACRE, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """What stands behind the pattern in the first line that has it. The suite's time limit ends a wait for nothing."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(pattern + r"(\S+)", line):
            return found[1]
    raise AssertionError(f"the app ended without saying {pattern}")


def test_without_a_display_a_link_is_printed_that_opens_and_ctrl_c_ends_cleanly(
    started: subprocess.Popen[str], tmp_path: Path
) -> None:
    link = said(started, r"^Link: +")
    passcode = said(started, r"^Passcode: +")
    arguments = [*LACRE, "share", "open", link, "--passcode", passcode, "--json"]
    opened = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert opened.returncode == 0, opened.stderr
    assert json.loads(opened.stdout)["fields"]

    again = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert again.returncode == 1
    assert json.loads(again.stdout)["error"] == "opened"

    started.send_signal(signal.SIGINT)
    assert started.wait(60) == 0
    assert [path for path in tmp_path.iterdir() if "lacre" in path.name] == []
