"""The page in five languages: the lists are whole, the browser's wish is followed, another can be chosen, nothing is cut off."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from app.share.link import Kind
from tests.browser.page_relay import LOGIN, PageRelay
from tests.browser.page_sender import Asked
from tests.browser.page_visitor import DESKTOP, PHONE, Enter
from tests.browser.test_page_access import SMALL, TOO_WIDE, _axe
from tests.browser.test_page_build import DIST

# The same word in both, not a forgotten one.
SHARED = {
    *("Lacre", "Wi-Fi", "PDF", "E-mail", "1 byte", "37 bytes"),
    *("IBAN", "BIC/SWIFT", "PIN"),
    *("Message", "Note", "Contact", "Organisation", "Code", "Date", "Page 1 of 38", "Page 37 of 38"),
}
HEADINGS = {
    "pt-PT": "Recebeu uma mensagem confidencial",
    "pt-BR": "Você recebeu uma mensagem confidencial",
    "es-MX": "Ha recibido un mensaje confidencial",
    "fr-CA": "Vous avez reçu un message confidentiel",
}
FRENCH = "Vous avez reçu un message confidentiel"
TWO = pytest.mark.parametrize("locale", ["fr-FR", pytest.param("es-ES", marks=pytest.mark.slow)])


def _words(*asked: list[str]) -> dict[str, Any]:
    command = ["node", str(DIST / "node" / "words.mjs"), json.dumps(asked)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def test_every_language_says_everything_and_puts_the_same_numbers_in() -> None:
    lists: dict[str, dict[str, str]] = _words()["lists"]
    assert list(lists) == ["pt-PT", "pt-BR", "en", "es", "fr"]
    english = lists["en"]
    for language, said in lists.items():
        assert said.keys() == english.keys(), language
        # One of a thing may be said without its number; everything else has the numbers of the English.
        plain = [path for path in said if "(1)" not in path and path != ".clock.exact"]
        assert [path for path in plain if _numbers(said[path]) != _numbers(english[path])] == [], language
        assert [path for path in said if bool(said[path]) != bool(english[path])] == [], language


def test_no_sentence_was_left_in_english() -> None:
    lists: dict[str, dict[str, str]] = _words()["lists"]
    for language in lists.keys() - {"en"}:
        same = {text for path, text in lists[language].items() if text and text == lists["en"][path]}
        assert {text for text in same if re.search("[A-Za-z]{3}", text)} <= SHARED, language


def test_the_two_portugueses_are_not_mixed() -> None:
    lists: dict[str, dict[str, str]] = _words()["lists"]
    brazil, portugal = (" ".join(lists[one].values()).lower() for one in ("pt-BR", "pt-PT"))
    assert re.findall(r"ficheiro|ecrã|palavra-passe|utilizador|guardar|transferir|ligação|consigo\b", brazil) == []
    assert re.findall(r"arquivos\b|tela\b|senha|usuário|salvar|baixar|conexão", portugal) == []


def test_french_has_its_narrow_spaces() -> None:
    french: dict[str, str] = _words()["lists"]["fr"]
    assert [text for text in french.values() if re.search(r"[^\u202f\d][;:?!%]", text)] == []


def test_dates_are_said_as_each_language_says_them() -> None:
    said = {language: words[".clock.exact"] for language, words in _words()["lists"].items()}
    assert said == {
        "pt-PT": "terça, 4 de março de 2031 às 13:05",
        "pt-BR": "terça-feira, 4 de março de 2031 às 13:05",
        "en": "Tuesday 4 March 2031 at 13:05",
        "es": "el martes 4 de marzo de 2031 a las 13:05",
        "fr": "mardi 4 mars 2031 à 13:05",
    }


def test_the_first_language_that_is_spoken_here_is_taken() -> None:
    cases = {
        ("pt-BR", "en"): "pt-BR",
        ("pt",): "pt-PT",
        ("pt-AO",): "pt-PT",
        ("es-419",): "es",
        ("fr-CA",): "fr",
        ("en-AU", "fr"): "en",
        ("de", "FR"): "fr",
        ("est", "de"): "en",
        (): "en",
    }
    assert _words(*(list(tags) for tags in cases))["preferred"] == list(cases.values())


def test_another_language_is_chosen_at_the_foot_and_keeps_what_was_typed(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**{**DESKTOP, "locale": "es-MX"})
    visitor.open(relay.share().url)
    visitor.see_title(HEADINGS["es-MX"])
    visitor.see("#passcode").fill("abc")
    for choice, locale in (("Français", "fr-CA"), ("Português (Brasil)", "pt-BR"), ("Português (Portugal)", "pt-PT")):
        visitor.see("#language").select_option(choice)
        visitor.see_title(HEADINGS[locale])
        assert visitor.page.evaluate("document.documentElement.lang") == locale.replace("-CA", "")
        assert visitor.see("#passcode").input_value() == "abc"
    assert visitor.page.evaluate("Object.keys(localStorage).length + document.cookie.length") == 0


def test_words_that_do_not_come_keep_nobody_from_the_message(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**{**PHONE, "locale": "fr-FR"})
    visitor.page.route("**/assets/words-*", lambda route: route.abort())
    visitor.open(relay.share().url)
    visitor.see_title("You have received a confidential message")
    visitor.page.unroute("**/assets/words-*")
    visitor.see("#language").select_option("Français")
    visitor.see_title(FRENCH)


def test_words_with_other_octets_are_not_run(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**{**PHONE, "locale": "fr-FR"})
    visitor.page.route(
        "**/assets/words-*", lambda route: route.fulfill(body="window.evil = 1", content_type="text/javascript")
    )
    visitor.open(relay.share().url)
    visitor.see_title("You have received a confidential message")
    assert visitor.page.evaluate("window.evil") is None
    assert any("integrity" in complaint for complaint in visitor.complaints)
    visitor.complaints.clear()


def test_the_letter_with_the_code_is_asked_for_in_the_language_of_the_page(mail_relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**{**PHONE, "locale": "pt-BR"})
    visitor.open(mail_relay.share("Segue.", asked=Asked(address="ana@clinica.example")).url)
    visitor.see("#address").fill("ana@clinica.example")
    visitor.see("form button.primary").click()
    visitor.see("#mail-code")
    assert json.loads(visitor.messages("code")[0])["language"] == "pt-BR"


@TWO
def test_the_main_screens_are_for_everybody(mail_relay: PageRelay, enter: Enter, locale: str) -> None:
    visitor = enter(**{**PHONE, "locale": locale})

    def look(name: str) -> None:
        assert not visitor.page.evaluate(TOO_WIDE), name
        assert visitor.page.evaluate(SMALL) == [], name
        assert _axe(visitor) == [], name
        visitor.keep(f"{name}-{locale}")

    asked = Asked(terms="Une ligne.\n" * 30, address="ana@clinica.example")
    visitor.open(mail_relay.share("", asked=asked, trace=True).url)
    visitor.see("#name")
    look("terms")
    visitor.open("about:blank")
    shared = mail_relay.share("Message.", LOGIN, kind=Kind.TYPED, passcode="certo", entry="text", rules=("hide",))
    visitor.open(shared.url)
    visitor.give("errado")
    visitor.see(".slip")
    look("slip")
    visitor.give("certo")
    visitor.see(".content")
    look("content")
    visitor.see(".content > button.primary").click()
    visitor.see(".told")
    look("done")
