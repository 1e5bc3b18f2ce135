"""The header file: key slots, each with its derivation cost, under one MAC. Owns docs/FORMAT.md §2; reads and writes no file.

Slots of kind 1 (a passphrase) are here; kind 2 (the recovery kit) is `recovery`'s, kind 3 (passphrase and security key)
`key_slot`'s. The order of checks is the point: form and costs first, then the one derivation, then the MAC over everything.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from app.crypto.aead import OVERHEAD, CannotOpen, open_secret, seal
from app.crypto.hashing import blake2b_256, equal
from app.crypto.kdf import SALT_OCTETS, KdfCost, argon2id
from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret, overwrite
from app.errors import PeerError, UserError
from app.vault.key_slot import (
    KEYED,
    KeySlot,
    Made,
    Second,
    parse_key_slot,
    rewrapped,
    unwrap_with_key,
    wrap_with_key,
)
from app.vault.keys import KeyRing, damaged, vault_derive
from app.vault.policy import KdfPolicy
from app.vault.recovery import RECOVERY, RecoverySlot, parse_recovery_slot, unwrap_for_recovery, wrap_for_recovery

MAGIC = b"lacre-vault\n"
VERSION = 1
VERSION_WITH_KEYS = 2
MOST_OCTETS = 16 * 1024
MOST_SLOTS = 8
PASSPHRASE = 1
MOST_PASSPHRASE_OCTETS = 1024

_ID = 16
_RESERVED = bytes(16)
_KEY = 32
_WRAPPED = _KEY + OVERHEAD
_SLOT = 1 + _ID + 4 + 4 + SALT_OCTETS + len(_RESERVED) + _WRAPPED
_MAC = 32
_SUM = 8
_LENGTH = 2
_FIXED = len(MAGIC) + 2 + _ID + 1


class Slot(NamedTuple):
    """A passphrase's way to the vault key."""

    id: bytes
    cost: KdfCost
    salt: bytes
    wrapped: bytes = b""

    def open_part(self) -> bytes:
        """The slot's octets before the wrapped key: they are bound to it as associated data."""
        cost = self.cost.memory_kib.to_bytes(4) + self.cost.passes.to_bytes(4)
        return bytes([PASSPHRASE]) + self.id + cost + self.salt + _RESERVED


AnySlot = Slot | RecoverySlot | KeySlot


class Header(NamedTuple):
    """What the file says. `octets` is it as read or to be written."""

    vault_id: bytes
    slots: tuple[AnySlot, ...]
    octets: bytes

    @property
    def passphrases(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if isinstance(slot, Slot))

    @property
    def keys(self) -> tuple[KeySlot, ...]:
        """Where there is one, no passphrase opens the vault alone."""
        return tuple(slot for slot in self.slots if isinstance(slot, KeySlot))

    @property
    def openers(self) -> tuple[Slot | KeySlot, ...]:
        """All that a passphrase has a part in."""
        return self.passphrases or self.keys

    @property
    def recovery(self) -> RecoverySlot | None:
        return next((slot for slot in self.slots if isinstance(slot, RecoverySlot)), None)


def normalise(passphrase: Secret) -> Secret:
    """The same octets whichever keyboard or system typed it (NFC, one kind of space)."""
    try:
        text = passphrase.text()
    except UnicodeDecodeError:
        raise UserError("passphrase-not-text") from None  # not chained: the decoding error carries the passphrase
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in text)
    octets = unicodedata.normalize("NFC", spaced).encode()
    overwrite(text)
    overwrite(spaced)
    if not 1 <= len(octets) <= MOST_PASSPHRASE_OCTETS:
        raise UserError("passphrase-empty" if not octets else "passphrase-too-long", most=MOST_PASSPHRASE_OCTETS)
    return Secret.take(octets)


def new_header(vault_key: Secret, passphrase: Secret, cost: KdfCost) -> Header:
    """A header for a new vault."""
    vault_id = random_bytes(_ID)
    return _encode(KeyRing(vault_key).header, vault_id, (_wrap(vault_key, vault_id, passphrase, cost),))


def with_passphrase(
    header: Header, vault_key: Secret, opened: Slot | KeySlot, passphrase: Secret, cost: KdfCost
) -> Header:
    """The same header with a fresh slot in the place of the one that was opened; of security keys, for each of them."""
    if isinstance(opened, KeySlot):
        typed = normalise(passphrase)
        keys: Iterator[KeySlot] = (rewrapped(vault_key, header.vault_id, slot, typed, cost) for slot in header.keys)
        return _encode(KeyRing(vault_key).header, header.vault_id, (*keys, *_kit(header)))
    fresh = _wrap(vault_key, header.vault_id, passphrase, cost)
    slots = tuple(fresh if slot is opened else slot for slot in header.slots)
    return _encode(KeyRing(vault_key).header, header.vault_id, slots)


def with_recovery(header: Header, vault_key: Secret, recovery_key: Secret, made: int) -> Header:
    """The same header with a slot for this kit, in the place of an earlier kit's."""
    kit = wrap_for_recovery(vault_key, header.vault_id, recovery_key, made)
    return _encode(KeyRing(vault_key).header, header.vault_id, (*header.openers, kit))


def without_recovery(header: Header, mac_key: Secret) -> Header:
    """The same header without a kit. Needs the key ring's `header` key alone."""
    return _encode(mac_key, header.vault_id, header.openers)


def with_key(
    header: Header, vault_key: Secret, passphrase: Secret, cost: KdfCost, made: Made, name: str, added: int
) -> Header:
    """The same header with one more security key. With the first, no passphrase alone opens the vault any more."""
    fresh = wrap_with_key(vault_key, header.vault_id, normalise(passphrase), cost, made, name, added)
    return _encode(KeyRing(vault_key).header, header.vault_id, (*header.keys, fresh, *_kit(header)))


def without_key(header: Header, vault_key: Secret, slot_id: bytes, passphrase: Secret, cost: KdfCost) -> Header:
    """The same header without this key; without any, the passphrase alone opens the vault again."""
    left: tuple[Slot | KeySlot, ...] = tuple(slot for slot in header.keys if slot.id != slot_id)
    if not left:
        left = (_wrap(vault_key, header.vault_id, passphrase, cost),)
    return _encode(KeyRing(vault_key).header, header.vault_id, (*left, *_kit(header)))


def recovered(header: Header, vault_key: Secret, passphrase: Secret, cost: KdfCost) -> Header:
    """The same header with one new passphrase in the place of all, and of security keys: whoever had to use the kit has lost
    what opened the vault, and trusts none of it.
    """
    slots: tuple[AnySlot, ...] = (_wrap(vault_key, header.vault_id, passphrase, cost), *_kit(header))
    return _encode(KeyRing(vault_key).header, header.vault_id, slots)


def _kit(header: Header) -> tuple[RecoverySlot, ...]:
    return () if header.recovery is None else (header.recovery,)


def parse_header(octets: bytes) -> Header:
    """Strict: exactly one header, of a version and slots this program knows. Authenticates nothing yet."""
    if len(octets) > MOST_OCTETS or len(octets) < _FIXED + _MAC + _SUM or not octets.startswith(MAGIC):
        raise damaged("header")
    body, checksum = octets[:-_SUM], octets[-_SUM:]
    if checksum != blake2b_256(body)[:_SUM]:
        raise damaged("header")
    version = int.from_bytes(octets[len(MAGIC) : len(MAGIC) + 2])
    if version not in (VERSION, VERSION_WITH_KEYS):
        raise PeerError("newer-vault")
    count, inner = octets[_FIXED - 1], octets[_FIXED : -_MAC - _SUM]
    if not 1 <= count <= MOST_SLOTS:
        raise damaged("header")
    parts = _even_parts(inner, count) if version == VERSION else _measured_parts(inner, count)
    slots = tuple(_parse_slot(part, version) for part in parts)
    header = Header(octets[len(MAGIC) + 2 : _FIXED - 1], slots, octets)
    _require_whole(header, version)
    return header


def _even_parts(inner: bytes, count: int) -> list[bytes]:
    if len(inner) != count * _SLOT:
        raise damaged("header")
    return [inner[start : start + _SLOT] for start in range(0, len(inner), _SLOT)]


def _measured_parts(inner: bytes, count: int) -> list[bytes]:
    parts = []
    for _ in range(count):
        length = int.from_bytes(inner[:_LENGTH])
        parts.append(inner[_LENGTH : _LENGTH + length])
        inner = inner[_LENGTH + length :]
        if not length or len(parts[-1]) != length:
            raise damaged("header")
    if inner:
        raise damaged("header")
    return parts


def _require_whole(header: Header, version: int) -> None:
    """At most one kit, and something for a passphrase: alone in version 1, with a key in version 2, never both ways."""
    keyed, plain = bool(header.keys), bool(header.passphrases)
    kits = sum(isinstance(slot, RecoverySlot) for slot in header.slots)
    if kits > 1 or plain == keyed or keyed != (version == VERSION_WITH_KEYS):
        raise damaged("header")


def open_slot(
    header: Header, passphrase: Secret, policy: KdfPolicy, second: Second | None = None
) -> tuple[Secret, Slot | KeySlot]:
    """The vault key and the slot that gave it. Every cost is checked before any is paid, or a key asked for."""
    policy.require_all([slot.cost for slot in header.passphrases])
    for keyed in header.keys:
        policy.require(keyed.cost)
    typed = normalise(passphrase)
    if header.keys:
        return _open_keyed(header, typed, second)
    for slot in header.passphrases:
        key = _unwrap(header.vault_id, slot, typed)
        if key is not None:
            verify(header, KeyRing(key).header)
            return key, slot
    raise UserError("wrong-passphrase")


def _open_keyed(header: Header, typed: Secret, second: Second | None) -> tuple[Secret, KeySlot]:
    if second is None:
        raise UserError("security-key-needed")
    slot, answer = second(header.keys)
    key = unwrap_with_key(header.vault_id, slot, typed, answer)
    if key is None:
        raise UserError("wrong-passphrase")
    verify(header, KeyRing(key).header)
    return key, slot


def open_recovery(header: Header, recovery_key: Secret) -> Secret:
    """The vault key, by the kit."""
    if header.recovery is None:
        raise UserError("no-recovery-kit")
    key = unwrap_for_recovery(header.vault_id, header.recovery, recovery_key)
    if key is None:
        raise UserError("wrong-recovery-code")
    verify(header, KeyRing(key).header)
    return key


def verify(header: Header, key: Secret) -> None:
    """The MAC over all of it (other slots, count and version too) under the key ring's `header` key."""
    signed = header.octets[: -_MAC - _SUM]
    if not equal(blake2b_256(signed, key.view()), header.octets[-_MAC - _SUM : -_SUM]):
        raise damaged("header")


def _parse_slot(octets: bytes, version: int) -> AnySlot:
    if octets[0] == KEYED and version == VERSION_WITH_KEYS:
        return parse_key_slot(octets)
    if octets[0] not in (RECOVERY, PASSPHRASE):
        raise PeerError("newer-vault")
    if len(octets) != _SLOT:
        raise damaged("header")
    if octets[0] == RECOVERY:
        return parse_recovery_slot(octets)
    rest = octets[1:]
    cost = KdfCost(int.from_bytes(rest[_ID : _ID + 4]), int.from_bytes(rest[_ID + 4 : _ID + 8]))
    salt = rest[_ID + 8 : _ID + 8 + SALT_OCTETS]
    slot = Slot(rest[:_ID], cost, salt, octets[-_WRAPPED:])
    if slot.open_part() + slot.wrapped != octets:  # the reserved octets are not zero
        raise damaged("header")
    return slot


def _slot_key(vault_id: bytes, slot: Slot, typed: Secret) -> Secret:
    return vault_derive(argon2id(typed, slot.salt, slot.cost), "slot", vault_id)


def _slot_data(vault_id: bytes, slot: Slot) -> bytes:
    return b"lacre/vault/1/slot\x00" + vault_id + slot.open_part()


def _wrap(vault_key: Secret, vault_id: bytes, passphrase: Secret, cost: KdfCost) -> Slot:
    slot = Slot(random_bytes(_ID), cost, random_bytes(SALT_OCTETS))
    key = _slot_key(vault_id, slot, normalise(passphrase))
    return slot._replace(wrapped=seal(key, vault_key.view(), _slot_data(vault_id, slot)))


def _unwrap(vault_id: bytes, slot: Slot, typed: Secret) -> Secret | None:
    try:
        return open_secret(_slot_key(vault_id, slot, typed), slot.wrapped, _slot_data(vault_id, slot))
    except CannotOpen:
        return None


def _encode(mac_key: Secret, vault_id: bytes, slots: tuple[AnySlot, ...]) -> Header:
    if len(slots) > MOST_SLOTS:
        raise UserError("security-keys-too-many", most=MOST_SLOTS - 1)
    keyed = any(isinstance(slot, KeySlot) for slot in slots)
    version = VERSION_WITH_KEYS if keyed else VERSION
    body = MAGIC + version.to_bytes(2) + vault_id + bytes([len(slots)])
    for slot in slots:
        octets = slot.open_part() + slot.wrapped
        body += len(octets).to_bytes(_LENGTH) + octets if keyed else octets
    body += blake2b_256(body, mac_key.view())
    return Header(vault_id, slots, body + blake2b_256(body)[:_SUM])
