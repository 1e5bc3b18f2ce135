"""Making, trying, revoking and using the recovery kit of a vault on disk. Owns the steps; slot and code are `recovery`'s.

A kit is made only for a passphrase that was typed again: who sits down at an unlocked vault must not leave with its key.
"""

from __future__ import annotations

from datetime import datetime

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault import header as headers
from app.vault.core import guarded, to_moment, to_ticks
from app.vault.placed import Placed
from app.vault.policy import KdfPolicy


class Recovering(Placed):
    """The part of a vault that deals with its kit."""

    @property
    def vault_id(self) -> str:
        """What tells this vault's kits and backups from another's."""
        return self._header().vault_id.hex()

    @guarded
    def recovery_made_at(self) -> datetime | None:
        """When the kit that works now was made; None without one."""
        slot = self._header().recovery
        return None if slot is None else to_moment(slot.made)

    def make_recovery(self, passphrase: Secret, recovery_key: Secret, now: datetime) -> None:
        """Let this key open the vault, instead of an earlier kit's. Tried at once with what is on disk then."""
        header, vault_key, _ = self._opened(passphrase)
        self._exchange_header(header, headers.with_recovery(header, vault_key, recovery_key, to_ticks(now)))
        self.try_recovery(recovery_key)

    def require_passphrase(self, passphrase: Secret) -> None:
        """Whether this is the vault's passphrase: asked again before all of it leaves in clear."""
        self._opened(passphrase)

    @guarded
    def try_recovery(self, recovery_key: Secret) -> None:
        """Whether this kit would open the vault as it lies on disk; UserError if it would not. Changes nothing."""
        headers.open_recovery(self._header(), recovery_key)

    @guarded
    def revoke_recovery(self) -> bool:
        """No kit opens this vault any more. False if there was none."""
        header = self._header()
        if header.recovery is None:
            return False
        self._replace_header(headers.without_recovery(header, self._core.keys.header))
        return True


def renewed(
    header: headers.Header, vault_key: Secret, passphrase: Secret, cost: KdfCost | None, policy: KdfPolicy
) -> headers.Header:
    """The header with a new passphrase in the place of all others, at the cost of the first of them unless told."""
    cost = cost or header.openers[0].cost
    policy.require(cost)
    return headers.recovered(header, vault_key, passphrase, cost)
