"""The vault with 100,000 entries: its import and the memory that takes, the whole list, each keystroke of a search, typos."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.crypto.secret import Secret
from app.vault.vault import Vault
from benchmarks._command import LACRE, environment_of, measured
from benchmarks._sample import FLOOR, MANY, NOW, PASSPHRASE, SHOWN, TYPOS, forgiven, records, typed
from benchmarks.table import Row, duration_s, median_s


def run() -> list[Row]:
    """All of it, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        home = Path(name) / "home"
        rows = _imported(home, Path(name))
        with Vault.unlock(home / "vault.lacre", Secret(PASSPHRASE)) as vault:
            return [*rows, *_unlocked(vault)]


def _imported(home: Path, folder: Path) -> list[Row]:
    """100,000 logins of a Chrome CSV through the command line: how much memory, how long."""
    source = folder / "chrome.csv"
    with source.open("w", encoding="utf-8") as file:
        file.write("name,url,username,password,note\n")
        for _, title, username, password, url, notes in records(MANY):
            cells = (cell.replace('"', '""') for cell in (title, url, username, password, notes))
            file.write(",".join(f'"{cell}"' for cell in cells) + "\n")
    home.mkdir(mode=0o700)
    Vault.create(home / "vault.lacre", Secret(PASSPHRASE), now=NOW, cost=FLOOR).close()
    seconds, peak_mib = measured([*LACRE, "vault", "import", str(source), "--json"], environment_of(home, folder))
    return [
        Row("import of 100,000 logins, most memory", peak_mib, "MiB", 400),
        Row("import of 100,000 logins", seconds, "s", note=f"{seconds / MANY * 1e6:.0f} µs each"),
    ]


def _unlocked(vault: Vault) -> list[Row]:
    listed = median_s(vault.entries, 3)
    keys = typed(vault)
    first_typo = duration_s(lambda: vault.entries(query=TYPOS[0], limit=SHOWN))
    typos = forgiven(vault)
    worst = typos.keys[typos.times.index(max(typos.times))]
    assert len(vault.entries()) == MANY
    return [
        Row("list of 100,000 entries, all asked for", listed * 1000, "ms"),
        *keys.rows("100,000", 40),
        Row("a typo forgiven at 100,000 entries, slowest", max(typos.times), "ms", 40, note=f"“{worst}”"),
        Row("the first typo, which reads what words there are", first_typo * 1000, "ms"),
    ]
