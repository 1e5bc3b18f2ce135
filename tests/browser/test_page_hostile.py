"""Relays and senders that mean harm. Most of it in Node, on the page's own code; what only a browser can tell, in one."""

from __future__ import annotations

import subprocess

import pytest
from bootstrap.page import node

from app.share.manifest import ManifestField
from tests.browser.page_relay import ROOT, PageRelay
from tests.browser.page_visitor import Visitor

HOSTILE = ROOT / "resources" / "page" / "dist" / "node" / "hostile.mjs"
CASES = {
    "dripped-call": "an octet now and then does not keep a call alive for more than a minute",
    "silent-call": "a silent relay is given up after twenty seconds",
    "dripped-body": "an octet now and then does not keep a body alive beyond the slowest line we wait for",
    "slow-body": "a slow line that goes on brings the longest body whole",
    "long-answer": "an answer that is too long is cut off",
    "long-answer-at-once": "without streams, an answer that says that it is too long is not taken at all",
    "long-busy": "a relay that is busy is asked again after a minute, whatever it says",
    "another-header": "after stale, another header is refused before a second claim",
    "strange-kinds": "a kind that every object has is shown as text",
    "many-runs": "a long value is few pieces, and whole",
    "unseen-characters": "what nobody sees is found where it matters, and stays in the value",
}
DECEIVING = "https://loja.example/\u202etp.elpmaxe//:sptth"


@pytest.mark.parametrize("case", CASES, ids=lambda case: CASES[case].replace(" ", "_"))
def test_the_pages_own_code_stands(case: str) -> None:
    ran = subprocess.run([node().node, HOSTILE, case], capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == f"{case} holds\n"


def test_a_sign_that_turns_an_address_round_is_seen_and_turns_nothing(relay: PageRelay, desktop: Visitor) -> None:
    shared = relay.open_link(fields=(ManifestField("", "url", DECEIVING), ManifestField("", "password", "a1" * 4000)))
    desktop.open(shared.url)
    desktop.hold()
    desktop.see_title("Your message")
    value = desktop.row("Address").locator(".value")
    assert value.evaluate("(e) => e.textContent") == DECEIVING
    sign = value.get_by_role("img", name="invisible character")
    assert sign.evaluate("(e) => getComputedStyle(e, '::before').content") == '"·"'
    # The octets behind the sign are drawn in the order in which they are copied: each letter right of the one before.
    lefts = value.evaluate("""(e) => {
        const text = e.querySelector('bdi').nextSibling;
        return [0, 1, 2].map((at) => {
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
        });
    }""")
    assert lefts == sorted(set(lefts))
    desktop.row("Password").get_by_role("button", name="Show").click()
    assert desktop.row("Password").locator(".value span").count() == 1
    desktop.keep("unseen-desktop")
