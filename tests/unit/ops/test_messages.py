"""The ready messages: what is in them, what never is, and times that cannot be misread."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from app.crypto.secret import Secret
from app.host.paths import resources
from app.ops.messages import (
    LANGUAGES,
    Asks,
    agreement_text,
    asks_of,
    link_message,
    link_subject,
    passcode_message,
    until,
)
from app.ops.sharing import CreatedShare
from app.share.documents import Cover
from app.share.link import Kind
from app.share.manifest import Manifest
from app.share.sender import Terms, prepare
from app.vault.model import KINDS

ENDS = datetime(2026, 7, 23, 13, 2, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
PRESSING = (
    *("urgente", "imediat", "clique", "urgent", "immediately", "click", "verify your"),
    *("inmediat", "haga clic", "immédiat", "cliquez"),
)
URL = "https://relay.example/s/AAAAAAAAAAAAAAAAAAAAAA#1g.secret.check1"


def share(passcode: str | None = "ABCDE-FGHJK-M", views: int = 1, label: str = "Portal {x}") -> CreatedShare:
    return CreatedShare("id", label, Secret(URL), None if passcode is None else Secret(passcode), ENDS, views)


def test_the_link_message_in_portuguese() -> None:
    text = link_message(share(), "pt_PT", sender="Ana", zone=LISBON).text()
    assert text.count(URL) == 1
    assert "«Portal {x}»" in text
    assert "uma vez, até quinta-feira, 23 de julho de 2026, às 14:02 (fuso horário: Lisboa, UTC+1)" in text
    assert "relay.example;" in text
    assert text.endswith("\n\nAna")


def test_the_link_message_in_english() -> None:
    text = link_message(share(views=3), "en", zone=LISBON).text()
    assert "opened 3 times, until Thursday, 23 July 2026, at 14:02 (time zone: Lisbon, UTC+1)" in text
    assert "“Portal {x}”" in text


@pytest.mark.parametrize(
    ("language", "ends"),
    [
        ("pt_PT", "quinta-feira, 23 de julho, às 14:02 (Lisboa, UTC+1)"),
        ("pt_BR", "quinta-feira, 23 de julho, às 14:02 (Lisboa, UTC+1)"),
        ("en", "Thursday, 23 July, at 14:02 (Lisbon, UTC+1)"),
        ("es", "jueves, 23 de julio, a las 14:02 (Lisboa, UTC+1)"),
        ("fr", "jeudi 23 juillet à 14:02 (Lisbonne, UTC+1)"),
    ],
)
def test_the_brief_message_says_the_same_in_fewer_words(language: str, ends: str) -> None:
    brief = link_message(share(), language, sender="Ana", zone=LISBON, brief=True).text()
    assert len(brief) < len(link_message(share(), language, sender="Ana", zone=LISBON).text())
    assert brief.count(URL) == 1
    assert f"\n{URL}\n" in brief, "a chat makes an address on a line of its own a link"
    assert ends in brief
    assert brief.endswith("\n\nAna")


@pytest.mark.parametrize("brief", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_page_will_ask_for_is_said_before(language: str, brief: bool) -> None:
    texts = json.loads((resources() / "translations" / "messages.json").read_bytes())[language]["messages"]
    plain = link_message(share(), language, zone=LISBON, brief=brief).text()
    asks = Asks(ENDS - timedelta(days=1), agreement=True, mail_code=True)
    said = link_message(share(), language, zone=LISBON, brief=brief, asks=asks).text()
    assert until(ENDS - timedelta(days=1), language, LISBON, brief=brief) in said
    for name in ("agreement", "mail-code", "only-more"):
        assert texts[name] in said
        assert texts[name] not in plain
    assert texts["only-code"] not in said, "that the page asks for nothing else would be a lie"
    assert "  " not in said + plain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brief", [False, True])
def test_no_message_names_the_files_that_are_shared(language: str, brief: bool) -> None:
    made = share(label="divorcio.pdf")
    assert "divorcio" not in link_message(made, language, zone=LISBON, brief=brief, asks=Asks(files=True)).text()


def test_what_is_asked_is_read_from_what_the_owner_holds() -> None:
    now, later = 1_800_000_000, 1_800_003_600
    terms = Terms("https://relay.example", now + 86_400, 1, Kind.NONE, None, Cover("", "", "none"))
    manifest = Manifest(v=1, message="x", fields=())
    _, plain = prepare(manifest, terms, now)
    assert asks_of(plain) == Asks()
    _, all_of_them = prepare(manifest, replace(terms, starts=later, accept="We agree.", address="ana@example.pt"), now)
    assert asks_of(all_of_them) == Asks(datetime.fromtimestamp(later, UTC), agreement=True, mail_code=True)


def test_who_needs_a_code_by_e_mail_is_not_told_that_none_is_asked_for() -> None:
    text = link_message(share(None), "en", zone=LISBON, asks=Asks(mail_code=True)).text()
    assert "No passcode" not in text
    assert "UTC+1). When you open it, a code of eight digits" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ready_text_to_agree_to_fits_a_share(language: str) -> None:
    assert 100 < len(agreement_text(language)) < 8000
    assert "{" not in agreement_text(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_subject_names_nothing(language: str) -> None:
    subject = link_subject(language)
    assert subject
    assert "{" not in subject
    assert "\n" not in subject


@pytest.mark.parametrize("brief", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_link_and_passcode_are_never_in_one_message(language: str, brief: bool) -> None:
    link = link_message(share(), language, brief=brief).text()
    code = passcode_message(share(), language, sender="Ana").text()
    assert "ABCDE" not in link
    assert "ABCDE-FGHJK-M" in code
    for part in ("http", "relay.example", "Portal"):
        assert part not in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_passcode_no_code_is_spoken_of_as_coming(language: str) -> None:
    assert passcode_message(share(passcode=None), language).text() == ""
    text = link_message(share(passcode=None), language).text()
    for coming in ("outra via", "outro meio", "another way", "otra vía", "autre moyen"):
        assert coming not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_and_nothing_presses(language: str) -> None:
    for made, brief in itertools.product((share(), share(None), share(views=2), share(label="")), (True, False)):
        link = link_message(made, language, zone=LISBON, brief=brief)
        for text in (link.text(), passcode_message(made, language).text()):
            assert "{" not in text.replace("Portal {x}", "")
            for pressing in PRESSING:
                assert pressing not in text.lower()


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (UTC, "às 13:02 (fuso horário: UTC)"),
        (ZoneInfo("UTC"), "às 13:02 (fuso horário: UTC)"),
        (timezone(timedelta(hours=2)), "às 15:02 (fuso horário: UTC+2)"),
        (ZoneInfo("Atlantic/Azores"), "às 13:02 (fuso horário: Açores, UTC)"),
        (ZoneInfo("America/Sao_Paulo"), "às 10:02 (fuso horário: São Paulo, UTC−3)"),
        (ZoneInfo("Asia/Kolkata"), "às 18:32 (fuso horário: Kolkata, UTC+5:30)"),
    ],
)
def test_a_time_names_its_zone_by_place_and_distance(zone: tzinfo, expected: str) -> None:
    assert until(ENDS, "pt_PT", zone).endswith(expected)


def test_all_languages_have_the_same_texts() -> None:
    texts = json.loads((resources() / "translations" / "messages.json").read_bytes())
    assert set(texts) == set(LANGUAGES)
    for part, language in itertools.product(("messages", "fields"), LANGUAGES):
        assert texts[language][part].keys() == texts["en"][part].keys()
        assert all(texts[language][part].values())


def test_each_message_keeps_the_places_of_all_facts_in_every_language() -> None:
    texts = json.loads((resources() / "translations" / "messages.json").read_bytes())
    for name, text in texts["en"]["messages"].items():
        for language in LANGUAGES:
            assert sorted(re.findall(r"{\w+}", texts[language]["messages"][name])) == sorted(re.findall(r"{\w+}", text))


def test_every_standard_field_has_a_name_for_the_recipient() -> None:
    texts = json.loads((resources() / "translations" / "messages.json").read_bytes())
    assert {spec.name for specs in KINDS.values() for spec in specs} <= texts["en"]["fields"].keys()
