"""Where room is missing, what clients of requests have begun and left gives way to what goes on (REQUESTS, R7)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.crypto.blind import blake2b_256
from app.relay.blobs import BlobFolder
from app.relay.uploading import LATE_S, LEAD, STILL_S
from app.share.wire.requests import ENVELOPE_LEAST
from app.share.wire.transfers import Upload
from tests.relay.askkit import Guest, asked, good, put, said
from tests.relay.kit import Answer, Clock, Inside, inside

MIB = 1 << 20
LARGE = 900 * MIB
ROOM = 1000 * MIB
TIGHT = 10 * MIB
MORE = LEAD + TIGHT  # what there is room for once one of a request has given way
SENDERS = b"s" * 32


class Disk:
    """How much is free on it."""

    free = 1 << 40


def on_a_relay(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    test: Callable[[Inside, Disk], Awaitable[None]],
    room: int | None = ROOM,
) -> None:
    disk = Disk()
    monkeypatch.setattr(BlobFolder, "free", lambda _self: disk.free)

    async def run() -> None:
        async with inside(folder, Clock(), room=room) as relay:
            await test(relay, disk)

    asyncio.run(run())


async def client(relay: Inside) -> Guest:
    return Guest(await asked(relay, relay.clock(), files=LARGE))


async def offered(relay: Inside, guest: Guest, size: int, token: bytes, *, signed: bool = True) -> Answer:
    await guest.look(relay)
    return await said(relay, "offer", guest.offer(size, token, signed=signed))


async def has_begun(relay: Inside, token: bytes, size: int = LARGE) -> Guest:
    guest = await client(relay)
    assert (await offered(relay, guest, size, token)).status == 200
    return guest


async def fill(relay: Inside) -> None:
    """A sender stages so much that beside one of a request hardly any room is left."""
    await good(relay, "stage", Upload(blake2b_256(SENDERS), ROOM - LEAD - TIGHT))


def uploads(relay: Inside) -> int:
    return relay.store.figures()["uploads"]


def test_what_was_left_gives_way_to_the_offer_of_another_link_and_begins_anew_when_it_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside, _disk: Disk) -> None:
        first, second = await has_begun(relay, b"1" * 32), await client(relay)
        await fill(relay)
        assert (await put(relay, b"1" * 32, 0, b"x")).status == 200
        relay.clock.go(STILL_S - 1)
        assert (await offered(relay, second, MORE, b"2" * 32)).status == 507
        relay.clock.go(1)
        assert (await offered(relay, second, MORE + 1, b"2" * 32)).status == 507  # it would not be enough: so it stays
        assert (await offered(relay, second, MORE, b"2" * 32, signed=False)).status == 403
        assert uploads(relay) == 2
        assert (await offered(relay, second, MORE, b"2" * 32)).status == 200
        assert (await put(relay, b"1" * 32, 1, b"x")).status == 404
        assert (await put(relay, b"2" * 32, 0, b"x")).status == 200
        assert (await put(relay, SENDERS, 0, b"x")).status == 200  # what was promised to a sender stays
        assert (await offered(relay, first, TIGHT, b"1" * 32)).body == b'{"have":0}'
        assert (await put(relay, b"1" * 32, 0, b"y")).status == 200

    on_a_relay(tmp_path, monkeypatch, test)


def test_what_was_left_gives_way_to_a_sender_too_and_those_that_came_last_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside, _disk: Disk) -> None:
        for token in (b"1", b"2", b"3"):
            await has_begun(relay, token * 32, 100 * MIB)
            relay.clock.go(1)
        relay.clock.go(STILL_S)
        await good(relay, "stage", Upload(blake2b_256(SENDERS), ROOM - LEAD))
        assert [(await put(relay, token * 32, 0, b"x")).status for token in (b"1", b"2", b"3")] == [404, 404, 200]

    on_a_relay(tmp_path, monkeypatch, test)


def test_what_is_whole_waits_for_its_form_and_gives_way_to_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside, _disk: Disk) -> None:
        first = await has_begun(relay, b"1" * 32, ENVELOPE_LEAST)
        first.tokens = b"1" * 32, b""
        assert (await put(relay, b"1" * 32, 0, first.envelope)).status == 200
        await good(relay, "stage", Upload(blake2b_256(SENDERS), ROOM - ENVELOPE_LEAST))
        relay.clock.go(STILL_S)
        assert (await offered(relay, await client(relay), 5000, b"2" * 32)).status == 507
        await first.look(relay)
        await good(relay, "submit", first.submit())

    on_a_relay(tmp_path, monkeypatch, test)


def test_of_two_that_stand_without_room_the_one_goes_that_has_been_still_for_longer_and_the_other_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside, disk: Disk) -> None:
        tokens = (b"1" * 32, b"2" * 32)
        for token in tokens:
            await has_begun(relay, token)
            assert (await put(relay, token, 0, b"x")).status == 200
        disk.free = 2 * LEAD - 1
        relay.clock.go(LATE_S)
        for token in tokens:
            assert (
                await put(relay, token, 1, b"x")
            ).status == 200  # it is counted, and found that there is no room for more
            assert (await put(relay, token, 2, b"x")).status == 507
            relay.clock.go(1)
        relay.clock.go(STILL_S - 3)
        await relay.store.sweep()
        assert uploads(relay) == 2
        relay.clock.go(2)
        for _ in range(3):
            await relay.store.sweep()
        assert [(await put(relay, token, 2, b"x")).status for token in tokens] == [404, 200]

    on_a_relay(tmp_path, monkeypatch, test, room=None)


def test_of_those_who_ask_at_once_for_the_room_of_one_one_gets_it_and_of_its_last_piece_and_that_one_is_too_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside, _disk: Disk) -> None:
        left = await has_begun(relay, b"1" * 32, ENVELOPE_LEAST)
        await good(relay, "stage", Upload(blake2b_256(SENDERS), ROOM - ENVELOPE_LEAST))
        relay.clock.go(STILL_S)
        guests = [await client(relay) for _ in range(4)]
        asking = [offered(relay, guest, ENVELOPE_LEAST, bytes([i]) * 32) for i, guest in enumerate(guests, 10)]
        last, *answers = await asyncio.gather(put(relay, b"1" * 32, 0, left.envelope), *asking)
        counted = Counter(answer.status for answer in answers)
        assert (last.status, counted) in ((404, {200: 1, 507: 3}), (200, {507: 4}))
        assert uploads(relay) == 2

    on_a_relay(tmp_path, monkeypatch, test)
