"""Watch: every change of many shares on one connection, as it happens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.crypto.blind import blake2b_256
from app.relay import telling, watching
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Change, Watch, Watched
from tests.relay.kit import HOUR, Inside
from tests.relay.strict import Letters, Strict, kept, on_a_relay, opening

WAIT_S = 20.0


class Hearing:
    """Somebody who watches, in this process: what the web server would send, piece by piece."""

    def __init__(self) -> None:
        self.pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self.head: dict[str, Any] = {}
        self.over = asyncio.Event()
        self.gone = asyncio.Event()
        self.takes = asyncio.Event()
        self.takes.set()
        self.heartbeats = 0

    async def change(self) -> Change:
        """The next event."""
        async with asyncio.timeout(WAIT_S):
            while (piece := await self.pieces.get()) == telling.HEARTBEAT:
                self.heartbeats += 1
        first, *rest = piece.removesuffix(b"\n\n").split(b"\n\n")
        for one in reversed(rest):
            self.pieces._queue.appendleft(one + b"\n\n")  # type: ignore[attr-defined]
        assert first.startswith(b"data: ")
        return parse(Change, first.removeprefix(b"data: "))

    async def send(self, event: Any) -> None:
        await self.takes.wait()
        if event["type"] == "http.response.start":
            self.head = event
        else:
            if event.get("body"):
                await self.pieces.put(event["body"])
            if not event.get("more_body"):
                self.over.set()


@asynccontextmanager
async def watch(relay: Inside, *asked: Watched, peer: str = "203.0.113.7") -> Any:
    """Hears of these until the end of the block."""
    hearing = Hearing()
    body = [encode(Watch(asked))]

    async def receive() -> dict[str, Any]:
        if body:
            return {"type": "http.request", "body": body.pop(), "more_body": False}
        await hearing.gone.wait()
        return {"type": "http.disconnect"}

    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body[0]))]
    scope = {"type": "http", "method": "POST", "path": "/api/1/watch", "headers": headers, "client": (peer, 5)}
    task = asyncio.create_task(relay.app(scope, receive, hearing.send))
    try:
        yield hearing
    finally:
        hearing.takes.set()
        hearing.gone.set()
        async with asyncio.timeout(WAIT_S):
            await task


def of(share: Strict, seen: int = 0) -> Watched:
    return Watched(share.link.id, share.owner, seen)


def run(folder: Path, test: Callable[[Inside], Awaitable[None]], **choices: Any) -> None:
    async def both(relay: Inside, letters: Letters) -> None:
        await test(relay)

    on_a_relay(folder, both, **choices)


def test_what_is_new_is_told_at_once_and_what_happens_as_it_happens(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        first, second, quiet = [await kept(relay) for _ in range(3)]
        await opening(relay, first)
        unknown = Watched(bytes(16), bytes(32), 0)
        async with watch(relay, of(first), of(quiet), unknown, of(second)) as hearing:
            told = await hearing.change()
            assert (told.i, told.seen, [event.what for event in told.share.events]) == (0, 1, ["delivered"])
            assert await hearing.change() == Change(2, None, 0)
            assert dict(hearing.head["headers"])[b"content-type"] == b"text/event-stream"
            made = await opening(relay, second)
            told = await hearing.change()
            assert (told.i, told.seen, [event.what for event in told.share.events]) == (3, 1, ["delivered"])
            await relay.call("claim", made.claim(signed=False))
            await relay.call("claim", made.claim())
            told = await hearing.change()
            if told.seen == 2:
                told = await hearing.change()
            assert (told.i, told.seen, told.share.state, told.share.views_left) == (3, 3, "opened", 0)
            relay.clock.go(HOUR)
            await relay.store.sweep()
            ended = {(await hearing.change()).i for _ in range(2)}
            if 3 in ended:  # it changed once more while it was read: what was read has all, and is told again
                ended = ended - {3} | {(await hearing.change()).i}
            assert ended == {0, 1}

    run(tmp_path, test)


def test_who_comes_back_with_what_it_has_seen_misses_nothing_and_hears_nothing_twice(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay)
        made = await opening(relay, share)
        await relay.call("claim", made.claim(signed=False))
        async with watch(relay, of(share, 1)) as hearing:
            told = await hearing.change()
            assert ([event.what for event in told.share.events], told.seen) == (["wrong-passcode"], 2)
        async with watch(relay, of(share, 2)) as hearing:
            await relay.call("revoke", share.owned)
            told = await hearing.change()
            assert ([event.what for event in told.share.events], told.seen) == (["revoked"], 3)

    run(tmp_path, test)


def test_an_event_that_comes_while_it_is_read_pushes_none_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay)
        made = await opening(relay, share)
        await relay.call("claim", made.claim(signed=False))
        row = await relay.store.find(blake2b_256(share.link.id))
        assert row is not None
        status = relay.store.status

        async def late(*asked: Any) -> Any:
            monkeypatch.undo()
            await relay.call("claim", made.claim())
            return await status(*asked)

        monkeypatch.setattr(relay.store, "status", late)
        found = await relay.store.news(row.n, 1, 200)
        assert found is not None
        assert ([event.what for event in found[0].events], found[1]) == (["wrong-passcode"], 2)

    run(tmp_path, test)


def test_of_many_events_the_latest_two_hundred_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVENTS_TOLD", 3)

    async def test(relay: Inside) -> None:
        share = await kept(relay)
        made = await opening(relay, share)
        for salt in range(5):
            await relay.call("claim", made.claim(signed=False, salt=salt))
        async with watch(relay, of(share)) as hearing:
            told = await hearing.change()
            assert told.seen == 7
            assert [event.what for event in told.share.events] == ["wrong-passcode", "wrong-passcode", "locked"]

    run(tmp_path, test)


def test_a_share_that_is_forgotten_is_told_to_be_unknown(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay)
        await relay.call("revoke", share.owned)
        async with watch(relay, of(share, 1)) as hearing:
            relay.clock.go(31 * 86_400)
            await relay.store.sweep()
            assert await hearing.change() == Change(0, None, 0)

    run(tmp_path, test)


def test_who_hears_nothing_is_told_that_the_line_is_there(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        relay.app._telling._heartbeat_s = 0.01
        share = await kept(relay)
        async with watch(relay, of(share)) as hearing:
            for _ in range(3):
                assert await asyncio.wait_for(hearing.pieces.get(), WAIT_S) == telling.HEARTBEAT

    run(tmp_path, test)


def test_who_takes_nothing_holds_one_piece_and_is_told_the_rest_in_one(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay, views=100)
        made = await opening(relay, share)
        async with watch(relay, of(share, 1)) as hearing:
            assert await asyncio.wait_for(hearing.pieces.get(), WAIT_S) == telling.HEARTBEAT
            hearing.takes.clear()
            for salt in range(4):
                await relay.call("claim", made.claim(signed=False, salt=salt))
            hearing.takes.set()
            events = []
            while len(events) < 4:
                events += (await hearing.change()).share.events
            assert [event.what for event in events] == ["wrong-passcode"] * 4
            assert hearing.pieces.empty()

    run(tmp_path, test)


def test_one_address_has_eight_and_then_others_still_have_theirs(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay)
        async with asyncio.timeout(WAIT_S):
            stack = [watch(relay, of(share)) for _ in range(telling.EACH)]
            hearings = [await one.__aenter__() for one in stack]
            for hearing in hearings:
                assert await hearing.pieces.get() == telling.HEARTBEAT
            async with watch(relay, of(share)) as refused:
                await refused.over.wait()
                assert refused.head["status"] == 429
            async with watch(relay, of(share), peer="198.51.100.1") as another:
                assert await another.pieces.get() == telling.HEARTBEAT
            for one in stack:
                await one.__aexit__(None, None, None)
            async with watch(relay, of(share)) as again:
                assert await again.pieces.get() == telling.HEARTBEAT

    run(tmp_path, test)


def test_when_the_relay_ends_every_stream_ends_well(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay)
        async with watch(relay, of(share)) as hearing:
            assert await asyncio.wait_for(hearing.pieces.get(), WAIT_S) == telling.HEARTBEAT
            relay.app.leave()
            await asyncio.wait_for(hearing.over.wait(), WAIT_S)

    run(tmp_path, test)


def test_a_thousand_shares_cost_little_and_a_change_is_there_soon(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        shares = [await kept(relay) for _ in range(20)]
        strangers = [Watched(i.to_bytes(16, "big"), bytes(32), 0) for i in range(980)]
        async with watch(relay, *strangers, *map(of, shares)) as hearing:
            for i in range(980):
                assert (await hearing.change()).i == i
            began = time.perf_counter()
            await opening(relay, shares[-1])
            assert (await hearing.change()).i == 999
            assert time.perf_counter() - began < 2  # a bound for a busy machine; benchmarks say what it is
        assert relay.store.writer.on_change is None

    run(tmp_path, test)


def test_a_question_with_one_share_twice_or_with_none_is_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await kept(relay)
        for shares in ((of(share), of(share, 1)), ()):
            answer = await relay.send("POST", "/api/1/watch", msgspec.json.encode({"shares": shares}))
            assert answer.error == "malformed"

    run(tmp_path, test)


def test_the_side_that_keeps_shares_holds_so_many_streams_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "PLACES", 3)

    async def test(relay: Inside) -> None:
        shares = [await kept(relay) for _ in range(2)]
        async with watch(relay, *map(of, shares)) as hearing:
            assert await asyncio.wait_for(hearing.pieces.get(), WAIT_S) == telling.HEARTBEAT
            answer = await relay.send("POST", "/api/1/watch", encode(Watch(tuple(map(of, shares)))))
            assert answer.error == "busy"

    run(tmp_path, test)
