"""What must hold of names, lengths, texts and chunks for whatever comes in."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.errors import PeerError
from app.share.accepting import parse_acceptance, parse_terms, seal_acceptance
from app.share.files import FileSeal, Layout, texts
from app.share.manifest import ManifestFile
from app.share.names import safe_name, safe_names
from app.share.sources import Pieces, Text
from app.share.stream import changes
from app.share.wire.transfers import CHUNK, HEAD_ROOM, PUT_LIMIT, SEALED_CHUNK, Piece, encode_put, parse_put
from tests.property.test_share import only

LETTERS = st.characters(exclude_categories=["Cs"])
NAMES = st.text(LETTERS | st.sampled_from('./\\ :*?"<>|\u202e\u200b\x00CONnul123()'), min_size=1, max_size=60)
LENGTHS = st.integers(0, 2_147_483_648)


def folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


@given(NAMES)
def test_a_safe_name_climbs_nowhere_and_means_nothing(name: str) -> None:
    safe = safe_name(name)
    parts = safe.split("/")
    assert 1 <= len(parts) <= 16
    for part in parts:
        assert part not in ("", ".", "..")
        assert len(part.encode()) <= 180
        assert not part.startswith((" ", ".", "~/"))
        assert not part.endswith((" ", "."))
        assert not re.search(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\]', part)
        assert not PureWindowsPath(part).is_reserved()
    assert safe_name(safe) == safe


@given(st.lists(NAMES, max_size=12))
def test_names_of_one_share_never_meet(names: list[str]) -> None:
    given_names = [folded(name) for name in safe_names(names)]
    assert len(set(given_names)) == len(names)
    for name in given_names:
        assert not any(other.startswith(f"{name}/") for other in given_names)


@given(LENGTHS)
def test_lengths_fit_and_tell_little(content: int) -> None:
    layout = Layout(content)
    assert content <= layout.padded <= 2_147_483_648
    assert layout.padded <= max(4096, content * 1.12)
    assert layout.sealed == layout.padded + 40 * layout.chunks
    assert layout.place(layout.chunks - 1, 16)[1] == layout.sealed
    assert layout.place(0, 1)[0] == 0


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=8), st.data())
def test_the_text_can_be_read_from_any_place_in_any_steps(contents: list[bytes], data: st.DataObject) -> None:
    files = [ManifestFile("a", "", len(content)) for content in contents]
    cut = data.draw(st.integers(1, 9))

    def pieces(content: bytes) -> list[bytes]:
        return [content[at : at + cut] for at in range(0, len(content), cut)]

    sources = [Pieces(file, lambda c=content: iter(pieces(c))) for file, content in zip(files, contents, strict=True)]  # type: ignore[misc]
    whole = b"".join(contents)
    at = data.draw(st.integers(0, len(whole) + 5))
    room = memoryview(bytearray(b"\xff" * (len(whole) + 20)))
    step = data.draw(st.integers(1, 30))
    with Text(sources, at) as text:
        for start in range(0, len(room), step):
            text.fill(room[start : start + step])
    assert bytes(room) == whole[at:].ljust(len(room), b"\x00")


@given(st.binary(max_size=5000), st.binary(min_size=32, max_size=32), st.data())
def test_a_sealed_chunk_opens_only_as_what_it_is(content: bytes, key: bytes, data: st.DataObject) -> None:
    layout = Layout(len(content))
    seal = FileSeal(Secret(key), layout)
    room = bytearray(layout.sealed)
    (place,) = texts(memoryview(room), layout, 0)
    place[: len(content)] = content
    seal.seal(memoryview(room), 0)
    flipped = bytearray(room)
    bit = data.draw(st.integers(0, len(room) * 8 - 1))
    flipped[bit // 8] ^= 1 << bit % 8
    ((start, text),) = seal.open(memoryview(room), 0)
    assert (start, bytes(text[: len(content)])) == (0, content)
    with pytest.raises(PeerError, match="damaged"):
        list(seal.open(memoryview(flipped), 0))


@given(st.integers(0, 2**32 - 1), st.binary(min_size=1, max_size=100), st.binary(max_size=200))
def test_a_put_comes_back_from_its_octets(offset: int, octets: bytes, stranger: bytes) -> None:
    room = memoryview(bytearray(HEAD_ROOM) + octets)
    piece, found = parse_put(encode_put(Piece(bytes(32), offset), room))
    assert (piece.offset, bytes(found)) == (offset, octets)
    with only("malformed"):
        parse_put(stranger)


@given(st.text(LETTERS, min_size=1, max_size=120), st.binary(max_size=100), st.integers(0, 253_402_300_799))
def test_an_acceptance_is_always_as_long(name: str, header: bytes, at: int) -> None:
    with only("name-length"):
        assert len(seal_acceptance(Secret(bytes(32)), name, at, header, b"terms")) == 1064


@given(st.binary(max_size=300))
def test_what_a_stranger_says_is_read_or_malformed(octets: bytes) -> None:
    for read in (parse_terms, parse_acceptance, lambda found: list(changes([found], 2))):
        with only("malformed"):
            read(octets)


def test_sixteen_chunks_are_what_one_message_holds() -> None:
    assert (PUT_LIMIT, SEALED_CHUNK) == (16 * (CHUNK + 40), 262_184)
