"""A KeePass file (KDBX 4) with the derivation that is asked for: `keepassxc-cli` makes only AES-KDF, of a cost it chooses itself.

Written from the format's public description, as far as a comparison needs it: a password alone, Argon2id, AES-256-CBC, gzip, and
passwords under the inner stream, as KeePassXC itself writes them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import os
import struct
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from app.crypto.kdf import KdfCost, argon2id
from app.crypto.secret import Secret

Record = tuple[str, str, str, str, str]
"""Title, user name, password, URL, notes."""

_MAGIC = struct.pack("<IIHH", 0x9AA2D903, 0xB54BFB67, 0, 4)
_AES = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
_ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
_BLOCK = 1024 * 1024
_U32, _U64, _OCTETS = 0x04, 0x05, 0x42


def kdbx(password: str, cost: KdfCost, records: Iterable[Record]) -> bytes:
    """The file's octets. The derivation is ours, so that its parameters are exactly those of the comparison."""
    seed, iv, salt, inner = os.urandom(32), os.urandom(16), os.urandom(16), os.urandom(64)
    composite = hashlib.sha256(hashlib.sha256(password.encode()).digest()).digest()
    derived = argon2id(Secret(composite), salt, cost).reveal()
    header = _MAGIC + b"".join(
        [
            _field(2, _AES), _field(3, struct.pack("<I", 1)), _field(4, seed), _field(7, iv),
            _field(11, _derivation(salt, cost)), _field(0, b"\r\n\r\n"),
        ]
    )  # fmt: skip
    macs = hashlib.sha512(seed + derived + b"\x01").digest()
    plain = _field(1, struct.pack("<I", 3)) + _field(2, inner) + _field(0, b"") + _xml(records, inner).encode()
    sealed = _encrypted(hashlib.sha256(seed + derived).digest(), iv, gzip.compress(plain))
    head = hashlib.sha256(header).digest() + _mac(macs, 2**64 - 1, header)
    return header + head + b"".join(_blocks(macs, sealed))


def _field(number: int, octets: bytes) -> bytes:
    return struct.pack("<BI", number, len(octets)) + octets


def _derivation(salt: bytes, cost: KdfCost) -> bytes:
    items = (
        (_OCTETS, b"$UUID", _ARGON2ID),
        (_OCTETS, b"S", salt),
        (_U32, b"P", struct.pack("<I", 1)),
        (_U64, b"M", struct.pack("<Q", cost.memory_kib * 1024)),
        (_U64, b"I", struct.pack("<Q", cost.passes)),
        (_U32, b"V", struct.pack("<I", 0x13)),
    )
    written = (
        struct.pack("<BI", kind, len(name)) + name + struct.pack("<I", len(value)) + value
        for kind, name, value in items
    )
    return struct.pack("<H", 0x0100) + b"".join(written) + b"\0"


def _encrypted(key: bytes, iv: bytes, plain: bytes) -> bytes:
    padder, cipher = PKCS7(128).padder(), Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()


def _mac(macs: bytes, number: int, octets: bytes) -> bytes:
    key = hashlib.sha512(struct.pack("<Q", number) + macs).digest()
    return hmac.digest(key, octets, "sha256")


def _blocks(macs: bytes, sealed: bytes) -> Iterator[bytes]:
    for number, start in enumerate([*range(0, len(sealed), _BLOCK), len(sealed)]):  # the last one is empty
        block = struct.pack("<I", len(sealed[start : start + _BLOCK])) + sealed[start : start + _BLOCK]
        yield _mac(macs, number, struct.pack("<Q", number) + block) + block


def _xml(records: Iterable[Record], inner: bytes) -> str:
    entries = "".join(_entry(record, stream) for stream in [_stream(inner)] for record in records)
    return (
        '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>Lacre</Generator></Meta>'
        f"<Root><Group>{_identity()}<Name>R</Name>{entries}</Group></Root></KeePassFile>"
    )


def _stream(inner: bytes) -> CipherContext:
    hashed = hashlib.sha512(inner).digest()
    return Cipher(algorithms.ChaCha20(hashed[:32], bytes(4) + hashed[32:44]), None).encryptor()


def _entry(record: Record, stream: CipherContext) -> str:
    title, username, password, url, notes = record
    hidden = base64.b64encode(stream.update(password.encode())).decode()
    plain = {"Title": title, "UserName": username, "URL": url, "Notes": notes}
    strings = "".join(
        f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>" for key, value in plain.items()
    )
    sealed = f'<String><Key>Password</Key><Value Protected="True">{hidden}</Value></String>'
    return f"<Entry>{_identity()}{strings}{sealed}</Entry>"


def _identity() -> str:
    return f"<UUID>{base64.b64encode(os.urandom(16)).decode()}</UUID>"
