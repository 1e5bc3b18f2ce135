"""kill -9 at 100 random points of writing, 200 in the slow run: nothing acknowledged is lost, nothing is half there, the vault's
check is clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

CHAINS, QUICK = 8, 4  # the first of them in every run
KILLS = 25  # in each chain, one after the other on the same vault


@pytest.mark.parametrize(
    "chain", [*range(QUICK), *(pytest.param(n, marks=pytest.mark.slow) for n in range(QUICK, CHAINS))]
)
def test_a_killed_writer_loses_nothing_it_had_acknowledged(chain: int, tmp_path: Path) -> None:
    writer = Path(__file__).with_name("vault_writer.py")
    command = [sys.executable, str(writer), str(tmp_path / "vault.lacre"), f"chain-{chain}", str(KILLS)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2])
    assert ran.returncode == 0, ran.stderr[-2000:]
    happened = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(happened) == KILLS
    assert sum(one["acknowledged"] for one in happened) > KILLS  # it was really writing
    assert set(Counter(one["under_way"] for one in happened)) <= {"kept", "not there"}
