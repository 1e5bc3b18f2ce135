"""The real vault under a key derivation that costs nothing, for tests and pictures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.files import private_folder
from app.host.paths import vault_path
from app.ops import quick_unlock, security_keys
from app.ui.locking import Opener
from app.vault.policy import KdfPolicy
from app.vault.recovery import parse_code
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
PASSPHRASE = Secret("lacre selo carta mesa")


class CheapOpener(Opener):
    """Opens and makes vaults at once."""

    def create(self, home: Path, passphrase: Secret, now: datetime) -> Vault:
        private_folder(home)
        return Vault.create(vault_path(home), passphrase, now=now, cost=CHEAP.default, policy=CHEAP)

    def unlock(self, home: Path, passphrase: Secret, ask: security_keys.Asker) -> Vault:
        return Vault.unlock(vault_path(home), passphrase, policy=CHEAP, second=security_keys.second(ask))

    def unlock_by_kit(self, home: Path, code: Secret, passphrase: Secret) -> Vault:
        return Vault.recover(vault_path(home), parse_code(code), passphrase, cost=CHEAP.default, policy=CHEAP)

    def unlock_by_pin(self, home: Path, pin: Secret, now: datetime) -> Vault:
        return quick_unlock.unlock(home, pin, now, policy=CHEAP)
