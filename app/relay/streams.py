"""Requests and answers that are too long to be held by the dozen: pieces of uploads, parts of files. Owns how much the web server
holds of them at once, whoever asks; it parses no more than it must.

A put's head is shown to who keeps the uploads before the rest is read: a stranger, who knows no upload, has nothing held for
him. An answer of files is fetched part by part as it is taken, so that a slow reader holds one part, and who is revoked gets no
further.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from app.relay.http import TOO_LARGE, Gone, Receive, Refuse, Response, Send, refusal
from app.share.wire.canonical import parse
from app.share.wire.messages import PATH
from app.share.wire.requests import Fetch
from app.share.wire.transfers import PUT_REQUEST_LIMIT, Files

FILES = PATH + "files"

HEAD_OCTETS = 132
PUTS_HELD = 64 * 1024 * 1024
PUTS_EACH = 20 * 1024 * 1024
"""Of one address: whoever has the link of a request may begin uploads, and slow pieces of one would keep out those of all."""
LENT_AT_ONCE = 256
RETRY_S = 2


class Keeping(Protocol):
    """What is asked of who keeps the files."""

    async def may_put(self, head: bytes) -> Response: ...

    async def piece(self, path: str, body: bytes, at: int) -> Response: ...

    async def put(self, parts: Sequence[bytes]) -> Response: ...


class Streams:
    """What is held of all callers together."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._held = 0
        self._held_by: Counter[str] = Counter()
        self._lent = 0

    async def put(self, receive: Receive, length: bytes, address: str = "") -> Response:
        """Read a put and have it kept. Without an address it comes from this computer."""
        cap = _length(length)
        parts: list[bytes] = []
        more = await _gather(receive, parts, cap, until=HEAD_OCTETS)
        allowed = await self._keeping.may_put(b"".join(parts)[:HEAD_OCTETS])
        if allowed.status != 200:
            return allowed
        if self._held + cap > PUTS_HELD or (address and self._held_by[address] + cap > PUTS_EACH):
            return refusal("busy", retry_s=RETRY_S)
        self._hold(address, cap)
        try:
            if more:
                await _gather(receive, parts, cap)
            return await self._keeping.put(parts)
        finally:
            self._hold(address, -cap)

    def _hold(self, address: str, octets: int) -> None:
        self._held += octets
        self._held_by[address] += octets
        if not self._held_by[address]:
            del self._held_by[address]

    async def lend(self, send: Send, path: str, body: bytes) -> Response | None:
        """Answer a lent call: None once its octets are sent, else the refusal that is still to be sent."""
        length = parse(Files, body).length if path == FILES else parse(Fetch, body).length
        if self._lent >= LENT_AT_ONCE:
            return refusal("busy", retry_s=RETRY_S)
        self._lent += 1
        try:
            first = await self._keeping.piece(path, body, 0)
            if first.status != 200:
                return first
            await _send_on(send, first, length, lambda at: self._keeping.piece(path, body, at))
        finally:
            self._lent -= 1
        return None


async def _send_on(send: Send, first: Response, length: int, fetch: Callable[[int], Awaitable[Response]]) -> None:
    headers = [*first.headers, (b"content-length", b"%d" % length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    part, at = first.body, 0
    while True:
        at += len(part)
        await send({"type": "http.response.body", "body": part, "more_body": at < length})
        if at >= length:
            return
        response = await fetch(at)
        if response.status != 200 or not response.body:
            raise Gone  # it is lent no more: the line is cut, so that nobody takes what came for the whole
        part = response.body


async def _gather(receive: Receive, parts: list[bytes], cap: int, until: int | None = None) -> bool:
    """Read on, to the end or until there is so much; whether more is to come."""
    size = sum(map(len, parts))
    while until is None or size < until:
        event = await receive()
        if event["type"] != "http.request":
            raise Gone
        parts.append(event.get("body", b""))
        size += len(parts[-1])
        if size > cap:
            raise Refuse(TOO_LARGE)
        if not event.get("more_body", False):
            return False
    return True


def _length(said: bytes) -> int:
    """How long the body can be."""
    if not said:
        return PUT_REQUEST_LIMIT
    if not said.isdigit() or int(said[:12]) > PUT_REQUEST_LIMIT:
        raise Refuse(TOO_LARGE)
    return int(said[:12])
