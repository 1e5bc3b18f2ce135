"""Chunks sealed where they lie, against PyNaCl's own bindings."""

from __future__ import annotations

import pytest
from nacl import bindings

from app.crypto.aead import CannotOpen
from app.crypto.chunks import Chunks, text_of
from app.crypto.secret import Secret

KEY = bytes(range(32))
TEXT = b"um contrato " * 1000


def room_of(text: bytes) -> memoryview:
    room = memoryview(bytearray(24 + len(text) + 16))
    text_of(room)[:] = text
    return room


def sealed(text: bytes = TEXT, ad: bytes = b"ad") -> memoryview:
    room = room_of(text)
    Chunks(Secret(KEY)).seal(room, ad)
    return room


def test_what_is_sealed_in_place_is_what_libsodium_seals() -> None:
    room = sealed()
    again = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(TEXT, b"ad", bytes(room[:24]), KEY)
    assert bytes(room[24:]) == again
    assert TEXT[:50] not in bytes(room)


def test_it_opens_in_its_place() -> None:
    room = sealed()
    text = Chunks(Secret(KEY)).open(room, b"ad")
    assert bytes(text) == TEXT
    assert bytes(text_of(room)) == TEXT


def test_the_same_text_has_another_nonce_each_time() -> None:
    room = sealed()
    first = bytes(room[:24])
    text_of(room)[:] = TEXT
    Chunks(Secret(KEY)).seal(room, b"ad")
    assert bytes(room[:24]) != first


@pytest.mark.parametrize("at", [0, 23, 24, 5000, -16, -1])
def test_a_flipped_bit_opens_nothing_and_leaves_nothing(at: int) -> None:
    room = sealed()
    room[at] ^= 1
    with pytest.raises(CannotOpen):
        Chunks(Secret(KEY)).open(room, b"ad")
    assert TEXT[:20] not in bytes(room)


def test_another_key_or_place_opens_nothing() -> None:
    for chunks, ad in ((Chunks(Secret(bytes(32))), b"ad"), (Chunks(Secret(KEY)), b"other"), (Chunks(Secret(KEY)), b"")):
        with pytest.raises(CannotOpen):
            chunks.open(sealed(), ad)


@pytest.mark.parametrize("length", [0, 24, 39, 40])
def test_a_room_without_place_for_a_text_is_refused(length: int) -> None:
    chunks = Chunks(Secret(KEY))
    for call in (chunks.seal, chunks.open):
        with pytest.raises(CannotOpen):
            call(memoryview(bytearray(length)), b"")


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 octets"):
        Chunks(Secret(bytes(31)))
