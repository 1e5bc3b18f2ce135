"""Bitwarden's export under a password of its own. Owns the envelope: parameters, their caps, and the one way to open it.

An export that is tied to an account (`encrypted` without `passwordProtected`) opens in that account alone, and is refused.
"""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256

import msgspec

from app.crypto.aead import CannotOpen
from app.crypto.foreign import argon2id_lanes, hkdf_expand_sha256, open_aes_cbc_hmac, pbkdf2_sha256
from app.crypto.secret import Secret
from app.vault.importers.derivation import allow_argon2, allow_pbkdf2
from app.vault.importers.limits import Limits, refuse

_PBKDF2, _ARGON2ID = 0, 1
_SALT_CHARS = 1024


class Envelope(msgspec.Struct):
    """The file as it stands."""

    passwordProtected: bool = False  # noqa: N815 - Bitwarden's name
    salt: str = ""
    kdfType: int = _PBKDF2  # noqa: N815
    kdfIterations: int = 0  # noqa: N815
    kdfMemory: int | None = None  # noqa: N815
    kdfParallelism: int | None = None  # noqa: N815
    encKeyValidation_DO_NOT_EDIT: str = ""  # noqa: N815
    data: str = ""


def open_envelope(envelope: Envelope, password: Secret | None, limits: Limits) -> bytes:
    """The plain JSON within. The password is tried on the small validation value first."""
    if not envelope.passwordProtected:
        raise refuse("encrypted")
    _allow(envelope, patient=limits.patient)
    validation, data = _parts(envelope.encKeyValidation_DO_NOT_EDIT), _parts(envelope.data)
    if password is None:
        raise refuse("needs-password")
    key = _derive(envelope, password)
    enc, mac = hkdf_expand_sha256(key, b"enc"), hkdf_expand_sha256(key, b"mac")
    try:
        open_aes_cbc_hmac(enc, mac, *validation)
    except CannotOpen:
        raise refuse("wrong-password") from None
    try:
        return open_aes_cbc_hmac(enc, mac, *data)
    except CannotOpen:
        raise refuse("damaged") from None


def _allow(envelope: Envelope, *, patient: bool) -> None:
    if len(envelope.salt) > _SALT_CHARS or envelope.kdfType not in (_PBKDF2, _ARGON2ID):
        raise refuse("broken-kdf")
    if envelope.kdfType == _PBKDF2:
        allow_pbkdf2(envelope.kdfIterations, patient=patient)
    else:
        memory_kib = (envelope.kdfMemory or 0) * 1024
        allow_argon2(memory_kib, envelope.kdfIterations, envelope.kdfParallelism or 0, patient=patient)


def _derive(envelope: Envelope, password: Secret) -> Secret:
    salt = envelope.salt.encode()  # the text itself, not what it is the Base64 of
    if envelope.kdfType == _PBKDF2:
        return pbkdf2_sha256(password, salt, envelope.kdfIterations)
    return argon2id_lanes(
        password,
        sha256(salt).digest(),
        memory_kib=(envelope.kdfMemory or 0) * 1024,
        passes=envelope.kdfIterations,
        lanes=envelope.kdfParallelism or 0,
    )


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    """`2.iv|ciphertext|mac`, each in Base64; 2 is AES-CBC with HMAC, the one kind that exports have."""
    kind, _, rest = text.partition(".")
    pieces = rest.split("|")
    if kind != "2" or len(pieces) != 3:
        raise refuse("damaged")
    try:
        iv, sealed, mac = (base64.b64decode(piece, validate=True) for piece in pieces)
    except (binascii.Error, ValueError):
        raise refuse("damaged") from None
    return iv, sealed, mac
