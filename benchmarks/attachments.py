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
from pathlib import Path
from random import Random

from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind
from app.vault.vault import Vault
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
        before, cpu = _memory_mib("VmRSS"), os.times()
        with source.open("rb") as file:
            seconds = duration_s(lambda: vault.add_attachment(entry.id, source.name, file, NOW))
        spent = os.times()
        growth = _memory_mib("VmHWM") - before
        (kept,) = vault.attachments(entry.id)
        opened = duration_s(lambda: [None for _ in vault.open_attachment(kept.id)])
        vault.remove_attachment(kept.id)
    used = spent.user + spent.system - cpu.user - cpu.system
    return {"seconds": seconds, "cpu": used, "growth": growth, "opened": opened}


def _beside(folder: Path) -> list[Row]:
    source, vault_folder = folder / "gibibyte.bin", folder / "vault.lacre"
    _write(source)
    with Vault.create(vault_folder, Secret(PASSPHRASE), now=NOW, cost=CHEAP.default, policy=CHEAP) as vault:
        vault.add_client("Padaria", NOW)
    identity = folder / "identity"
    told(["age-keygen", "-o", str(identity)], None)
    recipient = told(["age-keygen", "-y", str(identity)], None).strip()
    ours: list[dict[str, float]] = []
    theirs: list[float] = []
    for _ in range(TURNS):
        theirs.append(_age(recipient, source, folder / "sealed.age"))
        ours.append(json.loads(told([sys.executable, "-c", _INSIDE, str(vault_folder), str(source)], None)))
    return _rows(ours, theirs)


def _rows(ours: list[dict[str, float]], theirs: list[float]) -> list[Row]:
    here, there = statistics.median(one["seconds"] for one in ours), statistics.median(theirs)
    mib = OCTETS / 1024**2
    cpu = statistics.median(one["cpu"] for one in ours)
    opened = statistics.median(one["opened"] for one in ours)
    synced = "X25519 recipient; read from and written to the same disk, synced, as ours is"
    return [
        Row(
            "a file of 1 GiB sealed into the vault", mib / here, "MiB/s", note=f"{cpu:.1f} s of processor time, synced"
        ),
        Row("the same by age", mib / there, "MiB/s", note=synced),
        Row("speed of the vault beside age", there / here, "×", 0.6, at_least=True, note=f"medians of {TURNS} turns"),
        Row("memory growth while it is sealed", max(one["growth"] for one in ours), "MiB", 64),
        Row("the same opened again, every chunk checked", mib / opened, "MiB/s"),
    ]


def _age(recipient: str, source: Path, target: Path) -> float:
    """Seconds until the sealed file is on the disk."""

    def seal() -> None:
        subprocess.run(["age", "-r", recipient, "-o", str(target), str(source)], check=True)
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    seconds = duration_s(seal)
    target.unlink()
    return seconds


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
