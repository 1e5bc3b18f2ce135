"""Random shares from the program to the page's own code, and from the page's code to the program.

224 shares: in each direction 112, of which 108 have no passcode, 2 a generated and 2 a typed one; in the slow run 6 and 6. Each
of those costs an Argon2id of 64 MiB on both sides. The test plays the relay: it checks proof, signature and hashes as PROTOCOL
section 9 demands, and seals the half to the claimant's key. Sizes go from one letter to several chunks; texts over all of
Unicode.
"""

from __future__ import annotations

import base64
import os
import random
from collections.abc import Iterator

import pytest

from app.crypto.blind import blake2b_256, seal_to, verify
from app.crypto.secret import Secret
from app.share.documents import Cover
from app.share.link import Kind, parse_link
from app.share.manifest import KINDS, Manifest, ManifestField, encode_manifest
from app.share.passcode import generate
from app.share.recipient import Recipient, claim_message
from app.share.sender import Terms, prepare
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import RULES, parse_conditions, parse_header
from app.share.wire.messages import Claim, Create, Granted, Hello, Welcome
from tests.e2e.page_in_node import PageInNode

NOW = 1_800_000_000
RELAYS = ("https://relay.example", "https://xn--caf-dma.pt:8443", "http://127.0.0.1:8750", "https://[2001:db8::1]")
PLAIN = 108
both_ways = pytest.mark.parametrize("of_each", [2, pytest.param(6, marks=pytest.mark.slow)])
ENTRIES = {Kind.NONE: "none", Kind.GENERATED: "symbols", Kind.TYPED: "text"}
TYPED_PASSCODES = ("gelo-trigo-manhã-cúpula-avô", "493 027", "Straße ﬁn ǆ", "пароль🔑", "O l I 0 1", "ｆｕｌｌ")


@pytest.fixture(scope="module")
def page() -> Iterator[PageInNode]:
    with PageInNode() as page:
        yield page


class Relay:
    """As much of a relay as one share needs, by the law."""

    def __init__(self, create: Create) -> None:
        self.kept = create
        self.header = parse_header(create.header)
        parse_conditions(create.conditions, self.header.created)
        assert self.header.size == len(create.body)
        self.challenge = os.urandom(32)

    def welcome(self, hello: Hello) -> Welcome:
        kept = self.kept
        assert (hello.id, blake2b_256(hello.proof)) == (kept.id, kept.link_hash)
        shown = kept.header, kept.header_mac, kept.cover, kept.terms, kept.conditions, kept.conditions_mac
        return Welcome(*shown, self.challenge, self.header.views, 5)

    def is_right(self, claim: Claim) -> bool:
        assert (claim.id, blake2b_256(claim.proof), claim.challenge) == (
            self.kept.id,
            self.kept.link_hash,
            self.challenge,
        )
        relay = self.header.relay.encode()
        hashes = blake2b_256(self.kept.header) + blake2b_256(claim.acceptance)
        message = b"lacre/1/claim\x00" + claim.id + self.challenge + claim.key + hashes + relay
        return verify(self.kept.proof_key, message, claim.signature)

    def granted(self, claim: Claim) -> Granted:
        assert self.is_right(claim)
        answer = seal_to(claim.key, self.kept.half + os.urandom(32))
        return Granted(answer, self.header.size, self.header.files, 900, self.header.views - 1)


def text(rng: random.Random, longest: int) -> str:
    """Letters of the whole of Unicode, the awkward ones more often; no surrogates."""
    awkward = '\x00\t\n\r\x1b"\\/\x7f\u0085\u2028\u2029\ufeff\ufffd<>&\u202eé\U0010ffff'
    length = rng.randrange(longest + 1)
    return "".join(_letter(rng, awkward) for _ in range(length))


def _letter(rng: random.Random, awkward: str) -> str:
    if rng.random() < 0.3:
        return rng.choice(awkward)
    code = rng.randrange(0x110000 - 0x800)
    return chr(code if code < 0xD800 else code + 0x800)


def manifest(rng: random.Random) -> Manifest:
    kinds = [*sorted(KINDS), "iban", "a-b"]
    fields = tuple(
        ManifestField(text(rng, 200), rng.choice(kinds), text(rng, 300)) for _ in range(rng.choice((0, 1, 3, 20)))
    )
    longest = rng.choice((10, 1000, 5000, 30_000))
    return Manifest(v=1, message="." + text(rng, longest), fields=fields)


def passcode(rng: random.Random, kind: Kind) -> Secret | None:
    if kind is Kind.NONE:
        return None
    return generate() if kind is Kind.GENERATED else Secret(rng.choice(TYPED_PASSCODES))


def terms(rng: random.Random, kind: Kind) -> Terms:
    rules = tuple(rule for rule in RULES if rng.random() < 0.5)
    cover = Cover(text(rng, 80), text(rng, 200), ENTRIES[kind])  # type: ignore[arg-type]
    expires, views = NOW + rng.randrange(1, 34_560_001), rng.randrange(1, 1001)
    starts, trace = rng.randrange(NOW, expires), rng.random() < 0.5
    return Terms(rng.choice(RELAYS), expires, views, kind, passcode(rng, kind), cover, rules, starts, trace)


@both_ways
def test_the_page_opens_what_the_program_sealed(page: PageInNode, of_each: int) -> None:
    rng = random.Random(20261122)
    for session, kind in enumerate(kinds(of_each)):
        what, how = manifest(rng), terms(rng, kind)
        create, secrets = prepare(what, how, NOW)
        relay = Relay(parse(Create, encode(create)))
        greeted = page.must("hello", session=session, url=secrets.url.text())
        assert greeted["kind"] == kind.value
        welcome = relay.welcome(parse(Hello, greeted["message"].encode()))
        typed = None if how.passcode is None else how.passcode.text()
        claimed = page.must("claim", session=session, welcome=encode(welcome).decode(), passcode=typed)
        assert claimed["cover"] == {"from": how.cover.sender, "note": how.cover.note, "entry": how.cover.entry}
        granted = relay.granted(parse(Claim, claimed["message"].encode()))
        body = base64.b64encode(create.body).decode()
        opened = page.must("open", session=session, granted=encode(granted).decode(), body=body)
        assert opened["manifest"].encode() == encode_manifest(what)


@both_ways
def test_the_program_opens_what_the_page_sealed(page: PageInNode, of_each: int) -> None:
    rng = random.Random(22112026)
    for kind in kinds(of_each):
        what, how = manifest(rng), terms(rng, kind)
        sealed = page.must("seal", manifest=encode_manifest(what).decode(), options=options(how))
        link = parse_link(sealed["url"])
        assert (link.origin, link.kind) == (how.relay, kind)
        relay = Relay(parse(Create, sealed["create"].encode()))
        assert blake2b_256(base64.b64decode(sealed["owner"])) == relay.kept.owner_hash
        recipient = Recipient(link)
        assert recipient.welcome(relay.welcome(recipient.hello)) == how.cover
        assert (recipient.header.rules, recipient.header.views) == (how.rules, how.views)
        recipient.granted(relay.granted(recipient.claim(how.passcode)))
        recipient.receive(relay.kept.body)
        assert recipient.open() == what


def kinds(of_each: int) -> list[Kind]:
    """So many with a passcode of each kind, behind those without."""
    return [Kind.NONE] * PLAIN + [Kind.GENERATED] * of_each + [Kind.TYPED] * of_each


def options(how: Terms) -> dict[str, object]:
    return {
        "relay": how.relay,
        "created": NOW,
        "starts": how.starts,
        "expires": how.expires,
        "views": how.views,
        "rules": list(how.rules),
        "trace": how.trace,
        "from": how.cover.sender,
        "note": how.cover.note,
        "entry": how.cover.entry,
        "kind": how.kind.value,
        "passcode": None if how.passcode is None else how.passcode.text(),
    }


def test_a_wrong_passcode_on_the_page_gives_a_signature_that_the_relay_refuses(page: PageInNode) -> None:
    how = terms(random.Random(1), Kind.TYPED)
    create, secrets = prepare(Manifest(1, "x", ()), how, NOW)
    relay = Relay(create)
    greeted = page.must("hello", session=1, url=secrets.url.text())
    welcome = encode(relay.welcome(parse(Hello, greeted["message"].encode()))).decode()
    claimed = page.must("claim", session=1, welcome=welcome, passcode="outra coisa")
    assert not relay.is_right(parse(Claim, claimed["message"].encode()))


@pytest.mark.parametrize("member", ["header", "header_mac", "cover", "conditions", "conditions_mac"])
def test_the_page_stops_before_the_passcode_when_the_relay_changed_a_document(page: PageInNode, member: str) -> None:
    create, secrets = prepare(Manifest(1, "x", ()), terms(random.Random(2), Kind.NONE), NOW)
    relay = Relay(create)
    greeted = page.must("hello", session=2, url=secrets.url.text())
    welcome = relay.welcome(parse(Hello, greeted["message"].encode()))
    changed = bytearray(getattr(welcome, member))
    changed[len(changed) // 2] ^= 1
    altered = Welcome(**{name: getattr(welcome, name) for name in welcome.__struct_fields__} | {member: bytes(changed)})
    assert page.ask("claim", session=2, welcome=encode(altered).decode(), passcode=None) == {"error": "damaged"}


def test_page_and_program_sign_the_same_claim() -> None:
    """The message that is signed is written twice in this project and once here."""
    link = parse_link(prepare(Manifest(1, "x", ()), terms(random.Random(3), Kind.NONE), NOW)[1].url.text())
    message = claim_message(link, b"c" * 32, b"k" * 32, b"header")
    assert (
        message
        == b"lacre/1/claim\x00"
        + link.id
        + b"c" * 32
        + b"k" * 32
        + blake2b_256(b"header")
        + blake2b_256(b"")
        + link.origin.encode()
    )
