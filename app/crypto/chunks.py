"""Chunks sealed and opened where they lie (XChaCha20-Poly1305): for what moves by the gigabyte, without a copy on the way.

A chunk in its room is nonce (24) ‖ text ‖ tag (16). What is to be sealed is read straight into the middle, and what was opened
is written straight from there. Owns the nonce, drawn afresh each time; what is authenticated beside the text is the caller's.
"""

from __future__ import annotations

import os
from typing import Any

from app.crypto.aead import KEY_OCTETS, NONCE_OCTETS, OVERHEAD, TAG_OCTETS, CannotOpen
from app.crypto.secret import Secret
from app.crypto.sodium import ffi, lib
from app.errors import OurError


class Chunks:
    """Seals and opens under one key. Keeps nothing of what went through."""

    def __init__(self, key: Secret) -> None:
        if len(key) != KEY_OCTETS:
            raise ValueError("keys have 32 octets")
        self._key = key

    def seal(self, room: memoryview, ad: bytes) -> None:
        """`text_of(room)` becomes its ciphertext, with a fresh nonce before it and the tag behind it."""
        text = _require_text(room)
        room[:NONCE_OCTETS] = os.urandom(NONCE_OCTETS)
        start = ffi.from_buffer("unsigned char[]", room, require_writable=True)
        failed = lib.crypto_aead_xchacha20poly1305_ietf_encrypt(
            start + NONCE_OCTETS, ffi.NULL, start + NONCE_OCTETS, text, ad, len(ad), ffi.NULL, start, self._buffer()
        )
        if failed:  # libsodium never does; were it to, the text itself would go out as if it were sealed
            raise OurError("not-sealed")

    def open(self, room: memoryview, ad: bytes) -> memoryview:
        """The text, in its place; CannotOpen if the chunk is not what was sealed, and then the room holds nothing of it."""
        text = _require_text(room)
        start = ffi.from_buffer("unsigned char[]", room, require_writable=True)
        failed = lib.crypto_aead_xchacha20poly1305_ietf_decrypt(
            start + NONCE_OCTETS, ffi.NULL, ffi.NULL, start + NONCE_OCTETS, text + TAG_OCTETS, ad, len(ad), start, self._buffer()
        )  # fmt: skip
        if failed:
            raise CannotOpen
        return text_of(room)

    def _buffer(self) -> Any:
        return ffi.from_buffer(self._key.view())


def text_of(room: memoryview) -> memoryview:
    """Where in its room the text of a chunk lies."""
    return room[NONCE_OCTETS : len(room) - TAG_OCTETS]


def _require_text(room: memoryview) -> int:
    """How long the text is; CannotOpen for a room that has no place for any."""
    if len(room) <= OVERHEAD:
        raise CannotOpen
    return len(room) - OVERHEAD
