"""`Vault`: the façade of the package. Owns a vault's life on disk: create, unlock, close, passphrase, check, backup.

What one does with an unlocked vault is in its parts: clients, entries, writing, ledger. One lock serialises all of it, so that
worker threads may share a vault.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.crypto.kdf import KdfCost
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import PeerError, UserError
from app.host.files import clear_temporary
from app.host.locks import InstanceLock
from app.vault import folders
from app.vault import header as headers
from app.vault.attachments import Attachments
from app.vault.backups import Backups
from app.vault.checking import check
from app.vault.clients import Clients
from app.vault.core import Core, guarded
from app.vault.database import empty_log, open_database, translated
from app.vault.entries import Entries
from app.vault.filing import sweep
from app.vault.generated import Generated
from app.vault.inbox import Inbox
from app.vault.key_slot import Second
from app.vault.keyed import Keyed
from app.vault.keys import KeyRing
from app.vault.ledger import Ledger, Settings
from app.vault.marks import Marks
from app.vault.model import CheckReport
from app.vault.moving import Moving
from app.vault.policy import POLICY, KdfPolicy, calibrate
from app.vault.quick_place import erase as erase_quick
from app.vault.quick_place import quick_path
from app.vault.recovering import Recovering, renewed
from app.vault.staging import DATABASE, HEADER
from app.vault.trash import Trash
from app.vault.waiting import Waiting
from app.vault.writing import Writing

if TYPE_CHECKING:
    import apsw


class Vault(
    Clients,
    Entries,
    Writing,
    Marks,
    Attachments,
    Trash,
    Moving,
    Generated,
    Ledger,
    Waiting,
    Inbox,
    Settings,
    Recovering,
    Keyed,
    Backups,
):
    """An unlocked vault. Made by `create` and `unlock` only; after `close` every method raises UserError("vault-locked")."""

    def __init__(self, folder: Path, core: Core, lock: InstanceLock, policy: KdfPolicy) -> None:
        self.folder = folder
        self._core = core
        self._lock = lock
        self._policy = policy

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a vault, whole or damaged."""
        return folders.exists(folder)

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: Secret,
        *,
        now: datetime,  # noqa: ARG003 - for the activity chain, which begins with the vault
        cost: KdfCost | None = None,
        policy: KdfPolicy = POLICY,
    ) -> Self:
        """A new, empty vault, unlocked. Without a cost, one that takes about a second here."""
        folders.require_free(folder)
        headers.normalise(passphrase)  # refuse it before the slow part
        cost = cost or calibrate(policy)
        policy.require(cost)
        vault_key = random_secret(32)
        header = headers.new_header(vault_key, passphrase, cost)
        folders.build(folder, header.octets, KeyRing(vault_key).database)
        with folders.locked(folder) as lock:
            return cls._open(folder, vault_key, lock, policy)

    @classmethod
    def unlock(
        cls, folder: Path, passphrase: Secret, *, policy: KdfPolicy = POLICY, second: Second | None = None
    ) -> Self:
        """The vault in this folder, if the passphrase opens one of its slots; with a security key where one is required."""
        if not folders.exists(folder):
            raise UserError("no-vault")
        with folders.locked(folder) as lock:
            vault_key, _ = headers.open_slot(folders.read_header(folder), passphrase, policy, second)
            return cls.opened(folder, vault_key, lock, policy, second)

    @classmethod
    def opened(
        cls, folder: Path, vault_key: Secret, lock: InstanceLock, policy: KdfPolicy, second: Second | None = None
    ) -> Self:
        """The vault in this folder, whose key a slot gave and whose lock is ours: the last step of unlocking."""
        vault = cls._open(folder, vault_key, lock, policy)
        vault.ask_with(second)
        return vault

    @classmethod
    def recover(
        cls,
        folder: Path,
        recovery_key: Secret,
        passphrase: Secret,
        *,
        cost: KdfCost | None = None,
        policy: KdfPolicy = POLICY,
    ) -> Self:
        """The vault in this folder, opened by its recovery kit; from now on by this passphrase and no other."""
        if not folders.exists(folder):
            raise UserError("no-vault")
        headers.normalise(passphrase)
        with folders.locked(folder) as lock:
            header = folders.read_header(folder)
            vault_key = headers.open_recovery(header, recovery_key)
            changed = renewed(header, vault_key, passphrase, cost, policy)
            vault = cls._open(folder, vault_key, lock, policy)  # before anything is written: it proves the key
            try:
                erase_quick(folder)
                vault._replace_header(changed)
            except BaseException:
                vault.close()
                raise
            return vault

    @classmethod
    def _open(cls, folder: Path, vault_key: Secret, lock: InstanceLock, policy: KdfPolicy) -> Self:
        keys = KeyRing(vault_key)
        database = open_database(folder / DATABASE, keys.database, lambda older: _keep_old(folder, keys, older))
        core = Core(database, keys, folder)
        with translated():
            sweep(core)
        for written in (folder / HEADER, quick_path(folder)):
            clear_temporary(written)  # we hold the lock: nobody is writing them
        return cls(folder, core, lock, policy)

    def close(self) -> None:
        """Lock: drop the keys, close the file, let the next instance in. Closing twice is fine."""
        try:
            self._core.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def bulk(self) -> Iterator[Self]:
        """Many changes as one: all or nothing, durable at the end. Other threads wait meanwhile."""
        with self._core.lock, translated():
            with self._core.write():
                yield self
            if not self._core.db.in_transaction:
                empty_log(self._core.db)

    def change_passphrase(self, old: Secret, new: Secret, *, cost: KdfCost | None = None) -> None:
        """Another passphrase for the slot that the old one opens: one atomic replacement of the header."""
        header, vault_key, slot = self._opened(old)
        cost = cost or slot.cost
        self._policy.require_all([cost, *(other.cost for other in header.passphrases if other is not slot)])
        changed = headers.with_passphrase(header, vault_key, slot, new, cost)
        erase_quick(self.folder)  # before: a PIN must not outlive the passphrase that it was made with
        self._exchange_header(header, changed)

    @guarded
    def check(self) -> CheckReport:
        """Read everything: header, pages, indexes, keys, and open every protected value."""
        self._require_in_place()
        report = check(self._core)
        try:
            headers.verify(folders.read_header(self.folder), self._core.keys.header)
        except PeerError:
            return replace(report, problems=("header", *report.problems))
        return report


def _keep_old(folder: Path, keys: KeyRing, older: apsw.Connection) -> None:
    from app.vault.keeping_old import keep_old  # once in the life of a vault, so not at every start

    keep_old(folder, keys, older)
