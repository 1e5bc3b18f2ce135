"""The recovery kit as a person meets it: make it, prove it, use it, revoke it. Owns the order of these steps.

A kit counts only when somebody has read it back from the paper: `prepare` writes nothing, `make` takes what was typed or
scanned and tries it on the vault as it lies on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.crypto.randomness import uniform
from app.errors import UserError
from app.host.paths import vault_path
from app.ops.vaults import require_long_enough
from app.vault.recovery import RecoveryKit, encode_code, new_recovery_key, parse_code, symbols_of

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.vault.vault import Vault

GROUPS, ASKED = 14, 3


def prepare(vault: Vault, now: datetime) -> RecoveryKit:
    """A kit to be printed. Nothing opens with it yet, and nothing is written."""
    return RecoveryKit(encode_code(new_recovery_key()), vault.vault_id, now)


def make(vault: Vault, passphrase: Secret, kit: RecoveryKit, typed: Secret) -> None:
    """Let the kit open the vault, once `typed` shows that its paper can be read. An earlier kit ends with it."""
    require_same(kit, typed)
    vault.make_recovery(passphrase, parse_code(kit.code), kit.made_at)


def groups_of(kit: RecoveryKit) -> list[str]:
    """The code as it is printed, group by group."""
    return kit.code.text().split("-")


def asked_groups() -> list[int]:
    """Which groups are to be read back, as indexes in order: nobody knows before the paper lies there."""
    left = list(range(GROUPS))
    return sorted(left.pop(uniform(len(left))) for _ in range(ASKED))


def make_by_groups(vault: Vault, passphrase: Secret, kit: RecoveryKit, typed: Mapping[int, Secret]) -> None:
    """As `make`, when some groups were read back from the paper; UserError names the first that differs."""
    require_groups(kit, typed)
    make(vault, passphrase, kit, kit.code)


def require_groups(kit: RecoveryKit, typed: Mapping[int, Secret]) -> None:
    """Whether these groups are those of the kit."""
    groups = groups_of(kit)
    if len(typed) < ASKED:
        raise UserError("recovery-group-differs", number=1)
    for index, group in sorted(typed.items()):
        if symbols_of(group) != groups[index]:
            raise UserError("recovery-group-differs", number=index + 1)


def require_same(kit: RecoveryKit, typed: Secret) -> None:
    """Whether this is the kit's code, read from its paper: UserError tells a slip from another kit."""
    if parse_code(typed) != parse_code(kit.code):
        raise UserError("recovery-code-differs")


def require_code(typed: Secret) -> None:
    """Whether this is a code at all. Asks no vault."""
    parse_code(typed)


def prove(vault: Vault, typed: Secret) -> None:
    """Whether what was typed or scanned would open the vault, years later too. Changes nothing."""
    vault.try_recovery(parse_code(typed))


def made_at(vault: Vault) -> datetime | None:
    """When the kit that works now was made; None without one."""
    return vault.recovery_made_at()


def revoke(vault: Vault) -> bool:
    """No paper opens the vault any more. Backups made before still open with theirs. False if there was no kit."""
    return vault.revoke_recovery()


def use(home: Path, typed: Secret, passphrase: Secret) -> Vault:
    """The vault of `home`, unlocked by its kit, with a new passphrase in the place of the one that was lost."""
    from app.vault.vault import Vault

    key = parse_code(typed)
    require_long_enough(passphrase)
    return Vault.recover(vault_path(home), key, passphrase)
