"""A file of 1 GiB sealed into the vault beside `age`, which seals it to a public key: on the same disk, in turns.

Durable on both sides: the vault syncs what it writes before it says that it is kept, so age's file is synced as well, and the
time of that counts as its own.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind
from app.vault.vault import Vault
from benchmarks._command import Spent, median_of
from benchmarks._command import run as told
from benchmarks._sample import CHEAP, NOW, PASSPHRASE
from benchmarks.table import Row, duration_s

OCTETS = 1024**3
TURNS = 5
_PIECE = 1024 * 1024
_INSIDE = """
import json, sys, time
from pathlib import Path
from benchmarks.attachments import inside
print(json.dumps(inside(Path(sys.argv[1]), Path(sys.argv[2]))))
"""


def run() -> list[Row]:
    if shutil.which("age") is None:
        return [Row("age is not installed (Debian: age): not compared", 0, "")]
    # Not where temporary files lie: that may be memory, and no disk.
    with tempfile.TemporaryDirectory(prefix="lacre-bench-", dir=_on_disk()) as name:
        return _beside(Path(name))


def inside(vault_folder: Path, source: Path) -> dict[str, float]:
    """In a process of its own, whose memory tells: the file sealed into the vault, synced; then taken out, and not written."""
    from app.crypto import stream

    _ = stream.CHUNK  # the bindings are loaded: they are no growth of what is measured
    with Vault.unlock(vault_folder, Secret(PASSPHRASE), policy=CHEAP) as vault:
        entry = vault.add_entry(vault.clients()[0].id, EntryDraft(EntryKind.DOCUMENTS, "Processo", ()), NOW)
        before = _memory_mib("VmRSS")
        with source.open("rb") as file:
            spent = _spent(lambda: vault.add_attachment(entry.id, source.name, file, NOW))
        growth = _memory_mib("VmHWM") - before
        (kept,) = vault.attachments(entry.id)
        opened = duration_s(lambda: [None for _ in vault.open_attachment(kept.id)])
        vault.remove_attachment(kept.id)
    return {"seconds": spent.seconds, "cpu": spent.cpu, "growth": growth, "opened": opened}


def _beside(folder: Path) -> list[Row]:
    source, vault_folder = folder / "gibibyte.bin", folder / "vault.lacre"
    _write(source)
    with Vault.create(vault_folder, Secret(PASSPHRASE), now=NOW, cost=CHEAP.default, policy=CHEAP) as vault:
        vault.add_client("Padaria", NOW)
    identity = folder / "identity"
    told(["age-keygen", "-o", str(identity)], None)
    recipient = told(["age-keygen", "-y", str(identity)], None).strip()
    ours: list[dict[str, float]] = []
    theirs: list[Spent] = []
    for _ in range(TURNS):
        theirs.append(_age(recipient, source, folder / "sealed.age"))
        ours.append(json.loads(told([sys.executable, "-c", _INSIDE, str(vault_folder), str(source)], None)))
    return _rows(ours, theirs)


def _rows(ours: list[dict[str, float]], theirs: list[Spent]) -> list[Row]:
    here, there = median_of([Spent(one["seconds"], one["cpu"]) for one in ours]), median_of(theirs)
    mib = OCTETS / 1024**2
    opened = statistics.median(one["opened"] for one in ours)
    synced = f"X25519 recipient, same disk, synced as ours; {there.cpu:.1f} s of processor time"
    turns = f"medians of {TURNS} turns; {there.cpu / here.cpu:.2f} × in processor time"
    own = f"{here.cpu:.1f} s of processor time"
    return [
        Row("a file of 1 GiB sealed into the vault", mib / here.seconds, "MiB/s", note=own),
        Row("the same by age", mib / there.seconds, "MiB/s", note=synced),
        Row("speed of the vault beside age", there.seconds / here.seconds, "×", 0.6, at_least=True, note=turns),
        Row("memory growth while it is sealed", max(one["growth"] for one in ours), "MiB", 64),
        Row("the same opened again, every chunk checked", mib / opened, "MiB/s"),
    ]


def _age(recipient: str, source: Path, target: Path) -> Spent:
    """What it takes until the sealed file is on the disk."""

    def seal() -> None:
        subprocess.run(["age", "-r", recipient, "-o", str(target), str(source)], check=True)
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    spent = _spent(seal)
    target.unlink()
    return spent


def _spent(call: Callable[[], object]) -> Spent:
    before = os.times()
    seconds = duration_s(call)
    after = os.times()
    return Spent(seconds, sum(after[:4]) - sum(before[:4]))


def _write(path: Path) -> None:
    chance = Random(1)
    with path.open("wb") as file:
        for _ in range(OCTETS // _PIECE):
            file.write(chance.randbytes(_PIECE))
        file.flush()
        os.fsync(file.fileno())


def _on_disk() -> Path:
    """Where the program keeps its data when nobody tells it otherwise; where that is not yet, the person's own folder."""
    return Path.home()


def _memory_mib(what: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"no {what}")
