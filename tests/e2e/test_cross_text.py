"""What people type and paste, through the program and the page's own code: both must come to the same, or both refuse."""

from __future__ import annotations

import base64
import random
import unicodedata
from collections.abc import Iterator

import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, UserError
from app.share.keys import LinkKeys
from app.share.link import Kind, Link, encode_link, parse_link
from app.share.passcode import ALPHABET, check_symbol, normalise, require_typed_right
from app.share.wire.canonical import encode
from app.share.wire.messages import Hello
from tests.e2e.page_in_node import PageInNode

PASSCODES, LINKS, SYMBOLS = 4000, 3000, 2000
INVISIBLE = "\t\n\r \u00a0\u00ad\u061c\u180e\u200b\u200d\u200e\u2028\u2060\u2064\u2069\u3000\ufe0f\ufeff-–—−\uff0d"
AWKWARD = "ßẞıİiLlOoſΣςσΐᾳŉǰﬁﬀ①Ⅻ½\u0301\u0303\u0327\u0323\u0345\u1100\u1161\u11a8ｱﾞ\ufdfa\u212a\u2126𐐨🔑👩"


@pytest.fixture(scope="module")
def page() -> Iterator[PageInNode]:
    with PageInNode() as page:
        yield page


def passcode(rng: random.Random) -> str:
    """Letters that both sides' tables know: a sender refuses to set others."""
    return "".join(_letter(rng) for _ in range(rng.choice((0, 1, 2, 5, 12, 40, 130, 260))))


def _letter(rng: random.Random) -> str:
    where = rng.random()
    if where < 0.2:
        return rng.choice(INVISIBLE)
    if where < 0.5:
        return rng.choice(AWKWARD)
    if where < 0.6:
        return chr(rng.randrange(0x20, 0x7F))
    if where < 0.605:
        return chr(rng.randrange(0xD800, 0xE000))
    letter = chr(rng.choice((rng.randrange(0x3000), rng.randrange(0x110000))))
    return letter if unicodedata.category(letter) not in ("Cn", "Co", "Cs") else "x"


def test_every_passcode_is_normalised_alike(page: PageInNode) -> None:
    rng = random.Random(7)
    for _ in range(PASSCODES):
        typed = passcode(rng)
        try:
            ours = {"ok": base64.b64encode(normalise(typed).reveal()).decode()}
        except UserError:
            ours = {"error": "passcode"}
        assert page.ask("normalise", passcode=typed) == ours, ascii(typed)


def test_every_letter_that_may_be_in_a_passcode_is_normalised_alike(page: PageInNode) -> None:
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    for at in range(0, len(letters), 100):
        some = "a" + "x".join(letters[at : at + 100])
        try:
            ours = {"ok": base64.b64encode(normalise(some).reveal()).decode()}
        except UserError:
            ours = {"error": "passcode"}
        assert page.ask("normalise", passcode=some) == ours, ascii(some)


def test_every_slip_in_a_generated_passcode_is_found_alike(page: PageInNode) -> None:
    rng = random.Random(8)
    for _ in range(SYMBOLS):
        symbols = "".join(rng.choices(ALPHABET, k=10))
        typed = list(symbols + check_symbol(symbols))
        for _ in range(rng.randrange(3)):
            typed[rng.randrange(11)] = rng.choice(ALPHABET + "oilu")
        text = "".join(typed)
        try:
            ours = {"ok": require_typed_right(text).text()}
        except UserError:
            ours = {"error": "mistyped-passcode"}
        assert page.ask("check", passcode=text) == ours, text


def mangled(rng: random.Random, url: str) -> str:
    """One to three things that happen to links, and some that only an attacker does."""
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(url) + 1)
        url = rng.choice(
            (
                url[:at] + rng.choice(INVISIBLE) + url[at:],
                url[:at] + rng.choice("<>()[]\"'.,;:!?%#&=/@\\é") + url[at:],
                url[:at] + url[at + 1 :],
                url[:at] + f"%{ord(url[at]):02x}" + url[at + 1 :] if at < len(url) else url,
                url.replace("#", "%23"),
                "https://out.example/?" + rng.choice(("url=", "u=", "x=1&q=")) + url,
                url[:at].upper() + url[at:],
                f"Olá {url} até já",
                url.replace("#", f"?utm={at}#"),
                url.replace("https", "http"),
                url + rng.choice(".,)>»…"),
            )
        )
    return url


def test_every_link_is_repaired_or_refused_alike(page: PageInNode) -> None:
    rng = random.Random(9)
    origins = ("https://relay.example", "http://localhost:8750", "https://[2001:db8::1]:444")
    repaired = 0
    for session in range(LINKS):
        link = Link(rng.choice(origins), rng.randbytes(16), rng.choice(list(Kind)), Secret(rng.randbytes(32)))
        text = mangled(rng, encode_link(link))
        theirs = page.ask("hello", session=session, url=text)
        try:
            ours = parse_link(text)
        except PeerError:
            assert theirs == {"error": "damaged"}, ascii(text)
        else:
            hello = Hello(ours.id, LinkKeys.of(ours.secret, ours.id).proof.reveal())
            assert theirs == {"ok": {"message": encode(hello).decode(), "kind": ours.kind.value}}, ascii(text)
            repaired += 1
    assert LINKS // 4 < repaired < LINKS  # both ways were gone
