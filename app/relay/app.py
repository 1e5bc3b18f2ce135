"""The relay as an ASGI application: which path is which, and what every request passes before its call. Answers no call.

A path below /s/ is a page and nothing else: it is neither looked up, counted nor logged.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.errors import Malformed
from app.relay.admission import Admission
from app.relay.calls import CALLS, STATUS_OCTETS, Answering, Call
from app.relay.hosts import Hosts
from app.relay.http import (
    BROKEN,
    MALFORMED,
    MISDIRECTED,
    RAW_TYPE,
    TEXT,
    TYPE,
    UNKNOWN,
    Gone,
    Receive,
    Refuse,
    Response,
    Scope,
    Send,
    read_body,
    refusal,
    respond,
)
from app.relay.limits import RATE_PER_S, Addresses, Rates, is_loopback
from app.relay.page import Page
from app.relay.rooms import Rooms
from app.relay.streams import Streams
from app.relay.telling import Telling
from app.relay.tracing import trace
from app.share.wire.messages import PATH

HEALTH = Response(200, b"ok\n", TEXT)
NOT_FOUND = Response(404, b"Not found.\n", TEXT)
FIGURES_S = 15.0
LENT = 200
FORWARDED = frozenset(
    (b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip")
)

_log = logging.getLogger("lacre.relay")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may ask, and which proxies are believed about addresses."""

    rate_per_s: float = RATE_PER_S
    burst: float | None = None
    trusted_proxies: Iterable[str] = ()
    clock: Callable[[], float] = field(default=time.monotonic)


class RelayApp:
    """What uvicorn calls."""

    def __init__(
        self, answering: Answering, page: Page, limits: Limits, origins: Sequence[str], rooms: Rooms | None = None
    ) -> None:
        """`rooms`: those that whoever answers has too."""
        self._answering = answering
        self._admission = Admission(answering.has_access, limits.clock)
        self._page = page
        self._hosts = Hosts(origins)
        self._clock = limits.clock
        self._counted: tuple[float, dict[str, int]] | None = None
        self._rates = Rates(limits.clock, limits.rate_per_s, limits.burst)
        self._addresses = Addresses(limits.trusted_proxies)
        self._limited = limits.rate_per_s > 0
        self._answers: Counter[tuple[str, int]] = Counter()
        self._streams = Streams(answering, rooms)
        self._telling = Telling(answering)

    def leave(self) -> None:
        """The relay comes to its end: whoever hears events hears no more."""
        self._telling.end()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path: str = scope["path"]
        try:
            if path.startswith(PATH):
                await self._serve_call(scope, receive, send, path)
            else:
                response = await self._other(scope, path)
                await respond(send, response, head=scope["method"] == "HEAD")
        except Gone:
            pass

    async def _serve_call(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        call = CALLS.get(path)
        response = UNKNOWN if call is None else await self._answer(scope, receive, send, path, call)
        self._answers[path if call else PATH, LENT if response is None else response.status] += 1
        if response is not None:
            await respond(send, response)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, path: str, call: Call) -> Response | None:
        """The answer; None if it has been sent."""
        headers = dict(scope["headers"])
        try:
            address = self._limit(scope)
            if not self._hosts.are_ours(headers.get(b"host", b"")):
                return MISDIRECTED
            form = RAW_TYPE if call.raw else TYPE
            if scope["method"] != "POST" or headers.get(b"content-type", b"").partition(b";")[0].strip() != form:
                return MALFORMED
            aside = b""
            if call.gated:
                aside = headers.get(b"authorization", b"")
                await self._admission.require(aside)
            elif call.traced:
                aside = trace(address, headers.get(b"user-agent", b"")).encode("ascii")
            length = headers.get(b"content-length", b"")
            if call.raw:
                return await self._streams.put(receive, length, "" if is_loopback(address) else address)
            if call.told:
                return await self._tell(address, receive, send, path, length)
            body = await read_body(receive, length, call.cap)
            if call.lent:
                return await self._streams.lend(receive, send, path, body)
            return await self._answering.answer(path, body, aside)
        except Refuse as refused:
            return refused.response
        except Gone:
            raise
        except Malformed:
            return MALFORMED
        except Exception as error:  # what it says may quote a message: only its kind goes to the log
            _log.error("a call failed (%s)", type(error).__name__)
            return BROKEN

    async def _tell(self, address: str, receive: Receive, send: Send, path: str, length: bytes) -> Response | None:
        """Carry a stream of events to its end. To look so many shares up costs as much as asking for their status."""

        async def opened() -> Response:
            body = await read_body(receive, length, CALLS[path].cap)
            self._charge(address, len(body) / STATUS_OCTETS)
            return await self._answering.answer(path, body)

        return await self._telling.watch(address, opened, receive, send)

    def _limit(self, scope: Scope) -> str:
        """Who calls; Refuse if that is too often."""
        peer = scope["client"][0] if scope.get("client") else ""
        forwarded = (value for name, value in scope["headers"] if name == b"x-forwarded-for")
        address = self._addresses.of(peer, forwarded)
        self._charge(address)
        return address

    def _charge(self, address: str, calls: float = 1) -> None:
        wait_s = self._rates.wait_s(address, calls) if self._limited else 0
        if wait_s:
            raise Refuse(refusal("busy", retry_s=wait_s))

    async def _other(self, scope: Scope, path: str) -> Response:
        if path == "/healthz":
            return HEALTH
        if path == "/metrics":
            return await self._metrics(scope)
        found: dict[bytes, bytes] = dict(scope["headers"])
        accepted, known = found.get(b"accept-encoding", b""), found.get(b"if-none-match", b"")
        return self._page.answer(scope["method"], path, accepted, known)

    async def _metrics(self, scope: Scope) -> Response:
        """Counts only: of answers by call and status, and of what the store says of itself. How much a relay is used is
        nobody's business but the operator's: it is told on this computer, and not through a proxy."""
        headers = dict(scope["headers"])
        peer = scope["client"][0] if scope.get("client") else ""
        told = is_loopback(peer) and FORWARDED.isdisjoint(headers) and self._hosts.are_ours(headers.get(b"host", b""))
        if not told or scope["method"] not in ("GET", "HEAD"):
            return NOT_FOUND
        try:
            self._limit(scope)
        except Refuse as refused:
            return refused.response
        lines = [f"lacre_relay_{name} {value}" for name, value in sorted((await self._count()).items())]
        for (path, status), count in sorted(self._answers.items()):
            call = path.removeprefix(PATH) or "other"
            lines.append(f'lacre_relay_answers{{call="{call}",status="{status}"}} {count}')
        return Response(200, ("\n".join(lines) + "\n").encode(), TEXT)

    async def _count(self) -> dict[str, int]:
        """The store's figures, counted rarely: it takes time in which nobody is served."""
        now = self._clock()
        if self._counted is None or now - self._counted[0] >= FIGURES_S:
            self._counted = (now, await self._answering.figures())
        return self._counted[1]
