"""Unlocking a vault of which nothing is loaded yet: the same vault, the same refusals."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.unlocking import unlock
from app.vault.vault import Vault

PASSPHRASE = "uma frase de ensaio"
FRESH = """
import sys, threading
from pathlib import Path
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.unlocking import unlock
assert "app.vault.vault" not in sys.modules and "apsw" not in sys.modules
folder = Path(sys.argv[1])
try:
    unlock(folder, Secret("outra frase de ensaio"))
except UserError as error:
    print(error.code)
assert threading.active_count() == 1
for name in [name for name in sys.modules if name.startswith("app.vault")]:
    del sys.modules[name]
from app.vault.unlocking import unlock
with unlock(folder, Secret("uma frase de ensaio")) as vault:
    print([client.name for client in vault.clients()])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault at the floor's cost: a fresh process knows no cheaper one."""
    from datetime import UTC, datetime

    from app.crypto.kdf import KdfCost

    now = datetime(2026, 11, 22, tzinfo=UTC)
    path = tmp_path_factory.mktemp("unlocking") / "vault.lacre"
    with Vault.create(path, Secret(PASSPHRASE), now=now, cost=KdfCost(64 * 1024, 3)) as vault:
        vault.add_client("Padaria", now)
    return path


def test_a_fresh_process_loads_the_parts_beside_the_derivation(folder: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FRESH, str(folder)], capture_output=True, text=True, check=False)
    assert (ran.stdout.splitlines(), ran.stderr) == (["wrong-passphrase", "['Padaria']"], "")


def test_where_the_parts_are_loaded_it_is_the_vaults_own_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(Vault, "unlock", lambda folder, _passphrase, second: asked.append(folder))
    unlock(tmp_path, Secret(PASSPHRASE))
    assert asked == [tmp_path]


def test_without_a_vault_nothing_is_derived(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "app.vault.vault")
    with pytest.raises(UserError, match="no-vault"):
        unlock(tmp_path, Secret(PASSPHRASE))
