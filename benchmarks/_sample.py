"""What the benchmarks of the vault look into: logins that are the same every time, and vaults full of them.

A vault is filled once for all benchmarks of one run, and copied for each: filling 100,000 takes longer than any measurement.
"""

from __future__ import annotations

import atexit
import base64
import functools
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault
from benchmarks.table import Row, median_s

SOME = 10_000
MANY = 100_000
SHOWN = 200  # rows a list asks for while one types
PASSPHRASE = "uma frase de medir"
FLOOR = KdfCost(64 * 1024, 3)
CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=FLOOR, work_kib=1024 * 1024, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TYPED = ("finanças", "gmail", "silva", "portal 77", "user4321", "câmara municipal", "zzz", "padaria")
QUERIES = ("kind:card", "is:favourite", "-gmail", "has:totp portal", "user -portal", "e", "exa", "zq9x", "tag:irs")
TYPOS = ("gmial", "finacas", "padria", "portl silva")
_PLACES = (
    "Portal das Finanças",
    "Gmail",
    "Câmara Municipal",
    "Banco",
    "Instagram",
    "Segurança Social",
    "Loja",
    "Wi-Fi",
)
_NAMES = ("Silva", "Padaria Açores", "Dra. São", "Oficina", "Ginásio", "Santos", "Café Central", "Clínica")


def records(count: int) -> Iterator[tuple[str, str, str, str, str, str]]:
    """client, title, user name, password, URL, notes: the same every time."""
    chance = random.Random(1)
    for number in range(count):
        name = chance.choice(_NAMES)
        title = f"{chance.choice(_PLACES)} {name} {number}"
        password = base64.b85encode(chance.randbytes(12)).decode()
        notes = f"Conta aberta em {2000 + number % 26}, recuperação pelo telemóvel {910000000 + number}."
        yield (
            f"{name} {number % 10}",
            title,
            f"user{number}@example.pt",
            password,
            f"https://s{number}.example.pt",
            notes,
        )


def fill(vault: Vault, count: int) -> None:
    """All of them in one transaction."""
    with vault.bulk():
        clients: dict[str, str] = {}
        for client, title, username, password, url, notes in records(count):
            if client not in clients:
                clients[client] = vault.add_client(client, NOW).id
            values = {"username": username, "password": password, "url": url, "notes": notes}
            fields = tuple(FieldDraft(field, value) for field, value in values.items())
            vault.add_entry(clients[client], EntryDraft(EntryKind.LOGIN, title, fields), NOW)


@functools.cache
def _filled(count: int) -> Path:
    kept = Path(tempfile.mkdtemp(prefix="lacre-sample-"))
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    path = kept / "vault.lacre"
    with Vault.create(path, Secret(PASSPHRASE), now=NOW, cost=FLOOR) as vault:
        fill(vault, count)
    return path


def filled_vault(path: Path, count: int, *, cheap: bool = False) -> None:
    """A vault with so many logins at this path. `cheap`: its derivation costs nothing (CHEAP), where that is not measured."""
    shutil.copytree(_filled(count), path)
    if cheap:
        with Vault.unlock(path, Secret(PASSPHRASE), policy=CHEAP) as vault:
            vault.change_passphrase(Secret(PASSPHRASE), Secret(PASSPHRASE), cost=CHEAP.default)


@dataclass(frozen=True, slots=True)
class Typed:
    """What each keystroke took, in ms."""

    keys: list[str]
    times: list[float]

    def rows(self, count: str, limit: float) -> list[Row]:
        slowest = self.keys[self.times.index(max(self.times))]
        worst = f"of {len(self.keys)} keystrokes, {SHOWN} rows asked for; slowest: “{slowest}”"
        return [
            Row(f"keystroke to list at {count} entries, median", statistics.median(self.times), "ms", limit),
            Row(f"keystroke to list at {count} entries, slowest", max(self.times), "ms", limit, note=worst),
        ]


def typed(vault: Vault) -> Typed:
    """Each letter of what is typed, and queries with filters."""
    keys = [*(word[:end] for word in TYPED for end in range(1, len(word) + 1)), *QUERIES]
    times = [median_s(lambda typed=typed: vault.entries(query=typed, limit=SHOWN), 5) * 1000 for typed in keys]
    return Typed(keys, times)


def forgiven(vault: Vault) -> Typed:
    """Words with a wrong letter."""
    times = [median_s(lambda typo=typo: vault.entries(query=typo, limit=SHOWN), 5) * 1000 for typo in TYPOS]
    return Typed(list(TYPOS), times)
