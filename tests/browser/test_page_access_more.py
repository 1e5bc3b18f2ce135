"""The screens that only some shares have, for everybody: axe, large text, small screens, both themes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.page_relay import PageRelay
from tests.browser.page_sender import Asked, File
from tests.browser.page_things import pdf, png
from tests.browser.page_visitor import PHONE, Enter, Visitor
from tests.browser.test_page_access import TOO_WIDE, _axe
from tests.browser.test_page_codes import FIELDS

NAME = "Relatório de contas do primeiro trimestre, versão final e revista.pdf"
FILES = (File("fotografias/loja.png", png(640, 480)), File(NAME, pdf("Uma", "Duas")), File("jogo.exe", b"MZ"))
ASKED = Asked(terms="Primeira linha.\n" * 60, address="ana@clinica.example")
LARGE = "document.documentElement.style.fontSize = '200%'"
WAYS = pytest.mark.parametrize(
    ("scheme", "large"),
    [
        ("light", False),
        pytest.param("dark", True, marks=pytest.mark.slow),
        pytest.param("dark", False, marks=pytest.mark.slow),
        pytest.param("light", True, marks=pytest.mark.slow),
    ],
    ids=["light", "dark-large", "dark", "light-large"],
)
SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value;
    }).observe({ type: 'layout-shift', buffered: true });
"""


def _gates(visitor: Visitor, look: Callable[[str], None]) -> None:
    """The screens before the passcode, one after the other. The relay of these tests sends no e-mail: it is answered for."""
    visitor.see("#name")
    look("terms")
    visitor.see("form button.primary").click()
    visitor.see(".slip")
    look("terms-slip")
    visitor.see("#name").fill("Ana")
    visitor.see("#consent").check()
    visitor.see("form button.primary").click()
    visitor.see("#address").fill("ana@clinica.example")
    look("identity")
    visitor.see("form button.primary").click()
    visitor.see("#mail-code")
    look("identity-code")
    visitor.see("#mail-code").fill("12345678")
    visitor.see("form button.primary").click()
    visitor.see("#passcode")
    look("passcode")


def _files(visitor: Visitor, look: Callable[[str], None]) -> None:
    visitor.see(".files")
    look("content")
    for button in visitor.page.locator(".under > button, .qr-part > button").all():
        button.click()
    visitor.see(".qr")
    look("content-codes")
    visitor.see(".files li:nth-child(2) button").click()
    visitor.see("dialog canvas")
    visitor.page.wait_for_function("() => document.querySelector('dialog canvas').width > 200")
    look("looking")
    visitor.page.keyboard.press("Escape")
    visitor.page.locator("dialog").wait_for(state="detached")


@WAYS
def test_the_screens_of_files_and_codes_are_for_everybody(
    relay: PageRelay, enter: Enter, scheme: str, large: bool
) -> None:
    visitor = enter(script=SHIFTS, **{**PHONE, "color_scheme": scheme})
    shared = relay.open_link(message="Segue tudo.", fields=FIELDS, files=FILES, rules=("no-download",))
    visitor.open(shared.url)
    visitor.hold()
    visitor.see(".files")
    if large:
        visitor.page.evaluate(LARGE)

    def look(name: str) -> None:
        assert not visitor.page.evaluate(TOO_WIDE), name
        visitor.keep(f"more-{name}-{scheme}{'-large' if large else ''}")
        assert _axe(visitor) == [], name

    _files(visitor, look)
    if not large:
        assert visitor.page.evaluate("shifted") < 0.1


@WAYS
def test_the_screens_before_the_passcode_are_for_everybody(
    mail_relay: PageRelay, enter: Enter, scheme: str, large: bool
) -> None:
    visitor = enter(**{**PHONE, "color_scheme": scheme})
    shared = mail_relay.share("Segue.", asked=ASKED, trace=True, files=FILES)
    visitor.open(shared.url)
    visitor.see("#name")
    if large:
        visitor.page.evaluate(LARGE)

    def look(name: str) -> None:
        assert not visitor.page.evaluate(TOO_WIDE), name
        visitor.keep(f"more-{name}-{scheme}{'-large' if large else ''}")
        assert _axe(visitor) == [], name

    _gates(visitor, look)
    visitor.open("about:blank")
    visitor.open(mail_relay.share(starts_s=90_000, expires_s=200_000).url)
    visitor.see(".told")
    if large:
        visitor.page.evaluate(LARGE)
    look("early")
