"""The security keys of a vault on disk: which there are, one more, one less. Owns the steps; slot and name are `key_slot`'s.

A key is added and removed for a passphrase that was typed again: who sits down at an unlocked vault must neither lock its owner
out nor take the lock off. No step holds the vault's lock while it waits for a hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault import header as headers
from app.vault.core import guarded, to_moment, to_ticks
from app.vault.key_slot import LEAST_CREDENTIAL, MOST_CREDENTIAL, KeySlot, Made, Second, check_name, open_kept
from app.vault.placed import Placed
from app.vault.quick_place import erase as erase_quick

MOST_KEYS = headers.MOST_SLOTS - 1  # the recovery kit keeps its room


@dataclass(frozen=True, slots=True)
class SecurityKey:
    """A key that opens this vault together with the passphrase."""

    id: str
    name: str
    added_at: datetime
    verified: bool


class Keyed(Placed):
    """The part of a vault that deals with its security keys."""

    def ask_with(self, second: Second | None) -> None:
        """Whom to ask for a key when the passphrase is asked for again."""
        self._second = second

    @guarded
    def security_keys(self) -> list[SecurityKey]:
        """The keys, in the order in which they were added. Asks none."""
        header = self._header()
        return [self._told(header, slot) for slot in header.keys]

    def add_security_key(
        self, passphrase: Secret, name: str, make: Callable[[tuple[KeySlot, ...]], Made], now: datetime
    ) -> SecurityKey:
        """Require a key, or let one more do. `make` has it make a credential, and is told which keys there are."""
        name = check_name(name)
        known = self.security_keys()
        if len(known) >= MOST_KEYS:
            raise UserError("security-keys-too-many", most=MOST_KEYS)
        if name in (key.name for key in known):
            raise UserError("security-key-name-taken")
        header, vault_key, slot = self._opened(passphrase)
        made = make(header.keys)
        if not LEAST_CREDENTIAL <= len(made.credential) <= MOST_CREDENTIAL:
            raise UserError("security-key-unfit")
        changed = headers.with_key(header, vault_key, passphrase, slot.cost, made, name, to_ticks(now))
        written = headers.parse_header(changed.octets)  # as it will be read, before anything hangs on it
        headers.open_slot(written, passphrase, self._policy, lambda keys: (keys[-1], made.answer))
        erase_quick(self.folder)  # before: a PIN alone must not outlive the day on which two things became needed
        self._exchange_header(header, changed)
        return self._told(changed, changed.keys[-1])

    def remove_security_key(self, passphrase: Secret, key_id: str) -> bool:
        """Require this key no more. True if it was the last: then the passphrase alone opens the vault again."""
        if key_id not in (key.id for key in self.security_keys()):
            raise UserError("no-security-key-of-that-name")
        header, vault_key, slot = self._opened(passphrase)
        changed = headers.without_key(header, vault_key, bytes.fromhex(key_id), passphrase, slot.cost)
        erase_quick(self.folder)
        self._exchange_header(header, changed)
        return not changed.keys

    def _told(self, header: headers.Header, slot: KeySlot) -> SecurityKey:
        _, name = open_kept(self._core.keys.security_keys, header.vault_id, slot)
        return SecurityKey(slot.id.hex(), name, to_moment(slot.added), slot.verified)
