"""Writes KeePass files for tests, honest and hostile: KDBX 3.1 and 4 after their published layout, with any document inside."""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import struct
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES, ChaCha20
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB
from cryptography.hazmat.primitives.padding import PKCS7

PASSWORD = "fixture-mestra"
SIGNATURE = bytes.fromhex("03d9a29a67fb4bb5")
AES256 = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
AES_KDF = bytes.fromhex("c9d9f39a628a4460bf740d08c18a4fea")
ARGON2D = bytes.fromhex("ef636ddf8c29444b91f7a9a403e30a0c")
SEED, IV, SALT, STREAM_KEY, START = (bytes([n]) * size for n, size in ((1, 32), (2, 16), (3, 32), (4, 64), (5, 32)))


def entry(fields: dict[str, str], *, protected: tuple[str, ...] = ("Password",), more: str = "") -> str:
    """An entry whose protected values still are plain; `sealed_document` seals them."""
    strings = "".join(
        f"<String><Key>{name}</Key><Value{' Protected=' + chr(34) + 'True' + chr(34) if name in protected else ''}>"
        f"{value}</Value></String>"
        for name, value in fields.items()
    )
    return f"<Entry><UUID>AAAA</UUID>{strings}{more}</Entry>"


def group(name: str, *inside: str, uuid: str = "R1JQ") -> str:
    return f"<Group><UUID>{uuid}</UUID><Name>{name}</Name>{''.join(inside)}</Group>"


def document(*inside: str, meta: str = "") -> str:
    root = group("Raiz", *inside)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<KeePassFile><Meta>{meta}</Meta><Root>{root}</Root></KeePassFile>'


def kdbx4(
    xml: str | bytes,
    *,
    rounds: int = 100,
    parameters: bytes | None = None,
    binaries: tuple[bytes, ...] = (),
    block: int = 1024 * 1024,
    packed: bytes | None = None,
) -> bytes:
    """A KDBX 4 file. With other `parameters` the outer header lies about what it was derived with."""
    honest = variants((0x42, "$UUID", AES_KDF), (0x05, "R", struct.pack("<Q", rounds)), (0x42, "S", SALT))
    header = SIGNATURE + struct.pack("<HH", 0, 4)
    for name, value in (
        (2, AES256),
        (3, struct.pack("<I", 1)),
        (4, SEED),
        (7, IV),
        (11, parameters or honest),
        (0, b"\r\n\r\n"),
    ):
        header += struct.pack("<BI", name, len(value)) + value
    derived = transformed(rounds)
    outer = hashlib.sha512(SEED + derived + b"\x01").digest()
    inner = b"".join(
        struct.pack("<BI", name, len(value)) + value
        for name, value in (
            (1, struct.pack("<I", 3)),
            (2, STREAM_KEY),
            *((3, b"\x00" + one) for one in binaries),
            (0, b""),
        )
    )
    plain = gzip.compress(inner + sealed_document(xml, chacha20()), mtime=0) if packed is None else packed
    sealed = _aes_cbc(hashlib.sha256(SEED + derived).digest(), plain)
    check = hashlib.sha256(header).digest() + _mac(outer, 0xFFFFFFFFFFFFFFFF, header)
    return header + check + _blocks(outer, sealed, block)


def kdbx3(xml: str | bytes, *, rounds: int = 100, told: int | None = None) -> bytes:
    """A KDBX 3.1 file with an inner stream of Salsa20, as KeePass 2 wrote it for years."""
    header = SIGNATURE + struct.pack("<HH", 1, 3)
    for name, value in (
        (2, AES256),
        (3, struct.pack("<I", 1)),
        (4, SEED),
        (5, SALT),
        (6, struct.pack("<Q", rounds if told is None else told)),
        (7, IV),
        (8, STREAM_KEY[:32]),
        (9, START),
        (10, struct.pack("<I", 2)),
        (0, b"\r\n\r\n"),
    ):
        header += struct.pack("<BH", name, len(value)) + value
    packed = gzip.compress(sealed_document(xml, salsa20()), mtime=0)
    blocks = struct.pack("<I", 0) + hashlib.sha256(packed).digest() + struct.pack("<I", len(packed)) + packed
    blocks += struct.pack("<I", 1) + bytes(32) + struct.pack("<I", 0)
    return header + _aes_cbc(hashlib.sha256(SEED + transformed(rounds)).digest(), START + blocks)


def variants(*items: tuple[int, str, bytes]) -> bytes:
    """A VariantDictionary."""
    body = b"".join(
        bytes([kind]) + struct.pack("<I", len(name)) + name.encode() + struct.pack("<I", len(value)) + value
        for kind, name, value in items
    )
    return struct.pack("<H", 0x100) + body + b"\x00"


def argon2(memory: int, passes: int, lanes: int = 2) -> bytes:
    return variants(
        (0x42, "$UUID", ARGON2D),
        (0x42, "S", SALT),
        (0x05, "M", struct.pack("<Q", memory)),
        (0x05, "I", struct.pack("<Q", passes)),
        (0x04, "P", struct.pack("<I", lanes)),
        (0x04, "V", struct.pack("<I", 0x13)),
    )


def transformed(rounds: int) -> bytes:
    key = hashlib.sha256(hashlib.sha256(PASSWORD.encode()).digest()).digest()
    encryptor = Cipher(AES(SALT), ECB()).encryptor()
    for _ in range(rounds):
        key = encryptor.update(key)
    return hashlib.sha256(key).digest()


def sealed_document(xml: str | bytes, stream: Callable[[bytes], bytes]) -> bytes:
    """Each protected value under the inner stream, in the order of the document."""
    if isinstance(xml, bytes):
        return xml
    mark = 'Protected="True">'
    first, *rest = xml.split(mark)
    for piece in rest:
        value, end, after = piece.partition("</Value>")
        first += mark + base64.b64encode(stream(value.encode())).decode() + end + after
    return first.encode()


def chacha20() -> Callable[[bytes], bytes]:
    both = hashlib.sha512(STREAM_KEY).digest()
    return Cipher(ChaCha20(both[:32], b"\0\0\0\0" + both[32:44]), None).encryptor().update


def salsa20() -> Callable[[bytes], bytes]:
    from Cryptodome.Cipher import Salsa20

    key = hashlib.sha256(STREAM_KEY[:32]).digest()
    return Salsa20.new(key=key, nonce=bytes.fromhex("e830094b97205d2a")).encrypt


def _aes_cbc(key: bytes, plain: bytes) -> bytes:
    padder = PKCS7(128).padder()
    encryptor = Cipher(AES(key), CBC(IV)).encryptor()
    return encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()


def _mac(outer: bytes, index: int, text: bytes) -> bytes:
    key = hashlib.sha512(struct.pack("<Q", index) + outer).digest()
    return hmac.new(key, text, hashlib.sha256).digest()


def _blocks(outer: bytes, sealed: bytes, size: int) -> bytes:
    pieces = [sealed[at : at + size] for at in range(0, len(sealed), size)] + [b""]
    told = b""
    for index, piece in enumerate(pieces):
        length = struct.pack("<I", len(piece))
        told += _mac(outer, index, struct.pack("<Q", index) + length + piece) + length + piece
    return told
