"""The words of requests, in five languages: labels, and the messages that go with a link."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.host.paths import resources
from app.ops.request_options import STANDING, STANDING_LASTS, CreatedRequest, OwnField, RequestKind, RequestOptions
from app.ops.request_words import (
    LANGUAGES,
    Reminder,
    field_name,
    kind_name,
    labels,
    request_message,
    request_passcode_message,
    request_subject,
    word,
)
from app.share.asking.form import FIELDS, PARTS

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Lisbon")
URL = "https://relay.example/r/abc#1t.x"
CATALOGUE = json.loads((resources() / "translations" / "requests.json").read_bytes())
MADE = CreatedRequest("ab" * 16, RequestKind.LOGIN, "IRS", Secret(URL), Secret("493027"), NOW + timedelta(days=7), 1)


def test_every_language_has_every_word() -> None:
    shapes = {
        language: {section: list(words) for section, words in texts.items()} for language, texts in CATALOGUE.items()
    }
    assert set(shapes) == set(LANGUAGES)
    assert all(shape == shapes["en"] for shape in shapes.values())
    assert all(text.strip() for texts in CATALOGUE.values() for words in texts.values() for text in words.values())
    assert shapes["en"]["kinds"] == [kind.value for kind in RequestKind]
    assert shapes["en"]["fields"] == list(FIELDS)
    assert set(PARTS) <= set(shapes["en"]["kinds"])


def test_every_language_fills_the_same_places() -> None:
    for name, english in CATALOGUE["en"]["messages"].items():
        for language in LANGUAGES:
            found = re.findall(r"{\w+}", CATALOGUE[language]["messages"][name])
            assert sorted(found) == sorted(re.findall(r"{\w+}", english)), (language, name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brief", [False, True])
@pytest.mark.parametrize("again", [None, Reminder(NOW - timedelta(days=3), NOW)])
def test_a_message_has_the_link_and_never_the_passcode(language: str, brief: bool, again: Reminder | None) -> None:
    text = request_message(MADE, language, sender="Ana", zone=ZONE, brief=brief, again=again).text()
    assert text.count(URL) == 1
    assert "493027" not in text
    assert "IRS" in text
    assert text.endswith("Ana")
    assert not re.search(r"[{}]|  |\n\n\n| [.,]", text.replace(" :", ":").replace(" ;", ";"))
    code = request_passcode_message(MADE, language, sender="Ana").text()
    assert "493027" in code
    assert "relay.example" not in code
    assert request_subject(language)


def test_a_reminder_says_how_long_ago_it_was_asked() -> None:
    again = Reminder(NOW - timedelta(days=3), NOW)
    said = {language: request_message(MADE, language, zone=ZONE, again=again).text() for language in LANGUAGES}
    assert "pedi-lhe dados de acesso há 3 dias, e a resposta" in said["pt_PT"]
    assert "I asked you for the details of an account 3 days ago, and" in said["en"]
    assert "hace 3 días" in said["es"]
    assert "il y a 3 jours" in said["fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_code_nobody_waits_for_an_end_of_the_page(language: str) -> None:
    texts = CATALOGUE[language]["messages"]
    made = CreatedRequest("ab" * 16, RequestKind.CODE, "", Secret(URL), None, NOW, 20)
    text = request_message(made, language, zone=ZONE).text()
    assert texts["then-code"] in text
    assert texts["then-answer"] not in text
    assert texts["then-answer"] in request_message(MADE, language, zone=ZONE).text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brief", [False, True])
def test_the_message_of_a_letter_box_names_no_day_years_away(language: str, brief: bool) -> None:
    box = CreatedRequest("ab" * 16, RequestKind.FILE, "", Secret(URL), None, NOW + STANDING_LASTS, STANDING)
    text = request_message(box, language, zone=ZONE, brief=brief).text()
    assert "2036" not in text
    assert CATALOGUE[language]["messages"]["stays"] in text


def test_without_a_passcode_none_is_spoken_of() -> None:
    made = CreatedRequest("ab" * 16, RequestKind.CODE, "", Secret(URL), None, NOW, 20)
    text = request_message(made, "pt_PT", zone=ZONE, brief=True).text()
    assert "código, que" not in text
    assert "Pode ser usado mais do que uma vez" in text
    assert request_passcode_message(made, "pt_PT").text() == ""


def test_a_field_is_called_what_the_asker_called_it_or_by_its_kind() -> None:
    assert field_name("nif", "", "pt_PT") == "NIF"
    assert field_name("nif", "O seu número", "pt_PT") == "O seu número"
    assert field_name("passport", "", "en") == "Text"
    assert kind_name("visa-of-tomorrow", "en") == "some information"
    assert word("message", "fr") == "Message du client"


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_asks_for_something_in_every_language(kind: RequestKind, language: str) -> None:
    own = (OwnField("text", " Número\nde sócio "),) if kind is RequestKind.OWN else ()
    options = RequestOptions(kind, fields=own, language=language)
    (part,) = options.parts(labels(language))
    assert part.kind in PARTS
    assert {field.kind for field in part.fields} <= set(FIELDS)
    assert (options.files_limit > 0) == (kind in (RequestKind.FILE, RequestKind.IDENTITY))
    if own:
        assert part.fields[0].label == "Número de sócio"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ((), "request-empty"),
        ((OwnField("passport", "x"),), "no-field-kind"),
        ((OwnField("text", " "),), "bad-field-label"),
        ((OwnField("text", "x" * 201),), "bad-field-label"),
        ((OwnField("text", "x", "y" * 201),), "bad-field-label"),
        ((OwnField("text", "x"),) * 51, "too-many-fields"),
    ],
)
def test_what_cannot_be_asked_is_said(fields: tuple[OwnField, ...], code: str) -> None:
    with pytest.raises(UserError, match=code):
        RequestOptions(RequestKind.OWN, fields=fields).parts({})
