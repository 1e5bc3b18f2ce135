"""Unlocking a vault of which nothing is loaded yet. Owns that both goes on at once: deriving the key and loading the parts.

The derivation holds no interpreter lock and takes at least a tenth of a second; what a vault is made of loads in half of that
on another processor. Where it is loaded already, this is `Vault.unlock`.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault import folders
from app.vault import header as headers
from app.vault.policy import POLICY

if TYPE_CHECKING:
    from app.host.locks import InstanceLock
    from app.vault.key_slot import Second
    from app.vault.vault import Vault

_PARTS = "app.vault.vault"


def unlock(folder: Path, passphrase: Secret, second: Second | None = None) -> Vault:
    """The vault in this folder, if the passphrase opens one of its slots; with a security key where one is required."""
    if _PARTS in sys.modules:
        from app.vault.vault import Vault

        return Vault.unlock(folder, passphrase, second=second)
    if not folders.exists(folder):
        raise UserError("no-vault")
    with folders.locked(folder) as lock:
        loading = threading.Thread(target=_load, name="lacre-loading", daemon=True)
        loading.start()
        try:
            vault_key, _ = headers.open_slot(folders.read_header(folder), passphrase, POLICY, second)
        finally:
            loading.join()  # it is done long before: the interpreter must not end beneath it
        return _opened(folder, vault_key, lock, second)


def _opened(folder: Path, vault_key: Secret, lock: InstanceLock, second: Second | None) -> Vault:
    from app.vault.vault import Vault  # if it could not be loaded before, this tells why

    return Vault.opened(folder, vault_key, lock, POLICY, second)


def _load() -> None:
    with contextlib.suppress(Exception):
        importlib.import_module(_PARTS)
        importlib.import_module("hmac")  # with OpenSSL, for the comparison that follows the derivation
