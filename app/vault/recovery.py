"""The recovery kit: a random key on paper that opens the vault when the passphrase is lost. Owns slot kind 2 of FORMAT.md §2
and the code that people copy from paper. Reads and writes no file.

No derivation slows a guess down: 32 random octets need none. The check in the code tells a typing error from a wrong kit.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from app.crypto.aead import OVERHEAD, CannotOpen, open_secret, seal
from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_bytes, random_secret
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.keys import damaged, vault_derive

RECOVERY = 2

_ID = 16
_KEY = 32
_MADE = 8
_MOST_MADE = 2**53
_RESERVED = bytes(32)
_WRAPPED = _KEY + OVERHEAD

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REPAIRS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP = 4
_CODE_SYMBOLS = 56
_CHECK_BITS = 20
_SPARE_BITS = 4
_MOST_TYPED = 1024


class RecoverySlot(NamedTuple):
    """The slot that the kit opens. `made` is in microseconds since 1970."""

    id: bytes
    made: int
    wrapped: bytes = b""

    def open_part(self) -> bytes:
        """The slot's octets before the wrapped key: they are bound to it as associated data."""
        return bytes([RECOVERY]) + self.id + self.made.to_bytes(_MADE) + _RESERVED


class RecoveryKit(NamedTuple):
    """What goes on paper. Nothing in the vault knows the code; without the paper it is gone."""

    code: Secret
    vault_id: str
    made_at: datetime


def parse_recovery_slot(octets: bytes) -> RecoverySlot:
    """Strict: a slot of kind 2, or the header is damaged."""
    slot = RecoverySlot(octets[1 : 1 + _ID], int.from_bytes(octets[1 + _ID : 1 + _ID + _MADE]), octets[-_WRAPPED:])
    if slot.made >= _MOST_MADE or slot.open_part() + slot.wrapped != octets:
        raise damaged("header")
    return slot


def new_recovery_key() -> Secret:
    """A key for a new kit."""
    return random_secret(_KEY)


def wrap_for_recovery(vault_key: Secret, vault_id: bytes, key: Secret, made: int) -> RecoverySlot:
    """A slot that this recovery key opens."""
    slot = RecoverySlot(random_bytes(_ID), made)
    sealed = seal(_slot_key(vault_id, key), vault_key.view(), _slot_data(vault_id, slot))
    return slot._replace(wrapped=sealed)


def unwrap_for_recovery(vault_id: bytes, slot: RecoverySlot, key: Secret) -> Secret | None:
    """The vault key, or None where the kit is another one."""
    try:
        return open_secret(_slot_key(vault_id, key), slot.wrapped, _slot_data(vault_id, slot))
    except CannotOpen:
        return None


def encode_code(key: Secret) -> Secret:
    """The key as it is printed."""
    bits = (int.from_bytes(key.reveal()) << _SPARE_BITS + _CHECK_BITS) | _check(key.reveal())
    symbols = "".join(_ALPHABET[bits >> shift & 31] for shift in range(5 * (_CODE_SYMBOLS - 1), -1, -5))
    return Secret("-".join(symbols[at : at + _GROUP] for at in range(0, _CODE_SYMBOLS, _GROUP)))


def parse_code(typed: Secret) -> Secret:
    """The key in a code as somebody typed or scanned it. Says whether it is cut or mistyped; opens nothing."""
    symbols = symbols_of(typed)
    bits = 0
    for symbol in symbols:
        found = _ALPHABET.find(symbol)
        if found < 0:
            raise UserError("recovery-code-mistyped")
        bits = bits << 5 | found
    if len(symbols) != _CODE_SYMBOLS:
        raise UserError("recovery-code-length", found=len(symbols), wanted=_CODE_SYMBOLS)
    key = (bits >> _SPARE_BITS + _CHECK_BITS).to_bytes(_KEY)
    if bits & (1 << _SPARE_BITS + _CHECK_BITS) - 1 != _check(key):  # the spare bits are zero, or it is mistyped too
        raise UserError("recovery-code-mistyped")
    return Secret(key)


def symbols_of(typed: Secret) -> str:
    """What was typed as it counts: without spaces and hyphens, in capitals, with `O` for zero and the like put right."""
    if len(typed) > _MOST_TYPED:
        raise UserError("recovery-code-mistyped")
    try:
        text = typed.text()
    except UnicodeDecodeError:
        raise UserError("recovery-code-mistyped") from None  # not chained: the decoding error carries what was typed
    return "".join(text.split()).replace("-", "").upper().translate(_REPAIRS)


def _check(key: bytes) -> int:
    return int.from_bytes(blake2b_256(b"lacre/vault/1/recovery-code\x00" + key)[:3]) >> 24 - _CHECK_BITS


def _slot_key(vault_id: bytes, key: Secret) -> Secret:
    return vault_derive(key, "recovery-slot", vault_id)


def _slot_data(vault_id: bytes, slot: RecoverySlot) -> bytes:
    return b"lacre/vault/1/slot\x00" + vault_id + slot.open_part()
