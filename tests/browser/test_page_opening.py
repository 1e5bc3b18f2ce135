"""From the link to the content and to its end, as a person goes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Route

from app.share.link import Kind
from app.share.manifest import ManifestField
from tests.browser.page_relay import LOGIN, PageRelay
from tests.browser.page_visitor import DESKTOP, PHONE, Enter, Visitor

NO_CLIPBOARD = """
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
    Document.prototype.execCommand = () => false;
"""
CLIPBOARD = """
    window.copied = [];
    Object.defineProperty(Navigator.prototype, 'clipboard', {
        get: () => ({ writeText: async (text) => { copied.push(text); } }),
    });
"""


def test_the_right_passcode_opens_the_share_and_the_sender_sees_each_fact(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share("Segue o acesso.")
    phone.open(shared.url)
    phone.see_title("Recebeu uma mensagem confidencial")
    assert "Marta Sousa" in phone.text()
    assert "Acesso à loja online" in phone.text()
    assert relay.events(shared) == ["delivered"]
    phone.keep("cover-phone")
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")
    assert "Segue o acesso." in phone.text()
    assert "ana@example.pt" in phone.text()
    assert LOGIN[1].value not in phone.text()
    phone.row("Palavra-passe").get_by_role("button", name="Mostrar").click()
    assert LOGIN[1].value in phone.row("Palavra-passe").inner_text()
    phone.keep("content-phone")
    # The content goes first; the sender hears of it when the relay has answered.
    with phone.page.expect_response(lambda response: '"done"' in (response.request.post_data or "")):
        phone.see("button:has-text('Já guardei, apagar agora')").click()
    phone.see_title("Apagado desta página")
    phone.keep("done-phone")
    assert "ana@example.pt" not in phone.page.content()
    assert relay.events(shared) == ["delivered", "accepted", "revealed", "acknowledged"]


def test_a_passcode_may_be_typed_as_people_type(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    phone.open(shared.url)
    typed = shared.passcode.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    phone.give(f"  {typed}\u00a0")
    phone.see_title("A sua mensagem")


def test_a_wrong_passcode_costs_one_try_and_the_right_one_still_opens(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share(kind=Kind.TYPED, passcode="cavalo azul", entry="words")
    phone.open(shared.url)
    phone.give("cavalo verde")
    slip = phone.see(".slip")
    assert "Restam 4 tentativas" in slip.inner_text()
    phone.keep("wrong-phone")
    assert relay.state(shared) == ("live", 1, 4)
    phone.give("Cavalo-Azul")
    phone.see_title("A sua mensagem")


def test_a_slip_in_a_generated_passcode_is_found_without_asking_anybody(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    phone.open(shared.url)
    last = "0" if shared.passcode[-1] != "0" else "2"
    for typed, says in (
        ("", "Escreva o código"),
        (shared.passcode[:-3], "incompleto"),
        (shared.passcode + "A", "letras a mais"),
        (shared.passcode[:-1] + last, "engano"),
    ):
        phone.give(typed)
        assert says in phone.see(".slip").inner_text()
    assert phone.calls() == ["hello"]
    assert relay.state(shared) == ("live", 1, 5)


def test_digits_are_asked_for_with_the_keyboard_of_digits(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share(kind=Kind.TYPED, passcode="402817", entry="digits")
    phone.open(shared.url)
    assert phone.see("#passcode").get_attribute("inputmode") == "numeric"
    phone.give("402 817")
    phone.see_title("A sua mensagem")


def test_a_link_without_passcode_opens_by_a_press_that_is_held(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link(message="O código da porta é 4821#.", fields=())
    phone.open(shared.url)
    phone.see(".hold")
    phone.keep("hold-phone")
    phone.hold()
    phone.see_title("A sua mensagem")
    assert "4821#" in phone.text()


def test_a_finger_on_the_glass_may_hold_as_well(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link()
    phone.open(shared.url)
    box = phone.see(".hold").bounding_box()
    assert box is not None
    touch = phone.context.new_cdp_session(phone.page)
    point = {"x": box["x"] + 40, "y": box["y"] + 20}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    phone.see_title("A sua mensagem")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_may_hold_as_well(relay: PageRelay, desktop: Visitor, key: str) -> None:
    shared = relay.open_link()
    desktop.open(shared.url)
    desktop.see(".hold").focus()
    desktop.page.keyboard.down(key)
    desktop.see_title("Your message")
    desktop.page.keyboard.up(key)


def test_a_screen_readers_click_is_asked_to_confirm_after_a_second(relay: PageRelay, desktop: Visitor) -> None:
    """Assistive technology activates a button by one trusted click without a press on it; a label's click is of that kind."""
    shared = relay.open_link()
    desktop.open(shared.url)
    desktop.see(".hold")
    desktop.page.evaluate("""() => {
        document.querySelector('.hold').id = 'held';
        const label = document.createElement('label');
        label.htmlFor = 'held';
        label.textContent = 'activate';
        document.body.append(label);
    }""")
    desktop.page.get_by_text("activate", exact=True).click()
    confirm = desktop.see(".confirm button")
    assert desktop.calls("claim") == []
    confirm.click()
    desktop.see_title("Your message")


def test_the_hide_rule_masks_everything_and_one_press_shows_all(relay: PageRelay, desktop: Visitor) -> None:
    shared = relay.open_link(message="Só para si.", rules=("hide",))
    desktop.open(shared.url)
    desktop.hold()
    desktop.see_title("Your message")
    values = [field.value for field in LOGIN] + ["Só para si."]
    assert [value for value in values if value in desktop.text()] == []
    desktop.see("button:has-text('Show all')").click()
    assert [value for value in values if value not in desktop.text()] == []
    desktop.keep("content-desktop")


def test_the_no_copy_rule_takes_the_buttons_away_and_says_that_it_is_a_wish(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link(message="Só para ler.", rules=("hide", "no-copy"))
    phone.open(shared.url)
    phone.hold()
    phone.see_title("A sua mensagem")
    assert phone.page.get_by_role("button", name="Copiar").count() == 0
    assert "É um pedido, não um cadeado" in phone.text()
    assert phone.page.locator(".value").first.evaluate("(e) => getComputedStyle(e).userSelect") == "none"
    assert phone.page.locator(".value").first.evaluate(
        "(e) => !e.dispatchEvent(new ClipboardEvent('copy', {bubbles: true, cancelable: true}))"
    )


def test_copying_puts_the_value_on_the_clipboard_and_says_what_stays_there(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**PHONE, script=CLIPBOARD)
    shared = relay.open_link()
    visitor.open(shared.url)
    visitor.hold()
    visitor.row("Palavra-passe").get_by_role("button", name="Copiar").click()
    visitor.see(".good:has-text('Copiado')")
    assert visitor.page.evaluate("copied") == [LOGIN[1].value]
    assert "área de transferência" in visitor.see(".clipboard").inner_text()
    assert LOGIN[1].value not in visitor.text()
    visitor.keep("copied-phone")


def test_without_a_clipboard_the_value_is_shown_and_selected(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**PHONE, script=NO_CLIPBOARD)
    shared = relay.open_link()
    visitor.open(shared.url)
    visitor.hold()
    visitor.row("Palavra-passe").get_by_role("button", name="Copiar").click()
    visitor.see(".clipboard")
    assert visitor.page.evaluate("getSelection().toString()") == LOGIN[1].value
    assert "copie-o pelo menu" in visitor.text()


def test_values_are_text_whatever_they_hold(relay: PageRelay, phone: Visitor) -> None:
    hostile = "<img src=x onerror=alert(1)>\n<script>alert(2)</script>"
    fields = (ManifestField("<b>rótulo</b>", "strange-kind", hostile), ManifestField("\u202egnp.exe", "text", "x"))
    shared = relay.open_link(message=hostile, fields=fields, sender="<i>Ana</i>")
    phone.open(shared.url)
    phone.hold()
    phone.see_title("A sua mensagem")
    assert "<i>Ana</i>" in phone.text()
    assert "<script>alert(2)</script>" in phone.text()
    assert phone.page.locator("main img, main script, main b, main i").count() == 0


def test_a_large_share_arrives_whole(relay: PageRelay, desktop: Visitor) -> None:
    message = "".join(f"linha {number}\n" for number in range(20_000))
    shared = relay.open_link(message=message, fields=())
    desktop.open(shared.url)
    desktop.hold()
    desktop.see_title("Your message")
    assert desktop.page.locator(".value").first.evaluate("(e) => e.textContent") == message


def test_the_language_follows_the_browser_and_choosing_another_keeps_what_was_typed(
    relay: PageRelay, enter: Enter
) -> None:
    visitor = enter(**{**PHONE, "locale": "en-US"})
    shared = relay.share()
    visitor.open(shared.url)
    visitor.see_title("You have received a confidential message")
    assert visitor.page.title() == "Confidential message"
    visitor.see("#passcode").fill("abc")
    visitor.page.get_by_label("Language").select_option("Português (Portugal)")
    visitor.see_title("Recebeu uma mensagem confidencial")
    assert visitor.page.evaluate("document.documentElement.lang") == "pt-PT"
    assert visitor.see("#passcode").input_value() == "abc"


def test_the_link_stays_until_it_opened_and_then_leaves_the_address_bar(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link()
    phone.open(shared.url)
    phone.see(".hold")
    phone.page.reload()
    phone.hold()
    phone.see_title("A sua mensagem")
    assert phone.page.url == shared.url.split("#")[0]
    phone.page.on("dialog", lambda dialog: dialog.accept())
    phone.page.reload()
    phone.see_title("Esta mensagem já foi aberta aqui")
    phone.keep("reloaded-phone")


def test_the_content_leaves_the_screen_when_the_page_is_left(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link(views=2)
    phone.open(shared.url)
    phone.hold()
    phone.see_title("A sua mensagem")
    phone.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    phone.see_title("O conteúdo saiu do ecrã")
    assert "mais 1 vez" in phone.text()
    assert "ana@example.pt" not in phone.page.content()


@pytest.mark.parametrize(("minutes", "title"), [(9, "A sua mensagem"), (11, "O conteúdo saiu do ecrã")])
def test_the_content_stays_for_a_look_elsewhere_but_not_for_long(
    relay: PageRelay, phone: Visitor, minutes: int, title: str
) -> None:
    shared = relay.open_link(expires_s=86_400)
    phone.clock.install()
    phone.open(shared.url)
    phone.clock.run_for(1000)
    _hold_under_a_stopped_clock(phone)
    phone.page.evaluate("""() => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
    }""")
    phone.clock.fast_forward(minutes * 60_000)
    phone.see_title(title)


@pytest.mark.parametrize(
    ("profile", "left", "last", "here"),
    [
        (PHONE, "faltam 23 horas", "Esta foi a última abertura", "Esta página mostra-o, no máximo, até"),
        (DESKTOP, "23 hours left", "This was the last opening", "This page removes it by"),
    ],
    ids=["pt", "en"],
)
def test_after_the_last_opening_no_time_is_left(
    relay: PageRelay, enter: Enter, profile: dict[str, Any], left: str, last: str, here: str
) -> None:
    visitor = enter(**profile)
    shared = relay.open_link(views=2)
    visitor.open(shared.url)
    assert left in _cover(visitor)
    visitor.hold()
    visitor.see(".content")
    assert left in visitor.text()
    assert last not in visitor.text()
    visitor.open("about:blank")
    visitor.open(shared.url)
    visitor.hold()
    visitor.see(".content")
    assert left not in visitor.text()
    assert last in visitor.text()
    assert here in visitor.text()
    visitor.keep(f"last-opening-{visitor.page.evaluate('document.documentElement.lang')}")


def _cover(visitor: Visitor) -> str:
    visitor.see(".hold")
    return visitor.text()


def test_the_content_leaves_the_screen_at_the_hour_that_was_said(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link(expires_s=3600)
    phone.clock.install()
    phone.open(shared.url)
    phone.clock.run_for(1000)
    phone.see(".hold")
    phone.clock.run_for(1000)
    assert re.search(r"faltam 59 minutos|falta 1 hora", phone.text())
    _hold_under_a_stopped_clock(phone)
    assert not re.search(r"faltam? \d", phone.text())
    phone.clock.fast_forward(3_700_000)
    phone.see_title("O prazo terminou")
    assert "ana@example.pt" not in phone.page.content()


def _hold_under_a_stopped_clock(visitor: Visitor) -> None:
    button = visitor.see(".hold")
    button.hover()
    visitor.page.mouse.down()
    visitor.clock.run_for(1000)
    visitor.see_title("A sua mensagem")
    visitor.page.mouse.up()


@pytest.mark.parametrize(
    ("profile", "name"), [(PHONE, "dark-phone"), pytest.param(DESKTOP, "dark-desktop", marks=pytest.mark.slow)]
)
def test_dark_is_dark(relay: PageRelay, enter: Enter, profile: dict[str, Any], name: str) -> None:
    visitor = enter(**profile, color_scheme="dark")
    visitor.open(relay.open_link(message="Segue o acesso.").url)
    visitor.see(".hold")
    assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 19, 17)"
    visitor.keep(f"cover-{name}")
    visitor.hold()
    visitor.see(".content")
    visitor.keep(f"content-{name}")


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }); delete window.Worker;",
        "window.Worker = class { constructor() { throw new Error('no workers here'); } }; delete window.PerformanceObserver;",
    ],
    ids=["subtle-and-workers", "workers-throw"],
)
def test_it_opens_without_what_some_browsers_lack(relay: PageRelay, enter: Enter, script: str) -> None:
    visitor = enter(**PHONE, script=script)
    shared = relay.share()
    visitor.open(shared.url)
    visitor.give(shared.passcode)
    visitor.see_title("A sua mensagem")


def test_a_lost_answer_to_the_claim_is_asked_for_again_with_the_same_words(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    line = {"down": True}

    def lose_the_answer(route: Route) -> None:
        if not line["down"]:
            return route.continue_()
        route.fetch()
        return route.abort()

    phone.answer("claim", lose_the_answer)
    phone.clock.install()
    phone.open(shared.url)
    phone.give(shared.passcode)
    phone.see("button:has-text('Tentar agora')")
    # The page tries again by itself, sooner or later; from here its clock stands, and only the button does.
    phone.clock.pause_at(phone.page.evaluate("Date.now()") / 1000 + 60)
    phone.see("button:has-text('Tentar agora')")
    assert "Nada se perdeu" in phone.text()
    phone.keep("offline-phone")
    line["down"] = False
    phone.see("button:has-text('Tentar agora')").click()
    phone.see_title("A sua mensagem")
    sent = phone.messages("claim")
    assert len(sent) > 1
    assert set(sent) == {sent[0]}
    assert relay.events(shared).count("accepted") == 1


def test_a_body_that_breaks_off_is_taken_up_where_it_broke(relay: PageRelay, desktop: Visitor) -> None:
    message = "0123456789" * 20_000
    shared = relay.open_link(message=message, fields=())

    def break_off(route: Route) -> None:
        whole = route.fetch().body()
        route.fulfill(body=whole[:50_000], content_type="application/octet-stream")

    desktop.answer("blob", break_off)
    desktop.open(shared.url)
    desktop.hold()
    desktop.see_title("Your message")
    assert desktop.page.locator(".value").first.evaluate("(e) => e.textContent") == message
    offsets = [int(re.findall(r'"offset":(\d+)', sent)[0]) for sent in desktop.messages("blob")]
    assert offsets == list(range(0, 50_000 * len(offsets), 50_000))
    assert len(offsets) > 3


def test_a_challenge_that_went_stale_is_replaced_without_a_word(own_relay: PageRelay, phone: Visitor) -> None:
    shared = own_relay.open_link()
    phone.open(shared.url)
    phone.see(".hold")
    own_relay.advance(1000)
    phone.hold()
    phone.see_title("A sua mensagem")
    assert phone.calls()[:4] == ["hello", "claim", "hello", "claim"]
