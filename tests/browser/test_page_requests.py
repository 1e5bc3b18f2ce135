"""The page of a request, in a browser against a real relay: from the link to the four words, on a phone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Dialog, Route

from app.share.link import Kind
from tests.browser.page_asker import CODE, IDENTITY, LOGIN, NOTED, PHOTO, ask, shown_of
from tests.browser.page_relay import PageRelay
from tests.browser.page_visitor import DESKTOP, PHONE, Enter, Visitor
from tests.browser.test_page_access import SMALL, TOO_WIDE, _axe

SECRET = "s3gr3do-X!"
PHOTO_OCTETS = bytes(range(256)) * 4000
BOTH = pytest.mark.parametrize(
    ("profile", "sent"),
    [
        (PHONE, "Enviado e fechado"),
        pytest.param({**PHONE, "locale": "fr-FR", "color_scheme": "dark"}, "Envoyé et scellé", marks=pytest.mark.slow),
    ],
    ids=["pt-PT", "fr-dark"],
)


def _look(visitor: Visitor, name: str) -> None:
    """Everything that is for everybody: nothing sideways, nothing too small, nothing that axe finds. And a picture."""
    for size in ("200%", ""):
        visitor.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        assert not visitor.page.evaluate(TOO_WIDE), (name, size)
    assert visitor.page.evaluate(SMALL) == [], name
    assert _axe(visitor) == [], name
    visitor.keep(f"request-{name}-{visitor.page.evaluate('document.documentElement.lang')}")


def _begin(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.see("button.primary").click()
    visitor.see(".answer")


def _fill_login(visitor: Visitor, section: int = 0) -> None:
    visitor.see(f"#field-{section}-1").fill("ana@loja.example")
    visitor.see(f"#field-{section}-2").fill(SECRET)


def _review(visitor: Visitor) -> None:
    visitor.see(".answer > button.primary").click()
    visitor.see(".review")


def _words(visitor: Visitor) -> tuple[str, ...]:
    visitor.see(".words:not(.coming)")
    return tuple(visitor.page.locator(".words li").all_inner_texts())


def _choose(visitor: Visitor, name: str, content: bytes, which: int = 1) -> None:
    chosen = {"name": name, "mimeType": "image/heic", "buffer": content}
    visitor.page.locator("input[type=file]").nth(which).set_input_files(chosen)  # type: ignore[arg-type]


def _press(visitor: Visitor, until: str) -> None:
    """Hold the button of a screen that stays."""
    button = visitor.see(".hold")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    visitor.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.mouse.down()
    visitor.see(until)
    visitor.page.mouse.up()


@BOTH
def test_an_answer_with_files_arrives_sealed_and_its_words_are_those_of_the_asker(
    relay: PageRelay, enter: Enter, profile: dict[str, object], sent: str
) -> None:
    visitor = enter(**profile)
    request = ask(relay, (LOGIN, IDENTITY, PHOTO), files="optional")
    visitor.open(request.url)
    visitor.see(".sender")
    assert "Marta Sousa" in visitor.text()
    _look(visitor, "cover")
    visitor.see("button.primary").click()
    visitor.see(".answer > button.primary").click()
    visitor.see("#form-slip")
    assert visitor.page.evaluate("document.activeElement.id") == "field-0-1"
    _look(visitor, "missing")
    _fill_login(visitor)
    visitor.page.locator(".part .group button").first.click()
    _fill_login(visitor, 1)
    visitor.see("#field-2-0").fill("Ana Sousa")
    visitor.see("#field-2-1").fill("123456788")
    visitor.see("#field-2-2").fill("PT50 0002 0123 1234 5678 9015 4")
    visitor.see("#field-2-1-doubt .icon")
    assert visitor.page.locator("#field-2-2-doubt").inner_text() == ""
    _choose(visitor, "cartão.heic", PHOTO_OCTETS)
    _choose(visitor, "contrato.pdf", b"%PDF-1.4")
    _choose(visitor, "foto.jpg", b"", which=0)
    visitor.see("#message").fill("Até já. \u202eolá")
    visitor.page.locator(".files .small").nth(2).click()
    _look(visitor, "form")
    _review(visitor)
    assert SECRET not in visitor.page.content()
    _look(visitor, "review")
    visitor.hold()
    visitor.see_title(sent)
    words = _words(visitor)
    _look(visitor, "sent")
    assert words == request.words()
    given = request.given()
    assert given.message == "Até já. \u202eolá"
    assert [answer.part for answer in given.answers] == [0, 0, 1]
    assert given.answers[0].values == ("", "ana@loja.example", SECRET)
    assert given.answers[2].values[1] == "123456788"
    assert request.files() == {"cartão.heic": PHOTO_OCTETS, "contrato.pdf": b"%PDF-1.4"}
    assert request.state() == ("filled", 0, 5)
    assert SECRET not in "".join(visitor.messages("submit") + visitor.messages("offer"))
    # What was sent is neither in the page, nor in a storage, nor in the address.
    kept = "JSON.stringify([document.documentElement.outerHTML, history.state, {...sessionStorage}, {...localStorage}])"
    assert SECRET not in visitor.page.evaluate(kept)
    assert "#" not in visitor.page.url


def test_the_second_person_is_told_that_it_is_filled_and_sends_nothing(relay: PageRelay, enter: Enter) -> None:
    request = ask(relay)
    first, second = enter(**PHONE), enter(**PHONE)
    for visitor in (first, second):
        _begin(visitor, request.url)
        _fill_login(visitor)
        _review(visitor)
    first.hold()
    first.see_title("Enviado e fechado")
    second.hold()
    second.see_title("Este pedido já foi preenchido")
    assert "não foi enviado" in second.text()
    _look(second, "filled")
    third = enter(**DESKTOP)
    third.open(request.url)
    third.see_title("This request has already been answered")
    assert request.state() == ("filled", 0, 5)


def test_a_passcode_is_tested_before_anything_is_filled_in(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, kind=Kind.GENERATED)
    phone.open(request.url)
    phone.give("K7M2Q")
    assert "incompleto" in phone.see("#passcode-slip").inner_text()
    assert phone.calls("offer") == []
    phone.give("00000-00000-0")
    assert "Restam 4 tentativas" in phone.see("#passcode-slip").inner_text()
    _look(phone, "passcode")
    phone.give(request.passcode)
    phone.see(".answer")
    assert request.state() == ("live", 1, 4)
    _fill_login(phone)
    _review(phone)
    phone.hold()
    assert _words(phone) == request.words()


def test_a_lost_answer_is_repeated_and_counted_once(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, takes=3)
    _begin(phone, request.url)
    _fill_login(phone)
    _review(phone)
    lost: list[object] = []

    def lose(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    phone.answer("submit", lose)
    phone.hold()
    phone.see_title("Enviado e fechado")
    assert _words(phone) == request.words()
    assert len(set(phone.messages("submit"))) == 1 < len(phone.messages("submit"))
    assert request.state() == ("live", 2, 5)


def test_what_is_not_understood_can_only_be_repeated_never_written_anew(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, takes=3)
    _begin(phone, request.url)
    _fill_login(phone)
    _review(phone)

    def garble(route: Route) -> None:
        route.fetch()
        route.fulfill(status=200, body='{"number":0}', content_type="application/json")

    phone.answer("submit", garble)
    phone.hold()
    phone.see_title("O servidor respondeu algo inesperado")
    phone.page.unroute("**/api/1/submit")
    phone.see("button.primary").click()
    phone.see_title("Enviado e fechado")
    assert request.state() == ("live", 2, 5)
    assert _words(phone) == request.words()


def test_back_goes_one_screen_back_and_never_to_an_answer_that_was_sent(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, takes=2)
    _begin(phone, request.url)
    _fill_login(phone)
    _review(phone)
    phone.page.go_back()
    phone.see(".answer")
    phone.page.go_back()
    phone.see("button.primary:text-is('Continuar a preencher')").click()
    assert phone.see("#field-0-2").input_value() == SECRET
    _review(phone)
    phone.hold()
    phone.see_title("Enviado e fechado")
    phone.page.go_back()
    phone.see_title("Enviado e fechado")
    phone.see("button.wide").click()
    assert phone.see("#field-0-2").input_value() == ""
    _fill_login(phone)
    _review(phone)
    phone.hold()
    phone.see(".badge")
    assert [request.given(n).i for n in (1, 2)] == [0, 1]
    assert request.given(1).session == request.given(2).session
    phone.page.go_back()
    phone.see_title("Enviado e fechado")
    assert "#" not in phone.page.url
    phone.page.reload()
    phone.see_title("Já enviou esta resposta")


def test_a_draft_is_in_no_storage_and_leaving_it_asks_back(relay: PageRelay, phone: Visitor) -> None:
    _begin(phone, ask(relay).url)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    phone.page.on("dialog", stay)
    _fill_login(phone)
    stored = "JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie, history.state, window.name])"
    assert phone.page.evaluate(stored) == '[{},{},"",{"lacre":"filling"},""]'
    with phone.page.expect_event("dialog"):
        phone.page.evaluate("setTimeout(() => location.reload(), 0)")
    assert phone.see("#field-0-2").input_value() == SECRET
    assert asked == ["beforeunload"]
    phone.see("#field-0-1").fill("")
    phone.see("#field-0-2").fill("")


def test_an_upload_goes_on_where_the_line_broke(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, (NOTED,), files="required")
    puts: list[int] = []

    def shaky(route: Route) -> None:
        puts.append(1)
        if len(puts) in (2, 4):
            return route.abort()
        return route.continue_()

    phone.answer("put", shaky)
    _begin(phone, request.url)
    phone.see(".answer > button.primary").click()
    phone.see("#files-slip")
    assert phone.page.locator("h2, legend:not(.unseen)").all_inner_texts() == ["Ficheiros ou fotografias necessário"]
    _look(phone, "files-missing")
    _choose(phone, "cartão.heic", PHOTO_OCTETS * 2)
    phone.see(".state:text-matches('Já seguiu')")
    _review(phone)
    phone.hold()
    phone.see_title("Enviado e fechado")
    assert request.files() == {"cartão.heic": PHOTO_OCTETS * 2}
    begun = [json.loads(message)["upload"] for message in phone.messages("offer")]
    assert len(set(begun)) == 2 < len(begun)


def test_a_request_that_is_withdrawn_during_an_upload_takes_nothing(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, (LOGIN, PHOTO), files="optional")

    def withdraw(route: Route) -> None:
        relay.courier.revoke(request.owned)
        route.continue_()

    phone.answer("put", withdraw)
    _begin(phone, request.url)
    _choose(phone, "cartão.heic", PHOTO_OCTETS)
    phone.see(".state:text-matches('retirou o pedido')")
    _fill_login(phone)
    _review(phone)
    phone.hold()
    phone.see_title("Quem pediu retirou o pedido")
    assert "não foi enviado" in phone.text()
    assert phone.calls("submit") == []


def test_phones_show_the_right_keyboards_and_the_camera(relay: PageRelay, phone: Visitor) -> None:
    _begin(phone, ask(relay, (LOGIN, IDENTITY, PHOTO), files="optional").url)
    asked = "(e) => [e.type, e.inputMode, e.autocomplete, e.autocapitalize]"
    wanted = {
        "field-0-0": ["text", "url", "off", "none"],
        "field-0-1": ["text", "", "section-b0 username", "none"],
        "field-0-2": ["password", "", "section-b0 current-password", "none"],
        "field-1-0": ["text", "", "section-b1 name", "words"],
        "field-1-1": ["text", "numeric", "off", "none"],
        "field-1-2": ["text", "", "off", "characters"],
        "field-1-3": ["text", "", "section-b1 bday", "none"],
        "field-1-4": ["textarea", "", "section-b1 street-address", "sentences"],
    }
    assert {name: phone.see(f"#{name}").evaluate(asked) for name in wanted} == wanted
    phone.see("#field-0-2").fill(SECRET)
    phone.see("button.reveal").click()
    assert phone.see("#field-0-2").get_attribute("type") == "text"
    camera = phone.page.locator("input[type=file]").first
    assert (camera.get_attribute("accept"), camera.get_attribute("capture")) == ("image/*", "environment")
    phone.see("#field-0-2").fill("")


def test_a_share_loads_nothing_of_requests(relay: PageRelay, phone: Visitor) -> None:
    phone.open(relay.open_link().url)
    phone.see(".hold")
    loaded = [one.url for one in phone.requests]
    assert not any(name in url for url in loaded for name in ("/request-", "/asked-", "/check-"))


def test_a_letter_box_names_no_day_and_no_number(relay: PageRelay, phone: Visitor) -> None:
    phone.open(ask(relay, takes=1000, expires_s=3_600 * 24 * 3_659).url)
    phone.see("button.primary")
    assert "fica aberto para várias respostas" in phone.text()
    assert "1000" not in phone.text()
    assert "3659" not in phone.text()


def test_codes_go_one_after_the_other_over_the_same_page(relay: PageRelay, phone: Visitor) -> None:
    request = ask(relay, (CODE,), takes=2, expires_s=600)
    phone.open(request.url)
    field = phone.see("#code")
    assert (field.get_attribute("inputmode"), field.get_attribute("autocomplete")) == ("numeric", "one-time-code")
    assert "faltam" in phone.see(".left").inner_text()
    _look(phone, "code")
    _press(phone, "#code-slip")
    field.fill("482 913")
    _press(phone, ".last")
    assert _words(phone) == request.words(1)
    _look(phone, "code-sent")
    assert phone.see("#code").input_value() == ""
    phone.see("#code").fill("ab-12 ")
    phone.hold()
    phone.see("p:text-matches('Código 2 enviado')")
    assert [request.given(n).answers[0].values for n in (1, 2)] == [("482913",), ("ab-12",)]
    assert [request.given(n).i for n in (1, 2)] == [0, 1]
    assert _words(phone) == request.words(2)
    assert phone.page.locator("#code").count() == 0
    assert "#" not in phone.page.url
    _look(phone, "code-last")


ENDS = (
    (410, "expired", "O prazo terminou"),
    (410, "revoked", "Quem pediu retirou o pedido"),
    (410, "locked", "O pedido ficou bloqueado"),
    (404, "unknown", "Não encontramos este pedido"),
    (423, "paused", "O pedido está em pausa"),
    (507, "full", "Agora não cabem mais respostas"),
)


def test_every_end_says_what_happened_and_what_to_do(relay: PageRelay, phone: Visitor) -> None:
    url = ask(relay).url
    for status, error, title in ENDS:
        phone.refuse("look", status, error=error)
        phone.open("about:blank")
        phone.open(url)
        phone.see_title(title)
        assert "Nada foi enviado" in phone.see(".lost").inner_text()
        assert phone.see(".now").inner_text() != ""
        phone.page.unroute("**/api/1/look")


def test_without_a_line_it_says_so_and_goes_on_when_there_is_one(relay: PageRelay, phone: Visitor) -> None:
    phone.answer("look", lambda route: route.abort())
    phone.open(ask(relay).url)
    phone.see_title("Sem ligação")
    phone.page.unroute("**/api/1/look")
    phone.see("button.primary").click()
    phone.see_title("Pedem-lhe dados confidenciais")


def test_a_damaged_link_asks_nobody_and_a_request_of_another_is_not_shown(relay: PageRelay, phone: Visitor) -> None:
    url = ask(relay).url
    phone.open(url[:-1])
    phone.see_title("O link está incompleto")
    assert phone.calls() == []
    other = ask(relay, note="De outra pessoa").url
    phone.open("about:blank")
    body = shown_of(relay, other)
    phone.answer("look", lambda route: route.fulfill(status=200, body=body, content_type="application/json"))
    phone.open(url)
    phone.see_title("Este pedido não é de confiança")
    assert "De outra pessoa" not in phone.text()
