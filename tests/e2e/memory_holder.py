"""A process that does with a vault what a person does, locks it, and lives on so that its memory can be looked at.

The vault is that of LACRE_HOME, opened by the passphrase file, or by the PIN in a file that is named. It tells what it has done,
a line each, and goes on at each line it is given.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from app.host.clock import now
from app.host.paths import home
from app.ops.quick_unlock import unlock
from app.ops.vaults import open_vault, passphrase_of_scripts, read_passphrase
from app.vault.vault import Vault


def wait_after(done: str) -> None:
    print(done, flush=True)
    os.read(0, 1)


def opened() -> Vault:
    if len(sys.argv) > 1:
        return unlock(home(), read_passphrase(Path(sys.argv[1])), now())
    passphrase = passphrase_of_scripts(os.environ)
    assert passphrase is not None
    return open_vault(home(), passphrase)


def a_morning() -> None:
    """Search, list, look at everything, reveal one password and its history, write one entry."""
    with opened() as vault:
        assert vault.entries(query="pad")
        assert vault.entries(query="banco central")
        for summary in vault.entries():
            entry = vault.entry(summary.id)
            for field in entry.fields:
                if field.protected and entry.title == "Banco central":
                    assert len(vault.reveal(entry.id, field.id)) > 0
                    vault.history(entry.id, field.id)
        assert vault.check().ok
        wait_after("unlocked")


if __name__ == "__main__":
    a_morning()
    gc.collect()
    wait_after("locked")
