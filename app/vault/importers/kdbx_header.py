"""The outer header of a KeePass file: readable without its password, and the place where a stranger writes how much this
machine shall derive. Owns its form and the caps; opens nothing.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from app.vault.importers.derivation import allow_aes_rounds, allow_argon2
from app.vault.importers.limits import MIB, refuse

MAGIC = bytes.fromhex("03d9a29a")
_KDBX, _KDB = bytes.fromhex("67fb4bb5"), bytes.fromhex("65fb4bb5")
HEADER_OCTETS = MIB
_END, _TRANSFORM_SEED, _TRANSFORM_ROUNDS, _KDF_PARAMETERS = 0, 5, 6, 11
_MOST_FIELDS = 64
_UINT32, _UINT64, _BYTES = 0x04, 0x05, 0x42
_ARGON2D = bytes.fromhex("ef636ddf8c29444b91f7a9a403e30a0c")
_ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
_AES = bytes.fromhex("c9d9f39a628a4460bf740d08c18a4fea")
_AES_OLD = bytes.fromhex("7c02bb8279a74ac0927d114a00648238")


@dataclass(frozen=True, slots=True)
class Derivation:
    """What opening costs. `aes_rounds` None means Argon2, whose memory counts against the child's."""

    memory_kib: int
    aes_seed: bytes = b""
    aes_rounds: int | None = None


def read_header(octets: bytes, *, patient: bool) -> Derivation:
    """The derivation of a file that starts with these octets, refused when it is monstrous or no header at all."""
    if octets[:4] != MAGIC or len(octets) < 12:
        raise refuse("unknown-format")
    if octets[4:8] == _KDB:
        raise refuse("kdb")
    if octets[4:8] != _KDBX:
        raise refuse("unknown-format")
    major = struct.unpack_from("<H", octets, 10)[0]
    if major not in (3, 4):
        raise refuse("kdbx-version", version=major)
    fields = _fields(octets, 12, "<BH" if major == 3 else "<BI")
    return _of_kdbx3(fields, patient=patient) if major == 3 else _of_kdbx4(fields, patient=patient)


def _fields(octets: bytes, at: int, head: str) -> dict[int, bytes]:
    """The fields up to the end mark. None twice: two readers could each believe another one."""
    fields: dict[int, bytes] = {}
    for _ in range(_MOST_FIELDS):
        if at + struct.calcsize(head) > len(octets):
            break
        name, size = struct.unpack_from(head, octets, at)
        at += struct.calcsize(head)
        if at + size > len(octets) or name in fields:
            break
        if name == _END:
            return fields
        fields[name] = octets[at : at + size]
        at += size
    raise refuse("broken-kdbx")


def _of_kdbx3(fields: dict[int, bytes], *, patient: bool) -> Derivation:
    seed, rounds = fields.get(_TRANSFORM_SEED, b""), fields.get(_TRANSFORM_ROUNDS, b"")
    if len(seed) != 32 or len(rounds) != 8:
        raise refuse("broken-kdbx")
    return _aes(seed, int.from_bytes(rounds, "little"), patient=patient)


def _of_kdbx4(fields: dict[int, bytes], *, patient: bool) -> Derivation:
    parameters = _dictionary(fields.get(_KDF_PARAMETERS, b""))
    kind, salt = parameters.get("$UUID"), parameters.get("S")
    if not isinstance(salt, bytes):
        raise refuse("broken-kdf")
    if kind in (_AES, _AES_OLD):
        return _aes(salt, _number(parameters, "R"), patient=patient)
    if kind not in (_ARGON2D, _ARGON2ID) or _number(parameters, "V") not in (0x10, 0x13) or not 8 <= len(salt) <= 1024:
        raise refuse("broken-kdf")
    memory_kib = _number(parameters, "M") // 1024
    allow_argon2(memory_kib, _number(parameters, "I"), _number(parameters, "P"), patient=patient)
    return Derivation(memory_kib)


def _aes(seed: bytes, rounds: int, *, patient: bool) -> Derivation:
    if len(seed) != 32:
        raise refuse("broken-kdf")
    allow_aes_rounds(rounds, patient=patient)
    return Derivation(0, seed, rounds)


def _number(parameters: dict[str, int | bytes], name: str) -> int:
    value = parameters.get(name)
    if not isinstance(value, int):
        raise refuse("broken-kdf")
    return value


def _dictionary(octets: bytes) -> dict[str, int | bytes]:
    """KDBX 4's VariantDictionary: version, then (type, name, value) up to a zero."""
    found: dict[str, int | bytes] = {}
    at = 2
    try:
        for _ in range(_MOST_FIELDS):
            kind = octets[at]
            if kind == 0:
                return found
            name, at = _sized(octets, at + 1)
            value, at = _sized(octets, at)
            key = name.decode("ascii")
            if key in found or (kind in (_UINT32, _UINT64) and len(value) != (4 if kind == _UINT32 else 8)):
                break
            found[key] = int.from_bytes(value, "little") if kind in (_UINT32, _UINT64) else value
    except (IndexError, struct.error, UnicodeError):
        pass
    raise refuse("broken-kdf")


def _sized(octets: bytes, at: int) -> tuple[bytes, int]:
    size = struct.unpack_from("<I", octets, at)[0]
    end = at + 4 + size
    if end > len(octets):
        raise IndexError
    return octets[at + 4 : end], end
