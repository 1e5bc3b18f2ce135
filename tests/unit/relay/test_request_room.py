"""What clients of requests may hold of a relay's room, and what an operator may delete of theirs (REQUESTS, R7 and R8)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from app.crypto.blind import blake2b_256
from app.relay import growing
from app.relay.blobs import BlobFolder
from app.relay.filing import FULL_S
from app.relay.keeping import purge
from app.relay.uploading import LEAD, STILL_S, SYNC_OCTETS
from app.share.wire.messages import TOMBSTONE_S, Refusal
from app.share.wire.requests import ENVELOPE_LEAST
from app.share.wire.transfers import PUT_LIMIT, Abandon, Upload
from tests.relay.askkit import Guest, asked, collected, good, new_request, put, said
from tests.relay.kit import NOON, Clock, Inside, inside

MIB = 1 << 20
GIB = 1 << 30
LARGE = 1900 * MIB


def with_room(
    folder: Path, room: int, monkeypatch: pytest.MonkeyPatch, test: Callable[[Inside], Awaitable[None]]
) -> None:
    monkeypatch.setattr(BlobFolder, "free", lambda self: 1 << 40)

    async def run() -> None:
        async with inside(folder, Clock(), room=room) as relay:
            await test(relay)

    asyncio.run(run())


def stage(token: bytes, size: int) -> Upload:
    return Upload(blake2b_256(token), size)


async def refused(relay: Inside, guest: Guest, size: int, token: bytes) -> Refusal:
    await guest.look(relay)
    return msgspec.json.decode((await said(relay, "offer", guest.offer(size, token))).body, type=Refusal)


def test_what_somebody_with_the_link_announces_holds_nobody_elses_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        guest = Guest(await asked(relay, files=LARGE))
        await guest.look(relay)
        await good(relay, "offer", guest.offer(LARGE, bytes(32)))
        others = 3 * GIB - LEAD - LARGE
        await good(relay, "stage", stage(b"a" * 32, LARGE))
        await good(relay, "stage", stage(b"b" * 32, others))
        assert (await said(relay, "stage", stage(b"c" * 32, 5000))).status == 507
        too_much = Guest(await asked(relay, files=LARGE))
        assert (await refused(relay, too_much, LARGE, b"d" * 32)).error == "full"

    with_room(tmp_path, 3 * GIB, monkeypatch, test)


def test_large_uploads_of_one_request_leave_half_of_the_room_and_those_that_are_still_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        guest = Guest(await asked(relay, takes=1000, files=LARGE))
        await guest.look(relay)
        await good(relay, "offer", guest.offer(LARGE, b"1" * 32))
        busy = await refused(relay, guest, LARGE, b"2" * 32)
        assert (busy.error, busy.retry_s) == ("busy", STILL_S)
        relay.clock.go(1)
        await good(relay, "offer", guest.offer(100 * MIB, b"3" * 32))
        relay.clock.go(STILL_S)
        await guest.look(relay)
        await good(relay, "offer", guest.offer(LARGE, b"2" * 32))
        assert (await put(relay, b"1" * 32, 0, b"x")).status == 404
        assert (await put(relay, b"3" * 32, 0, b"x")).status == 200
        other = Guest(await asked(relay, relay.clock(), files=LARGE))
        await other.look(relay)
        await good(relay, "offer", other.offer(LARGE, b"4" * 32))

    with_room(tmp_path, 4 * GIB, monkeypatch, test)


def test_an_upload_that_finds_no_room_waits_and_goes_on_when_there_is_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        guest, token = Guest(await asked(relay, files=40 * MIB)), b"1" * 32
        await guest.look(relay)
        await good(relay, "offer", guest.offer(40 * MIB, token))
        await good(relay, "stage", stage(b"a" * 32, 50 * MIB - LEAD))
        piece = bytes(PUT_LIMIT)
        at = 0
        while at < SYNC_OCTETS:
            assert (await put(relay, token, at, piece)).status == 200
            at += len(piece)
        for _ in range(2):
            answer = await put(relay, token, at, piece)
            assert (answer.status, msgspec.json.decode(answer.body, type=Refusal).error) == (507, "full")
            relay.clock.go(FULL_S)
        await good(relay, "abandon", Abandon(b"a" * 32))
        relay.clock.go(FULL_S)
        assert (await put(relay, token, at, piece)).status == 200

    with_room(tmp_path, 50 * MIB, monkeypatch, test)


def test_what_was_deleted_on_its_way_leaves_nothing_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "LOOKED_AT", 4)

    async def test(relay: Inside) -> None:
        for round in range(5):
            guest = Guest(await asked(relay, takes=9))
            await guest.look(relay)
            for token in (bytes([round, place]) * 16 for place in range(3)):
                await good(relay, "offer", guest.offer(ENVELOPE_LEAST, token))
                assert (await put(relay, token, 0, b"x")).status == 200
            await good(relay, "revoke", guest.asked.owned)
        assert len(list(relay.store.files._growing)) <= 6

    with_room(tmp_path, GIB, monkeypatch, test)


def test_a_purge_keeps_what_nobody_has_collected_until_its_time_is_over_or_everything_goes(tmp_path: Path) -> None:
    collectable, done = new_request(takes=2), new_request()
    first, second = Guest(collectable), Guest(done)
    data = tmp_path / "relay"

    async def before(relay: Inside) -> None:
        for made, guest in ((collectable, first), (done, second)):
            await good(relay, "ask", made.ask)
            await guest.send(relay)
        await good(relay, "drop", done.number())
        await good(relay, "revoke", collectable.owned)

    async def after(relay: Inside) -> None:
        assert (await collected(relay, collectable))[0] == first.envelope
        assert (await said(relay, "collect", done.number())).status == 404

    async def on_it(test: Callable[[Inside], Awaitable[None]]) -> None:
        async with inside(tmp_path, Clock()) as relay:
            await test(relay)

    asyncio.run(on_it(before))
    told = purge(data, None, NOON, live_too=False)
    assert told == {"ended": 0, "forgotten": 1, "answers_kept": 1, "answers_deleted": 0}
    asyncio.run(on_it(after))
    later = purge(data, None, NOON + TOMBSTONE_S, live_too=False)
    assert (later["forgotten"], later["answers_deleted"]) == (1, 1)
    asyncio.run(on_it(before))
    assert purge(data, None, NOON, live_too=True)["answers_deleted"] == 1
    assert list((data / "files").iterdir()) == []
