"""Every condition of a share, violated at every step by somebody who speaks the protocol directly: refused, nothing told,
nothing charged."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from app.share.wire.canonical import encode
from app.share.wire.messages import Ack, Blob, Hello, Message, Owned
from tests.relay.kit import HOUR, NOON, Answer, Inside
from tests.relay.strict import (
    ACCEPTANCE,
    ANA,
    NO_CODE,
    Letters,
    Opening,
    Strict,
    events,
    kept,
    on_a_relay,
    opening,
    status,
)

DAY = 86_400
ALL = {"terms": True, "address": ANA, "views": 2}
"""A share that asks for everything."""


async def ready(relay: Inside, letters: Letters, share: Strict) -> tuple[Opening, Message]:
    """An opening with all that the share asks for, as long as it can be had; and its claim, which is right in everything."""
    made = await opening(relay, share)
    assert (await relay.call("code", made.ask())).status == 200
    return made, made.claim(letters.code, ACCEPTANCE)


async def steps(relay: Inside, made: Opening, claim: Message) -> dict[str, str | None]:
    """What each step of this opening is told."""
    id, ticket = made.share.link.id, bytes(32)
    messages: dict[str, Message] = {
        "hello": made.hello,
        "code": made.ask(),
        "claim": claim,
        "blob": Blob(id, ticket, 0),
        "ack": Ack(id, ticket, "done", 0),
    }
    told = {}
    for name, message in messages.items():
        answer = await relay.call(name, message)
        assert base64.b64encode(made.share.create.half) not in answer.body
        told[name] = answer.error
    return told


def refused(hello: str | None, code: str, claim: str) -> dict[str, str | None]:
    """What a share tells that gives nothing: without a ticket there is nothing to fetch, whatever else holds."""
    return {"hello": hello, "code": code, "claim": claim, "blob": "unknown", "ack": "unknown"}


async def paused(relay: Inside, share: Strict) -> None:
    assert (await relay.call("amend", share.amended(NOON, paused=True))).status == 200


async def later(relay: Inside, share: Strict) -> None:
    """Its beginning is put off."""
    assert (await relay.call("amend", share.amended(NOON, starts=NOON + 600))).status == 200


async def expired(relay: Inside, share: Strict) -> None:
    relay.clock.go(HOUR)


async def revoked(relay: Inside, share: Strict) -> None:
    assert (await relay.call("revoke", share.owned)).status == 200


async def opened(relay: Inside, share: Strict) -> None:
    assert (await relay.call("amend", share.amended(NOON, views=1))).status == 200
    relay.clock.go(60)
    made = await opening(relay, share)
    letters = LETTERS[relay.data]
    assert (await relay.call("code", made.ask())).status == 200
    assert (await relay.call("claim", made.claim(letters.code, ACCEPTANCE))).status == 200


async def locked(relay: Inside, share: Strict) -> None:
    relay.clock.go(60)
    made = await opening(relay, share)
    assert (await relay.call("code", made.ask())).status == 200
    code = LETTERS[relay.data].code
    for salt in range(5):
        answer = await relay.call("claim", made.claim(code, ACCEPTANCE, signed=False, salt=salt))
        assert answer.error == "wrong-passcode"


LETTERS: dict[Path, Letters] = {}
"""Of each relay of these tests, what it sent."""

STATES: dict[str, tuple[Callable[[Inside, Strict], Awaitable[None]], dict[str, str | None]]] = {
    "paused": (paused, refused(None, "paused", "paused")),
    "early": (later, refused(None, "early", "early")),
    "expired": (expired, refused("expired", "expired", "expired")),
    "revoked": (revoked, refused("revoked", "revoked", "revoked")),
    "opened": (opened, refused("opened", "opened", "opened")),
    "locked": (locked, refused("locked", "locked", "locked")),
}


@pytest.mark.parametrize("state", STATES)
def test_a_share_that_cannot_be_claimed_refuses_at_every_step_whoever_has_all_it_asks_for(
    tmp_path: Path, state: str
) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        LETTERS[relay.data] = letters
        come, told = STATES[state]
        share = await kept(relay, **ALL)
        made, claim = await ready(relay, letters, share)
        await come(relay, share)
        before = await status(relay, share)
        sent = len(letters.sent)
        for _ in range(2):
            assert await steps(relay, made, claim) == told
        after = await status(relay, share)
        assert (after.views_left, after.tries_left) == (before.views_left, before.tries_left)
        assert after.events == before.events
        assert len(letters.sent) == sent

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("state", ["paused", "early"])
def test_what_was_refused_for_a_while_has_cost_nothing_and_opens_afterwards(tmp_path: Path, state: str) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, **ALL)
        made, claim = await ready(relay, letters, share)
        await STATES[state][0](relay, share)
        for _ in range(7):
            assert (await relay.call("claim", claim)).error == state
            assert (await relay.call("claim", made.claim(NO_CODE, ACCEPTANCE, signed=False))).error == state
        again = msgspec.structs.replace(share.amended(NOON), conditions=share.amended(NOON).conditions)
        assert (await relay.call("amend", again)).error == "conflict"
        relay.clock.go(599)
        if state == "paused":
            relay.clock.go(-599)
            assert (await relay.call("amend", second(share))).status == 200
        else:
            assert (await relay.call("claim", claim)).error == "early"
            relay.clock.go(1)
            relay.clock.go(60)
            assert (await relay.call("code", made.ask())).status == 200
            made.welcome(await relay.call("hello", made.hello))
            claim = made.claim(letters.code, ACCEPTANCE)
        answer = await relay.call("claim", claim)
        assert made.half_in(answer) == share.create.half
        assert (await status(relay, share)).tries_left == 5

    on_a_relay(tmp_path, test)


def second(share: Strict) -> Message:
    """The second change of the conditions: it goes on."""
    from app.share.documents import conditions_mac
    from app.share.wire.documents import Conditions, encode_conditions
    from app.share.wire.messages import Amend

    octets = encode_conditions(Conditions(2, NOON, NOON + HOUR, 2, paused=False))
    return Amend(share.link.id, share.owner, octets, conditions_mac(share.keys, share.create.header, octets))


def test_a_claim_has_exactly_what_the_header_asks_for_and_else_costs_nothing(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        for terms in (False, True):
            for address in ("", ANA):
                share = await kept(relay, terms=terms, address=address)
                made = await opening(relay, share)
                for code in ("", NO_CODE):
                    for acceptance in (b"", ACCEPTANCE):
                        if (bool(code), bool(acceptance)) != (bool(address), terms):
                            answer = await relay.call("claim", made.claim(code, acceptance))
                            assert answer.error == "malformed"
                found = await status(relay, share)
                assert (found.views_left, found.tries_left) == (1, 5)
                assert [event.what for event in found.events] == ["delivered"]

    on_a_relay(tmp_path, test)


def test_a_code_or_an_acceptance_of_another_form_is_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, **ALL)
        made, right = await ready(relay, letters, share)
        body = encode(right)
        sealed = base64.b64encode(ACCEPTANCE)
        for old, new in (
            (sealed, base64.b64encode(ACCEPTANCE[:-1])),
            (sealed, base64.b64encode(ACCEPTANCE + b"x")),
            (letters.code.encode(), letters.code[:-1].encode()),
            (letters.code.encode(), letters.code.encode() + b"0"),
            (letters.code.encode(), b" " + letters.code[1:].encode()),
            (letters.code.encode(), "１２３４５６７８".encode()),
        ):
            assert body.count(old) == 1
            answer = await relay.send("POST", "/api/1/claim", body.replace(old, new))
            assert answer.error == "malformed"
        assert made.half_in(await relay.call("claim", right)) == share.create.half

    on_a_relay(tmp_path, test)


def test_what_is_created_has_exactly_what_its_header_says(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        from tests.relay.strict import strict_share

        plain, strict = strict_share().create, strict_share(terms=True, address=ANA).create
        for message in (
            msgspec.structs.replace(plain, terms=strict.terms),
            msgspec.structs.replace(plain, identity_hash=strict.identity_hash),
            msgspec.structs.replace(strict, terms=b""),
            msgspec.structs.replace(strict, identity_hash=b""),
        ):
            assert (await relay.call("create", message)).error == "malformed"

    on_a_relay(tmp_path, test)


def test_an_acceptance_that_was_exchanged_on_its_way_is_a_wrong_claim_and_is_not_kept(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, terms=True)
        made = await opening(relay, share)
        right = made.claim("", ACCEPTANCE)
        forged = msgspec.structs.replace(right, acceptance=bytes(reversed(ACCEPTANCE)))
        assert (await relay.call("claim", forged)).error == "wrong-passcode"
        assert (await relay.call("receipt", share.receipt())).error == "unknown"
        assert made.half_in(await relay.call("claim", right)) == share.create.half
        assert await events(relay, share) == ["delivered", "wrong-passcode", "agreed", "accepted"]

    on_a_relay(tmp_path, test)


def test_what_was_accepted_is_told_to_the_owner_alone_and_as_long_as_the_tombstone_stands(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, terms=True, views=2)
        for name in (b"A", b"B"):
            made = await opening(relay, share)
            relay.clock.go(10)
            assert (await relay.call("claim", made.claim("", name * 1064))).status == 200
        told = await relay.call("receipt", share.receipt(2))
        assert msgspec.json.decode(told.body) == {"acceptance": base64.b64encode(b"B" * 1064).decode(), "at": NOON + 20}
        for claim in (0, 3):
            assert (await relay.call("receipt", share.receipt(claim))).error == "unknown"
        for stranger in (bytes(32), share.proof):
            message = msgspec.structs.replace(share.receipt(), owner=stranger)
            assert (await relay.call("receipt", message)).error == "unknown"
        relay.clock.go(29 * DAY)
        await relay.store.sweep()
        assert (await relay.call("receipt", share.receipt())).status == 200
        relay.clock.go(2 * DAY)
        await relay.store.sweep()
        assert (await relay.call("receipt", share.receipt())).error == "unknown"
        assert b"B" * 1064 not in relay.data.joinpath("relay.db").read_bytes()

    on_a_relay(tmp_path, test)


def test_who_knows_the_id_alone_learns_and_changes_nothing(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, **ALL)
        made, claim = await ready(relay, letters, share)
        sent, wrong = len(letters.sent), bytes(32)
        answers: list[Answer] = []
        for id in (share.link.id, bytes(16)):
            for name, message in (
                ("hello", Hello(id, wrong)),
                ("code", msgspec.structs.replace(made.ask(), id=id, proof=wrong)),
                ("claim", msgspec.structs.replace(claim, id=id, proof=wrong)),
                ("receipt", msgspec.structs.replace(share.receipt(), id=id, owner=wrong)),
                ("revoke", Owned(id, wrong)),
                ("renew", msgspec.structs.replace(share.renewed(NOON), id=id, owner=wrong)),
            ):
                answers.append(await relay.call(name, message))
        assert {(answer.status, answer.body, str(answer.headers)) for answer in answers} == {
            (404, b'{"error":"unknown"}', str(answers[0].headers))
        }
        assert len(letters.sent) == sent
        assert made.half_in(await relay.call("claim", claim)) == share.create.half

    on_a_relay(tmp_path, test)


def test_an_address_is_noted_roughly_and_only_where_the_header_says_so(tmp_path: Path) -> None:
    firefox = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Ana"}

    async def test(relay: Inside, letters: Letters) -> None:
        for trace in (False, True):
            share = await kept(relay, trace=trace)
            made = Opening(share)
            body = msgspec.json.encode(made.hello)
            made.welcome(await relay.send("POST", "/api/1/hello", body, firefox, peer="192.0.2.77"))
            body = msgspec.json.encode(made.claim())
            await relay.send("POST", "/api/1/claim", body, firefox, peer="2001:db8:1:2:3::4")
            told = [(event.what, event.detail) for event in (await status(relay, share)).events]
            if trace:
                assert told == [("delivered", "192.0.2.0/24 Firefox"), ("accepted", "2001:db8:1::/48 Firefox")]
            else:
                assert told == [("delivered", ""), ("accepted", "")]
        octets = b"".join(path.read_bytes() for path in relay.data.glob("relay.db*"))
        assert octets.count(b"192.0.2") == octets.count(b"192.0.2.0/24 Firefox") > 0

    on_a_relay(tmp_path, test)


def test_each_file_is_acknowledged_once_for_each_claim(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, views=2)
        made = await opening(relay, share)
        granted = await relay.call("claim", made.claim())
        from app.share.recipient import open_answer
        from app.share.wire.canonical import parse
        from app.share.wire.messages import Granted

        ticket = open_answer(made.box, parse(Granted, granted.body).answer)[1].reveal()
        for file in (3, 0, 3, 999, 0):
            assert (await relay.call("ack", Ack(share.link.id, ticket, "file", file))).status == 200
        told = [(event.what, event.claim, event.detail) for event in (await status(relay, share)).events]
        assert told[2:] == [("file", 1, "3"), ("file", 1, "0"), ("file", 1, "999")]

    on_a_relay(tmp_path, test)
