"""For everybody: screen readers, large text, small screens, fingers, high contrast, little motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.share.link import Kind
from app.share.manifest import ManifestField
from tests.browser.page_relay import LOGIN, ROOT, PageRelay
from tests.browser.page_visitor import DESKTOP, PHONE, Enter, Visitor

AXE = (ROOT / "resources" / "page" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
    const found = await axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}"""
# A box to tick is pressed by its label.
SMALL = """() => [...document.querySelectorAll('button, input:not([type=checkbox]), .tick, select, summary')]
    .filter((one) => one.offsetParent !== null)
    .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([, box]) => box.height < 48 || box.width < 48)
    .map(([html]) => html)"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
MANY = (
    *LOGIN,
    ManifestField("Morada", "address", "Rua do Sol, 12, 3.º Esq.\n1200-001 Lisboa"),
    ManifestField("Uma etiqueta muito comprida que não cabe numa linha só", "text", "x" * 180),
    ManifestField("", "totp", "JBSWY3DPEHPK3PXP"),
)


def _axe(visitor: Visitor) -> list[str]:
    visitor.page.evaluate(AXE)
    found: list[str] = visitor.page.evaluate(RUN)
    return found


@pytest.mark.parametrize(
    ("profile", "scheme"),
    [
        (PHONE, "light"),
        pytest.param(PHONE, "dark", marks=pytest.mark.slow),
        pytest.param(DESKTOP, "light", marks=pytest.mark.slow),
    ],
    ids=["phone", "phone-dark", "desktop"],
)
def test_axe_finds_nothing_on_the_way_to_the_content(
    relay: PageRelay, enter: Enter, profile: dict[str, Any], scheme: str
) -> None:
    visitor = enter(**{**profile, "color_scheme": scheme})
    shared = relay.share("Segue o acesso.", MANY, rules=("hide",))
    visitor.open(shared.url)
    visitor.see("#passcode")
    assert _axe(visitor) == []
    visitor.give("123")
    visitor.see(".slip")
    assert _axe(visitor) == []
    visitor.see("summary").click()
    assert _axe(visitor) == []
    visitor.give(shared.passcode)
    visitor.see(".content")
    assert _axe(visitor) == []
    visitor.see(".all").click()
    assert _axe(visitor) == []
    visitor.see(".content > button.primary").click()
    visitor.see(".told")
    assert _axe(visitor) == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_axe_finds_nothing_on_the_other_screens(relay: PageRelay, enter: Enter, scheme: str) -> None:
    visitor = enter(**{**PHONE, "color_scheme": scheme})
    visitor.open(relay.open_link().url)
    visitor.see(".hold").click()
    assert _axe(visitor) == []
    paused = relay.pause(relay.share())
    visitor.open("about:blank")
    visitor.open(paused.url)
    visitor.see(".told")
    assert _axe(visitor) == []


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (320, "100%"),
        pytest.param(360, "100%", marks=pytest.mark.slow),
        (360, "200%"),
        pytest.param(1280, "200%", marks=pytest.mark.slow),
    ],
    ids=lambda value: str(value),
)
def test_nothing_is_cut_off(relay: PageRelay, enter: Enter, width: int, text: str) -> None:
    visitor = enter(**{**PHONE, "viewport": {"width": width, "height": 740}})
    shared = relay.share("Uma mensagem. " * 10, MANY)
    visitor.open(shared.url)
    visitor.see("#passcode")
    visitor.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
    assert not visitor.page.evaluate(TOO_WIDE)
    visitor.keep(f"cover-{width}-{text.rstrip('%')}")
    visitor.give(shared.passcode)
    visitor.see(".content")
    assert not visitor.page.evaluate(TOO_WIDE)
    visitor.keep(f"content-{width}-{text.rstrip('%')}")


LINES = """(e) => {
    const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), lines = [];
    let top = null;
    for (let node = text.nextNode(); node; node = text.nextNode()) {
        for (let at = 0; at < node.length; at += 1) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (top === null || Math.abs(box.top - top) > 4) lines.push('');
            top = box.top;
            lines[lines.length - 1] += node.data[at];
        }
    }
    return lines.map((line) => line.trim());
}"""


@pytest.mark.parametrize(
    "locale", ["pt-PT", *(pytest.param(locale, marks=pytest.mark.slow) for locale in ("en-GB", "fr-FR", "es-ES"))]
)
def test_large_text_breaks_no_word_of_the_headings(relay: PageRelay, enter: Enter, locale: str) -> None:
    visitor = enter(**{**PHONE, "locale": locale})
    shared = relay.share()
    visitor.open(shared.url)
    visitor.see("#passcode")
    visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    heading = visitor.see("h1")
    assert " ".join(heading.evaluate(LINES)) == heading.inner_text().replace("\n", " ")
    assert len(heading.evaluate(LINES)) > 1


def test_an_address_breaks_between_its_parts(relay: PageRelay, phone: Visitor) -> None:
    address = "https://www.padaria-da-esquina.example/loja/administrar?pagina=encomendas"[:60]
    fields = (ManifestField("", "url", address), ManifestField("", "username", "ana.sousa@padaria-da-esquina.example"))
    phone.open(relay.open_link(fields=fields).url)
    phone.hold()
    for label, value in (("Endereço", address), ("Utilizador", fields[1].value)):
        shown = phone.row(label).locator(".value")
        lines = shown.evaluate(LINES)
        assert len(lines) > 1
        assert "".join(lines) == value == shown.evaluate("(e) => e.textContent")
        assert all(line[-1] in "/?&=#@._-" for line in lines[:-1]), lines


def test_show_all_stands_over_the_buttons_of_the_rows(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.open_link(fields=MANY, rules=("hide",))
    phone.open(shared.url)
    phone.hold()
    every, copy = phone.see(".all").bounding_box(), phone.see(".row:not(.long) .small:last-child").bounding_box()
    assert every is not None
    assert copy is not None
    assert every["x"] + every["width"] == pytest.approx(copy["x"] + copy["width"], abs=1)


def test_fingers_have_room_and_no_phone_zooms_in(relay: PageRelay, phone: Visitor) -> None:
    shared = relay.share("Segue o acesso.", MANY, rules=("hide",))
    phone.open(shared.url)
    size = phone.see("#passcode").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 16
    assert phone.page.evaluate(SMALL) == []
    phone.give(shared.passcode)
    phone.see(".content")
    assert phone.page.evaluate(SMALL) == []


def test_the_field_wants_no_help_from_the_keyboard(relay: PageRelay, phone: Visitor) -> None:
    phone.open(relay.share().url)
    field = phone.see("#passcode")
    asked = {"autocapitalize": "off", "autocorrect": "off", "autocomplete": "off", "spellcheck": "false"}
    assert {name: field.get_attribute(name) for name in asked} == asked


def test_the_focus_goes_where_something_new_is_and_states_are_said(relay: PageRelay, desktop: Visitor) -> None:
    shared = relay.share(kind=Kind.TYPED, passcode="certo", entry="words")
    desktop.open(shared.url)
    desktop.see("#passcode")
    focused = "document.activeElement.id || document.activeElement.tagName"
    assert desktop.page.evaluate(focused) == "passcode"
    desktop.page.keyboard.type("errado")
    desktop.page.keyboard.press("Enter")
    slip = desktop.see(".slip")
    assert slip.get_attribute("role") == "alert"
    assert desktop.page.evaluate(focused) == "passcode"
    assert desktop.see("#passcode").get_attribute("aria-invalid") == "true"
    desktop.see("#passcode").fill("certo")
    desktop.page.keyboard.press("Enter")
    desktop.see_title("Your message")
    assert desktop.page.evaluate(focused) == "H1"


def test_a_phone_is_not_covered_by_a_keyboard_before_anything_was_read(relay: PageRelay, phone: Visitor) -> None:
    phone.open(relay.share().url)
    phone.see("#passcode")
    assert phone.page.evaluate("document.activeElement.tagName") == "H1"


def test_it_works_with_forced_colours_and_without_motion(relay: PageRelay, enter: Enter) -> None:
    visitor = enter(**{**DESKTOP, "forced_colors": "active", "reduced_motion": "reduce"})
    shared = relay.share()
    visitor.open(shared.url)
    visitor.see("#passcode")
    visitor.keep("cover-forced-colours")
    assert visitor.see("form button.primary").evaluate("(e) => getComputedStyle(e).transitionDuration") == "0s"
    visitor.give(shared.passcode)
    visitor.see(".content")
    visitor.keep("content-forced-colours")


def test_every_word_is_in_the_words(tmp_path: Path) -> None:
    """No sentence for people outside the files of words, the document's own fallback apart."""
    sources = (ROOT / "resources" / "page" / "src").rglob("*.ts")
    accents = set("áàâãçéêíóôõú")
    strangers = [
        str(path.name)
        for path in sources
        if path.parent.name != "words" and accents & set(path.read_text(encoding="utf-8"))
    ]
    assert strangers == []
