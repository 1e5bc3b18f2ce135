"""What must hold of request links, forms and submissions for whatever comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.boxes import BoxKey
from app.crypto.secret import Secret
from app.errors import Malformed, PeerError
from app.share.asking.form import (
    FIELDS,
    PARTS,
    Form,
    FormField,
    FormPart,
    encode_form,
    open_form,
    parse_form,
    seal_form,
)
from app.share.asking.keys import GiverKeys, RequestKeys
from app.share.asking.link import RequestLink, encode_request_link, parse_request_link
from app.share.asking.submission import (
    Answer,
    Asked,
    Submission,
    open_submission,
    parse_submission,
    require_fitting,
    seal_submission,
)
from app.share.link import Kind
from app.share.wire import requests
from app.share.wire.canonical import encode, parse
from app.share.wire.request_documents import RequestHeader, parse_request_conditions, parse_request_header

KEYS = st.binary(min_size=32, max_size=32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BOX = BoxKey.generate()
OCTETS = st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))

fields = st.builds(FormField, st.sampled_from(FIELDS), TEXTS, TEXTS, st.booleans())
parts = st.builds(
    FormPart, st.sampled_from(PARTS), TEXTS, st.integers(1, 50), st.lists(fields, min_size=1, max_size=4).map(tuple)
)
forms = st.builds(
    Form,
    sender=TEXTS,
    note=TEXTS,
    entry=st.sampled_from(["symbols", "words", "digits", "text", "none"]),
    files=st.just("none"),
    parts=st.lists(parts, min_size=1, max_size=4).map(tuple),
)


@st.composite
def submissions(draw: st.DrawFn) -> tuple[Form, Submission]:
    form = draw(forms)
    chosen = draw(st.lists(st.integers(0, len(form.parts) - 1), unique=True, min_size=1))
    answers = tuple(Answer(n, tuple(draw(TEXTS) for _ in form.parts[n].fields)) for n in chosen)
    session = draw(st.binary(min_size=16, max_size=16))
    language = draw(st.sampled_from(["pt-PT", "pt-BR", "en", "es", "fr"]))
    return form, Submission(1, language, session, draw(st.integers(0, 1_000_000)), 0, draw(TEXTS) + "x", answers)


@given(KEYS, st.binary(min_size=16, max_size=16), st.sampled_from(Kind))
def test_a_link_is_read_as_it_was_written(secret: bytes, request_id: bytes, kind: Kind) -> None:
    link = RequestLink("https://relay.example", request_id, kind, Secret(secret), BOX.public)
    assert parse_request_link(f" «{encode_request_link(link)}».") == link


@given(st.text(max_size=300), st.integers(0, 200))
def test_whatever_is_no_link_is_damaged_and_nothing_else(text: str, cut: int) -> None:
    link = encode_request_link(
        RequestLink("https://relay.example", bytes(16), Kind.NONE, Secret(bytes(32)), BOX.public)
    )
    for broken in (text, link[:cut] if cut < len(link) else link[:-1], link[:cut] + "\u00e9" + link[cut + 1 :]):
        assert outcome(broken) == "damaged" or outcome(broken) in broken


def outcome(text: str) -> str:
    try:
        return encode_request_link(parse_request_link(text))
    except PeerError as error:
        return error.code


@given(OCTETS)
def test_a_parser_takes_what_is_canonical_or_says_that_it_is_malformed(octets: bytes) -> None:
    readers = [
        parse_form,
        parse_submission,
        parse_request_header,
        lambda given: parse_request_conditions(given, 0),
        *[
            lambda given, kind=kind: parse(kind, given)
            for kind in (
                requests.Ask,
                requests.Look,
                requests.Offer,
                requests.Submit,
                requests.Collected,
                requests.Fetch,
            )
        ],
    ]
    for read in readers:
        with pytest.raises(Malformed):
            read(octets)


@given(forms, KEYS)
def test_a_form_opens_as_it_was_sealed_and_to_no_other_header(form: Form, secret: bytes) -> None:
    keys = RequestKeys.of(Secret(secret), bytes(16), BOX.public)
    assert parse_form(encode_form(form)) == form
    sealed = seal_form(keys, b"{}", form)
    assert open_form(keys.form, b"{}", 0, sealed) == form
    with pytest.raises(PeerError, match="damaged"):
        open_form(keys.form, b"[]", 0, sealed)


@given(submissions(), KEYS)
def test_what_is_given_opens_as_it_was_sealed_and_for_nobody_else(
    given_: tuple[Form, Submission], giver: bytes
) -> None:
    form, found = given_
    header = encode(RequestHeader(1, "request", 0, 1, 1, 1, 0, "https://relay.example"))
    asked, keys = Asked(header, 0, form), GiverKeys.kept(Secret(giver))
    envelope = seal_submission(BOX.public, keys, asked, found)
    assert open_submission(BOX, keys, asked, envelope, 0) == found
    for other_box, other_keys in ((BoxKey.generate(), keys), (BOX, GiverKeys.kept(Secret(giver[::-1] + b"")))):
        if other_box is BOX and giver == giver[::-1]:
            continue
        with pytest.raises(PeerError, match="forged"):
            open_submission(other_box, other_keys, asked, envelope, 0)


@given(submissions(), st.integers(0, 4248), st.integers(1, 255))
def test_no_octet_of_an_envelope_can_be_another(given_: tuple[Form, Submission], place: int, change: int) -> None:
    form, found = given_
    asked, keys = Asked(b"{}", 0, form), GiverKeys.kept(Secret(bytes(32)))
    envelope = bytearray(seal_submission(BOX.public, keys, asked, found))
    envelope[place] ^= change
    with pytest.raises(PeerError, match="forged" if place < 112 else "damaged"):
        open_submission(BOX, keys, asked, bytes(envelope), 0)


@given(submissions(), submissions())
def test_what_answers_another_form_fits_only_if_its_answers_do(
    one: tuple[Form, Submission], other: tuple[Form, Submission]
) -> None:
    form, found = one[0], other[1]
    fits = all(
        answer.part < len(form.parts) and len(answer.values) == len(form.parts[answer.part].fields)
        for answer in found.answers
    )
    if fits:
        require_fitting(found, Asked(b"", 0, form), 0)
    else:
        with pytest.raises(Malformed):
            require_fitting(found, Asked(b"", 0, form), 0)
    with pytest.raises(Malformed):
        require_fitting(found, Asked(b"", 2_147_811_328, form), 4136)
