"""Security keys as a person meets them: required, added, removed, asked for. Owns the order of these steps, and that a recovery
kit is offered before the first key is required: a lost key must not be a lost vault.

Everything but `needed` and `listed` waits for a hand or takes its second: not for the GUI thread.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.crypto.secret import Secret
from app.errors import UserError
from app.host.paths import vault_path
from app.vault.glance import needs_key

if TYPE_CHECKING:
    from app.host.security_key_devices import Credential
    from app.vault.key_slot import KeySlot, Made, Second
    from app.vault.keyed import SecurityKey
    from app.vault.vault import Vault


class Asker(Protocol):
    """Whoever sits before the screen. Every call comes from the thread that does the work; `cancelled` may be set by any."""

    @property
    def cancelled(self) -> threading.Event:
        """Looked at when a stretch of waiting begins; set, it ends that one."""

    def insert(self) -> None:
        """No key that fits is plugged in. The work goes on by itself once one is."""

    def touch(self) -> None:
        """The key waits to be touched. While one is added this comes three times; a PIN is asked for once."""

    def verify(self) -> None:
        """The key checks a finger by itself."""

    def pin(self, again: bool, left: int | None) -> Secret | None:
        """The key's own PIN; `again` when the one before was wrong, with so many tries left. None: the person gave up."""

    def over(self) -> None:
        """This stretch of waiting has ended, however: nothing is wanted of the person any more."""


def needed(home: Path) -> bool:
    """Whether unlocking takes a key beside the passphrase: one look at the header. Takes no lock, loads no cipher."""
    return needs_key(vault_path(home))


def listed(vault: Vault) -> list[SecurityKey]:
    """The keys of an open vault. Asks none."""
    return vault.security_keys()


def add(
    vault: Vault,
    passphrase: Secret,
    name: str,
    ask: Asker,
    now: datetime,
    *,
    verified: bool = False,
    without_kit: bool = False,
) -> SecurityKey:
    """Require a key, or let one more do. From the first on the passphrase alone opens nothing; quick unlock ends.

    UserError "recovery-kit-first" where there is no kit to fall back on, unless the person said `without_kit`. `verified` has the
    key check its PIN or a finger each time. Keys that are there already are asked for once, then the new one three times.
    """
    if not without_kit and vault.recovery_made_at() is None:
        raise UserError("recovery-kit-first")
    attach(vault, ask)
    return vault.add_security_key(passphrase, name, lambda known: _made(known, ask, verified), now)


def remove(vault: Vault, passphrase: Secret, key_id: str, ask: Asker) -> bool:
    """Require this key no more; asks for any of them once. True if it was the last: then the passphrase alone opens again."""
    attach(vault, ask)
    return vault.remove_security_key(passphrase, key_id)


def find(vault: Vault, name: str) -> SecurityKey:
    """A key by its name, or by its id."""
    for key in listed(vault):
        if name in (key.name, key.id):
            return key
    raise UserError("no-security-key-of-that-name")


def attach(vault: Vault, ask: Asker | None) -> None:
    """Whom an open vault asks for a key when its passphrase is asked for again: for an export, a kit, another passphrase."""
    vault.ask_with(second(ask))


def second(ask: Asker | None) -> Second | None:
    """What the vault calls where it needs a key's answer."""
    return None if ask is None else lambda slots: _answered(slots, ask)


def _answered(slots: Sequence[KeySlot], ask: Asker) -> tuple[KeySlot, Secret]:
    from app.host.security_keys import answer

    try:
        credential, octets = answer([_credential(slot) for slot in slots], _Plain(ask))
    finally:
        ask.over()
    return next(slot for slot in slots if slot.credential == credential.id), Secret.take(octets)


def _made(known: Sequence[KeySlot], ask: Asker, verified: bool) -> Made:
    from app.crypto.randomness import random_bytes
    from app.host.security_keys import make
    from app.vault.key_slot import SALT, Made

    try:
        credential, octets = make(
            [_credential(slot) for slot in known], random_bytes(SALT), _Plain(ask), verified=verified
        )
    finally:
        ask.over()
    return Made(credential.id, credential.salt, credential.verified, Secret.take(octets))


def _credential(slot: KeySlot) -> Credential:
    from app.host.security_key_devices import Credential

    return Credential(slot.credential, slot.key_salt, slot.verified)


class _Plain:
    """An asker as `host` knows one: there a PIN is text."""

    def __init__(self, ask: Asker) -> None:
        self._ask = ask
        self.cancelled = ask.cancelled
        self.insert, self.touch, self.verify = ask.insert, ask.touch, ask.verify

    def pin(self, again: bool, left: int | None) -> str | None:
        typed = self._ask.pin(again, left)
        return None if typed is None else typed.text()
