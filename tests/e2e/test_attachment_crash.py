"""kill -9 at random points of keeping and removing files: nothing acknowledged is lost, nothing is half there or left over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHAINS = 4
KILLS = 25


@pytest.mark.parametrize("chain", range(CHAINS))
def test_a_killed_keeper_of_files_leaves_whole_files_and_no_others(chain: int, tmp_path: Path) -> None:
    writer = Path(__file__).with_name("attachment_writer.py")
    command = [sys.executable, str(writer), str(tmp_path / "vault.lacre"), f"chain-{chain}", str(KILLS)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, cwd=Path(__file__).parents[2])
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert len(ran.stdout.splitlines()) == KILLS
