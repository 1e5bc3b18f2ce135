"""One entry found from the command line, everything from the start of the process on, beside `keepassxc-cli search`.

Both take turns on the same entries at an equal cost of derivation, so that a busy moment of the machine meets both.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from app.crypto.kdf import argon2id
from app.crypto.secret import Secret
from benchmarks._command import LACRE, Spent, environment_of, median_of, spent
from benchmarks._command import run as told
from benchmarks._kdbx import kdbx
from benchmarks._sample import FLOOR, MANY, PASSPHRASE, SOME, filled_vault, records
from benchmarks.table import Row, median_s

WANTED = "user4321@"
# How many entries, how many turns, how many times as fast we must be.
SIZES = ((SOME, 9, 4.0), (MANY, 3, 20.0))


def run() -> list[Row]:
    keepassxc = shutil.which("keepassxc-cli")
    if keepassxc is None:
        return [Row("keepassxc-cli is not installed (Debian: keepassxc): not compared", 0, "")]
    kdf = median_s(lambda: argon2id(Secret(PASSPHRASE), bytes(16), FLOOR))
    same = "both: Argon2id, 64 MiB, 3 passes, 1 lane, by parameter"
    rows = [Row("derivation, by libsodium", kdf * 1000, "ms", note=same)]
    for count, turns, limit in SIZES:
        with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
            rows += _beside(keepassxc, Path(name), count, turns, limit)
    return rows


def _beside(keepassxc: str, folder: Path, count: int, turns: int, limit: float) -> list[Row]:
    home = folder / "home"
    home.mkdir(mode=0o700)
    filled_vault(home / "vault.lacre", count)
    ours = [*LACRE, "vault", "list", "--query", WANTED, "--json"]
    theirs = [keepassxc, "search", "-q", str(_database(keepassxc, folder, count)), WANTED]
    environment = environment_of(home, folder)
    assert len(json.loads(told(ours, environment))["entries"]) == 1
    assert told(theirs, None, PASSPHRASE).count("\n") == 1
    spent_here: list[Spent] = []
    spent_there: list[Spent] = []
    for _ in range(turns):
        spent_here += [spent(ours, environment) for _ in range(3 if count > SOME else 1)]  # ours is short beside theirs
        spent_there.append(spent(theirs, None, PASSPHRASE))
    return _rows(count, limit, median_of(spent_here), median_of(spent_there))


def _rows(count: int, limit: float, here: Spent, there: Spent) -> list[Row]:
    one = f"one of {count:,} found"
    in_cpu = f"{there.cpu / here.cpu:.1f} × in processor time"
    defaults = f"{there.cpu * 1000:,.0f} ms of processor time; AES-256, gzip: its own defaults"
    return [
        Row(
            f"{one}: lacre vault list --query",
            here.seconds * 1000,
            "ms",
            note=f"{here.cpu * 1000:,.0f} ms of processor time",
        ),
        Row(f"{one}: keepassxc-cli search", there.seconds * 1000, "ms", note=defaults),
        Row(f"{one}: lacre is faster by", there.seconds / here.seconds, "×", limit, at_least=True, note=in_cpu),
    ]


def _database(keepassxc: str, folder: Path, count: int) -> Path:
    """The same entries as a KDBX with the same derivation. keepassxc-cli must agree that it is what it is taken for."""
    database = folder / "same.kdbx"
    database.write_bytes(kdbx(PASSPHRASE, FLOOR, [record[1:] for record in records(count)]))
    info = told([keepassxc, "db-info", "-q", str(database)], None, PASSPHRASE)
    if f"KDF: Argon2id ({FLOOR.passes} rounds, {FLOOR.memory_kib} KB)" not in info:
        raise RuntimeError(f"keepassxc-cli sees another derivation: {info}")
    return database
