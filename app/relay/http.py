"""Requests and answers as ASGI wants them. Owns caps of reading, security headers, and the form of refusals."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

from app.share.wire.canonical import encode
from app.share.wire.messages import REFUSALS, Refusal

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

FAILED = 503
MISDIRECTED_STATUS = 421

SECURITY: Headers = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
JSON: Headers = ((b"content-type", b"application/json"), *SECURITY)
OCTETS: Headers = ((b"content-type", b"application/octet-stream"), *SECURITY)
TEXT: Headers = ((b"content-type", b"text/plain; charset=utf-8"), *SECURITY)
TYPE = b"application/json"
RAW_TYPE = b"application/octet-stream"


class Response(NamedTuple):
    """A whole answer."""

    status: int
    body: bytes
    headers: Headers = JSON


class Refuse(Exception):
    """Ends a call with a refusal. Carries a finished answer, so that equal refusals are equal octets."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class Gone(Exception):
    """The caller hung up before the request was whole."""


def refusal(
    code: str, *, tries_left: int | None = None, retry_s: int | None = None, now: int | None = None,
    have: int | None = None,
) -> Response:  # fmt: skip
    """`{"error": code, …}` with its status."""
    refused = Refusal(code, tries_left=tries_left, retry_s=retry_s, now=now, have=have)
    return Response(REFUSALS[code], encode(refused))


MALFORMED = refusal("malformed")
TOO_LARGE = refusal("too-large")
UNKNOWN = refusal("unknown")
BROKEN = Response(FAILED, b'{"error":"failed"}')
MISDIRECTED = Response(MISDIRECTED_STATUS, b'{"error":"misdirected"}')


async def read_body(receive: Receive, length: bytes, cap: int) -> bytes:
    """The body, never holding more of it than `cap`. Refuse if it is longer, Gone if the caller is. How long it may take is
    the server's business."""
    if length and (not length.isdigit() or int(length[:12]) > cap):
        raise Refuse(TOO_LARGE)
    event = await receive()
    if event["type"] != "http.request":
        raise Gone
    body: bytes = event.get("body", b"")
    if event.get("more_body"):
        body = await _read_on(receive, body, cap)
    if len(body) > cap:
        raise Refuse(TOO_LARGE)
    return body


async def _read_on(receive: Receive, first: bytes, cap: int) -> bytes:
    parts, size = [first], len(first)
    more = True
    while more:
        if size > cap:
            raise Refuse(TOO_LARGE)
        event = await receive()
        if event["type"] != "http.request":
            raise Gone
        part = event.get("body", b"")
        parts.append(part)
        size += len(part)
        more = event.get("more_body", False)
    return b"".join(parts)


async def respond(send: Send, response: Response, *, head: bool = False) -> None:
    """Send it; for HEAD only what would be said about it."""
    length = (b"content-length", b"%d" % len(response.body))
    await send({"type": "http.response.start", "status": response.status, "headers": [*response.headers, length]})
    await send({"type": "http.response.body", "body": b"" if head else response.body})
