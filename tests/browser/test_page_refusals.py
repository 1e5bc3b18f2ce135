"""Every way in which it does not open: what happened, whether anything was lost, what to do now."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import Route

from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import PeerError
from app.share.courier import Courier
from app.share.link import Kind, Link, encode_link
from app.share.recipient import Recipient
from tests.browser.page_relay import PageRelay, Shared
from tests.browser.page_visitor import DESKTOP, PHONE, Enter, Visitor


def _claim(relay: PageRelay, shared: Shared, passcode: str | None) -> None:
    """Another recipient's claim, right or wrong."""
    recipient = Recipient(shared.secrets.link)
    with Courier(relay.origin) as courier:
        recipient.welcome(courier.hello(recipient.hello))
        courier.claim(recipient.claim(None if passcode is None else Secret(passcode)))


def _told(visitor: Visitor) -> list[str]:
    """The three parts, each of which must say something."""
    parts = visitor.page.locator(".told p").all_inner_texts()
    assert len(parts) == 3
    assert all(parts)
    return parts


def test_a_cut_link_is_told_without_any_request_to_the_relay(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link()
    for cut in (1, 7, 20, 52):
        phone.open("about:blank")
        phone.open(shared.url[:-cut])
        phone.see_title("O link está incompleto")
        assert "não gastou nenhuma tentativa" in _told(phone)[1]
    assert phone.calls() == []
    assert relay.events(shared) == []
    phone.keep("damaged-phone")


def test_a_link_with_one_changed_letter_is_damaged(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    at = len(shared.url) - 20
    other = "A" if shared.url[at] != "A" else "B"
    phone.open(shared.url[:at] + other + shared.url[at + 1 :])
    phone.see_title("O link está incompleto")
    assert phone.calls() == []


def test_what_messengers_hang_on_a_link_does_no_harm(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    front, fragment = shared.url.split("#")
    phone.open(f"{front}?fbclid=abc#{fragment}).")
    phone.see("#passcode")


def test_a_page_without_a_link_says_so(relay: PageRelay, phone: Visitor) -> None:
    phone.open(f"{relay.origin}/")
    phone.see_title("Falta o link")
    assert phone.calls() == []


def test_a_link_that_names_another_relay_inside_is_not_followed(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    elsewhere = shared.url.replace(relay.origin, "https://relay.example").replace("#", "%23")
    phone.open(f"{relay.origin}/s/x?url={elsewhere}#1n.")
    phone.see_title("O link está incompleto")
    assert phone.calls() == []


def test_a_share_that_was_opened_says_so(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    _claim(relay, shared, shared.passcode)
    phone.open(shared.url)
    phone.see_title("Esta mensagem já foi aberta")
    assert "Se não foi você" in _told(phone)[2]
    phone.keep("opened-phone")


def test_a_share_opened_by_another_while_the_code_was_typed_says_so(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    phone.open(shared.url)
    phone.see("#passcode")
    _claim(relay, shared, shared.passcode)
    phone.give(shared.passcode)
    phone.see_title("Esta mensagem já foi aberta")


def test_a_share_whose_time_is_over_says_so(own_relay: PageRelay, phone: Visitor) -> None:
    shared = own_relay.share(expires_s=3600)
    own_relay.advance(3601)
    phone.open(shared.url)
    phone.see_title("O prazo terminou")
    _told(phone)
    phone.keep("expired-phone")


def test_a_share_that_nobody_knows_says_so(relay: PageRelay, phone: Visitor) -> None:
    phone.open(encode_link(Link(relay.origin, b"never created 16", Kind.GENERATED, random_secret())))
    phone.see_title("Não encontramos esta mensagem")
    _told(phone)


def test_a_share_that_was_withdrawn_says_so(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    relay.revoke(shared)
    phone.open(shared.url)
    phone.see_title("Quem enviou retirou a mensagem")
    _told(phone)
    phone.keep("revoked-phone")


def test_the_last_try_is_announced_and_the_fifth_wrong_one_locks(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share(kind=Kind.TYPED, passcode="certo", entry="text")
    for wrong in ("a1", "b2", "c3"):
        with pytest.raises(PeerError):
            _claim(relay, shared, wrong)
    phone.open(shared.url)
    assert "Restam 2 tentativas" in phone.see("#passcode-hint").inner_text()
    phone.give("errado")
    assert "resta 1 tentativa" in phone.see(".slip").inner_text()
    phone.give("errado outra vez")
    phone.see_title("A mensagem ficou bloqueada")
    _told(phone)
    phone.keep("locked-phone")
    assert relay.state(shared)[0] == "locked"


def test_a_paused_share_waits_and_opens_when_it_goes_on(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.pause(relay.share())
    phone.open(shared.url)
    phone.see_title("A mensagem está em pausa")
    _told(phone)
    phone.keep("paused-phone")
    shared = relay.pause(shared, paused=False)
    phone.see("button:has-text('Tentar de novo')").click()
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")


REFUSALS = (
    (410, {"error": "gone"}, "A mensagem já não se pode abrir"),
    (404, {"error": "unknown", "later": 1}, "Não encontramos esta mensagem"),
    (423, {"error": "paused"}, "A mensagem está em pausa"),
    (429, {"error": "busy", "retry_s": 600}, "O servidor está ocupado"),
    (400, {"error": "malformed"}, "O servidor respondeu algo inesperado"),
    (502, {"detail": "a proxy's page"}, "Sem ligação"),
    (410, {"error": "something-new"}, "Sem ligação"),
)


def test_a_refused_hello_is_told_in_plain_words(relay: PageRelay, phone: Visitor) -> None:
    url = relay.open_link().url
    for status, members, title in REFUSALS:
        phone.page.unroute("**/api/1/hello")
        phone.refuse("hello", status, **members)
        phone.open("about:blank")
        phone.open(url)
        phone.see_title(title)
        _told(phone)


def test_an_answer_that_is_no_answer_is_not_believed(relay: PageRelay, phone: Visitor) -> None:
    phone.refuse("hello", 200, header="AAAA")
    phone.open(relay.open_link().url)
    phone.see_title("O servidor respondeu algo inesperado")


def test_whatever_the_relay_changed_is_found_before_the_passcode_is_asked_for(relay: PageRelay, phone: Visitor) -> None:
    member = ""

    def change(route: Route) -> None:
        answer = json.loads(route.fetch().text())
        octets = bytearray(base64.b64decode(answer[member]))
        octets[len(octets) // 2] ^= 1
        answer[member] = base64.b64encode(octets).decode()
        route.fulfill(body=json.dumps(answer, separators=(",", ":")), content_type="application/json")

    phone.answer("hello", change)
    url = relay.share().url
    for member in ("header_mac", "conditions_mac", "cover", "conditions", "header"):  # noqa: B007 - `change` reads it
        phone.open("about:blank")
        phone.open(url)
        phone.see_title("Esta mensagem não é de confiança")
        assert "Não escreva o código aqui" in _told(phone)[2]
        assert phone.page.locator("#passcode").count() == 0


def test_a_body_with_one_flipped_bit_shows_nothing_and_says_what_was_lost(relay: PageRelay, phone: Visitor) -> None:
    def flip(route: Route) -> None:
        octets = bytearray(route.fetch().body())
        octets[2000] ^= 4
        route.fulfill(body=bytes(octets), content_type="application/octet-stream")

    phone.answer("blob", flip)
    shared = relay.open_link(message="segredo", fields=())
    phone.open(shared.url)
    phone.hold()
    phone.see_title("O conteúdo chegou danificado")
    assert _told(phone)[1] == "Esta abertura foi gasta."
    assert "segredo" not in phone.page.content()


def test_without_a_line_it_says_so_and_opens_when_the_line_is_back(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    phone.answer("hello", lambda route: route.abort())
    phone.open(shared.url)
    phone.see_title("Sem ligação")
    phone.keep("unreachable-phone")
    phone.page.unroute("**/api/1/hello")
    phone.see("button:has-text('Tentar de novo')").click()
    phone.see("#passcode")


def test_when_the_crypto_cannot_be_fetched_it_can_be_tried_again(relay: PageRelay, phone: Visitor) -> None:
    phone.page.route("**/assets/*", lambda route: route.abort())
    phone.open(relay.share().url)
    phone.see_title("Sem ligação")
    phone.page.unroute("**/assets/*")
    phone.see("button:has-text('Tentar de novo')").click()
    phone.see("#passcode")


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("delete window.WebAssembly;", "Falta o WebAssembly"),
        ("WebAssembly.Module = function () { throw new Error('forbidden'); };", "Falta o WebAssembly"),
        ("delete Object.fromEntries;", "demasiado antiga"),
    ],
)
def test_a_browser_that_cannot_do_it_is_told_what_is_missing(
    relay: PageRelay, enter: Enter, script: str, says: str
) -> None:
    visitor = enter(**PHONE, script=script)
    visitor.open(relay.share().url)
    visitor.see_title("Este navegador não consegue abrir a mensagem")
    assert says in _told(visitor)[0]
    assert visitor.page.get_by_role("button", name="Copiar o link").is_visible()
    assert visitor.calls() == []
    visitor.keep("missing-phone")


def test_without_javascript_the_page_says_what_to_do_in_five_languages(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**DESKTOP, java_script_enabled=False)
    visitor.open(relay.share().url)
    text = visitor.text()
    assert "JavaScript desligado" in text
    assert "JavaScript is turned off" in text
    assert "JavaScript está desativado" in text
    assert "JavaScript desactivado" in text
    assert "JavaScript est désactivé" in text
    visitor.keep("noscript-desktop")
