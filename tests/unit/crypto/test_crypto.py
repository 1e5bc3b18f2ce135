"""Every function of app/crypto against a published vector or against its own inverse, and what it must refuse."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import nacl
import pytest

from app.crypto import aead, blind, hashing, kdf, padding, randomness, sodium, stream
from app.crypto.boxes import BoxKey
from app.crypto.secret import Secret
from app.crypto.signing import SigningKey
from app.errors import OurError, PeerError, WorldError

KEY = Secret(bytes(range(32)))


def test_blake2b_256_gives_the_published_digest() -> None:
    assert blind.blake2b_256(b"").hex() == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"


def test_a_derived_key_is_the_keyed_hash_of_domain_label_zero_and_context() -> None:
    expected = hashing.blake2b_256(b"lacre/1/cover\x00here", KEY.reveal())
    assert hashing.derive(KEY, "cover", b"here").reveal() == expected


def test_domain_label_and_context_each_change_the_derived_key() -> None:
    keys = [
        hashing.derive(KEY, "a", b"b"),
        hashing.derive(KEY, "ab"),
        hashing.derive(KEY, "a", b"b", domain=hashing.VAULT_DOMAIN),
        hashing.derive(Secret(b"k" * 32), "a", b"b"),
    ]
    assert len({key.reveal() for key in keys}) == 4


def test_a_label_with_a_zero_octet_is_refused() -> None:
    with pytest.raises(ValueError, match="zero octet"):
        hashing.derive(KEY, "a\x00b")


def test_a_key_of_a_wrong_length_derives_nothing() -> None:
    with pytest.raises(ValueError, match="32 octets"):
        hashing.derive(Secret(b"short"), "a")


def test_equal_compares_content() -> None:
    assert hashing.equal(b"one", b"one")
    assert not hashing.equal(b"one", b"two")


@pytest.mark.parametrize(
    ("password", "memory_kib", "passes", "length"),
    [
        (b"chave-mestra", 64, 3, 32),
        (b"", 8, 1, 16),
        (b"with\x00zero\x00", 64, 1, 64),
        ("ção€".encode() * 250, 8192, 1, 32),
        (b"the vault's floor", 65_536, 3, 32),
    ],
)
def test_argon2id_agrees_with_an_independent_implementation(
    password: bytes, memory_kib: int, passes: int, length: int
) -> None:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    salt = bytes(range(16))
    other = Argon2id(salt=salt, length=length, iterations=passes, lanes=1, memory_cost=memory_kib).derive(password)
    assert kdf.argon2id(Secret(password), salt, kdf.KdfCost(memory_kib, passes), length).reveal() == other


def test_argon2id_refuses_a_salt_of_a_wrong_length() -> None:
    with pytest.raises(ValueError, match="16 octets"):
        kdf.argon2id(Secret("p"), b"s", kdf.KdfCost(64, 1))


def test_argon2id_that_libsodium_refuses_is_the_worlds_failure() -> None:
    with pytest.raises(WorldError) as caught:
        kdf.argon2id(Secret("p"), b"s" * 16, kdf.KdfCost(memory_kib=2048, passes=0))
    assert (caught.value.code, caught.value.facts) == ("no-memory", {"memory_mib": 2})


def test_what_is_sealed_opens_with_the_same_key_and_data() -> None:
    sealed = aead.seal(KEY, b"plain", b"ad")
    assert len(sealed) == len(b"plain") + aead.OVERHEAD
    assert aead.open_sealed(KEY, sealed, b"ad") == b"plain"


def test_sealing_agrees_with_pynacls_own_binding() -> None:
    from nacl import bindings

    sealed = aead.seal(KEY, b"plain", b"ad")
    nonce, rest = sealed[:24], sealed[24:]
    assert bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, b"ad", nonce, KEY.reveal()) == b"plain"
    other = nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(b"other", b"", nonce, KEY.reveal())
    assert aead.open_sealed(KEY, other, b"") == b"other"


def test_the_vector_of_the_xchacha_draft_is_sealed_and_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    key = Secret(bytes(range(0x80, 0xA0)))
    nonce = bytes(range(0x40, 0x58))
    ad = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    sealed = bytes.fromhex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
    )
    assert aead.open_sealed(key, nonce + sealed, ad) == plain
    monkeypatch.setattr(os, "urandom", lambda count: nonce[:count])
    assert aead.seal(key, plain, ad) == nonce + sealed


@pytest.mark.parametrize("plain", [b"", b"\x00", b"a\x00b" * 1000, bytes(65_537)])
@pytest.mark.parametrize("ad", [b"", b"value\x00client\x00"])
def test_zero_octets_are_octets_like_others(plain: bytes, ad: bytes) -> None:
    """What a C interface gets wrong first."""
    from nacl import bindings

    sealed = aead.seal(KEY, plain, ad)
    assert bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], ad, sealed[:24], KEY.reveal()) == plain
    assert aead.open_sealed(KEY, sealed, ad) == plain


def _changed(name: str, value: object) -> SimpleNamespace:
    """PyNaCl's inner module with one name changed, or without it."""
    lib = SimpleNamespace(**{name: getattr(sodium.lib, name) for name in (*sodium.CALLS, *sodium.NUMBERS)})
    lib.sodium_init = sodium.lib.sodium_init
    setattr(lib, name, value) if value is not None else delattr(lib, name)
    return SimpleNamespace(ffi=sodium.ffi, lib=lib)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, None) for name in (*sodium.CALLS, *sodium.NUMBERS)),
        *((name, lambda number=number: number + 1) for name, number in sodium.NUMBERS.items()),
        ("crypto_pwhash_saltbytes", 16),
        ("sodium_init", lambda: -1),
        ("sodium_init", None),
    ],
)
def test_another_libsodium_than_the_one_meant_stops_the_program_before_any_key_exists(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nacl, "_sodium", _changed(name, value))
    with pytest.raises(OurError, match="no-libsodium"):
        sodium._found()


def test_a_pynacl_without_its_inner_module_stops_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(nacl, "_sodium")
    monkeypatch.setitem(sys.modules, "nacl._sodium", None)
    with pytest.raises(OurError, match="no-libsodium"):
        sodium._found()


def test_nothing_else_of_the_inner_module_is_used() -> None:
    """So that what is looked for at import, and tested here, is all there is."""
    crypto = Path(sodium.__file__).parent
    used = {name for path in crypto.glob("*.py") for name in re.findall(r"\blib\.(\w+)", path.read_text())}
    assert used == {*sodium.CALLS, "crypto_pwhash_alg_argon2id13", "sodium_init"}


def test_a_key_of_a_wrong_length_seals_and_opens_nothing() -> None:
    for call in (aead.seal, aead.open_sealed):
        with pytest.raises(ValueError, match="32 octets"):
            call(Secret(bytes(31)), bytes(100), b"")


def test_nothing_at_all_can_be_sealed() -> None:
    assert aead.open_sealed(KEY, aead.seal(KEY, b"", b""), b"") == b""


def test_sealing_twice_never_gives_the_same_bytes() -> None:
    assert aead.seal(KEY, b"plain", b"") != aead.seal(KEY, b"plain", b"")


def test_one_flipped_bit_anywhere_does_not_open() -> None:
    sealed = aead.seal(KEY, b"plain", b"ad")
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(aead.CannotOpen):
            aead.open_sealed(KEY, bytes(changed), b"ad")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(aead.OVERHEAD)])
def test_bytes_that_were_never_sealed_do_not_open(sealed: bytes) -> None:
    with pytest.raises(PeerError, match="cannot-open"):
        aead.open_sealed(KEY, sealed, b"")


def test_other_associated_data_does_not_open() -> None:
    with pytest.raises(aead.CannotOpen):
        aead.open_sealed(KEY, aead.seal(KEY, b"plain", b"one"), b"two")


@pytest.mark.parametrize("size", [1, 5, stream.CHUNK - 1, stream.CHUNK, stream.CHUNK + 1, 3 * stream.CHUNK, 200_001])
def test_a_stream_of_any_size_comes_back_whole(size: int) -> None:
    plain = randomness.random_bytes(size)
    pieces = [plain[start : start + 50_000] for start in range(0, size, 50_000)]
    header, *chunks = stream.seal_stream(KEY, pieces)
    assert sum(map(len, [header, *chunks])) == stream.sealed_size(size)
    rejoined = b"".join(chunks)
    odd = [rejoined[start : start + 999] for start in range(0, len(rejoined), 999)]
    assert b"".join(stream.open_stream(KEY, header, odd)) == plain


@pytest.mark.parametrize(
    "sizes", [[1], [1, 1], [1, 1, 1], [1, 0, 1], [1, 2, 1], [0.5, 1, 1], [1, 0.5, 0.5, 1], [0.5, 0.5], [2, 1, 1.5]]
)
def test_however_a_stream_arrives_it_is_cut_alike(sizes: list[float]) -> None:
    ends = [0, *itertools.accumulate(round(size * stream.CHUNK) for size in sizes)]
    plain = randomness.random_bytes(ends[-1])
    header, *chunks = stream.seal_stream(KEY, [plain[start:end] for start, end in itertools.pairwise(ends)])
    assert [len(chunk) - stream.CHUNK_OVERHEAD for chunk in chunks[:-1]] == [stream.CHUNK] * (len(chunks) - 1)
    assert sum(map(len, [header, *chunks])) == stream.sealed_size(len(plain))
    assert b"".join(stream.open_stream(KEY, header, chunks)) == plain


def _sealed_stream() -> tuple[bytes, list[bytes]]:
    header, *chunks = stream.seal_stream(KEY, [b"x" * (2 * stream.CHUNK + 10)])
    return header, chunks


def _assert_refused(header: bytes, chunks: list[bytes], key: Secret = KEY) -> None:
    with pytest.raises(aead.CannotOpen):
        list(stream.open_stream(key, header, chunks))


def test_a_stream_cut_after_a_whole_chunk_is_refused() -> None:
    header, chunks = _sealed_stream()
    _assert_refused(header, chunks[:-1])


def test_a_stream_cut_inside_its_last_chunk_is_refused() -> None:
    header, chunks = _sealed_stream()
    _assert_refused(header, [*chunks[:-1], chunks[-1][:-1]])


def test_a_stream_with_anything_behind_its_end_is_refused() -> None:
    header, chunks = _sealed_stream()
    _assert_refused(header, [*chunks, b"\x00"])
    _assert_refused(header, [*chunks, chunks[-1]])


def test_a_stream_with_chunks_exchanged_is_refused() -> None:
    header, chunks = _sealed_stream()
    _assert_refused(header, [chunks[1], chunks[0], chunks[2]])


def test_an_empty_stream_is_refused() -> None:
    header, _ = _sealed_stream()
    _assert_refused(header, [])
    with pytest.raises(ValueError, match="at least one octet"):
        list(stream.seal_stream(KEY, []))


def test_a_stream_under_another_key_or_header_is_refused() -> None:
    header, chunks = _sealed_stream()
    _assert_refused(header, chunks, Secret(b"k" * 32))
    _assert_refused(bytes(24), chunks)
    _assert_refused(b"short", chunks)


def test_ed25519_gives_the_signature_of_rfc_8032() -> None:
    key = SigningKey.from_seed(
        Secret(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    )
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    signature = key.sign(b"")
    assert signature.hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    assert blind.verify(key.public, b"", signature)


def test_a_signature_by_another_key_or_over_another_message_does_not_verify() -> None:
    key = SigningKey.from_seed(KEY)
    signature = key.sign(b"message")
    assert not blind.verify(key.public, b"messagf", signature)
    assert not blind.verify(SigningKey.from_seed(Secret(b"s" * 32)).public, b"message", signature)
    assert not blind.verify(key.public, b"message", signature[:-1])
    assert not blind.verify(b"short", b"message", signature)


def test_a_seed_of_a_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 octets"):
        SigningKey.from_seed(Secret(b"short"))


def test_only_the_holder_of_a_box_key_opens_what_is_sealed_to_it() -> None:
    key, other = BoxKey.generate(), BoxKey.generate()
    sealed = blind.seal_to(key.public, b"half and ticket")
    assert key.open_sealed(sealed) == b"half and ticket"
    for bad in (sealed[:-1], b"short", bytes(len(sealed))):
        with pytest.raises(aead.CannotOpen):
            key.open_sealed(bad)
    with pytest.raises(aead.CannotOpen):
        other.open_sealed(sealed)


@pytest.mark.parametrize("public", [b"short", bytes(32)])
def test_nothing_is_sealed_to_an_unusable_public_key(public: bytes) -> None:
    with pytest.raises(ValueError, match="key"):
        blind.seal_to(public, b"message")


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 0), (1, 1), (2, 2), (9, 10), (100, 104), (4097, 4352), (65_536, 65_536), (65_537, 67_584)],
)
def test_padme_rounds_lengths_as_published(length: int, padded: int) -> None:
    assert padding.padme(length) == padded


def test_padme_never_shortens_and_never_adds_more_than_twelve_percent() -> None:
    for length in range(2, 20_000):
        assert length <= padding.padme(length) <= length * 1.12


def test_uniform_reaches_every_number_below_its_bound_and_none_else() -> None:
    drawn = Counter(randomness.uniform(5) for _ in range(2_000))
    assert sorted(drawn) == [0, 1, 2, 3, 4]
    assert min(drawn.values()) > 250  # 400 expected; below 250 happens once in 10^16
    assert randomness.uniform(1) == 0
    with pytest.raises(ValueError, match="nothing"):
        randomness.uniform(0)


def test_a_random_secret_has_the_length_asked_for() -> None:
    assert len(randomness.random_secret(16)) == 16
    assert len(randomness.random_bytes(7)) == 7


def test_the_relays_part_of_crypto_imports_nothing_that_opens() -> None:
    code = "import sys, app.crypto.blind; print(*sorted(n for n in sys.modules if n.startswith('app.crypto.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == ["app.crypto.blind", "app.crypto.hashing", "app.crypto.secret"]
