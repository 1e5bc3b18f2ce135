"""Lines that break. An own proxy passes a relay's answer on up to a given octet and then cuts: the same tab finishes, and
nobody else gets in.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Granted
from tests.relay.kit import Line, Outside, greeted, kept, lines_to, outside, request, status_of, whats


class Cutter:
    """A proxy on loopback whose next connection is cut after `after` octets of the answer."""

    def __init__(self, target: int) -> None:
        self._target = target
        self.after = 0

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        ways = [
            asyncio.create_task(self._pump(reader, back)),
            asyncio.create_task(self._pump(there, writer, self.after)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for one in (writer, back):
                one.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: int = 1 << 30) -> None:
        """Until the end, or so many octets."""
        with contextlib.suppress(OSError):
            while left > 0 and (octets := await reader.read(min(left, 65_536))):
                writer.write(octets)
                await writer.drain()
                left -= len(octets)


async def claim_cut_after(relay: Outside, line: Line, cutter: Cutter, port: int, after: int) -> bool:
    """One share whose claim is cut after so many octets of the answer; whether the answer still came whole."""
    share = await kept(line, relay)
    recipient, other = await greeted(line, share), await greeted(line, share)
    cutter.after = after
    cut = Line(port)
    answer = await cut.call("claim", recipient.claim())
    await cut.close()
    whole = answer is not None
    if answer is None:
        # The relay may not even have read the claim when the line went: the tab does not know, and says the same again.
        answer = await line.call("claim", recipient.claim_again())
    assert answer is not None
    assert answer.status == 200
    recipient.granted(parse(Granted, answer.body))
    body = await line.call("blob", recipient.blob)
    assert body is not None
    recipient.receive(body.body)
    assert recipient.open().message == "olá"
    late = await line.call("claim", other.claim())
    assert late is not None
    assert late.error == "opened"
    status = await status_of(line, share)
    assert status is not None
    assert whats(status).count("accepted") == 1
    return whole


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_a_claim_cut_after_any_octet_is_finished_by_the_same_tab_and_no_other(tmp_path: Path, step: int) -> None:
    """Sixteen at a time, until one comes whole."""

    async def cut_on(relay: Outside, line: Line, todo: Iterator[int]) -> int:
        cutter = Cutter(relay.port)
        async with cutter.listening() as port:
            for after in todo:
                if await claim_cut_after(relay, line, cutter, port, after):
                    return after
        raise AssertionError("no answer came whole")

    async def test(relay: Outside) -> None:
        async with lines_to(relay, 0) as (first, _):
            lines = [Line(relay.port, first.key) for _ in range(16)]
            todo = itertools.count(step=step)
            whole_at = await asyncio.gather(*(cut_on(relay, line, todo) for line in lines))
            for line in lines:
                await line.close()
            assert min(whole_at) > 300  # head and body of the answer were both cut everywhere

    with outside(tmp_path) as relay:
        asyncio.run(test(relay))


def test_a_body_cut_anywhere_goes_on_where_it_was(tmp_path: Path) -> None:
    async def test(relay: Outside) -> None:
        cutter = Cutter(relay.port)
        async with cutter.listening() as port, lines_to(relay, 0) as (line, _):
            share = await kept(line, relay, text="x" * 20_000)
            recipient = await greeted(line, share)
            answer = await line.call("claim", recipient.claim())
            assert answer is not None
            recipient.granted(parse(Granted, answer.body))
            whole = share.create.body
            for after in range(1, len(whole) + 600, 997):
                cutter.after = after
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request("blob", encode(recipient.blob), last=True))
                got = (await reader.read()).partition(b"\r\n\r\n")[2]
                recipient.receive(got)
                writer.close()
                await writer.wait_closed()
                if recipient.missing == 0:
                    break
            assert recipient.open().message == "x" * 20_000

    with outside(tmp_path) as relay:
        asyncio.run(test(relay))
