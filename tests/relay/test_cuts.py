"""Lines that break. An own proxy passes a relay's answer on up to a given octet and then cuts: the same tab finishes, and
nobody else gets in.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Granted
from tests.relay.kit import Line, Outside, greeted, kept, lines_to, outside, request, status_of


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
        pumped = asyncio.create_task(self._pump(reader, back))
        left = self.after
        while left > 0 and (octets := await there.read(left)):
            writer.write(octets)
            left -= len(octets)
        with contextlib.suppress(OSError):
            await writer.drain()
        pumped.cancel()
        for one in (writer, back):
            one.close()
            with contextlib.suppress(OSError):
                await one.wait_closed()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while octets := await reader.read(65_536):
            writer.write(octets)
            await writer.drain()


async def claim_cut_after(relay: Outside, line: Line, cutter: Cutter, port: int, after: int) -> bool:
    """One share whose claim is cut after so many octets of the answer; whether the answer still came whole."""
    share = await kept(line, relay)
    recipient, other = await greeted(line, share), await greeted(line, share)
    cutter.after = after
    cut = Line(port)
    first = await cut.call("claim", recipient.claim())
    await cut.close()
    if first is None:
        # The relay may not even have read the claim when the line went: the tab does not know, and says the same again.
        again = await line.call("claim", recipient.claim_again())
        assert again is not None
        assert again.status == 200
        answer = again
    else:
        answer = first
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
    assert [event.what for event in status.events].count("accepted") == 1
    return first is not None


def test_a_claim_cut_after_any_octet_is_finished_by_the_same_tab_and_no_other(tmp_path: Path) -> None:
    async def test(relay: Outside) -> None:
        cutter = Cutter(relay.port)
        async with cutter.listening() as port, lines_to(relay, 0) as (line, _):
            after, whole = 0, False
            while not whole:
                whole = await claim_cut_after(relay, line, cutter, port, after)
                after += 1
            assert after > 300  # head and body of the answer were both cut everywhere

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
                writer.write(request("blob", encode(recipient.blob)))
                got = (await reader.read()).partition(b"\r\n\r\n")[2]
                recipient.receive(got)
                writer.close()
                await writer.wait_closed()
                if recipient.missing == 0:
                    break
            assert recipient.open().message == "x" * 20_000

    with outside(tmp_path) as relay:
        asyncio.run(test(relay))
