"""Renew: the same link again, of a share that died without one view taken."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from tests.relay.kit import HOUR, NOON, Inside
from tests.relay.strict import ANA, Letters, Strict, events, kept, on_a_relay, opening, status


async def end(relay: Inside, share: Strict, how: str) -> None:
    """Let it die, without a view taken."""
    if how == "expired":
        relay.clock.go(HOUR)
    elif how == "swept":
        relay.clock.go(HOUR)
        await relay.store.sweep()
    elif how == "revoked":
        assert (await relay.call("revoke", share.owned)).status == 200
    else:
        made = await opening(relay, share)
        for salt in range(5):
            await relay.call("claim", made.claim(signed=False, salt=salt))


def halves(relay: Inside) -> bytes:
    return relay.data.with_name("relay.halves").read_bytes()


@pytest.mark.parametrize("how", ["expired", "swept", "revoked", "locked"])
def test_a_share_that_died_unopened_lives_again_under_the_same_link_with_another_half(tmp_path: Path, how: str) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay)
        await end(relay, share, how)
        renewed = share.renewed(relay.clock(), views=3)
        for _ in range(2):  # the first answer may be lost
            assert (await relay.call("renew", renewed)).status == 200
        found = await status(relay, share)
        assert (found.state, found.views_left, found.tries_left) == ("live", 3, 5)
        assert found.events[-1].what == "renewed"
        assert (halves(relay).count(share.create.half), halves(relay).count(renewed.half)) == (0, 1)
        made = await opening(relay, share)
        assert made.header == renewed.header
        assert made.half_in(await relay.call("claim", made.claim())) == renewed.half
        assert (await events(relay, share))[-2:] == ["delivered", "accepted"]

    on_a_relay(tmp_path, test)


def test_a_share_that_lives_or_was_opened_is_not_renewed_and_keeps_what_it_has(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        live, once = await kept(relay), await kept(relay, views=2)
        made = await opening(relay, once)
        assert (await relay.call("claim", made.claim())).status == 200
        assert (await relay.call("revoke", once.owned)).status == 200
        for share in (live, once):
            renewed = share.renewed(NOON)
            assert (await relay.call("renew", renewed)).error == "conflict"
            assert renewed.half not in halves(relay)
        made = await opening(relay, live)
        assert made.half_in(await relay.call("claim", made.claim())) == live.create.half

    on_a_relay(tmp_path, test)


def test_a_renewal_must_be_what_a_create_must_be_and_by_who_may_create(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay)
        await end(relay, share, "revoked")
        right = share.renewed(NOON)
        assert (await relay.call("renew", right, access=False)).error == "no-access"
        for wrong, code in (
            (msgspec.structs.replace(right, owner=bytes(32)), "unknown"),
            (msgspec.structs.replace(right, id=bytes(16)), "unknown"),
            (msgspec.structs.replace(right, body=right.body + b"x"), "malformed"),
            (msgspec.structs.replace(right, terms=bytes(1064)), "malformed"),
            (msgspec.structs.replace(right, conditions=share.amended(NOON, views=9).conditions), "malformed"),
            (share.renewed(NOON - 700), "clock"),
        ):
            assert (await relay.call("renew", wrong)).error == code
        assert (await status(relay, share)).state == "revoked"
        assert (await relay.call("renew", right)).status == 200

    on_a_relay(tmp_path, test)


def test_a_claim_of_before_costs_the_renewed_share_nothing(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay)
        made, honest = await opening(relay, share), await opening(relay, share)
        guesses = [made.claim(signed=False, salt=salt) for salt in range(6)]
        late = honest.claim()
        for guess in guesses[:5]:
            assert (await relay.call("claim", guess)).error == "wrong-passcode"
        assert (await relay.call("renew", share.renewed(NOON))).status == 200
        for message in (*guesses, late):
            assert (await relay.call("claim", message)).error == "stale"
        assert (await status(relay, share)).tries_left == 5
        honest.welcome(await relay.call("hello", honest.hello))
        assert (await relay.call("claim", honest.claim())).status == 200

    on_a_relay(tmp_path, test)


def test_of_many_renewals_at_once_one_holds(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        await end(relay, share, "revoked")
        asked = [share.renewed(NOON, address=ANA) for _ in range(8)]
        answers = await asyncio.gather(*(relay.call("renew", one) for one in asked))
        assert sorted(answer.status for answer in answers) == [200] + [409] * 7
        left = [one.half for one in asked if one.half in halves(relay)]
        assert left == [one.half for one, answer in zip(asked, answers, strict=True) if answer.status == 200]
        assert (await events(relay, share)).count("renewed") == 1

    on_a_relay(tmp_path, test)


def test_after_a_restart_a_renewed_share_is_what_it_was(tmp_path: Path) -> None:
    made: list[Strict] = []

    async def before(relay: Inside, letters: Letters) -> None:
        share = await kept(relay)
        await end(relay, share, "revoked")
        assert (await relay.call("renew", share.renewed(NOON, views=2))).status == 200
        made.append(share)

    async def after(relay: Inside, letters: Letters) -> None:
        found = await status(relay, made[0])
        assert (found.state, found.views_left) == ("live", 2)
        assert (await relay.call("claim", (await opening(relay, made[0])).claim())).status == 200

    on_a_relay(tmp_path, before)
    on_a_relay(tmp_path, after)
