"""A process that keeps and removes files in a vault until it is killed, and what must be true of the vault after that.

Run as a script: `attachment_writer.py FOLDER SEED KILLS`. Prints one JSON line a kill, or fails. What a file holds
follows from its name, so that every one found can be held against what was written.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import random
import sys
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(64, 3), work_kib=1024, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PASSPHRASE = Secret("frase")


def content(name: str) -> bytes:
    chance = random.Random(name)
    return chance.randbytes(chance.choice([0, 1, 70_000, 400_000]))


def write(folder: Path, seed: str, acknowledge: Connection) -> None:
    """Add and remove, entry by entry and file by file, and say after each step which files there must be."""
    chance = random.Random(seed)
    with Vault.unlock(folder, PASSPHRASE, policy=CHEAP) as vault:
        (entry,) = vault.entries()
        there = {found.name: found.id for found in vault.attachments(entry.id)}
        number = 0
        while True:
            number += 1
            if there and chance.random() < 0.4:
                name = chance.choice(sorted(there))
                acknowledge.send(("removing", name))
                vault.remove_attachment(there.pop(name))
            else:
                name = f"{seed}-{number}".replace("/", "-")
                acknowledge.send(("adding", name))
                there[name] = vault.add_attachment(entry.id, name, io.BytesIO(content(name)), NOW).id
            acknowledge.send(("done", name))


def kill_once(folder: Path, seed: str, chance: random.Random, there: set[str]) -> set[str]:
    """Let a process write, kill it, and hold what is there against what it said it had done."""
    receive, acknowledge = multiprocessing.Pipe(duplex=False)
    writer = multiprocessing.Process(target=write, args=(folder, seed, acknowledge))
    writer.start()
    acknowledge.close()
    said = [receive.recv() for _ in range(chance.randint(1, 9))]
    multiprocessing.Event().wait(chance.uniform(0, 0.006))
    writer.kill()
    writer.join()
    try:
        while True:
            said.append(receive.recv())
    except EOFError:
        receive.close()
    must, may = set(there), set(there)
    for number, (verb, name) in enumerate(said):
        ended = number + 1 < len(said)
        if verb == "adding":
            may.add(name)
            must |= {name} if ended else set()
        elif verb == "removing":
            must.discard(name)
            may -= {name} if ended else set()
    found = read(folder)
    assert must <= found <= may, (must - found, found - may)
    return found


def read(folder: Path) -> set[str]:
    """The names of the files in the vault, each read whole; nothing lies beside them that no row names."""
    with Vault.unlock(folder, PASSPHRASE, policy=CHEAP) as vault:
        report = vault.check()
        assert report.ok, report.problems
        (entry,) = vault.entries()
        found = vault.attachments(entry.id)
        for each in found:
            assert b"".join(vault.open_attachment(each.id)) == content(each.name)
        place = folder / "files"
        assert set(os.listdir(place) if place.exists() else ()) == {each.id for each in found if each.size}
        return {each.name for each in found}


def main(folder: Path, seed: str, kills: int) -> None:
    with Vault.create(folder, PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        vault.add_entry(vault.add_client("Padaria", NOW).id, EntryDraft(EntryKind.DOCUMENTS, "Contratos", ()), NOW)
    chance, there = random.Random(seed), set[str]()
    for number in range(kills):
        there = kill_once(folder, f"{seed}/{number}", chance, there)
        print(json.dumps(len(there)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
