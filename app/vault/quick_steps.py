"""Quick unlock at a vault on disk: its file made, read, renewed, and a vault opened by the key it gives.

Owns no order and no keychain: those are the job's, `app/ops/quick_unlock.py`. A passphrase makes one, never an open vault
alone: who sits down at an unlocked vault must not leave with a way back in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.crypto.secret import Secret
from app.errors import UserError
from app.host.files import write_atomic
from app.vault import folders, quick_place
from app.vault import header as headers
from app.vault.core import to_moment, to_ticks
from app.vault.keys import KeyRing
from app.vault.policy import POLICY, KdfPolicy
from app.vault.quick import NotWhole, QuickFile, boot_of, parse_quick, seal_quick, signed, slots_of, verify
from app.vault.vault import Vault


def unlock_by(folder: Path, give: Callable[[headers.Header, KdfPolicy], Secret], policy: KdfPolicy = POLICY) -> Vault:
    """The vault in this folder, by whatever gives its key: called while the vault's lock is held, so by one process at a time."""
    if not folders.exists(folder):
        raise UserError("no-vault")
    with folders.locked(folder) as lock:
        header = folders.read_header(folder)
        vault_key = give(header, policy)
        headers.verify(header, KeyRing(vault_key).header)
        return Vault._open(folder, vault_key, lock, policy)


def make(vault: Vault, passphrase: Secret, pin: Secret, boot_id: str, now: datetime) -> tuple[QuickFile, Secret]:
    """A quick file for this vault, not yet written, and the key for the keychain. The cost is the passphrase's."""
    header, vault_key, slot = vault._opened(passphrase)
    return seal_quick(header, vault_key, pin, slot.cost, boot_id, to_ticks(now))


def read(folder: Path) -> QuickFile | None:
    """The quick file as it is on disk; NotWhole if it is none."""
    octets = quick_place.read(folder)
    return None if octets is None else parse_quick(octets)


def write(folder: Path, quick: QuickFile) -> None:
    """The quick file replaced, durable when this returns."""
    write_atomic(quick_place.quick_path(folder), quick.octets())


def fits(quick: QuickFile, header: headers.Header, boot_id: str) -> str:
    """Empty, or why this file is not for this vault any more."""
    if quick.vault_id != header.vault_id:
        return "another-vault"
    if quick.slots != slots_of(header):
        return "passphrase-changed"
    if quick.ends_at_reboot and quick.boot != boot_of(boot_id):
        return "reboot"
    return ""


def proved_at(quick: QuickFile) -> datetime:
    """When the passphrase was used last."""
    return to_moment(quick.proved)


def fits_vault(quick: QuickFile, vault: Vault, boot_id: str) -> str:
    """As `fits`, and its MAC, for a vault that was opened by its passphrase."""
    with vault._core.lock:
        header = vault._header()
        try:
            verify(quick, vault._core.keys.header)
        except NotWhole:
            return fits(quick, header, boot_id) or "damaged"
        return fits(quick, header, boot_id)


def renew(quick: QuickFile, vault: Vault, now: datetime) -> None:
    """The passphrase was used now."""
    with vault._core.lock:
        write(vault.folder, signed(quick, vault._core.keys.header, to_ticks(now)))
