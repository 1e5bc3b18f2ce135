"""The quick file: a vault key under a wrapping key under a PIN and a key of the keychain. Owns docs/QUICK-UNLOCK.md §3.

Pure but for `derive`: reads and writes no file and no keychain. Nothing in it, nor the keychain's key, opens anything alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from app.crypto.aead import OVERHEAD, CannotOpen, open_secret, seal
from app.crypto.hashing import blake2b_256, equal
from app.crypto.kdf import SALT_OCTETS, KdfCost, argon2id
from app.crypto.randomness import random_bytes, random_secret
from app.crypto.secret import Secret, overwrite
from app.errors import UserError
from app.vault.header import Header, normalise
from app.vault.keys import KeyRing, vault_derive

MAGIC = b"lacre-quick\n"
VERSION = 1
TRIES = 10
LEAST_SIGNS = 6
OCTETS = 327

_DOMAIN = b"lacre/vault/1/"
_ID, _KEY, _HASH, _SUM = 16, 32, 32, 8
_WRAPPED = _KEY + OVERHEAD
_MOST_TICKS = 2**53
_NO_BOOT = bytes(_HASH)


class NotWhole(Exception):
    """These octets are no quick file: it was cut, changed, or written by a newer program."""


@dataclass(frozen=True, slots=True)
class QuickFile:
    """What the file says. `proved` is in microseconds since 1970."""

    vault_id: bytes
    id: bytes
    cost: KdfCost
    salt: bytes
    slots: bytes
    boot: bytes
    wrapping: bytes = b""
    key: bytes = b""
    proved: int = 0
    mac: bytes = b""
    tries: int = TRIES

    @property
    def account(self) -> str:
        """Under which the keychain has the other half."""
        return self.id.hex()

    @property
    def ends_at_reboot(self) -> bool:
        return self.boot != _NO_BOOT

    def bound_part(self) -> bytes:
        """What both sealed keys are bound to."""
        cost = self.cost.memory_kib.to_bytes(4) + self.cost.passes.to_bytes(4)
        head = MAGIC + VERSION.to_bytes(2) + self.vault_id + self.id + cost
        return head + self.salt + self.slots + self.boot

    def signed_part(self) -> bytes:
        """What the MAC is over."""
        return self.bound_part() + self.wrapping + self.key + self.proved.to_bytes(8)

    def octets(self) -> bytes:
        """The file."""
        body = self.signed_part() + self.mac + bytes([self.tries])
        return body + blake2b_256(body)[:_SUM]


def parse_quick(octets: bytes) -> QuickFile:
    """The exact inverse of `octets`, or NotWhole. Authenticates nothing yet."""
    if len(octets) != OCTETS or blake2b_256(octets[:-_SUM])[:_SUM] != octets[-_SUM:]:
        raise NotWhole
    at = len(MAGIC) + 2

    def take(count: int) -> bytes:
        nonlocal at
        at += count
        return octets[at - count : at]

    vault_id, quick_id = take(_ID), take(_ID)
    cost = KdfCost(int.from_bytes(take(4)), int.from_bytes(take(4)))
    salt, slots, boot, wrapping, key = take(SALT_OCTETS), take(_HASH), take(_HASH), take(_WRAPPED), take(_WRAPPED)
    proved, mac, tries = int.from_bytes(take(8)), take(_HASH), take(1)[0]
    read = QuickFile(vault_id, quick_id, cost, salt, slots, boot, wrapping, key, proved, mac, tries)
    if proved >= _MOST_TICKS or tries > TRIES or read.octets() != octets:
        raise NotWhole
    return read


def require_pin(pin: Secret) -> None:
    """Refuse what anybody would try first. UserError says which rule."""
    signs = normalise(pin).text()
    if len(signs) < LEAST_SIGNS:
        raise UserError("pin-too-short", least=LEAST_SIGNS)
    values = [ord(sign) for sign in signs]
    overwrite(signs)
    steps = {after - before for before, after in pairwise(values)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise UserError("pin-too-plain")


def seal_quick(
    header: Header, vault_key: Secret, pin: Secret, cost: KdfCost, boot_id: str, proved: int
) -> tuple[QuickFile, Secret]:
    """A new quick file, and the key that belongs into the keychain. An empty boot id lets it outlive a reboot."""
    require_pin(pin)
    quick = QuickFile(
        header.vault_id, random_bytes(_ID), cost, random_bytes(SALT_OCTETS), slots_of(header), boot_of(boot_id)
    )
    chain_key, wrapping = random_secret(_KEY), random_secret(_KEY)
    place = quick.bound_part()
    quick = replace(
        quick,
        wrapping=seal(_pin_key(quick, chain_key, pin), wrapping.view(), _DOMAIN + b"quick-wrap\x00" + place),
        key=seal(_vault_wrapping(quick, wrapping), vault_key.view(), _DOMAIN + b"quick-key\x00" + place),
    )
    return signed(quick, KeyRing(vault_key).header, proved), chain_key


def open_quick(quick: QuickFile, chain_key: Secret, pin: Secret) -> Secret | None:
    """The vault key; None for a wrong PIN (or another keychain's key). NotWhole if the file was changed."""
    place = quick.bound_part()
    wrapping = _opened(_pin_key(quick, chain_key, pin), quick.wrapping, _DOMAIN + b"quick-wrap\x00" + place)
    if wrapping is None:
        return None
    vault_key = _opened(_vault_wrapping(quick, wrapping), quick.key, _DOMAIN + b"quick-key\x00" + place)
    if vault_key is None or len(vault_key) != _KEY:
        raise NotWhole
    verify(quick, KeyRing(vault_key).header)
    return vault_key


def signed(quick: QuickFile, mac_key: Secret, proved: int) -> QuickFile:
    """The same with another moment of proof. Needs the key ring's `header` key alone."""
    unsigned = replace(quick, proved=proved)
    return replace(unsigned, mac=_mac(unsigned, mac_key))


def verify(quick: QuickFile, mac_key: Secret) -> None:
    """The MAC, or NotWhole."""
    if not equal(_mac(quick, mac_key), quick.mac):
        raise NotWhole


def slots_of(header: Header) -> bytes:
    """What changes whenever a passphrase or a security key does."""
    return blake2b_256(_DOMAIN + b"quick-slots\x00" + b"".join(slot.id for slot in header.openers))


def boot_of(boot_id: str) -> bytes:
    """What changes whenever the computer starts; zeros where that does not matter."""
    return blake2b_256(_DOMAIN + b"quick-boot\x00" + boot_id.encode()) if boot_id else _NO_BOOT


def _mac(quick: QuickFile, mac_key: Secret) -> bytes:
    return blake2b_256(quick.signed_part(), vault_derive(mac_key, "quick-mac").view())


def _pin_key(quick: QuickFile, chain_key: Secret, pin: Secret) -> Secret:
    slow = argon2id(normalise(pin), quick.salt, quick.cost)
    return vault_derive(chain_key, "quick", quick.vault_id + slow.reveal())


def _vault_wrapping(quick: QuickFile, wrapping: Secret) -> Secret:
    return vault_derive(wrapping, "quick-vault-key", quick.vault_id)


def _opened(key: Secret, sealed: bytes, ad: bytes) -> Secret | None:
    try:
        return open_secret(key, sealed, ad)
    except CannotOpen:
        return None
