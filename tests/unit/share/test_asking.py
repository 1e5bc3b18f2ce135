"""Asker and giver as machines: what is refused before it is made, what a hostile one costs, and who is out of turn."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app.crypto.aead import CannotOpen
from app.crypto.blind import seal_to
from app.crypto.boxes import BoxKey
from app.crypto.hashing import derive
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.crypto.stream import seal_stream
from app.errors import LacreError, Malformed, PeerError
from app.share.asking.asker import (
    AskerSecrets,
    Wanted,
    amend_request,
    encode_asker,
    parse_asker,
    prepare_request,
)
from app.share.asking.form import Form, FormField, FormPart
from app.share.asking.giver import Giver
from app.share.asking.keys import GiverKeys
from app.share.asking.submission import Answer, Submission
from app.share.body import encode_frame, frame_length
from app.share.link import Kind
from app.share.manifest import ManifestFile
from app.share.wire.requests import Ask, Shown

NOW = 1_800_000_000
MEMORY = 32 * 1024 * 1024
FORM = Form("Ana", "", "none", "none", (FormPart("text", "", 2, (FormField("note", "", "", True),)),))
WANTED = Wanted("https://relay.example", NOW + 60, 1, 1000, 0, Kind.NONE, None, FORM)
GIVEN = Submission(1, "en", bytes(16), 0, NOW, "", (Answer(0, ("olá",)),))


def shown(ask: Ask, **change: Any) -> Shown:
    documents = ask.header, ask.header_mac, ask.form, ask.conditions, ask.conditions_mac
    return msgspec.structs.replace(Shown(*documents, b"c" * 32, 1, 5), **change)


def asked(**change: Any) -> tuple[Ask, AskerSecrets]:
    return prepare_request(replace(WANTED, **change), NOW)


def test_what_the_asker_keeps_is_read_as_it_was_written_and_says_nothing_of_itself() -> None:
    _, secrets = asked(kind=Kind.TYPED, passcode=Secret("493027"), form=FORM)
    again = parse_asker(encode_asker(secrets))
    assert (again.url, again.private, again.giver, again.form) == (
        secrets.url,
        secrets.private,
        secrets.giver,
        secrets.form,
    )
    assert "493027" not in repr(again)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"relay": "http://relay.example"}, "bad-relay"),
        ({"expires": NOW}, "bad-expiry"),
        ({"expires": NOW + 316_224_001}, "bad-expiry"),
        ({"takes": 0}, "bad-takes"),
        ({"takes": 1001}, "bad-takes"),
        ({"rate": 0}, "bad-takes"),
        ({"kind": Kind.TYPED}, "passcode-kind"),
        ({"files": 5000}, "form-files"),
        ({"kind": Kind.TYPED, "passcode": Secret("\ue000")}, "unusable-passcode"),
        ({"form": msgspec.structs.replace(FORM, note="x" * 1001)}, "request-note-too-long"),
        ({"form": msgspec.structs.replace(FORM, sender="x" * 81)}, "request-note-too-long"),
    ],
)
def test_what_no_client_could_use_is_not_made(change: dict[str, Any], code: str) -> None:
    with pytest.raises(LacreError, match=code):
        asked(**change)


def test_other_conditions_are_the_next_and_hold_for_the_same_link() -> None:
    ask, secrets = asked()
    message, later = amend_request(secrets, expires=NOW + 99, takes=7, paused=True)
    assert message.conditions == b'{"n":1,"starts":1800000000,"expires":1800000099,"views":7,"paused":true}'
    assert (later.url, later.header) == (secrets.url, secrets.header)
    giver = Giver(secrets.link)
    giver.shown(shown(ask, conditions=message.conditions, conditions_mac=message.conditions_mac))
    with pytest.raises(PeerError, match="damaged"):
        giver.shown(shown(ask, conditions=message.conditions))


def test_a_client_sees_what_the_asker_wrote_or_nothing() -> None:
    ask, secrets = asked()
    other, _ = asked()
    giver = Giver(secrets.link)
    with pytest.raises(LacreError, match="out-of-turn"):
        giver.offer()
    for change in (
        {"header_mac": bytes(32)},
        {"form": other.form},
        {"header": other.header, "header_mac": other.header_mac},
        {"conditions_mac": other.conditions_mac},
    ):
        with pytest.raises(PeerError, match="damaged"):
            giver.shown(shown(ask, **change))
    assert giver.shown(shown(ask)) == FORM
    with pytest.raises(LacreError, match="out-of-turn"):
        giver.seal(GIVEN)


def test_a_client_gives_nothing_that_does_not_fit() -> None:
    ask, secrets = asked()
    giver = Giver(secrets.link)
    giver.shown(shown(ask))
    giver.unlock()
    assert secrets.open(giver.seal(GIVEN), 0) == GIVEN
    with pytest.raises(Malformed):
        giver.seal(msgspec.structs.replace(GIVEN, answers=(Answer(1, ("x",)),)))
    with pytest.raises(Malformed):
        giver.seal(msgspec.structs.replace(GIVEN, files=(ManifestFile("a", "", 1),), key=bytes(32)))
    with pytest.raises(LacreError, match="too-large"):
        giver.seal(msgspec.structs.replace(GIVEN, answers=(Answer(0, ("x" * 1_048_576,)),)))


def sealed(secrets: AskerSecrets, manifest: bytes) -> bytes:
    """By somebody who has the link and is no friend."""
    data = random_secret()
    seal = seal_to(secrets.link.public, data.reveal())
    key = GiverKeys.kept(secrets.giver).submission(data, seal, secrets.header)
    frame = encode_frame(manifest, frame_length(len(manifest)))
    return seal + derive(key, "commit").reveal() + b"".join(seal_stream(derive(key, "stream"), [frame]))


HOSTILE = {
    "half a million values": b'{"v":1,"language":"en","session":"AAAAAAAAAAAAAAAAAAAAAA==","i":0,"at":0,"message":"x",'
    b'"answers":[{"part":0,"values":[' + b",".join([b'"x"'] * 200_000) + b']}],"files":[],"key":""}',
    "as many empty values as an envelope holds": b'{"v":1,"language":"en","session":"AAAAAAAAAAAAAAAAAAAAAA==","i":0,"at":0,'
    b'"message":"x","answers":[{"part":0,"values":[' + b",".join([b'""'] * 340_000) + b']}],"files":[],"key":""}',
    "a million brackets": b"[" * 1_000_000,
    "a hundred thousand files": b'{"v":1,"language":"en","session":"AAAAAAAAAAAAAAAAAAAAAA==","i":0,"at":0,"message":"x",'
    b'"answers":[],"files":[' + b",".join([b'{"name":"a","type":"","size":0}'] * 30_000) + b'],"key":""}',
    "members without end": b"{" + b",".join(b'"%d":0' % n for n in range(80_000)) + b"}",
    "one number of a million digits": b'{"v":' + b"1" * 1_000_000 + b"}",
    "a million items, which no envelope may hold": b'{"v":1,"files":[' + b",".join([b"0"] * 1_000_000) + b"]}",
    "a million files, which no envelope may hold": b'{"v":1,"files":['
    + b",".join([b'{"name":"a"}'] * 1_000_000)
    + b"]}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_somebody_with_the_link_makes_to_do_harm_is_damaged_soon_and_in_little_memory(name: str) -> None:
    _, secrets = asked()
    envelope = sealed(secrets, HOSTILE[name])
    began = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(PeerError, match="damaged"):
            secrets.open(envelope, 0)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
    assert time.process_time() - began < 5


def test_the_private_key_alone_opens() -> None:
    ask, secrets = asked()
    giver = Giver(secrets.link)
    giver.shown(shown(ask))
    giver.unlock()
    envelope = giver.seal(GIVEN)
    with pytest.raises(PeerError, match="forged"):
        replace(secrets, private=BoxKey.generate().private).open(envelope, 0)
    with pytest.raises(CannotOpen):
        BoxKey.generate().open_sealed(envelope[:80])
    with pytest.raises(PeerError, match="forged"):
        replace(secrets, giver=random_secret()).open(envelope, 0)
