"""A process that makes backups and brings them back until it is killed, and one that kills it at random moments.

Run as a script: `backup_writer.py FOLDER SEED KILLS`. Prints one JSON line a kill, or fails. After each kill the vault must hold
one of the two contents that are brought back in turn, whole, and every backup that has its name must be whole as well.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.rotation import Reason, next_stamp
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(64, 3), work_kib=1024, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PASSPHRASE = Secret("frase")
SIZES = (12, 40)


def fill(vault: Vault, count: int) -> None:
    client = vault.add_client(f"cliente {count}", NOW)
    with vault.bulk():
        for number in range(count):
            fields = (FieldDraft("password", f"{count} {number} " + "x" * 3000),)
            vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, f"{count} {number}", fields), NOW)


def prepare(folder: Path) -> list[Path]:
    """The vault and its two contents."""
    targets = [folder.parent / "first", folder.parent / "second"]
    with Vault.create(folder, PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        for count, target in zip(SIZES, targets, strict=True):
            for client in vault.clients():
                vault.forget_client(client.id)
            fill(vault, count)
            vault.backup(target)
    return targets


def write(folder: Path, targets: list[Path], acknowledge: Connection) -> None:
    """Backup, restore, backup, restore; never ends by itself."""
    backups = folder.parent / "backups"
    backups.mkdir(exist_ok=True)
    with Vault.unlock(folder, PASSPHRASE, policy=CHEAP) as vault:
        turn = 0
        while True:
            names = [path.name for path in backups.iterdir()]
            vault.backup(backups / next_stamp(Reason.DAILY, NOW, names).name)
            acknowledge.send_bytes(b".")
            vault.restore_backup(targets[turn % 2])
            acknowledge.send_bytes(b".")
            turn += 1


def kill_once(folder: Path, targets: list[Path], chance: random.Random) -> dict[str, int]:
    receive, acknowledge = multiprocessing.Pipe(duplex=False)
    writer = multiprocessing.Process(target=write, args=(folder, targets, acknowledge))
    writer.start()
    acknowledge.close()
    for _ in range(chance.randint(1, 4)):
        receive.recv_bytes()
    end = time.monotonic() + chance.uniform(0, 0.05)
    while time.monotonic() < end:
        pass
    writer.kill()
    writer.join()
    return examine(folder)


def examine(folder: Path) -> dict[str, int]:
    """The vault is one of the two contents; every backup that has its name is too."""
    backups = folder.parent / "backups"
    with Vault.unlock(folder, PASSPHRASE, policy=CHEAP) as vault:
        report = vault.check()
        assert report.ok, report.problems
        assert report.entries in SIZES
        assert [client.name for client in vault.clients()] == [f"cliente {report.entries}"]
        named = [path for path in backups.iterdir() if not path.name.startswith(".")]
        for path in named:
            found = vault.look_into(path)
            assert found is not None
            assert found.entries in SIZES
        newest = max(named, key=lambda path: path.stat().st_mtime_ns)
        vault.compare_backup(newest)
        vault.backup(backups.parent / "again")  # what was left half made stands in nobody's way
    with Vault.unlock(folder.parent / "again", PASSPHRASE, policy=CHEAP) as copied:
        assert copied.check().ok
    for path in (folder.parent / "again").iterdir():
        path.unlink()
    (folder.parent / "again").rmdir()
    # An empty one waits a minute before it is cleared: somebody may be about to put a lock into it.
    left = [path for path in backups.iterdir() if path.name.startswith(".") and any(path.iterdir())]
    return {"entries": report.entries, "backups": len(named), "half": len(left)}


def main(folder: Path, seed: str, kills: int) -> None:
    targets = prepare(folder)
    chance = random.Random(seed)
    for _ in range(kills):
        print(json.dumps(kill_once(folder, targets, chance)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
