"""The channel between the relay's two processes: frames cut anywhere, answers to whom they belong, a front that lies."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import OurError
from app.relay.calls import CALLS
from app.relay.channel import Asking, Frames, Replying, pair
from app.relay.http import JSON, OCTETS, Response
from app.share.wire.messages import PATH, REQUEST_LIMIT

HEAD = struct.Struct(">IIB")


class Echo:
    """Answers with what it was asked; slow calls wait for `go`."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def answer(self, path: str, body: bytes) -> Response:
        if path == PATH + "claim":
            await self.go.wait()
        return Response(200 if body else 404, path.encode() + body, OCTETS if path == PATH + "blob" else JSON)

    async def has_access(self, authorization: bytes) -> bool:
        return authorization == b"Bearer right"

    async def figures(self) -> dict[str, int]:
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
    frames, found, at = Frames(HEAD), [], 0
    for cut in [*cuts, len(stream) + 1]:
        found += frames.cut(stream[at : at + cut])
        at += cut
    assert found == [((i, i % 9), body) for i, body in enumerate(bodies)]


def test_a_frame_longer_than_any_request_is_refused_before_it_is_gathered() -> None:
    with pytest.raises(OurError):
        list(Frames(HEAD).cut(HEAD.pack(REQUEST_LIMIT + 1, 1, 0)))


def test_each_question_gets_its_own_answer_in_whatever_order_they_come() -> None:
    async def test(ends: Ends) -> None:
        slow = asyncio.ensure_future(ends.asking.answer(PATH + "claim", b"1"))
        for path in CALLS:
            if path != PATH + "claim":
                told = await ends.asking.answer(path, b"x" * 70_000)
                assert told.body == path.encode() + b"x" * 70_000
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


@pytest.mark.parametrize("octets", [HEAD.pack(REQUEST_LIMIT + 1, 1, 0), HEAD.pack(1, 7, 255) + b"x"])
def test_a_front_that_was_taken_over_and_lies_ends_the_channel(octets: bytes) -> None:
    async def test(ends: Ends) -> None:
        ends.asking._transport.write(octets)
        await ends.until("end")

    on_a_channel(test)
