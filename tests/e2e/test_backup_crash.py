"""kill -9 while backups are made and brought back: the vault is whole, every named backup is whole, nothing is in the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 15


@pytest.mark.parametrize("chain", range(2))
def test_a_kill_during_backup_or_restore_leaves_whole_states_alone(chain: int, tmp_path: Path) -> None:
    writer = Path(__file__).with_name("backup_writer.py")
    command = [sys.executable, str(writer), str(tmp_path / "vault.lacre"), f"backups-{chain}", str(KILLS)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=200, cwd=Path(__file__).parents[2])
    assert ran.returncode == 0, ran.stderr[-2000:]
    happened = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(happened) == KILLS
    assert {one["entries"] for one in happened} == {12, 40}
    assert all(one["half"] <= 1 for one in happened)  # what one crash left is cleared up by the next backup
