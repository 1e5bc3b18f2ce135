"""The window over 10,000 entries: first list, each keystroke of a search to the painted list, memory.

All of it in a process of its own, whose byte code is cached, as it is where Lacre is installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from app.crypto.secret import Secret
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.vault import Vault
from benchmarks._sample import CHEAP, PASSPHRASE
from benchmarks._starts import ROOT, installed
from benchmarks._window import keystrokes, resident_mib, timed, unlock, wait, window
from benchmarks.table import Row

ENTRIES = 10_000
NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
WORDS = ("servico77.example", "ana4242", "Cliente 042")


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir(mode=0o700)
        _fill(home / "vault.lacre")
        command = [sys.executable, "-m", "benchmarks.ui", str(home)]
        environment = installed(home, folder / "cache")
        for _ in ("warms the cache", "counts"):
            ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return _rows(json.loads(ran.stdout.splitlines()[-1]))


def inside(home: Path) -> dict[str, float]:
    """Within the process of its own."""
    with window(home) as (session, shell):
        page, first = unlock(session, shell)
        opened = timed(lambda: page.open_client(None), lambda: page.entries.count == ENTRIES, shell)
        typed = keystrokes(shell, page, WORDS)
        wait(lambda: not session.tasks.busy)
        return {"first_list_ms": first, "all_entries_ms": opened, **typed, "rss_mib": resident_mib()}


def _fill(path: Path) -> None:
    """Under a key derivation that costs nothing: it is not what is measured here."""
    with (
        Vault.create(path, Secret(PASSPHRASE), now=NOW, cost=CHEAP.default, policy=CHEAP) as vault,
        vault.bulk(),
    ):
        clients = [vault.add_client(f"Cliente {n:03}", NOW) for n in range(100)]
        for n in range(ENTRIES):
            fields = (
                FieldDraft("username", f"ana{n}@cliente{n % 100}.example", kind=FieldKind.USERNAME),
                FieldDraft("password", f"segredo-{n}", kind=FieldKind.PASSWORD, protected=True),
                FieldDraft("url", f"https://servico{n % 977}.example/entrar", kind=FieldKind.URL),
            )
            vault.add_entry(clients[n % 100].id, EntryDraft(EntryKind.LOGIN, f"Serviço {n}", fields), NOW)


def _rows(figures: dict[str, float]) -> list[Row]:
    cpu = f"{figures['keystroke_cpu_ms']:.1f} ms of processor time, both threads"
    worst = f"{figures['keystroke_cpu_p95_ms']:.1f} ms of processor time"
    return [
        Row(f"key derived to first list shown, {ENTRIES:,} entries", figures["first_list_ms"], "ms", limit=100.0),
        Row("all entries listed and painted", figures["all_entries_ms"], "ms"),
        Row("search, keystroke to painted list, median", figures["keystroke_median_ms"], "ms", limit=16.0, note=cpu),
        Row("search, keystroke to painted list, p95", figures["keystroke_p95_ms"], "ms", note=worst),
        Row(f"memory, unlocked with {ENTRIES:,} entries, all listed", figures["rss_mib"], "MiB", limit=160.0),
    ]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(inside(Path(sys.argv[1]))))
