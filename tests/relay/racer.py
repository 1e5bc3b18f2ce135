"""One process of claimants in a race: says hello to every share first, then waits for the start, then claims them all.

    python -m tests.relay.racer PORT CLAIMANTS < links

Standard input: one link a line, an empty line, then a line that starts the race. Standard output: `ready`, then a JSON array
with the answers of each share: [status, error or the message that was opened].
"""

from __future__ import annotations

import asyncio
import json
import sys

from app.share.link import Link, parse_link
from app.share.recipient import Recipient
from app.share.wire.canonical import parse
from app.share.wire.messages import Granted, Welcome
from tests.relay.kit import Line


async def greet(line: Line, link: Link) -> Recipient:
    recipient = Recipient(link)
    answer = await line.call("hello", recipient.hello)
    assert answer is not None
    recipient.welcome(parse(Welcome, answer.body))
    return recipient


async def claim(line: Line, recipient: Recipient) -> tuple[int, str]:
    answer = await line.call("claim", recipient.claim())
    assert answer is not None
    if answer.status != 200:
        return answer.status, str(answer.error)
    recipient.granted(parse(Granted, answer.body))
    body = await line.call("blob", recipient.blob)
    assert body is not None
    recipient.receive(body.body)
    return 200, recipient.open().message


async def race(port: int, claimants: int, links: list[Link]) -> None:
    lines = [Line(port) for _ in range(claimants)]
    tabs = [[await greet(line, link) for line in lines] for link in links]
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    told = []
    for recipients in tabs:
        racing = [claim(line, recipient) for line, recipient in zip(lines, recipients, strict=True)]
        told.append(await asyncio.gather(*racing))
    for line in lines:
        await line.close()
    print(json.dumps(told), flush=True)


def main(port: str, claimants: str) -> None:
    links = [parse_link(line.strip()) for line in iter(sys.stdin.readline, "\n")]
    asyncio.run(race(int(port), int(claimants), links))


if __name__ == "__main__":
    main(*sys.argv[1:])
