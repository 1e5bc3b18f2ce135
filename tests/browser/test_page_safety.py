"""What must never happen: a program that opens a share, a request to a stranger, code that is not ours, a secret left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.browser.page_contexts import Contexts
from tests.browser.page_relay import PageRelay, Shared
from tests.browser.page_visitor import DESKTOP, PHONE, Enter, Visitor

POKE = """() => {
    const quick = { bubbles: true, cancelable: true, button: 0, isPrimary: true, detail: 1 };
    for (const element of document.querySelectorAll('button, a, input, summary, [role=button], form, label, main *')) {
        element.dispatchEvent(new PointerEvent('pointerdown', quick));
        element.dispatchEvent(new KeyboardEvent('keydown', { ...quick, key: 'Enter' }));
        element.dispatchEvent(new MouseEvent('click', quick));
        element.click?.();
    }
    for (const form of document.forms) form.requestSubmit();
}"""

ATTACK = """() => new Promise((done) => {
    // In a task of its own: what the test itself evaluates is not under the page's policy.
    setTimeout(() => {
        try { %s } catch (error) { violations.push(String(error)); }
        setTimeout(done, 100);
    });
})"""


def _press_everything(visitor: Visitor) -> None:
    """As a scanner in a driven browser does: real clicks and keys on whatever can be pressed, and then by script."""
    for button in visitor.page.locator("main button:visible, summary:visible").all():
        button.click()
        button.press("Enter")
        button.press("Space")
    for field in visitor.page.locator("main input:visible").all():
        field.fill("test")
        field.press("Enter")
    visitor.page.evaluate(POKE)


def _make(relay: PageRelay, with_passcode: bool) -> Shared:
    return relay.share() if with_passcode else relay.open_link()


@pytest.mark.parametrize(
    ("profile", "with_passcode"),
    [
        (PHONE, False),
        (DESKTOP, True),
        pytest.param(PHONE, True, marks=pytest.mark.slow),
        pytest.param(DESKTOP, False, marks=pytest.mark.slow),
    ],
    ids=["phone", "desktop-passcode", "phone-passcode", "desktop"],
)
def test_a_scanner_that_presses_everything_opens_nothing(
    relay: PageRelay, enter: Enter, with_passcode: bool, profile: dict[str, object]
) -> None:
    shared = _make(relay, with_passcode)
    visitor = enter(**profile)
    visitor.clock.install()
    visitor.open(shared.url)
    visitor.clock.run_for(1000)
    visitor.see("form button.primary" if with_passcode else ".hold")
    for _ in range(3):
        _press_everything(visitor)
        # Whatever a press may have started has had its time: a hold needs 0.4 s, a confirmation 1 s.
        visitor.clock.run_for(5000)
    assert visitor.page.locator(".confirm button").count() == 0
    assert set(visitor.calls()) == {"hello"}
    assert relay.state(shared) == ("live", 1, 5)
    assert relay.events(shared) == ["delivered"]


def test_a_press_that_is_let_go_too_soon_says_what_to_do(relay: PageRelay, phone: Visitor) -> None:
    phone.open(relay.open_link().url)
    phone.see(".hold").click()
    assert "um pouco mais" in phone.see("#hold-note").inner_text()
    assert phone.calls() == ["hello"]


def test_the_document_paints_before_the_crypto_is_asked_for(relay: PageRelay, phone: Visitor) -> None:
    phone.open(relay.share().url)
    phone.see("#passcode")
    painted, asked = phone.page.evaluate("""() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        const assets = performance.getEntriesByType('resource').filter((one) => one.name.includes('/assets/'));
        return [paint.startTime, Math.min(...assets.map((one) => one.startTime))];
    }""")
    assert painted <= asked


def test_nothing_is_kept_in_the_browser(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    phone.open(shared.url)
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")
    kept = phone.page.evaluate("""async () => [
        localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
        JSON.stringify(history.state), location.hash,
    ]""")
    assert kept == [0, 0, "", 0, '{"lacre":"opened"}', ""]
    assert phone.context.cookies() == []


def test_secrets_travel_only_where_the_protocol_sends_them(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share()
    phone.open(shared.url)
    phone.give(shared.passcode)
    phone.see_title("A sua mensagem")
    phone.see("button:has-text('Já guardei')").click()
    phone.see_title("Apagado desta página")
    secret = shared.url.split("#")[1].split(".")[1]
    sent = [request.url + (request.post_data or "") + json.dumps(request.headers) for request in phone.requests]
    for canary in (secret, secret[:20], shared.passcode, shared.passcode.replace("-", ""), "7kQ#mbV0"):
        assert [one[:80] for one in sent if canary in one.split("#")[0]] == []
    assert [request.url for request in phone.requests if request.headers.get("referer")] == []


def _with_a_tail(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body() + b"\n")


@pytest.mark.parametrize("ending", ["js", "wasm"])
def test_an_asset_that_was_changed_on_the_way_does_not_run(
    relay: PageRelay, browser: object, tmp_path: object, ending: str
) -> None:
    visitor = Visitor.enter(browser, tmp_path, **PHONE)  # type: ignore[arg-type]
    try:
        visitor.page.route(f"**/assets/*.{ending}", _with_a_tail)
        visitor.open(relay.share().url)
        visitor.see_title("Sem ligação")
        assert visitor.page.evaluate("window.lacreEngine === undefined") == (ending == "js")
        assert visitor.page.locator("#passcode").count() == 0
        assert any("integrity" in complaint for complaint in visitor.complaints)
    finally:
        visitor.leave()


ATTACKS = (
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))",
    "document.body.innerHTML = '<img src=x onerror=\"window.ran = true\">'",
    "document.body.append(Object.assign(document.createElement('script'), { src: '/s/x' }))",
    "document.body.setAttribute('onclick', 'window.ran = true'); document.body.click()",
    "eval('window.ran = true')",
    "new Worker(URL.createObjectURL(new Blob([''])))",
    "trustedTypes.createPolicy('lacre', { createScriptURL: (url) => url })",
    "fetch('https://relay.example/')",
    "new Image().src = 'https://relay.example/x.png'",
)


def test_the_policy_stops_code_that_got_in(relay: PageRelay, contexts: Contexts, tmp_path: Path) -> None:
    visitor = contexts.enter(tmp_path, **DESKTOP)
    shared = relay.open_link()
    for attack in ATTACKS:
        visitor.open("about:blank")  # each meets a document of its own
        visitor.open(shared.url)
        visitor.see(".hold")
        visitor.page.evaluate(ATTACK % attack)
        assert visitor.page.evaluate("window.ran") is None, attack
        assert visitor.page.evaluate("violations.length") > 0, attack
    contexts.leave(visitor, DESKTOP)


def test_the_document_carries_its_headers(relay: PageRelay, desktop: Visitor) -> None:
    answer = desktop.page.goto(f"{relay.origin}/s/anything")
    assert answer is not None
    headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert "'unsafe-eval'" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
