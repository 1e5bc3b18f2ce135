"""What must hold of links, documents and bodies for whatever comes in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.errors import LacreError, Malformed, PeerError, UserError
from app.share.body import COMMIT_OCTETS, encode_frame, frame_length, open_body, parse_frame, seal_body
from app.share.documents import (
    Cover,
    conditions_mac,
    encode_cover,
    header_mac,
    open_cover,
    parse_cover,
    require_conditions,
    require_header,
    seal_cover,
)
from app.share.keys import LinkKeys
from app.share.link import Kind, Link, encode_link, parse_link
from app.share.manifest import KINDS, Manifest, ManifestField, encode_manifest, parse_manifest
from app.share.passcode import normalise
from app.share.wire.canonical import encode, parse, parse_refusal
from app.share.wire.documents import (
    FILES_LEAST,
    FILES_LIMIT,
    LIFETIME_LIMIT_S,
    RULES,
    SIZE_LEAST,
    SIZE_LIMIT,
    Conditions,
    Header,
    encode_conditions,
    encode_header,
    parse_conditions,
    parse_header,
)
from app.share.wire.invisible import without_invisible
from app.share.wire.messages import Claim, Create, Granted, Hello, Owned, Refusal, Statuses, Welcome

ORIGINS = st.sampled_from(
    [
        "https://relay.example",
        "https://a.xn--caf-dma.pt:8443",
        "http://127.0.0.1:8750",
        "http://[::1]",
        "https://[::ffff:1.2.3.4]",
    ]
)
KEYS = st.binary(min_size=32, max_size=32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
CREATED = st.integers(0, 2_000_000_000)
LIFETIMES = st.integers(1, LIFETIME_LIMIT_S)
VIEWS = st.integers(1, 1000)


@st.composite
def links(draw: st.DrawFn) -> Link:
    share_id = draw(st.binary(min_size=16, max_size=16))
    return Link(draw(ORIGINS), share_id, draw(st.sampled_from(list(Kind))), Secret(draw(KEYS)))


@st.composite
def headers(draw: st.DrawFn) -> Header:
    created, lifetime = draw(CREATED), draw(LIFETIMES)
    return Header(
        v=1,
        kind="share",
        created=created,
        starts=created + draw(st.integers(0, lifetime - 1)),
        expires=created + lifetime,
        views=draw(VIEWS),
        size=draw(st.integers(SIZE_LEAST, SIZE_LIMIT)),
        files=draw(st.just(0) | st.integers(FILES_LEAST, FILES_LIMIT)),
        relay=draw(ORIGINS),
        rules=tuple(rule for rule in RULES if draw(st.booleans())),
        terms=draw(st.booleans()),
        identity=draw(st.booleans()),
        trace=draw(st.booleans()),
    )


@st.composite
def covers(draw: st.DrawFn) -> Cover:
    sender, note = draw(TEXTS.map(lambda text: text[:80])), draw(TEXTS.map(lambda text: text[:200]))
    return Cover(sender, note, draw(st.sampled_from(["symbols", "words", "digits", "text", "none"])))


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    kinds = st.sampled_from([*sorted(KINDS), "iban"])
    fields = st.lists(st.builds(ManifestField, TEXTS.map(lambda text: text[:200]), kinds, TEXTS), max_size=5)
    return Manifest(v=1, message="x" + draw(TEXTS), fields=tuple(draw(fields)))


@st.composite
def flips(draw: st.DrawFn, octets: bytes) -> bytes:
    """The octets with one bit changed."""
    bit = draw(st.integers(0, len(octets) * 8 - 1))
    changed = bytearray(octets)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@contextlib.contextmanager
def only(code: str) -> Iterator[None]:
    """This error may come, and no other."""
    try:
        yield
    except LacreError as error:
        if error.code != code:
            raise


def refuses(call: Any, *arguments: Any, code: str = "damaged") -> None:
    with pytest.raises(PeerError, match=code):
        call(*arguments)


@given(links())
def test_a_link_comes_back_from_its_text(link: Link) -> None:
    assert parse_link(encode_link(link)) == link


@given(links(), st.data())
def test_invisible_characters_anywhere_do_no_harm(link: Link, data: st.DataObject) -> None:
    text = encode_link(link)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from("\t\n\r \u00a0\u00ad\u200b\u2028\ufeff\ufe0f")) + text[at:]
    assert parse_link(text) == link


@given(links(), st.data())
def test_one_changed_character_of_the_secret_part_is_found(link: Link, data: st.DataObject) -> None:
    text = encode_link(link)
    first = text.index("#") + 1
    at = data.draw(st.integers(first, len(text) - 1))
    other = data.draw(st.sampled_from("ABCXYZabcxyz0189-_.").filter(lambda letter: letter != text[at]))
    with contextlib.suppress(PeerError):  # one of 2^36 changes fits the check; none of them gives the same link
        assert parse_link(text[:at] + other + text[at + 1 :]) != link


@given(links(), st.data())
def test_a_mangled_link_is_repaired_or_damaged_and_nothing_else(link: Link, data: st.DataObject) -> None:
    text = encode_link(link)
    for _ in range(data.draw(st.integers(1, 6))):
        at, end = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 3))
        text = text[:at] + data.draw(st.text(max_size=4)) + text[at + end :]
    with only("damaged"):
        parsed = parse_link(text)
        assert parse_link(encode_link(parsed)) == parsed


@given(st.text())
def test_any_text_is_a_link_or_damaged(text: str) -> None:
    for whole in (text, f"https://{text}", f"https://relay.example/s/{text}", f"https://a.example/?url={text}"):
        with only("damaged"):
            parse_link(whole)


@given(headers())
def test_a_header_comes_back_from_its_octets(header: Header) -> None:
    octets = encode_header(header)
    assert parse_header(octets) == header
    assert encode_header(parse_header(octets)) == octets


@given(CREATED, LIFETIMES, st.integers(0, 1_000_000), VIEWS, st.booleans())
def test_conditions_come_back_from_their_octets(created: int, lifetime: int, n: int, views: int, paused: bool) -> None:
    conditions = Conditions(n, created, created + lifetime, views, paused)
    assert parse_conditions(encode_conditions(conditions), created) == conditions


@given(covers())
def test_a_cover_comes_back_from_its_octets(cover: Cover) -> None:
    plain = encode_cover(cover)
    assert len(plain) % 256 == 0
    assert parse_cover(plain) == cover


@given(manifests())
def test_a_manifest_comes_back_from_its_octets(manifest: Manifest) -> None:
    assert parse_manifest(encode_manifest(manifest)) == manifest


@given(st.binary(max_size=9000))
def test_a_frame_comes_back_from_its_octets(manifest: bytes) -> None:
    frame = encode_frame(manifest, frame_length(len(manifest)))
    assert parse_frame(frame) == manifest
    with pytest.raises(Malformed):
        parse_frame(frame + b"\x00")
    with pytest.raises(Malformed):
        parse_frame(frame[:-1])


@given(st.binary(max_size=300), CREATED)
def test_octets_of_a_stranger_are_parsed_or_malformed(octets: bytes, created: int) -> None:
    for kind in (Create, Hello, Welcome, Claim, Granted, Owned, Statuses):
        with contextlib.suppress(Malformed):
            assert encode(parse(kind, octets)) == octets
    for parser in (parse_header, parse_cover, parse_manifest, parse_frame):
        with contextlib.suppress(Malformed):
            parser(octets)
    with contextlib.suppress(Malformed):
        parse_conditions(octets, created)
    parse_refusal(Refusal, octets)


@given(headers(), KEYS, st.data())
def test_any_flipped_bit_of_a_header_or_its_mac_is_refused(header: Header, secret: bytes, data: st.DataObject) -> None:
    keys, octets = LinkKeys.of(Secret(secret), bytes(16)), encode_header(header)
    mac = header_mac(keys, octets)
    assert require_header(keys, octets, mac) == header
    refuses(require_header, keys, data.draw(flips(octets)), mac)
    refuses(require_header, keys, octets, data.draw(flips(mac)))


@given(headers(), LIFETIMES, KEYS, st.data())
def test_any_flipped_bit_of_conditions_is_refused(
    header: Header, lifetime: int, secret: bytes, data: st.DataObject
) -> None:
    keys, octets = LinkKeys.of(Secret(secret), bytes(16)), encode_header(header)
    conditions = encode_conditions(Conditions(3, header.created, header.created + lifetime, 2, paused=True))
    mac = conditions_mac(keys, octets, conditions)
    require_conditions(keys, octets, conditions, mac)
    refuses(require_conditions, keys, octets, data.draw(flips(conditions)), mac)
    refuses(require_conditions, keys, octets, conditions, data.draw(flips(mac)))
    refuses(require_conditions, keys, data.draw(flips(octets)), conditions, mac)


@given(covers(), KEYS, st.data())
def test_any_flipped_bit_of_a_cover_is_refused(cover: Cover, secret: bytes, data: st.DataObject) -> None:
    keys = LinkKeys.of(Secret(secret), bytes(16))
    sealed = seal_cover(keys, b"header", cover)
    assert open_cover(keys, b"header", sealed) == cover
    refuses(open_cover, keys, b"header", data.draw(flips(sealed)))
    refuses(open_cover, keys, b"other", sealed)


@given(manifests(), KEYS, st.data())
def test_any_flipped_bit_of_a_body_is_refused(manifest: Manifest, key: bytes, data: st.DataObject) -> None:
    body = seal_body(Secret(key), manifest)
    assert open_body(Secret(key), len(body), 0, body) == manifest
    flipped = data.draw(flips(body))
    refuses(open_body, Secret(key), len(body), 0, flipped)
    cut = data.draw(st.integers(0, len(body) - 1))
    refuses(open_body, Secret(key), cut, 0, body[:cut])
    refuses(open_body, Secret(data.draw(flips(key))), len(body), 0, body)
    assert flipped[:COMMIT_OCTETS] != body[:COMMIT_OCTETS] or flipped[COMMIT_OCTETS:] != body[COMMIT_OCTETS:]


@given(st.text(max_size=300))
def test_any_passcode_is_normalised_once_for_all_or_refused(text: str) -> None:
    with only("unusable-passcode"):
        normal = normalise(text)
        assert 1 <= len(normal) <= 1024
        assert not set("OIL -") & set(normal.text())
        assert without_invisible(normal.text()) == normal.text()


@settings(max_examples=300)
@given(st.text(st.characters(max_codepoint=0x52F, exclude_categories=["Cs", "Cn"]), min_size=1, max_size=20))
def test_case_and_grouping_of_common_letters_make_no_difference(text: str) -> None:
    try:
        normal = normalise(text)
    except UserError:
        return
    assert normalise(f" {text}\u200b-") == normal
    assert normalise(normal.text()) == normal
