"""Argon2id: from what a person types to a key. Owns no choice of cost: floors and ceilings belong to the formats that use it."""

from __future__ import annotations

from typing import NamedTuple

from app.crypto.secret import Secret
from app.errors import WorldError

SALT_OCTETS = 16


class KdfCost(NamedTuple):
    """What one guess costs: memory in KiB and passes over it. One lane, always."""

    memory_kib: int
    passes: int


def argon2id(password: Secret, salt: bytes, cost: KdfCost, length: int = 32) -> Secret:
    """Argon2id version 0x13, p = 1. Releases the interpreter lock while it works."""
    from app.crypto.sodium import ffi, lib  # late: the relay and `--help` never derive

    if len(salt) != SALT_OCTETS:
        raise ValueError("the salt has 16 octets")
    key, typed = ffi.new("unsigned char[]", length), ffi.from_buffer(password.view())
    failed = lib.crypto_pwhash(
        key, length, typed, len(typed), salt, cost.passes, cost.memory_kib * 1024, lib.crypto_pwhash_alg_argon2id13()
    )
    if failed:  # libsodium says no more: it could not get the memory, or was asked for less than 8 KiB or one pass
        raise WorldError("no-memory", memory_mib=cost.memory_kib // 1024)
    secret = Secret(ffi.buffer(key))
    lib.sodium_memzero(key, length)
    return secret
