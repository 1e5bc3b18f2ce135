"""A KeePass database of 1,000 entries brought into the vault, beside pykeepass that only opens it. Equal derivation: one file.

What is held against the limit is what a person waits for in the window: from the file to the vault committed to the disk, in a
program that runs with the vault unlocked. Our side starts a process that opens the file, so the other side is a process that
opens it; both starts count. Beside it, without a limit: the whole command (its start, the vault's own derivation, the backup
before an import) and what pykeepass takes inside a program that has loaded it already.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from app.crypto.secret import Secret
from app.ops.importing import Choices, run_import
from app.vault.importers.parsing import Opening
from app.vault.vault import Vault
from benchmarks._command import LACRE, Spent, environment_of, median_of, spent
from benchmarks._command import run as told
from benchmarks._kdbx import kdbx
from benchmarks._sample import CHEAP, FLOOR, NOW, PASSPHRASE, records
from benchmarks.table import Row, duration_s, median_s

ENTRIES = 1000
TURNS = 9
LIMIT = 2
_OPEN = "import sys; from pykeepass import PyKeePass; print(len(PyKeePass(sys.argv[1], password=sys.argv[2]).entries))"


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        return _inside(Path(name))


def _inside(folder: Path) -> list[Row]:
    source = folder / "thousand.kdbx"
    source.write_bytes(kdbx(PASSPHRASE, FLOOR, [record[1:] for record in records(ENTRIES)]))
    opening = [sys.executable, "-c", _OPEN, str(source), PASSPHRASE]
    assert int(told(opening, None)) == ENTRIES
    ours, theirs, commands = [], [], []
    for turn in range(TURNS):  # in turns, so that a busy moment of the machine meets all
        ours.append(_imported(source, folder / f"vault-{turn}"))
        theirs.append(spent(opening, None))
        commands.append(_command(source, folder / f"home-{turn}", folder))
    mine, peer, command = median_of(ours[1:]), median_of(theirs[1:]), median_of(commands[1:])  # the first warms caches
    same = f"both: Argon2id, {FLOOR.memory_kib // 1024} MiB, {FLOOR.passes} passes, by the same library"
    times = f"{mine.cpu * 1000:.0f} against {peer.cpu * 1000:.0f} ms of processor time: {mine.cpu / peer.cpu:.2f} ×"
    return [
        Row("KDBX of 1,000 entries: pykeepass opens it, process start included", peer.seconds * 1000, "ms", note=same),
        Row("KDBX of 1,000 entries: imported into an unlocked vault, committed", mine.seconds * 1000, "ms"),
        Row("import against opening", mine.seconds / peer.seconds, "×", LIMIT, note=times),
        Row("the same by lacre vault import, from start to end", command.seconds * 1000, "ms"),
        Row("pykeepass opens it, loaded before", _loaded(source) * 1000, "ms"),
    ]


def _imported(source: Path, place: Path) -> Spent:
    """One import into a new vault, by this process and the one that it starts."""
    choices = Choices(Opening(Secret(PASSPHRASE)))
    with Vault.create(place, Secret(PASSPHRASE), now=NOW, cost=CHEAP.default, policy=CHEAP) as vault:
        before = os.times()
        seconds = duration_s(lambda: run_import(vault, source, now=NOW, choices=choices))
        after = os.times()
        assert len(vault.entries()) == ENTRIES
    return Spent(seconds, sum(after[:4]) - sum(before[:4]))


def _command(source: Path, home: Path, folder: Path) -> Spent:
    home.mkdir(mode=0o700)
    environment = environment_of(home, folder)
    Vault.create(home / "vault.lacre", Secret(PASSPHRASE), now=NOW, cost=FLOOR).close()
    words = ["vault", "import", str(source), "--password-file", environment["LACRE_PASSPHRASE_FILE"], "--json"]
    took = spent([*LACRE, *words], environment)
    assert json.loads(told([*LACRE, *words], environment))["merged"] == ENTRIES
    return took


def _loaded(source: Path) -> float:
    from pykeepass import PyKeePass  # type: ignore[import-untyped]

    return median_s(lambda: PyKeePass(str(source), password=PASSPHRASE), 5)
