"""A process that writes to a vault until it is killed, one that kills it at random moments, and the model both are held against.

Run as a script: `vault_writer.py FOLDER SEED KILLS`. Prints one JSON line a kill, or fails. The plan of what is written follows
from the seed, so the killer knows what so many acknowledged steps must have left; what was under way may be there or not, whole.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import random
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(64, 3), work_kib=1024, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
Step = tuple[str, list[tuple[str, str]]]


@dataclass
class Model:
    """What the vault must hold: each entry's passwords from the first to the present one, settings, and the passphrase."""

    passphrase: str = "frase 0"
    entries: dict[str, list[str]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def apply(self, step: Step) -> None:
        verb, pairs = step
        for name, value in pairs:
            if verb == "add":
                self.entries[name] = [value]
            elif verb == "edit":
                self.entries[name].append(value)
            elif verb == "remove":
                del self.entries[name]
            elif verb == "set":
                self.settings[name] = value
            else:
                self.passphrase = value


def plan(model: Model, seed: str) -> Iterator[Step]:
    """Endless steps that make sense one after the other, from this state on."""
    chance = random.Random(seed)
    ahead = deepcopy(model)
    number = 0
    while True:
        number += 1
        step = _step(chance, ahead, f"{seed}.{number}")
        ahead.apply(step)
        yield step


def _step(chance: random.Random, ahead: Model, mark: str) -> Step:
    verb = chance.choice(["add", "add", "bulk", "edit", "edit", "edit", "remove", "set", "passphrase"])
    if verb == "bulk":
        return "add", [(f"entry {mark} {part}", f"pa55 {mark} {part}") for part in range(chance.randint(2, 12))]
    if verb == "set":
        return "set", [(f"name {chance.randint(0, 3)}", f"value {mark}")]
    if verb == "passphrase":
        return "passphrase", [("", f"frase {mark}")]
    if verb == "add" or not ahead.entries:
        return "add", [(f"entry {mark}", f"pa55 {mark}")]
    return verb, [(chance.choice(sorted(ahead.entries)), f"pa55 {mark}")]


def write(folder: Path, model: Model, seed: str, acknowledge: Connection) -> None:
    """Take step after step and say so after each; never ends by itself."""
    with Vault.unlock(folder, Secret(model.passphrase), policy=CHEAP) as vault:
        (client,) = vault.clients()
        ids = {entry.title: entry.id for entry in vault.entries()}
        passphrase = model.passphrase
        for step in plan(model, seed):
            if step[0] == "passphrase":
                vault.change_passphrase(Secret(passphrase), Secret(step[1][0][1]))
                passphrase = step[1][0][1]
            else:
                with vault.bulk():
                    _take(vault, client.id, ids, step)
            acknowledge.send_bytes(b".")


def _take(vault: Vault, client_id: str, ids: dict[str, str], step: Step) -> None:
    verb, pairs = step
    for name, value in pairs:
        if verb == "add":
            ids[name] = vault.add_entry(client_id, _draft(name, value), NOW).id
        elif verb == "edit":
            vault.edit_entry(ids[name], _draft(name, value), NOW + timedelta(seconds=1))
        elif verb == "remove":
            vault.purge(ids.pop(name))
        else:
            vault.settings_set(name, Secret(value))


def _draft(title: str, password: str) -> EntryDraft:
    return EntryDraft(EntryKind.LOGIN, title, (FieldDraft("username", "ana"), FieldDraft("password", password)))


def read(folder: Path, passphrases: list[str]) -> Model:
    """What the vault really holds, every value of every revision opened; its own check must find nothing."""
    vault, passphrase = _unlock(folder, passphrases)
    with vault:
        report = vault.check()
        assert report.ok, report.problems
        entries = {}
        for summary in vault.entries():
            password = vault.entry(summary.id).fields[1]
            revisions = [state.revision for state in vault.history(summary.id, password.id)]
            revealed = [vault.reveal(summary.id, password.id, revision).text() for revision in reversed(revisions)]
            entries[summary.title] = revealed
        named = {name: vault.settings_get(name) for name in (f"name {number}" for number in range(4))}
        settings = {name: value.text() for name, value in named.items() if value is not None}
        return Model(passphrase, entries, settings)


def _unlock(folder: Path, passphrases: list[str]) -> tuple[Vault, str]:
    for passphrase in passphrases:
        with contextlib.suppress(UserError):  # "wrong-passphrase"; damage is another family and ends the test
            return Vault.unlock(folder, Secret(passphrase), policy=CHEAP), passphrase
    raise AssertionError("neither the old nor the new passphrase opens the vault")


def kill_once(folder: Path, model: Model, seed: str, chance: random.Random) -> tuple[Model, dict[str, Any]]:
    """Let a process write, kill it, and hold what is there against the model: the state after that, and what happened."""
    receive, acknowledge = multiprocessing.Pipe(duplex=False)
    writer = multiprocessing.Process(target=write, args=(folder, model, seed, acknowledge))
    writer.start()
    acknowledge.close()
    done = 0
    for _ in range(chance.randint(0, 6)):
        receive.recv_bytes()
        done += 1
    _linger(chance.uniform(0, 0.004))
    writer.kill()
    writer.join()
    try:
        while True:  # acknowledged between the last look and the kill
            receive.recv_bytes()
            done += 1
    except EOFError:
        receive.close()
    steps = plan(model, seed)
    before = deepcopy(model)
    for _ in range(done):
        before.apply(next(steps))
    after = deepcopy(before)
    after.apply(next(steps))
    found = read(folder, [before.passphrase, after.passphrase])
    assert found in (before, after), f"{seed}: after {done} steps neither the state before nor after the next one"
    return found, {"acknowledged": done, "under_way": "kept" if found == after else "not there"}


def _linger(seconds: float) -> None:
    """A random moment later; a kill is no wait for anything, it only must not come in step with the acknowledgements."""
    multiprocessing.Event().wait(seconds)


def main(folder: Path, seed: str, kills: int) -> None:
    model = Model()
    with Vault.create(folder, Secret(model.passphrase), now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        vault.add_client("Padaria", NOW)
    chance = random.Random(seed)
    for number in range(kills):
        model, happened = kill_once(folder, model, f"{seed}/{number}", chance)
        print(json.dumps(happened), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
