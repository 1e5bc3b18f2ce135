"""Rewritten messages: what is refused, that link and passcode never meet, and what is left of settings that somebody changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.messages import LANGUAGES, link_message, original, passcode_message
from app.ops.sharing import CreatedShare
from app.ops.templates import (
    MOST,
    MOST_SUBJECT,
    PLACES,
    Template,
    clean,
    encode_own,
    is_sound,
    parse_own,
    require_sound,
)

LINKS = (Template.LETTER, Template.CHAT)
SHARE = CreatedShare(
    "id", "Portal", Secret("https://r.example/s/A#1g"), Secret("ABCDE"), datetime(2026, 7, 23, 13, 2, tzinfo=UTC), 1
)


def refused(template: Template, text: str) -> str:
    with pytest.raises(UserError) as caught:
        require_sound(template, text)
    return caught.value.code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", list(Template))
def test_the_messages_that_come_with_lacre_are_sound(language: str, template: Template) -> None:
    require_sound(template, original(language, template))


@pytest.mark.parametrize("template", LINKS)
def test_a_link_message_without_the_links_place_is_refused(template: Template) -> None:
    assert refused(template, "Hello, it ends {until}.") == "template-no-link"


@pytest.mark.parametrize("template", LINKS)
def test_a_link_message_with_the_passcode_is_refused(template: Template) -> None:
    assert refused(template, "{url} and {passcode}") == "template-both"


@pytest.mark.parametrize("place", sorted(set(PLACES[Template.LETTER]) - {"sign"}))
def test_a_passcode_message_that_tells_of_the_link_is_refused(place: str) -> None:
    assert refused(Template.PASSCODE, "{passcode} {" + place + "}") == "template-link"


def test_an_address_that_was_pasted_into_the_passcode_message_is_refused() -> None:
    assert refused(Template.PASSCODE, "{passcode} https://relay.example/s/x") == "template-link"


def test_a_passcode_message_without_the_passcode_is_refused() -> None:
    assert refused(Template.PASSCODE, "It comes later.") == "template-no-passcode"


@pytest.mark.parametrize("text", ["{url} {name}", "{url} {", "{url} }", "{url} {{url}}", "{url}{}"])
def test_a_place_that_does_not_exist_is_refused(text: str) -> None:
    assert refused(Template.CHAT, text) == "template-place"


def test_a_message_beyond_its_most_is_refused() -> None:
    assert refused(Template.CHAT, "{url}" + "x" * MOST) == "template-too-long"


def test_what_is_kept_comes_back_the_same() -> None:
    own = {("fr", Template.CHAT): "« {url} »\n\n{sign}", ("pt_PT", Template.PASSCODE): "Código: {passcode}"}
    assert parse_own(encode_own(own)) == own
    assert encode_own({}) == ""
    assert parse_own("") == {}


@pytest.mark.parametrize("kept", ["[", "[]", "7", '{"en.link": 7}', '{"en.other": "{url}"}', "[" * 100_000])
def test_settings_that_are_no_messages_hold_none(kept: str) -> None:
    assert parse_own(kept) == {}


def test_an_unsound_message_that_somebody_wrote_into_the_settings_is_not_used() -> None:
    kept = json.dumps({"en.passcode": "{passcode} {url}", "en.link": "{url} {passcode}", "en.link-brief": "{url}"})
    assert parse_own(kept) == {("en", Template.CHAT): "{url}"}


def test_what_cannot_be_seen_is_not_kept() -> None:
    assert clean(" a\u202eb\x00 \r\n\n {url}  \n") == "ab\n\n {url}"


def test_own_words_are_filled_as_the_ready_ones_are() -> None:
    assert link_message(SHARE, "en", brief=True, own="For {what} {sign}: {url}").text() == (
        "For “Portal”: https://r.example/s/A#1g"
    )
    assert passcode_message(SHARE, "en", sender="Ana", own="{sign} says {passcode}").text() == "Ana says ABCDE"


def test_all_messages_of_all_languages_fit_into_the_settings() -> None:
    longest = "{url}" + "\U0001f511" * (MOST - 5)
    assert is_sound(Template.CHAT, longest)
    own = {(language, template): longest for language in LANGUAGES for template in Template}
    assert len(json.dumps(encode_own(own), ensure_ascii=False).encode()) < 200 * 1024


@pytest.mark.parametrize(
    "text", ["", "two\nlines", "see {url}", "{what} for you", "https://relay.example", "x" * (MOST_SUBJECT + 1)]
)
def test_a_subject_is_one_line_that_tells_nothing_of_what_is_shared(text: str) -> None:
    assert refused(Template.SUBJECT, text) == "template-subject"


def test_a_subject_never_has_the_passcode_and_may_have_the_senders_name() -> None:
    assert refused(Template.SUBJECT, "{passcode}") == "template-both"
    assert is_sound(Template.SUBJECT, "From {sign}, as agreed")
