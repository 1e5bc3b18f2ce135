"""A hundred thousand entries come in without the process growing past 400 MiB, from either kind of file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = 100_000
PROBE = r"""
import re, sys
from datetime import UTC, datetime
from pathlib import Path
from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.ops.importing import run_import
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

cheap = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
now = datetime(2026, 11, 22, tzinfo=UTC)
with Vault.create(Path(sys.argv[2]), Secret("frase de teste"), now=now, cost=KdfCost(8, 1), policy=cheap) as vault:
    report = run_import(vault, Path(sys.argv[1]), now=now)
# Not ru_maxrss: it counts what the parent held when it forked.
status = Path("/proc/self/status")
resident = re.search(r"VmHWM:\s+([0-9]+) kB", status.read_text())[1] if status.exists() else 0
print(report.added, int(resident) // 1024)
"""


def _csv(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("url,username,password,totp,extra,name,grouping,fav\n")
        for n in range(COUNT):
            file.write(
                f"https://s{n}.example/,u{n}@mail.example,segredo-{n},,uma nota curta,Conta {n},Cliente {n % 200},0\n"
            )


def _json(path: Path) -> None:
    items = [
        {
            "type": 1,
            "name": f"Conta {n}",
            "folderId": f"f{n % 200}",
            "notes": "uma nota curta",
            "creationDate": "2025-01-01T10:00:00.000Z",
            "passwordHistory": None,
            "collectionIds": None,
            "login": {"username": f"u{n}", "password": f"segredo-{n}", "uris": [{"uri": f"https://s{n}.example/"}]},
        }
        for n in range(COUNT)
    ]
    folders = [{"id": f"f{n}", "name": f"Cliente {n}"} for n in range(200)]
    path.write_text(json.dumps({"encrypted": False, "folders": folders, "items": items}, indent=2), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("make", [_csv, _json])
def test_a_hundred_thousand_entries_stay_under_400_mib(tmp_path: Path, make: object) -> None:
    path = tmp_path / "export"
    make(path)  # type: ignore[operator]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path), str(tmp_path / "vault.lacre")],
        capture_output=True, text=True, check=True, timeout=900, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    added, resident_mib = map(int, done.stdout.split())
    assert added == COUNT
    assert resident_mib < 400
