"""The channel between the relay's two processes: frames cut anywhere, answers to whom they belong, a front that lies."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable, Sequence

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import OurError
from app.relay import channel
from app.relay.calls import CALLS, LENT
from app.relay.channel import Asking, Frames, Replying, pair
from app.relay.http import JSON, OCTETS, Response
from app.relay.rooms import Laid
from app.share.wire.messages import PATH, REQUEST_LIMIT

HEAD = struct.Struct(">IIB")


class Echo:
    """Answers with what it was asked; slow calls wait for `go`."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.fails = False
        self.large = 0
        self.lending = 0
        self.most = 0
        self.keys: list[tuple[str, bytes]] = []
        self.unwatched: list[int] = []

    def _may_fail(self) -> None:
        if self.fails:
            raise apsw.IOError("the disk fails")

    async def answer(self, path: str, body: bytes, aside: bytes = b"") -> Response:
        self._may_fail()
        self.keys.append((path, aside))
        if path == PATH + "claim":
            await self.go.wait()
        if self.large:
            return Response(200, bytes(self.large), OCTETS)
        return Response(200 if body else 404, path.encode() + body, OCTETS if path == PATH + "blob" else JSON)

    async def next(self, watch: int) -> bytes:
        self._may_fail()
        await self.go.wait()
        return b"data: %d\n\n" % watch

    async def unwatch(self, watch: int) -> None:
        self._may_fail()
        self.unwatched.append(watch)

    async def has_access(self, authorization: bytes) -> bool:
        self._may_fail()
        return authorization == b"Bearer right"

    async def put(self, parts: Sequence[bytes]) -> Response:
        return await self.answer(PATH + "put", b"".join(parts))

    async def may_put(self, head: bytes) -> Response:
        self._may_fail()
        return Response(200 if head == b"right" else 404, head)

    async def piece(self, path: str, body: bytes, at: int) -> Response:
        self._may_fail()
        self.lending += 1
        self.most = max(self.most, self.lending)
        await self.go.wait()
        self.lending -= 1
        return Response(200, b"%d " % at + body + path.encode(), OCTETS)

    async def put_laid(self, head: bytes, room: int, length: int) -> Response:
        self._may_fail()
        return Response(200, b"%s in %d: %d" % (head, room, length))

    async def wait(self, head: bytes) -> None:
        await self.go.wait()
        self._may_fail()

    async def lay(self, path: str, body: bytes, at: int, room: int) -> Response | Laid:
        self._may_fail()
        return Laid(at, room) if body == b"these" else Response(404, path.encode())

    async def figures(self) -> dict[str, int]:
        self._may_fail()
        return {"shares_live": 3}


class Ends:
    """Both ends of a channel, in one process."""

    def __init__(self, asking: Asking, replying: Replying, echo: Echo, said: list[str]) -> None:
        self.asking = asking
        self.replying = replying
        self.echo = echo
        self.said = said

    async def until(self, what: str) -> None:
        async with asyncio.timeout(30):
            while what not in self.said:
                await asyncio.sleep(0)


def on_a_channel(test: Callable[[Ends], Awaitable[None]]) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        ours, theirs = pair()
        echo, said = Echo(), list[str]()
        asking = Asking(lambda: said.append("stop"), lambda: said.append("lost"))
        replying = Replying(echo, lambda: said.append("ready"), lambda: said.append("end"))
        one, _ = await loop.create_unix_connection(lambda: asking, sock=ours)
        other, _ = await loop.create_unix_connection(lambda: replying, sock=theirs)
        try:
            await test(Ends(asking, replying, echo, said))
        finally:
            one.close()
            other.close()
            await asyncio.sleep(0)

    asyncio.run(run())


@given(bodies=st.lists(st.binary(max_size=40), max_size=6), cuts=st.lists(st.integers(1, 30), max_size=20))
def test_frames_are_the_same_wherever_the_stream_is_cut(bodies: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(HEAD.pack(len(body), i, i % 9) + body for i, body in enumerate(bodies))
    for long in (channel.LONG, 10):  # frames longer than that are gathered in another way
        frames, found, at = Frames(HEAD, REQUEST_LIMIT), [], 0
        with pytest.MonkeyPatch.context() as changed:
            changed.setattr(channel, "LONG", long)
            for cut in [*cuts, len(stream) + 1]:
                found += frames.cut(stream[at : at + cut])
                at += cut
        assert found == [((i, i % 9), body) for i, body in enumerate(bodies)]


def test_a_frame_longer_than_any_request_is_refused_before_it_is_gathered() -> None:
    with pytest.raises(OurError):
        list(Frames(HEAD, REQUEST_LIMIT).cut(HEAD.pack(REQUEST_LIMIT + 1, 1, 0)))


def test_each_question_gets_its_own_answer_in_whatever_order_they_come() -> None:
    async def test(ends: Ends) -> None:
        slow = asyncio.ensure_future(ends.asking.answer(PATH + "claim", b"1"))
        for path in CALLS:
            if path != PATH + "claim" and path not in LENT:
                body = b"x" * min(70_000, CALLS[path].cap)
                told = await ends.asking.answer(path, body, b"Bearer right")
                assert told.body == path.encode() + body
                assert told.headers is (OCTETS if path == PATH + "blob" else JSON)
        assert (await ends.asking.answer(PATH + "hello", b"")).status == 404
        assert not slow.done()
        ends.echo.go.set()
        assert (await slow).body == PATH.encode() + b"claim1"

    on_a_channel(test)


def test_access_and_figures_come_over_the_channel() -> None:
    async def test(ends: Ends) -> None:
        assert await ends.asking.has_access(b"Bearer right")
        assert not await ends.asking.has_access(b"Bearer wrong")
        assert await ends.asking.figures() == {"shares_live": 3}

    on_a_channel(test)


def test_events_come_over_the_channel_when_there_are_any() -> None:
    async def test(ends: Ends) -> None:
        first, second = (asyncio.ensure_future(ends.asking.next(watch)) for watch in (7, 2**32 - 1))
        assert (await ends.asking.answer(PATH + "hello", b"1")).status == 200
        assert not first.done()
        ends.echo.go.set()
        assert [await first, await second] == [b"data: 7\n\n", b"data: 4294967295\n\n"]
        await ends.asking.unwatch(7)
        assert ends.echo.unwatched == [7]
        ends.echo.fails = True
        assert await ends.asking.next(7) == b""

    on_a_channel(test)


def test_parts_of_files_come_over_the_channel_and_few_are_read_at_once() -> None:
    async def test(ends: Ends) -> None:
        asked = [asyncio.ensure_future(ends.asking.piece(LENT[at % 2], b"these", at)) for at in range(50)]
        assert (await ends.asking.may_put(b"right")).status == 200
        assert (await ends.asking.may_put(b"wrong")).status == 404
        ends.echo.go.set()
        answers = await asyncio.gather(*asked)
        assert [answer.body for answer in answers] == [b"%d these" % at + LENT[at % 2].encode() for at in range(50)]
        assert {answer.headers for answer in answers} == {OCTETS}
        assert ends.echo.most == channel.LENT_AT_ONCE

    on_a_channel(test)


@pytest.mark.parametrize("path", LENT)
def test_a_front_that_asks_for_parts_as_for_any_answer_is_cut_off(path: str) -> None:
    async def test(ends: Ends) -> None:
        with pytest.raises(OurError):
            await ends.asking.answer(path, b"these")

    on_a_channel(test)


def test_a_piece_of_an_upload_comes_whole() -> None:
    async def test(ends: Ends) -> None:
        octets = bytes(range(256)) * 16_384
        ends.echo.large = 0
        told = await ends.asking.put([octets[:70_000], octets[70_000:]])
        assert told.body == PATH.encode() + b"put" + octets

    on_a_channel(test)


def test_what_lies_in_a_room_is_only_named_over_the_channel() -> None:
    async def test(ends: Ends) -> None:
        assert await ends.asking.lay(LENT[0], b"these", 2**32 - 1, 23) == Laid(2**32 - 1, 23)
        assert await ends.asking.lay(LENT[1], b"others", 0, 0) == Response(404, LENT[1].encode())
        assert (await ends.asking.put_laid(b"head", 7, 2**32 - 1)).body == b"head in 7: 4294967295"
        looked_at = asyncio.ensure_future(ends.asking.wait(b"head"))
        assert (await ends.asking.answer(PATH + "hello", b"1")).status == 200
        assert not looked_at.done()
        ends.echo.go.set()
        await looked_at
        ends.echo.fails = True
        with pytest.raises(OurError):  # nobody knows then whether the room is free
            await ends.asking.wait(b"head")
        for question in (ends.asking.lay(LENT[0], b"these", 0, 0), ends.asking.put_laid(b"head", 0, 1)):
            response = await question
            assert isinstance(response, Response)
            assert response.status == 503

    on_a_channel(test)


def test_ready_and_stop_are_said_and_a_cancelled_question_harms_nobody() -> None:
    async def test(ends: Ends) -> None:
        slow = asyncio.ensure_future(ends.asking.answer(PATH + "claim", b"1"))
        ends.asking.say_ready()
        await ends.until("ready")
        slow.cancel()
        ends.echo.go.set()
        assert (await ends.asking.answer(PATH + "hello", b"2")).status == 200
        ends.replying.say_stop()
        await ends.until("stop")

    on_a_channel(test)


def test_when_the_channel_ends_who_waits_is_told() -> None:
    async def test(ends: Ends) -> None:
        slow = asyncio.ensure_future(ends.asking.answer(PATH + "claim", b"1"))
        await asyncio.sleep(0)
        ends.asking.close()
        with pytest.raises(OurError):
            await slow
        await ends.until("lost")
        await ends.until("end")

    on_a_channel(test)


@pytest.mark.parametrize(
    "octets",
    [
        HEAD.pack(channel._QUESTION_LIMIT + 1, 1, 0),
        HEAD.pack(CALLS[PATH + "create"].cap + 4096, 1, 0) + bytes(CALLS[PATH + "create"].cap + 4096),
        HEAD.pack(1, 7, 255) + b"x",
        HEAD.pack(4097, 8, list(CALLS).index(PATH + "ack")) + bytes(4097),
        HEAD.pack(channel._CAPS[channel._LAY] + 1, 9, channel._LAY) + bytes(channel._CAPS[channel._LAY] + 1),
        HEAD.pack(134 + 4, 9, channel._PUT_LAID) + bytes(134 + 4),
        HEAD.pack(1, 9, channel._WAIT + 1) + b"x",
    ],
)
def test_a_front_that_was_taken_over_and_lies_ends_the_channel(octets: bytes) -> None:
    async def test(ends: Ends) -> None:
        ends.asking._transport.write(octets)
        await ends.until("end")

    on_a_channel(test)


@pytest.mark.parametrize("what", [channel._PIECE, channel._LAY, channel._PUT_LAID])
@pytest.mark.parametrize("body", [b"", b"\xff", b"\xff" * 20])
def test_a_front_that_names_no_call_or_half_a_question_gets_a_failure(what: int, body: bytes) -> None:
    async def test(ends: Ends) -> None:
        ends.echo.go.set()
        told = await ends.asking._ask(what, body)
        assert told.status == 503 or (
            what == channel._PUT_LAID and len(body) == 20
        )  # of a put the head is another's to judge
        assert (await ends.asking.answer(PATH + "hello", b"1")).status == 200

    on_a_channel(test)


def test_a_gated_call_comes_with_its_access_key_a_traced_one_with_its_trace_and_no_other_with_anything() -> None:
    async def test(ends: Ends) -> None:
        for path in CALLS:
            if path != PATH + "claim" and path not in LENT:
                await ends.asking.answer(path, b"{}", b"Bearer right")
        assert (
            {path for path, key in ends.echo.keys if key == b"Bearer right"}
            == {path for path, call in CALLS.items() if call.gated or call.traced} - {PATH + "claim"}
            == {PATH + name for name in ("create", "renew", "whoami", "stage", "hello", "ask")}
        )
        assert {key for _, key in ends.echo.keys} == {b"", b"Bearer right"}
        assert not await ends.asking.has_access(b"Bearer right" * 1000)

    on_a_channel(test)


def test_when_the_store_fails_who_waits_is_told() -> None:
    async def test(ends: Ends) -> None:
        ends.echo.fails = True
        assert (await ends.asking.answer(PATH + "hello", b"1")).status == 503
        for question in (ends.asking.has_access(b"Bearer right"), ends.asking.figures()):
            with pytest.raises(OurError):
                await asyncio.wait_for(question, 10)
        ends.echo.fails = False
        assert (await ends.asking.answer(PATH + "hello", b"1")).status == 200

    on_a_channel(test)


def test_an_answer_longer_than_any_is_a_failure_of_that_call_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "ANSWER_LIMIT", 100)

    async def test(ends: Ends) -> None:
        ends.echo.large = 101
        assert (await ends.asking.answer(PATH + "status", b"1")).status == 503
        ends.echo.large = 100
        assert (await ends.asking.answer(PATH + "status", b"1")).status == 200

    on_a_channel(test)


def test_a_call_after_the_end_fails_at_once() -> None:
    async def test(ends: Ends) -> None:
        ends.asking.close()
        await ends.until("lost")
        with pytest.raises(OurError):
            await asyncio.wait_for(ends.asking.answer(PATH + "hello", b"1"), 10)

    on_a_channel(test)


def test_that_it_listens_is_heard_once() -> None:
    async def test(ends: Ends) -> None:
        for _ in range(3):
            ends.asking.say_ready()
        await ends.asking.answer(PATH + "hello", b"1")
        assert ends.said == ["ready"]

    on_a_channel(test)


def test_a_stop_before_there_is_a_channel_is_said_over_it() -> None:
    async def run() -> None:
        ours, theirs = pair()
        with ours, theirs:
            replying = Replying(Echo(), lambda: None, lambda: None)
            replying.say_stop()
            transport, _ = await asyncio.get_running_loop().create_unix_connection(lambda: replying, sock=ours)
            theirs.settimeout(10)
            assert len(await asyncio.to_thread(theirs.recv, 100)) == struct.calcsize(">IIHB")
            transport.close()
            await asyncio.sleep(0)

    asyncio.run(run())


def test_of_questions_that_wait_so_much_is_held_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A front that was taken over must not fill the memory of the process that keeps the shares."""
    monkeypatch.setattr(channel, "HELD_OCTETS", 100_000)
    claim = list(CALLS).index(PATH + "claim")
    asked = 3000

    async def test(ends: Ends) -> None:
        for number in range(1, asked + 1):
            ends.asking._transport.write(HEAD.pack(4000, number, claim) + bytes(4000))
        held = 0
        while held != len(ends.replying._tasks) or not held:
            held = len(ends.replying._tasks)
            await asyncio.sleep(0.05)
        assert held * 4000 < 100_000 + 2 * 256 * 1024
        ends.echo.go.set()
        async with asyncio.timeout(30):
            while len(ends.echo.keys) < asked or ends.replying._tasks:
                await asyncio.sleep(0)
        assert ends.replying._held == 0

    on_a_channel(test)


def test_of_answers_that_are_not_taken_so_much_is_made_and_no_more() -> None:
    blob = list(CALLS).index(PATH + "blob")

    async def test(ends: Ends) -> None:
        ends.echo.large = 1024 * 1024
        front, keeper = ends.asking._transport, ends.replying._transport
        assert keeper is not None
        front.pause_reading()  # type: ignore[attr-defined]
        for number in range(1, 201):
            front.write(HEAD.pack(1, number, blob) + b"x")
        while len(ends.replying._tasks) + len(ends.echo.keys) < 200:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert keeper.get_write_buffer_size() < 16 * 1024 * 1024
        front.resume_reading()  # type: ignore[attr-defined]
        async with asyncio.timeout(30):
            while ends.replying._tasks or keeper.get_write_buffer_size():
                await asyncio.sleep(0)
        assert len(ends.echo.keys) == 200

    on_a_channel(test)
