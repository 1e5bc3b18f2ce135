"""The vault with 10,000 entries, asked from within: first list, each keystroke of a search, typos, one value."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.crypto.secret import Secret
from app.vault.vault import Vault
from benchmarks._sample import CHEAP, PASSPHRASE, SOME, TYPOS, filled_vault, forgiven, typed
from benchmarks.table import Row, median_s


def run() -> list[Row]:
    """All of it, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        path = Path(name) / "inside.lacre"
        filled_vault(path, SOME, cheap=True)

        def first_list() -> None:
            with Vault.unlock(path, Secret(PASSPHRASE), policy=CHEAP) as vault:
                assert len(vault.entries()) == SOME

        first = Row("key derived to first list, 10,000 entries", median_s(first_list) * 1000, "ms", 100)
        with Vault.unlock(path, Secret(PASSPHRASE), policy=CHEAP) as vault:
            return [first, *_unlocked(vault)]


def _unlocked(vault: Vault) -> list[Row]:
    typos = max(forgiven(vault).times)
    whole = max(median_s(lambda typed=typed: vault.entries(query=typed), 5) * 1000 for typed in ("a", "por", "example"))
    entry = vault.entries(query="gmail", limit=1)[0]
    password = next(field.id for field in vault.entry(entry.id).fields if field.name == "password")
    reveal = median_s(lambda: vault.reveal(entry.id, password), 50) * 1000
    return [
        *typed(vault).rows("10,000", 16),
        Row("a typo forgiven at 10,000 entries, slowest", typos, "ms", 16, note=", ".join(TYPOS)),
        Row("a query that nearly all 10,000 match, all asked for", whole, "ms"),
        Row("one value revealed", reveal, "ms"),
    ]
