"""A security key beside the passphrase: neither opens the vault alone. Owns slot kind 3 of FORMAT.md §2; asks no key and reads
no file.

What the key answered is kept under the vault key, so that another passphrase needs a touch of one key and not of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.crypto.aead import OVERHEAD, CannotOpen, open_secret, seal
from app.crypto.kdf import SALT_OCTETS, KdfCost, argon2id
from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret, overwrite
from app.errors import UserError
from app.vault.keys import damaged, keeping_key, vault_derive

KEYED = 3
SALT = 32
MOST_NAME = 64
LEAST_CREDENTIAL, MOST_CREDENTIAL = 16, 1023

_ID = 16
_KEY = 32
_ADDED = 8
_MOST_ADDED = 2**53
_WRAPPED = _KEY + OVERHEAD
_KEPT = _KEY + MOST_NAME + OVERHEAD
_FIXED = 1 + _ID + 4 + 4 + SALT_OCTETS + 1 + SALT + _ADDED
LEAST_OCTETS = _FIXED + 2 + LEAST_CREDENTIAL + _KEPT + _WRAPPED


class Made(NamedTuple):
    """A credential that a key has made for us: how to ask for its answer, and the answer."""

    credential: bytes
    salt: bytes
    verified: bool
    answer: Secret


class KeySlot(NamedTuple):
    """A passphrase's and a security key's way to the vault key. `added` is in microseconds since 1970."""

    id: bytes
    cost: KdfCost
    salt: bytes
    verified: bool
    key_salt: bytes
    added: int
    credential: bytes
    kept: bytes = b""
    wrapped: bytes = b""

    def first_part(self) -> bytes:
        """The slot's octets before `kept`."""
        cost = self.cost.memory_kib.to_bytes(4) + self.cost.passes.to_bytes(4)
        head = bytes([KEYED]) + self.id + cost + self.salt + bytes([self.verified]) + self.key_salt
        return head + self.added.to_bytes(_ADDED) + len(self.credential).to_bytes(2) + self.credential

    def open_part(self) -> bytes:
        """The slot's octets before the wrapped key: they are bound to it as associated data."""
        return self.first_part() + self.kept


# Asks a person for one of these keys: which of them answered, and what.
Second = Callable[[Sequence[KeySlot]], tuple[KeySlot, Secret]]


def parse_key_slot(octets: bytes) -> KeySlot:
    """Strict: a slot of kind 3, or the header is damaged."""
    if len(octets) < LEAST_OCTETS:
        raise damaged("header")
    cost = KdfCost(int.from_bytes(octets[17:21]), int.from_bytes(octets[21:25]))
    salt, verified, rest = octets[25:41], octets[41], octets[42:]
    key_salt, added = rest[:SALT], int.from_bytes(rest[SALT : SALT + _ADDED])
    at = _FIXED + 2
    credential = octets[at : at + int.from_bytes(octets[_FIXED:at])]
    if not LEAST_CREDENTIAL <= len(credential) <= MOST_CREDENTIAL or verified > 1 or added >= _MOST_ADDED:
        raise damaged("header")
    at += len(credential)
    kept, wrapped = octets[at : at + _KEPT], octets[at + _KEPT :]
    slot = KeySlot(octets[1:17], cost, salt, bool(verified), key_salt, added, credential, kept, wrapped)
    if len(wrapped) != _WRAPPED or slot.open_part() + slot.wrapped != octets:
        raise damaged("header")
    return slot


def check_name(name: str) -> str:
    """The name of a key as it is kept, or UserError."""
    name = " ".join(name.split())
    if not name or not name.isprintable() or len(name.encode()) > MOST_NAME:
        raise UserError("security-key-name", most=MOST_NAME)
    return name


def factor_of(vault_id: bytes, answer: Secret) -> Secret:
    """`F` of FORMAT.md: what a key's answer counts for in this vault."""
    return vault_derive(answer, "security-key", vault_id)


def wrap_with_key(
    vault_key: Secret, vault_id: bytes, typed: Secret, cost: KdfCost, made: Made, name: str, added: int
) -> KeySlot:
    """A slot that this passphrase and this key open together. The passphrase is normalised already."""
    slot = KeySlot(random_bytes(_ID), cost, b"", made.verified, made.salt, added, made.credential)
    return _filled(vault_key, vault_id, slot, typed, factor_of(vault_id, made.answer), check_name(name))


def rewrapped(vault_key: Secret, vault_id: bytes, slot: KeySlot, typed: Secret, cost: KdfCost) -> KeySlot:
    """The same key with another passphrase: asks no key, as what it answered is kept under the vault key."""
    factor, name = open_kept(keeping_key(vault_key), vault_id, slot)
    return _filled(vault_key, vault_id, slot._replace(id=random_bytes(_ID), cost=cost), typed, factor, name)


def unwrap_with_key(vault_id: bytes, slot: KeySlot, typed: Secret, answer: Secret) -> Secret | None:
    """The vault key, or None where the passphrase is another one."""
    key = _slot_key(vault_id, slot, typed, factor_of(vault_id, answer))
    try:
        return open_secret(key, slot.wrapped, _slot_data(vault_id, slot))
    except CannotOpen:
        return None


def open_kept(keeping: Secret, vault_id: bytes, slot: KeySlot) -> tuple[Secret, str]:
    """What the key counts for, and what the person calls it."""
    try:
        opened = open_secret(keeping, slot.kept, _kept_data(vault_id, slot)).view()
        return Secret.take(bytes(opened[:_KEY])), bytes(opened[_KEY:]).rstrip(b"\0").decode()
    except (CannotOpen, UnicodeDecodeError) as error:
        raise damaged("header") from error


def _filled(vault_key: Secret, vault_id: bytes, slot: KeySlot, typed: Secret, factor: Secret, name: str) -> KeySlot:
    slot = slot._replace(salt=random_bytes(SALT_OCTETS))
    kept = Secret.take(b"".join((factor.view(), name.encode().ljust(MOST_NAME, b"\0"))))
    slot = slot._replace(kept=seal(keeping_key(vault_key), kept.view(), _kept_data(vault_id, slot)))
    key = _slot_key(vault_id, slot, typed, factor)
    return slot._replace(wrapped=seal(key, vault_key.view(), _slot_data(vault_id, slot)))


def _slot_key(vault_id: bytes, slot: KeySlot, typed: Secret, factor: Secret) -> Secret:
    slow = argon2id(typed, slot.salt, slot.cost)
    both = b"".join((vault_id, factor.view()))
    key = vault_derive(slow, "key-slot", both)
    overwrite(both)
    return key


def _slot_data(vault_id: bytes, slot: KeySlot) -> bytes:
    return b"lacre/vault/1/slot\x00" + vault_id + slot.open_part()


def _kept_data(vault_id: bytes, slot: KeySlot) -> bytes:
    return b"lacre/vault/1/key-kept\x00" + vault_id + slot.first_part()
