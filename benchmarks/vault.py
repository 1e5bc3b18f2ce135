"""The vault: first list and search at 10,000 entries, the command line beside keepassxc-cli, the memory of a big import."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from app.crypto.kdf import KdfCost, argon2id
from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault
from benchmarks.table import Row, duration_s, median_s

ENTRIES = 10_000
MANY = 100_000
SHOWN = 200  # rows a list asks for while one types
PASSPHRASE = "uma frase de medir"
FLOOR = KdfCost(64 * 1024, 3)
CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=FLOOR, work_kib=1024 * 1024, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LACRE = [sys.executable, "-m", "app"]
TYPED = ("finanças", "gmail", "silva", "portal 77", "user4321", "câmara municipal", "zzz", "padaria")
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
        keys = [word[:end] for word in TYPED for end in range(1, len(word) + 1)]
        times = [median_s(lambda typed=typed: vault.entries(query=typed, limit=SHOWN), 5) * 1000 for typed in keys]
        whole = max(
            median_s(lambda typed=typed: vault.entries(query=typed), 5) * 1000 for typed in ("a", "por", "example")
        )
        entry = vault.entries(query="gmail", limit=1)[0]
        password = next(field.id for field in vault.entry(entry.id).fields if field.name == "password")
        reveal = median_s(lambda: vault.reveal(entry.id, password), 50) * 1000
    worst = f"of {len(keys)} keystrokes, {SHOWN} rows asked for; slowest: “{keys[times.index(max(times))]}”"
    return [
        *rows,
        Row("keystroke to list, median", statistics.median(times), "ms", 16),
        Row("keystroke to list, slowest", max(times), "ms", 16, note=worst),
        Row("a query that nearly all 10,000 match, all asked for", whole, "ms"),
        Row("one value revealed", reveal, "ms"),
    ]


def _beside_keepassxc(folder: Path) -> list[Row]:
    """One entry found from the command line, everything from the start of the process on, at an equal cost of derivation."""
    keepassxc = shutil.which("keepassxc-cli")
    if keepassxc is None:
        return [Row("keepassxc-cli is not installed: not compared", 0, "")]
    home = folder / "home"
    environment = _lacre_home(home, folder)
    with Vault.unlock(home / "vault.lacre", Secret(PASSPHRASE)) as vault:
        _fill(vault, ENTRIES)
    ours_kdf = median_s(lambda: argon2id(Secret(PASSPHRASE), bytes(16), FLOOR))
    database, theirs_kdf = _keepass_database(keepassxc, folder, ours_kdf)
    wanted = "user4321@"
    ours_command = [*LACRE, "vault", "list", "--query", wanted, "--json"]
    theirs_command = [keepassxc, "search", "-q", str(database), wanted]
    assert len(json.loads(_run(ours_command, environment))["entries"]) == 1
    assert _run(theirs_command, None, PASSPHRASE).count("\n") == 1
    ours, theirs = [], []
    for _ in range(7):  # in turns, so that a busy moment of the machine meets both
        ours.append(duration_s(lambda: _run(ours_command, environment)))
        theirs.append(duration_s(lambda: _run(theirs_command, None, PASSPHRASE)))
    found, found_there = statistics.median(ours), statistics.median(theirs)
    return [
        Row("derivation: ours (Argon2id, 64 MiB, 3 passes)", ours_kdf * 1000, "ms"),
        Row("derivation: KeePassXC's (AES-KDF, as many rounds)", theirs_kdf * 1000, "ms"),
        Row("one of 10,000 found: lacre vault list --query", found * 1000, "ms"),
        Row("one of 10,000 found: keepassxc-cli search", found_there * 1000, "ms"),
        Row("lacre is faster by", found_there / found, "×", 3, at_least=True),
    ]


def _lacre_home(home: Path, folder: Path) -> dict[str, str]:
    """A data folder with an empty vault at the floor's cost, and the environment that names it."""
    home.mkdir(mode=0o700)
    passphrase = folder / "passphrase"
    passphrase.write_text(PASSPHRASE)
    Vault.create(home / "vault.lacre", Secret(PASSPHRASE), now=NOW, cost=FLOOR).close()
    return {**os.environ, "LACRE_HOME": str(home), "LACRE_PASSPHRASE_FILE": str(passphrase)}


def _run(command: list[str], environment: dict[str, str] | None, typed: str = "") -> str:
    ran = subprocess.run(command, env=environment, input=f"{typed}\n", capture_output=True, text=True, check=True)
    return ran.stdout


def _keepass_database(keepassxc: str, folder: Path, kdf_s: float) -> tuple[Path, float]:
    """The same entries as a KDBX, with as many rounds of its key derivation as take `kdf_s`.

    keepassxc-cli makes AES-KDF databases and chooses the rounds by a measurement of its own; what a round really costs is taken
    from two databases of one entry.
    """
    few, rounds_few = _imported(keepassxc, folder, 1, 100)
    many, rounds_many = _imported(keepassxc, folder, 1, 2000)
    seconds = [
        median_s(lambda at=at: _run([keepassxc, "search", "-q", str(at), "x"], None, PASSPHRASE)) for at in (few, many)
    ]
    round_s = (seconds[1] - seconds[0]) / (rounds_many - rounds_few)
    asked = max(100, min(5000, round(2000 * kdf_s / (round_s * rounds_many))))
    database, rounds = _imported(keepassxc, folder, ENTRIES, asked)
    return database, rounds * round_s


def _imported(keepassxc: str, folder: Path, count: int, milliseconds: int) -> tuple[Path, int]:
    xml, database = folder / "keepass.xml", folder / f"{count}-{milliseconds}.kdbx"
    xml.write_text(_keepass_xml(count))
    subprocess.run(
        [keepassxc, "import", "-p", "-t", str(milliseconds), str(xml), str(database)],
        input=f"{PASSPHRASE}\n{PASSPHRASE}\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = _run([keepassxc, "db-info", "-q", str(database)], None, PASSPHRASE)
    found = re.search(r"\((\d+) rounds\)", told)
    if found is None:
        raise RuntimeError(f"keepassxc-cli does not tell its rounds: {told}")
    return database, int(found.group(1))


def _keepass_xml(count: int) -> str:
    def identity() -> str:
        return f"<UUID>{base64.b64encode(uuid.uuid4().bytes).decode()}</UUID>"

    entries = []
    for _, title, username, password, url, notes in records(count):
        values = {"Title": title, "UserName": username, "Password": password, "URL": url, "Notes": notes}
        strings = (f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>" for key, value in values.items())
        entries.append(f"<Entry>{identity()}{''.join(strings)}</Entry>")
    return f"<KeePassFile><Root><Group>{identity()}<Name>R</Name>{''.join(entries)}</Group></Root></KeePassFile>"


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
        assert len(vault.entries()) == MANY
    return [
        Row("import of 100,000 logins, most memory", peak_mib, "MiB", 400),
        Row("import of 100,000 logins", seconds, "s", note=f"{seconds / MANY * 1e6:.0f} µs each"),
        Row("list of 100,000 entries, all asked for", listed * 1000, "ms"),
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
