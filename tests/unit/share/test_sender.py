"""The sender's side: what is sent, what is kept, what is refused before anything is sealed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.crypto.blind import blake2b_256
from app.crypto.secret import Secret
from app.errors import LacreError, Malformed, OurError, UserError
from app.share.documents import Cover, conditions_mac
from app.share.keys import LinkKeys
from app.share.link import Kind
from app.share.manifest import Manifest, ManifestField, ManifestFile
from app.share.sender import Terms, amend, encode_secrets, parse_secrets, prepare, renew
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import parse_conditions, parse_header
from app.share.wire.messages import Create

NOW = 1_800_000_000
MANIFEST = Manifest(1, "olá", (ManifestField("Palavra-passe", "password", "s3nha"),))
TERMS = Terms("https://relay.example", NOW + 3600, 3, Kind.NONE, None, Cover("Ana Moreira", "", "none"))


def test_what_is_sent_is_what_the_relay_parses() -> None:
    create, secrets = prepare(MANIFEST, TERMS, NOW)
    assert parse(Create, encode(create)) == create
    header = parse_header(create.header)
    assert (header.created, header.expires, header.views, header.size) == (NOW, NOW + 3600, 3, len(create.body))
    conditions = parse_conditions(create.conditions, NOW)
    assert (conditions.n, conditions.expires, conditions.views, conditions.paused) == (0, NOW + 3600, 3, False)
    assert blake2b_256(secrets.owner.reveal()) == create.owner_hash
    assert secrets.link.id == create.id


def test_two_shares_of_the_same_have_nothing_secret_in_common() -> None:
    first, second = (prepare(MANIFEST, TERMS, NOW)[0] for _ in range(2))
    for member in (
        "id",
        "link_hash",
        "proof_key",
        "half",
        "owner_hash",
        "header_mac",
        "cover",
        "conditions_mac",
        "body",
    ):
        assert getattr(first, member) != getattr(second, member), member


def test_the_owner_keeps_neither_the_half_nor_a_key_that_opens() -> None:
    create, secrets = prepare(MANIFEST, TERMS, NOW)
    kept = encode_secrets(secrets).reveal()
    assert create.half not in kept
    assert encode(create).split(b'"half":"')[1][:44] not in kept


def test_nothing_of_the_inside_is_readable_in_what_is_sent() -> None:
    octets = encode(prepare(MANIFEST, TERMS, NOW)[0])
    for canary in (b"s3nha", b"Palavra", "olá".encode(), b"Ana Moreira"):
        assert canary not in octets


def test_what_the_owner_keeps_comes_back_from_its_octets() -> None:
    terms = replace(TERMS, kind=Kind.TYPED, passcode=Secret("quatro palavras ao acaso"))
    _, secrets = prepare(MANIFEST, terms, NOW)
    assert parse_secrets(encode_secrets(secrets)) == secrets
    bare = parse_secrets(encode_secrets(secrets.without_link()))
    assert (bare.url, bare.passcode, bare.owner) == (None, None, secrets.owner)
    assert secrets.link.secret.reveal() not in encode_secrets(bare).reveal()
    assert "quatro" not in repr(secrets)
    with pytest.raises(Malformed):
        parse_secrets(Secret(b"{}"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"relay": "http://relay.example"}, "bad-relay"),
        ({"expires": NOW}, "bad-expiry"),
        ({"expires": NOW + 34_560_001}, "bad-expiry"),
        ({"views": 0}, "bad-views"),
        ({"views": 1001}, "bad-views"),
        ({"kind": Kind.TYPED, "passcode": Secret("\u0378")}, "unusable-passcode"),
        ({"kind": Kind.TYPED, "passcode": Secret(" - ")}, "unusable-passcode"),
        ({"kind": Kind.GENERATED, "passcode": Secret("ABC")}, "mistyped-passcode"),
        ({"kind": Kind.TYPED}, "passcode-kind"),
        ({"passcode": Secret("x")}, "passcode-kind"),
        ({"cover": Cover("a" * 81, "", "none")}, "cover-too-long"),
        ({"cover": Cover("", "a" * 201, "none")}, "cover-too-long"),
    ],
)
def test_what_no_relay_or_recipient_would_take_is_refused_at_once(change: dict[str, object], code: str) -> None:
    with pytest.raises(LacreError) as caught:
        prepare(MANIFEST, replace(TERMS, **change), NOW)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_more_than_a_frame_holds_is_refused_and_the_most_is_not() -> None:
    room = 1_048_576 - 4 - len(encode(Manifest(1, "", ()))) - 10_000
    assert len(prepare(Manifest(1, "a" * room, ()), TERMS, NOW)[0].body) <= 1_048_904
    with pytest.raises(UserError, match="too-large"):
        prepare(Manifest(1, "a" * (room + 20_000), ()), TERMS, NOW)


def test_each_change_of_conditions_has_the_next_number_and_a_right_mac() -> None:
    _, secrets = prepare(MANIFEST, TERMS, NOW)
    for n, change in enumerate([{"expires": NOW + 7200}, {"views": 5}, {"paused": True}], start=1):
        message, secrets = amend(secrets, **change)
        assert parse_conditions(message.conditions, NOW).n == n
        keys = LinkKeys.of(secrets.link.secret, secrets.link.id)
        assert message.conditions_mac == conditions_mac(keys, secrets.header, message.conditions)
    last = parse_conditions(secrets.conditions, NOW)
    assert (last.expires, last.views, last.paused) == (NOW + 7200, 5, True)


def test_a_change_beyond_the_limits_is_refused() -> None:
    _, secrets = prepare(MANIFEST, TERMS, NOW)
    for change, code in (({"expires": NOW}, "bad-expiry"), ({"expires": NOW + 34_560_001}, "bad-expiry")):
        with pytest.raises(UserError, match=code):
            amend(secrets, **change)
    with pytest.raises(UserError, match="bad-views"):
        amend(secrets, views=0)


def test_what_a_share_demands_is_in_its_header_and_sealed() -> None:
    terms = replace(TERMS, starts=NOW + 60, trace=True, accept="Confidencial", address="Anabela.Silva@example.pt")
    create, secrets = prepare(MANIFEST, terms, NOW)
    header = parse_header(create.header)
    assert (header.starts, header.terms, header.identity, header.trace) == (NOW + 60, True, True, True)
    assert parse_conditions(create.conditions, NOW).starts == NOW + 60
    assert len(create.identity_hash) == 32
    octets = encode(create)
    for canary in (b"Confidencial", b"example.pt", b"Anabela."):
        assert canary not in octets
    assert "Confidencial" not in repr(terms)
    assert parse_secrets(encode_secrets(secrets)) == secrets
    dead = parse_secrets(encode_secrets(secrets.without_link()))
    assert (dead.url, dead.accepting) == (None, secrets.accepting)


def test_what_was_kept_before_there_were_terms_is_read_and_written_as_it_was() -> None:
    kept = b'{"url":null,"passcode":null,"owner":"' + b"A" * 43 + b'=","header":"","conditions":""}'
    assert encode_secrets(parse_secrets(Secret(kept))).reveal() == kept


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts": NOW - 1}, "bad-start"),
        ({"starts": NOW + 3600}, "bad-start"),
        ({"accept": "a" * 8001}, "terms-length"),
        ({"accept": "\x01" * 8000}, "terms-length"),
        ({"address": "ana"}, "bad-address"),
    ],
)
def test_demands_that_no_relay_or_recipient_would_take_are_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(UserError, match=code):
        prepare(MANIFEST, replace(TERMS, **change), NOW)  # type: ignore[arg-type]


def test_a_renewal_keeps_link_passcode_and_owner_and_nothing_else() -> None:
    create, secrets = prepare(MANIFEST, TERMS, NOW)
    message, again = renew(
        secrets, MANIFEST, replace(TERMS, expires=NOW + 9000, relay="https://other.example"), NOW + 5000
    )
    assert (message.id, again.link, again.owner) == (create.id, secrets.link, secrets.owner)
    header = parse_header(message.header)
    assert (header.relay, header.created, header.expires) == ("https://relay.example", NOW + 5000, NOW + 9000)
    for member in ("half", "header_mac", "cover", "conditions_mac", "body"):
        assert getattr(message, member) != getattr(create, member), member
    with pytest.raises(UserError, match="share-over"):
        renew(secrets.without_link(), MANIFEST, TERMS, NOW)


def test_files_are_in_the_header_by_their_length_alone() -> None:
    manifest = Manifest(1, "", (), (ManifestFile("segredo.pdf", "application/pdf", 5000),), bytes(32))
    create, _ = prepare(manifest, TERMS, NOW, upload=Secret(b"u" * 32))
    assert (parse_header(create.header).files, create.upload) == (5160, b"u" * 32)
    assert b"segredo" not in encode(create)
    with pytest.raises(OurError, match="upload-without-files"):
        prepare(MANIFEST, TERMS, NOW, upload=Secret(bytes(32)))
