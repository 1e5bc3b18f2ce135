"""The ciphers and derivations that other password managers seal their exports with, by `cryptography`. For reading theirs only:
nothing of Lacre's is sealed like this. Owns no format and no bound: whoever takes parameters from a file caps them first.
"""

from __future__ import annotations

import hmac
from hashlib import pbkdf2_hmac, sha256
from itertools import repeat

from app.crypto.aead import CannotOpen
from app.crypto.secret import Secret
from app.errors import WorldError

_BLOCK = 16
_CHAIN = bytes(_BLOCK * 16384)  # zero blocks: 256 KiB of them at a time


def pbkdf2_sha256(password: Secret, salt: bytes, iterations: int) -> Secret:
    return Secret(pbkdf2_hmac("sha256", password.reveal(), salt, iterations, 32))


def argon2id_lanes(password: Secret, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> Secret:
    """Argon2id with several lanes, which libsodium does not do."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # late: 40 ms, and few files need it

    derivation = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib)
    try:
        return Secret(derivation.derive(password.reveal()))
    except MemoryError:
        raise WorldError("no-memory", memory_mib=memory_kib // 1024) from None


def hkdf_expand_sha256(key: Secret, info: bytes) -> Secret:
    """32 octets of HKDF-Expand (RFC 5869), without its extracting step."""
    return Secret(hmac.new(key.reveal(), info + b"\x01", sha256).digest())


def open_aes_cbc_hmac(key: Secret, mac_key: Secret, iv: bytes, sealed: bytes, mac: bytes) -> bytes:
    """AES-256-CBC under HMAC-SHA256 over iv and ciphertext, PKCS 7; the code is compared before anything is decrypted."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC
    from cryptography.hazmat.primitives.padding import PKCS7

    expected = hmac.new(mac_key.reveal(), iv + sealed, sha256).digest()
    if len(iv) != _BLOCK or not sealed or len(sealed) % _BLOCK or not hmac.compare_digest(expected, mac):
        raise CannotOpen
    decryptor = Cipher(AES(key.reveal()), CBC(iv)).decryptor()
    unpadder = PKCS7(_BLOCK * 8).unpadder()
    try:
        return unpadder.update(decryptor.update(sealed) + decryptor.finalize()) + unpadder.finalize()
    except ValueError:
        raise CannotOpen from None


def aes_rounds(seed: bytes, rounds: int, composite: Secret) -> Secret:
    """KeePass' AES-KDF: each half of a 32-octet key encrypted `rounds` times under the seed, then hashed.

    CBC over zero blocks feeds each block to the next, which is the same as encrypting one block over and over, and runs in C.
    """
    return Secret(sha256(b"".join(_chained(seed, rounds, half) for half in _halves(composite.reveal()))).digest())


def _halves(key: bytes) -> tuple[bytes, bytes]:
    if len(key) != 2 * _BLOCK:
        raise ValueError("the key has 32 octets")
    return key[:_BLOCK], key[_BLOCK:]


def _chained(seed: bytes, rounds: int, block: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    encryptor = Cipher(AES(seed), CBC(block)).encryptor()
    whole, rest = divmod(rounds * _BLOCK, len(_CHAIN))
    into = bytearray(len(_CHAIN) + _BLOCK)
    for _ in repeat(None, whole):
        encryptor.update_into(_CHAIN, into)
        block = bytes(into[len(_CHAIN) - _BLOCK : len(_CHAIN)])
    return encryptor.update(_CHAIN[:rest])[-_BLOCK:] if rest else block
