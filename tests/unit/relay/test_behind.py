"""Long pieces: they lie in rooms, are answered before the disk has them, and whatever becomes of them is said with the next."""

from __future__ import annotations

import asyncio
import errno
import json
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.relay import filing, lending, streams
from app.relay.rooms import COUNT, Rooms
from app.share.wire.transfers import PUT_LIMIT
from tests.relay.filekit import Sent, fetch, keep, new_sent, opened, put, told, upload
from tests.relay.kit import Answer, Inside, inside

MIB = 1 << 20


class Disk:
    """Lets writes wait until it goes, and fails them then if it is to."""

    def __init__(self, relay: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
        self.goes = threading.Event()
        self.fails: int | None = None
        self.began = asyncio.Event()
        loop, write = asyncio.get_running_loop(), relay.store.files.folder.write

        def waiting(name: bytes, offset: int, octets: memoryview) -> None:
            loop.call_soon_threadsafe(self.began.set)
            self.goes.wait(30)
            if self.fails is not None:
                raise OSError(self.fails, "the disk fails")
            write(name, offset, octets)

        monkeypatch.setattr(relay.store.files.folder, "write", waiting)


def on_a_relay(folder: Path, test: Callable[[Inside], Awaitable[None]]) -> None:
    async def run() -> None:
        async with inside(folder) as relay:
            await test(relay)
            await all_given_back(relay)

    asyncio.run(run())


def rooms_of(relay: Inside) -> Rooms:
    rooms = relay.app._streams._rooms
    assert rooms is not None
    return rooms


async def all_given_back(relay: Inside) -> None:
    async with asyncio.timeout(30):
        while len(rooms_of(relay)._free) < COUNT:
            await asyncio.sleep(0)


def code_of(answer: Answer) -> tuple[int, dict[str, Any]]:
    return answer.status, json.loads(answer.body)


async def still_looked_at(relay: Inside, sent: Sent) -> None:
    """Asked again while the second piece waits for the first: its room is not free."""
    asked = asyncio.ensure_future(relay.store.files.wait(sent.stage.upload))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not asked.done()
    asked.cancel()


async def begun(relay: Inside, size: int = 4 * MIB) -> Sent:
    sent = new_sent(size)
    assert told(await relay.call("stage", sent.stage)) == 0
    return sent


def test_a_long_piece_is_answered_before_the_disk_has_it_and_the_next_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        sent = await begun(relay)
        disk = Disk(relay, monkeypatch)
        assert told(await put(relay, sent.put(0, MIB), chunk=100_000)) == MIB
        assert told(await relay.call("stage", sent.stage)) == MIB
        await disk.began.wait()
        second = asyncio.ensure_future(put(relay, sent.put(MIB, MIB + 5), chunk=100_000))
        other = new_sent(5000)
        assert told(await relay.call("stage", other.stage)) == 0  # nobody else waits
        assert not second.done()
        await still_looked_at(relay, sent)
        assert len(rooms_of(relay)._free) == COUNT - 2  # nobody gets the first one's room before it is on the disk
        disk.goes.set()
        assert told(await second) == 2 * MIB + 5
        await upload(relay, sent)
        assert (await relay.create(sent.share)).status == 200
        tab = await opened(relay, sent)
        assert (await fetch(relay, tab, 0, len(sent.octets))).body == sent.octets
        assert list(relay.store.files._growing) == []

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.ENOSPC, (507, {"error": "full"})), (errno.EIO, (503, {"error": "failed"}))]
)
@pytest.mark.parametrize("late", [False, True])
def test_what_the_disk_did_not_take_is_said_with_the_next_piece_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: tuple[int, dict[str, Any]], *, late: bool
) -> None:
    async def test(relay: Inside) -> None:
        sent = await begun(relay)
        disk = Disk(relay, monkeypatch)
        disk.fails = number
        assert told(await put(relay, sent.put(0, MIB), chunk=100_000)) == MIB
        if late:  # it fails while the next one waits for it
            second = asyncio.ensure_future(put(relay, sent.put(MIB, MIB), chunk=100_000))
            await disk.began.wait()
            while len(rooms_of(relay)._free) > COUNT - 2:
                await asyncio.sleep(0)
            disk.goes.set()
            assert code_of(await second) == expected
        else:
            disk.goes.set()
            await all_given_back(relay)
            assert code_of(await put(relay, sent.put(MIB, MIB))) == (409, {"error": "offset", "have": 0})
            assert code_of(await put(relay, sent.put(0, MIB))) == expected
        disk.fails = None
        assert told(await relay.call("stage", sent.stage)) == 0
        await upload(relay, sent, piece=MIB)
        assert (await relay.create(sent.share)).status == 200

    on_a_relay(tmp_path, test)


def test_an_upload_given_up_before_the_disk_has_its_piece_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        sent = await begun(relay)
        disk = Disk(relay, monkeypatch)
        assert told(await put(relay, sent.put(0, MIB), chunk=100_000)) == MIB
        await disk.began.wait()
        assert (await relay.call("abandon", sent.abandon)).status == 200
        disk.goes.set()
        while relay.store.files._behind:
            await asyncio.sleep(0)
        await asyncio.to_thread(relay.store.files.condemned.wait)
        assert list((tmp_path / "relay" / "files").iterdir()) == []
        assert (await put(relay, sent.put(MIB, MIB))).error == "unknown"
        assert list(relay.store.files._growing) == []

    on_a_relay(tmp_path, test)


def test_a_clean_end_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        sent = new_sent(4 * MIB)
        async with inside(tmp_path) as relay:
            await relay.call("stage", sent.stage)
            disk = Disk(relay, monkeypatch)
            assert told(await put(relay, sent.put(0, MIB), chunk=100_000)) == MIB
            asyncio.get_running_loop().call_later(0.01, disk.goes.set)
        async with inside(tmp_path) as relay:
            assert told(await relay.call("stage", sent.stage)) == MIB
            await upload(relay, sent)
            assert (await relay.create(sent.share)).status == 200

    asyncio.run(run())


def test_so_many_wait_for_the_disk_behind_their_answers_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        many = [await begun(relay, 2 * MIB) for _ in range(filing.THREADS + 1)]
        disk = Disk(relay, monkeypatch)
        for sent in many[:-1]:
            assert told(await put(relay, sent.put(0, MIB), chunk=100_000)) == MIB
        last = asyncio.ensure_future(put(relay, many[-1].put(0, MIB), chunk=100_000))
        await disk.began.wait()
        for _ in range(100):
            await asyncio.sleep(0)
        assert not last.done()
        disk.goes.set()
        assert told(await last) == MIB

    on_a_relay(tmp_path, test)


def test_with_no_room_left_pieces_and_parts_go_their_other_way(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        rooms = rooms_of(relay)
        taken = [rooms.take() for _ in range(COUNT)]
        sent = await keep(relay, 4 * MIB, views=2)
        tab = await opened(relay, sent)
        assert (await fetch(relay, tab, 5, 3 * MIB)).body == sent.octets[5 : 3 * MIB + 5]
        for number in taken:
            assert number is not None
            rooms.give(number)
        assert (await fetch(relay, tab, 5, 3 * MIB)).body == sent.octets[5 : 3 * MIB + 5]

    on_a_relay(tmp_path, test)


def test_a_put_that_is_cut_too_long_or_too_much_gives_its_room_back(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = await begun(relay, 4 * MIB)
        whole = sent.put(0, PUT_LIMIT)
        headers = [(b"content-type", b"application/octet-stream")]
        scope = {"type": "http", "method": "POST", "path": "/api/1/put", "headers": headers, "client": ("::1", 5)}

        async def answered(_: Any) -> None:
            raise AssertionError("nobody is there to be answered")

        for octets in (200, MIB, len(whole) - 1):
            events: list[dict[str, Any]] = [
                {"type": "http.request", "body": whole[:octets], "more_body": True},
                {"type": "http.disconnect"},
            ]

            async def receive(events: list[dict[str, Any]] = events) -> dict[str, Any]:
                return events.pop(0)

            await relay.app(scope, receive, answered)
        assert (await put(relay, whole + bytes(1), chunk=MIB)).error == "malformed"
        assert (await put(relay, whole + bytes(MIB), chunk=MIB)).error == "too-large"
        await all_given_back(relay)
        assert told(await relay.call("stage", sent.stage)) == 0
        assert told(await put(relay, whole, chunk=MIB)) == PUT_LIMIT

    on_a_relay(tmp_path, test)


def test_who_hangs_up_has_nothing_more_read_for_him(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server takes what is sent to a line that is gone as if somebody read it."""
    monkeypatch.setattr(lending, "LONG_PIECE", streams.LONG)

    async def test(relay: Inside) -> None:
        sent = await keep(relay, 8 * MIB)
        tab = await opened(relay, sent)
        asked = [{"type": "http.request", "body": msgspec.json.encode(tab.files(0, len(sent.octets)))}]
        gone, came = asyncio.Event(), list[int]()

        async def receive() -> dict[str, Any]:
            if asked:
                return asked.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(event: Any) -> None:
            came.append(len(event.get("body", b"")))
            if len(came) == 3:
                gone.set()
            await asyncio.sleep(0)

        headers = [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/api/1/files", "headers": headers, "client": ("::1", 5)}
        await relay.app(scope, receive, send)
        assert came[:3] == [0, streams.LONG, streams.LONG]
        assert len(came) <= 5  # of 33: what was on its way when the line went may still be sent into the void
        assert relay.app._streams._lent == 0

    on_a_relay(tmp_path, test)
