"""The recipient's state machine against a relay that is honest, forgetful, or hostile."""

from __future__ import annotations

import os
from dataclasses import replace

import msgspec
import pytest

from app.crypto.blind import seal_to, verify
from app.crypto.secret import Secret
from app.errors import LacreError, OurError, PeerError, UserError
from app.share.accepting import identity_hash, open_acceptance, seal_terms
from app.share.documents import Cover, conditions_mac, header_mac, seal_cover
from app.share.keys import LinkKeys
from app.share.link import Kind, Link
from app.share.manifest import Manifest
from app.share.passcode import generate
from app.share.recipient import Accepted, Recipient, claim_message
from app.share.sender import OwnerSecrets, Terms, amend, prepare
from app.share.wire.canonical import encode
from app.share.wire.documents import parse_header
from app.share.wire.messages import Claim, Create, Granted, Welcome

NOW = 1_800_000_000
MANIFEST = Manifest(1, "olá", ())
TERMS = Terms("https://relay.example", NOW + 3600, 1, Kind.NONE, None, Cover("Ana", "nota", "none"))


class Share:
    """A share, and what an honest relay answers about it."""

    def __init__(self, terms: Terms = TERMS) -> None:
        create, secrets = prepare(MANIFEST, terms, NOW)
        self.create: Create = create
        self.secrets: OwnerSecrets = secrets

    def welcome(self, **changes: object) -> Welcome:
        kept = self.create
        whole = Welcome(
            kept.header,
            kept.header_mac,
            kept.cover,
            kept.terms,
            kept.conditions,
            kept.conditions_mac,
            os.urandom(32),
            1,
            5,
        )
        return msgspec.structs.replace(whole, **changes)

    def granted(self, claim: Claim, answer: bytes | None = None) -> Granted:
        inside = self.create.half + os.urandom(32) if answer is None else answer
        return Granted(seal_to(claim.key, inside), len(self.create.body), 0, 900, 0)

    def keys(self) -> LinkKeys:
        return LinkKeys.of(self.secrets.link.secret, self.secrets.link.id)

    def rewritten(self, **changes: object) -> Welcome:
        """A header that the holder of the link changed and MACed again: what a later version of the sender may do."""
        header = encode(msgspec.structs.replace(parse_header(self.create.header), **changes))
        macs = header_mac(self.keys(), header), conditions_mac(self.keys(), header, self.create.conditions)
        return self.welcome(header=header, header_mac=macs[0], conditions_mac=macs[1])


@pytest.fixture
def share() -> Share:
    return Share()


def opened(share: Share, recipient: Recipient) -> Manifest:
    recipient.welcome(share.welcome())
    recipient.granted(share.granted(recipient.claim()))
    recipient.receive(share.create.body)
    return recipient.open()


def test_an_honest_relay_gives_what_was_sealed(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    assert opened(share, recipient) == MANIFEST
    assert (recipient.header.views, recipient.conditions.n) == (1, 0)
    assert recipient.ack("done").stage == "done"


def test_nothing_can_be_done_out_of_turn(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    early = [
        recipient.claim,
        recipient.claim_again,
        recipient.open,
        lambda: recipient.ack("done"),
        lambda: recipient.blob,
        lambda: recipient.header,
        lambda: recipient.conditions,
        lambda: recipient.receive(b"x"),
    ]
    for step in early:
        with pytest.raises(OurError, match="out-of-turn"):
            step()
    recipient.welcome(share.welcome())
    with pytest.raises(OurError, match="out-of-turn"):
        recipient.granted(Granted(bytes(112), len(share.create.body), 0, 900, 0))


@pytest.mark.parametrize("member", ["header", "header_mac", "cover", "conditions", "conditions_mac"])
def test_a_document_that_the_relay_changed_is_found_before_the_passcode(share: Share, member: str) -> None:
    octets = bytearray(getattr(share.create, member))
    octets[-1] ^= 1
    with pytest.raises(PeerError, match="damaged"):
        Recipient(share.secrets.link).welcome(share.welcome(**{member: bytes(octets)}))


def test_documents_of_another_share_are_refused(share: Share) -> None:
    with pytest.raises(PeerError, match="damaged"):
        Recipient(share.secrets.link).welcome(Share().welcome())


def test_conditions_of_another_header_are_refused(share: Share) -> None:
    with pytest.raises(PeerError, match="damaged"):
        Recipient(share.secrets.link).welcome(share.rewritten(views=2))  # the cover is sealed to the first header


def test_a_relay_that_serves_the_share_of_another_origin_is_refused(share: Share) -> None:
    link = share.secrets.link
    moved = Link("https://other.example", link.id, link.kind, link.secret)
    with pytest.raises(PeerError, match="damaged"):
        Recipient(moved).welcome(share.welcome())


def test_terms_that_the_header_does_not_promise_or_that_are_missing_are_refused(share: Share) -> None:
    with_terms = Share(replace(TERMS, accept="Confidencial."))
    for each, terms in ((share, with_terms.create.terms), (with_terms, b"")):
        with pytest.raises(PeerError, match="damaged"):
            Recipient(each.secrets.link).welcome(each.welcome(terms=terms))


def test_terms_are_shown_accepted_and_read_by_the_sender_alone() -> None:
    share = Share(replace(TERMS, accept="Confidencial. 🔑", rules=("hide", "no-download")))
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    assert recipient.terms == "Confidencial. 🔑"
    with pytest.raises(UserError, match="terms-not-accepted"):
        recipient.claim()
    with pytest.raises(UserError, match="name-length"):
        recipient.claim(accepted=Accepted(" \u200b", NOW + 5))
    claim = recipient.claim(accepted=Accepted(" Rui\u00a0Sá\u200b", NOW + 5))
    assert b"Rui" not in encode(claim)
    assert share.secrets.accepting is not None
    read = open_acceptance(share.secrets.accepting, claim.acceptance)
    assert (read.name, read.at) == ("Rui\u00a0Sá", NOW + 5)
    message = claim_message(share.secrets.link, claim.challenge, claim.key, share.create.header, claim.acceptance)
    assert verify(share.create.proof_key, message, claim.signature)
    other = Share(replace(TERMS, accept="Confidencial. 🔑")).secrets.accepting
    assert other is not None
    for accepting in (other, replace(share.secrets.accepting, terms_hash=bytes(32))):
        with pytest.raises(PeerError, match="acceptance-not-valid"):
            open_acceptance(accepting, claim.acceptance)


def test_the_same_claim_is_repeated_with_the_same_acceptance_also_after_stale() -> None:
    share = Share(replace(TERMS, accept="x"))
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    first = recipient.claim(accepted=Accepted("Rui", NOW))
    assert recipient.claim_again() == first
    recipient.welcome(share.welcome())
    assert recipient.claim_again().acceptance == first.acceptance


def test_terms_that_change_after_they_were_shown_are_refused() -> None:
    share = Share(replace(TERMS, accept="x"))
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    again = seal_terms(share.keys(), share.create.header, "y")
    with pytest.raises(PeerError, match="damaged"):
        recipient.welcome(share.welcome(terms=again))


def test_a_code_is_asked_for_once_and_a_slip_in_it_is_found_here() -> None:
    share = Share(replace(TERMS, address="Ana@Example.PT"))
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    asked = recipient.ask_code(" ana@example.pt\u200b", "pt-PT")
    assert (asked.id, asked.key) == (share.create.id, recipient.claim(code="12345678").key)
    assert share.create.identity_hash == identity_hash(share.keys(), "ana@example.pt")
    for code, error in (("", "code-needed"), ("1234567", "mistyped-code"), ("1234567a", "mistyped-code")):
        with pytest.raises(UserError, match=error):
            recipient.claim(code=code)
    assert recipient.claim(code=" 0049-30 27\u200b").code == "00493027"


def test_what_is_not_asked_for_is_not_sent(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    assert recipient.claim(code="12345678").code == ""
    with pytest.raises(OurError, match="out-of-turn"):
        recipient.claim(accepted=Accepted("Rui", NOW))


def test_changed_conditions_are_taken_and_change_no_key(share: Share) -> None:
    message, _ = amend(share.secrets, expires=NOW + 9999, views=4)
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome(conditions=message.conditions, conditions_mac=message.conditions_mac))
    assert (recipient.conditions.expires, recipient.conditions.views) == (NOW + 9999, 4)
    recipient.granted(share.granted(recipient.claim()))
    recipient.receive(share.create.body)
    assert recipient.open() == MANIFEST


def test_a_claim_is_signed_for_this_challenge_and_repeated_octet_for_octet(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    welcome = share.welcome()
    recipient.welcome(welcome)
    claim = recipient.claim()
    message = claim_message(share.secrets.link, welcome.challenge, claim.key, share.create.header)
    assert verify(share.create.proof_key, message, claim.signature)
    assert recipient.claim_again() == claim


def test_after_a_stale_challenge_the_same_key_claims_again(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    first = recipient.claim()
    recipient.welcome(share.welcome())
    second = recipient.claim_again()
    assert (first.key, first.challenge) != (second.key, second.challenge)
    assert first.key == second.key


def test_a_second_welcome_with_another_header_is_refused() -> None:
    share = Share()
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    other = share.rewritten(views=2)
    other = msgspec.structs.replace(other, cover=seal_cover(share.keys(), other.header, TERMS.cover))
    with pytest.raises(PeerError, match="damaged"):
        recipient.welcome(other)


@pytest.mark.parametrize("length", [0, 32, 63, 65, 96])
def test_an_answer_of_another_length_is_refused(share: Share, length: int) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    with pytest.raises(PeerError, match="damaged"):
        recipient.granted(share.granted(recipient.claim(), bytes(length)))


def test_an_answer_that_is_not_sealed_to_us_is_refused(share: Share) -> None:
    recipient, other = Recipient(share.secrets.link), Recipient(share.secrets.link)
    for each in (recipient, other):
        each.welcome(share.welcome())
        each.claim()
    with pytest.raises(PeerError, match="damaged"):
        recipient.granted(share.granted(other.claim_again()))


def test_another_size_than_the_headers_is_refused(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    granted = share.granted(recipient.claim())
    with pytest.raises(PeerError, match="damaged"):
        recipient.granted(msgspec.structs.replace(granted, size=granted.size + 17))


def test_a_wrong_half_opens_nothing(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    recipient.granted(share.granted(recipient.claim(), bytes(64)))
    recipient.receive(share.create.body)
    with pytest.raises(PeerError, match="damaged"):
        recipient.open()


def test_the_body_is_taken_in_pieces_and_resumed_where_it_stopped(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    recipient.granted(share.granted(recipient.claim()))
    body = share.create.body
    for at in range(0, len(body), 1000):
        assert (recipient.blob.offset, recipient.missing) == (at, len(body) - at)
        recipient.receive(body[at : at + 1000])
    assert recipient.open() == MANIFEST


def test_a_relay_cannot_make_us_hold_more_than_the_header_says(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    recipient.granted(share.granted(recipient.claim()))
    with pytest.raises(PeerError, match="damaged"):
        recipient.receive(share.create.body + b"x")


def test_a_body_that_is_not_whole_shows_nothing(share: Share) -> None:
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    recipient.granted(share.granted(recipient.claim()))
    recipient.receive(share.create.body[:-1])
    with pytest.raises(PeerError, match="damaged"):
        recipient.open()


def test_wrong_then_right_passcode_in_one_opening() -> None:
    terms = replace(TERMS, kind=Kind.TYPED, passcode=Secret("493 027"), cover=Cover("", "", "digits"))
    share = Share(terms)
    recipient = Recipient(share.secrets.link)
    welcome = share.welcome()
    recipient.welcome(welcome)
    wrong, right = recipient.claim(Secret("493 028")), recipient.claim(Secret("49-30-27"))
    message = claim_message(share.secrets.link, welcome.challenge, right.key, share.create.header)
    assert not verify(share.create.proof_key, message, wrong.signature)
    assert verify(share.create.proof_key, message, right.signature)
    recipient.granted(share.granted(right))
    recipient.receive(share.create.body)
    assert recipient.open() == MANIFEST


def test_a_passcode_is_demanded_and_a_slip_is_found_without_deriving() -> None:
    share = Share(replace(TERMS, kind=Kind.GENERATED, passcode=generate()))
    recipient = Recipient(share.secrets.link)
    recipient.welcome(share.welcome())
    with pytest.raises(UserError, match="passcode-needed"):
        recipient.claim()
    with pytest.raises(UserError, match="mistyped-passcode"):
        recipient.claim(Secret("00000-00000-1"))


def test_errors_of_a_hostile_relay_never_name_its_words(share: Share) -> None:
    with pytest.raises(LacreError) as caught:
        Recipient(share.secrets.link).welcome(share.welcome(header=b'{"canary":1}'))
    assert "canary" not in str(caught.value)
