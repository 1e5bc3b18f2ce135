"""A share that begins later, and one that demands what this relay has not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from app.share.sender import amend
from app.share.wire.canonical import encode
from app.share.wire.documents import parse_header
from tests.relay.kit import HOUR, NOON, Inside, inside, new_share, whats, wrong


def on_a_relay(folder: Path, part: Callable[[Inside], Awaitable[None]]) -> None:
    async def run() -> None:
        async with inside(folder) as relay:
            await part(relay)

    asyncio.run(run())


def test_before_its_beginning_nothing_is_given_and_nothing_is_charged(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(starts_s=600)
        recipient = await relay.greet(share)
        claim = recipient.claim()
        for message in (claim, wrong(claim), wrong(claim, 1)):
            assert (await relay.call("claim", message)).error == "early"
        relay.clock.go(599)
        assert (await relay.call("claim", claim)).error == "early"
        status = await relay.status(share)
        assert (status.state, status.starts, status.views_left, status.tries_left) == ("live", NOON + 600, 1, 5)
        assert whats(status) == ["delivered"]
        relay.clock.go(1)
        assert (await relay.claim(await relay.greet(share))).status == 200

    on_a_relay(tmp_path, test)


def test_what_has_no_beginning_is_not_waited_for_though_its_senders_clock_is_ahead(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = new_share(NOON + 500)
        assert (await relay.create(share)).status == 200
        recipient = await relay.greet(share)
        assert (await relay.claim(recipient)).status == 200

    on_a_relay(tmp_path, test)


def test_the_beginning_can_be_moved_both_ways(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(starts_s=600, views=2)
        sooner, owner = amend(share.owner, starts=NOON)
        later, _ = amend(owner, starts=NOON + 60)
        assert (await relay.call("amend", sooner)).status == 200
        assert (await relay.claim(await relay.greet(share))).status == 200
        assert (await relay.call("amend", later)).status == 200
        assert (await relay.claim(await relay.greet(share))).error == "early"
        assert (await relay.status(share)).starts == NOON + 60

    on_a_relay(tmp_path, test)


def test_a_claim_that_brings_what_the_header_does_not_ask_for_is_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        claim = (await relay.greet(share)).claim()
        for extra in ({"code": "00000000"}, {"acceptance": bytes(1064)}):
            assert (await relay.call("claim", msgspec.structs.replace(claim, **extra))).error == "malformed"
        assert (await relay.status(share)).tries_left == 5
        assert (await relay.call("claim", claim)).status == 200

    on_a_relay(tmp_path, test)


def test_what_the_header_asks_for_must_be_there_and_nothing_else(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        create = new_share(expires_s=HOUR).create
        header = parse_header(create.header)

        async def answer(changes: dict[str, object], **members: bytes) -> str | None:
            octets = encode(msgspec.structs.replace(header, **changes))
            message = msgspec.structs.replace(create, header=octets, **members)
            return (await relay.call("create", message)).error

        assert await answer({"identity": True}) == "malformed"
        assert await answer({}, identity_hash=bytes(32)) == "malformed"
        assert await answer({"identity": True}, identity_hash=bytes(32)) == "no-mail"
        assert await answer({"terms": True}) == "malformed"
        assert await answer({}, terms=bytes(1064)) == "malformed"
        assert await answer({"files": 4136}) == "malformed"
        assert await answer({}, upload=bytes(32)) == "malformed"
        assert await answer({"files": 4136}, upload=bytes(32)) == "unknown"
        assert await answer({"trace": True}) is None

    on_a_relay(tmp_path, test)
