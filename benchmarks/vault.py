"""The vault: first list and search at 10,000 entries, the command line beside keepassxc-cli, the memory of a big import."""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.crypto.kdf import KdfCost, argon2id
from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault
from benchmarks._kdbx import kdbx
from benchmarks.table import Row, duration_s, median_s

ENTRIES = 10_000
MANY = 100_000
TURNS = 9
SHOWN = 200  # rows a list asks for while one types
PASSPHRASE = "uma frase de medir"
FLOOR = KdfCost(64 * 1024, 3)
CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=FLOOR, work_kib=1024 * 1024, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LACRE = [sys.executable, "-m", "app"]
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


def run() -> list[Row]:
    """All of it, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        return [*_inside(folder), *_beside_keepassxc(folder), *_import(folder)]


def _fill(vault: Vault, count: int) -> None:
    with vault.bulk():
        clients: dict[str, str] = {}
        for client, title, username, password, url, notes in records(count):
            if client not in clients:
                clients[client] = vault.add_client(client, NOW).id
            values = {"username": username, "password": password, "url": url, "notes": notes}
            fields = tuple(FieldDraft(field, value) for field, value in values.items())
            vault.add_entry(clients[client], EntryDraft(EntryKind.LOGIN, title, fields), NOW)


def _inside(folder: Path) -> list[Row]:
    path = folder / "inside.lacre"
    with Vault.create(path, Secret(PASSPHRASE), now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        _fill(vault, ENTRIES)

    def first_list() -> None:
        with Vault.unlock(path, Secret(PASSPHRASE), policy=CHEAP) as vault:
            assert len(vault.entries()) == ENTRIES

    rows = [Row("key derived to first list, 10,000 entries", median_s(first_list) * 1000, "ms", 100)]
    with Vault.unlock(path, Secret(PASSPHRASE), policy=CHEAP) as vault:
        typed = _keystrokes(vault)
        typos = max(median_s(lambda typo=typo: vault.entries(query=typo, limit=SHOWN), 5) * 1000 for typo in TYPOS)
        whole = max(
            median_s(lambda typed=typed: vault.entries(query=typed), 5) * 1000 for typed in ("a", "por", "example")
        )
        entry = vault.entries(query="gmail", limit=1)[0]
        password = next(field.id for field in vault.entry(entry.id).fields if field.name == "password")
        reveal = median_s(lambda: vault.reveal(entry.id, password), 50) * 1000
    return [
        *rows,
        *typed.rows("10,000", 16),
        Row("a typo forgiven at 10,000 entries, slowest", typos, "ms", 16, note=", ".join(TYPOS)),
        Row("a query that nearly all 10,000 match, all asked for", whole, "ms"),
        Row("one value revealed", reveal, "ms"),
    ]


@dataclass(frozen=True, slots=True)
class _Typed:
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


def _keystrokes(vault: Vault) -> _Typed:
    keys = [*(word[:end] for word in TYPED for end in range(1, len(word) + 1)), *QUERIES]
    times = [median_s(lambda typed=typed: vault.entries(query=typed, limit=SHOWN), 5) * 1000 for typed in keys]
    return _Typed(keys, times)


def _beside_keepassxc(folder: Path) -> list[Row]:
    """One entry found from the command line, everything from the start of the process on, at an equal cost of derivation."""
    keepassxc = shutil.which("keepassxc-cli")
    if keepassxc is None:
        return [Row("keepassxc-cli is not installed: not compared", 0, "")]
    home = folder / "home"
    environment = _lacre_home(home, folder)
    with Vault.unlock(home / "vault.lacre", Secret(PASSPHRASE)) as vault:
        _fill(vault, ENTRIES)
    database = _keepass_database(keepassxc, folder)
    wanted = "user4321@"
    ours_command = [*LACRE, "vault", "list", "--query", wanted, "--json"]
    theirs_command = [keepassxc, "search", "-q", str(database), wanted]
    assert len(json.loads(_run(ours_command, environment))["entries"]) == 1
    assert _run(theirs_command, None, PASSPHRASE).count("\n") == 1
    ours, theirs = [], []
    for _ in range(TURNS):  # in turns, so that a busy moment of the machine meets both
        ours.append(_spent(ours_command, environment))
        theirs.append(_spent(theirs_command, None, PASSPHRASE))
    found, cpu = _medians(ours)
    found_there, cpu_there = _medians(theirs)
    kdf = median_s(lambda: argon2id(Secret(PASSPHRASE), bytes(16), FLOOR))
    same = "both: Argon2id, 64 MiB, 3 passes, 1 lane, by parameter"
    in_cpu = f"{cpu_there / cpu:.1f} × in processor time ({cpu * 1000:.0f} against {cpu_there * 1000:.0f} ms)"
    return [
        Row("derivation, by libsodium", kdf * 1000, "ms", note=same),
        Row("one of 10,000 found: lacre vault list --query", found * 1000, "ms"),
        Row(
            "one of 10,000 found: keepassxc-cli search",
            found_there * 1000,
            "ms",
            note="AES-256, gzip: its own defaults",
        ),
        Row("lacre is faster by", found_there / found, "×", 3, at_least=True, note=in_cpu),
    ]


def _keepass_database(keepassxc: str, folder: Path) -> Path:
    """The same entries as a KDBX with the same derivation. keepassxc-cli must agree that it is what it is taken for."""
    database = folder / "same.kdbx"
    database.write_bytes(kdbx(PASSPHRASE, FLOOR, [record[1:] for record in records(ENTRIES)]))
    told = _run([keepassxc, "db-info", "-q", str(database)], None, PASSPHRASE)
    if f"KDF: Argon2id ({FLOOR.passes} rounds, {FLOOR.memory_kib} KB)" not in told:
        raise RuntimeError(f"keepassxc-cli sees another derivation: {told}")
    return database


def _spent(command: list[str], environment: dict[str, str] | None, typed: str = "") -> tuple[float, float]:
    """Seconds on the clock, and of processor time."""
    before = os.times()
    seconds = duration_s(lambda: _run(command, environment, typed))
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, used


def _medians(spent: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(one for one, _ in spent), statistics.median(one for _, one in spent)


def _lacre_home(home: Path, folder: Path) -> dict[str, str]:
    """A data folder with an empty vault at the floor's cost, and the environment that names it."""
    home.mkdir(mode=0o700)
    passphrase = folder / "passphrase"
    passphrase.write_text(PASSPHRASE)
    Vault.create(home / "vault.lacre", Secret(PASSPHRASE), now=NOW, cost=FLOOR).close()
    # Byte code is cached, as in life: without it Python would compile the program anew at each start.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "LACRE_HOME": str(home), "LACRE_PASSPHRASE_FILE": str(passphrase)}


def _run(command: list[str], environment: dict[str, str] | None, typed: str = "") -> str:
    ran = subprocess.run(command, env=environment, input=f"{typed}\n", capture_output=True, text=True, check=True)
    return ran.stdout


def _import(folder: Path) -> list[Row]:
    """100,000 logins of a Chrome CSV through the command line: how much memory, how long."""
    source = folder / "chrome.csv"
    with source.open("w", encoding="utf-8") as file:
        file.write("name,url,username,password,note\n")
        for _, title, username, password, url, notes in records(MANY):
            cells = (cell.replace('"', '""') for cell in (title, url, username, password, notes))
            file.write(",".join(f'"{cell}"' for cell in cells) + "\n")
    environment = _lacre_home(folder / "many", folder)
    seconds, peak_mib = _measured([*LACRE, "vault", "import", str(source), "--json"], environment)
    with Vault.unlock(folder / "many" / "vault.lacre", Secret(PASSPHRASE)) as vault:
        listed = median_s(vault.entries, 3)
        typed = _keystrokes(vault)
        first_typo = duration_s(lambda: vault.entries(query=TYPOS[0], limit=SHOWN))
        typos = max(median_s(lambda typo=typo: vault.entries(query=typo, limit=SHOWN), 3) * 1000 for typo in TYPOS)
        assert len(vault.entries()) == MANY
    return [
        Row("import of 100,000 logins, most memory", peak_mib, "MiB", 400),
        Row("import of 100,000 logins", seconds, "s", note=f"{seconds / MANY * 1e6:.0f} µs each"),
        Row("list of 100,000 entries, all asked for", listed * 1000, "ms"),
        *typed.rows("100,000", 40),
        Row("a typo forgiven at 100,000 entries, slowest", typos, "ms", 40),
        Row("the first typo, which reads what words there are", first_typo * 1000, "ms"),
    ]


def _measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and most resident MiB of a process of its own."""
    code = """import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))"""
    ran = _run([sys.executable, "-c", code, *command], environment)
    seconds, most = json.loads(ran)
    return seconds, most / 1024 / (1024 if sys.platform == "darwin" else 1)
