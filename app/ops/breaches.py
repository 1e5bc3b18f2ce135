"""Asking Have I Been Pwned's range API whether passwords are known from breaches. The one module of health with I/O.

Opt-in: nobody makes one of these unasked. What leaves the machine is five hexadecimal signs of a hash that half a million others
share; answers are padded, so that their length tells nothing. What came of it is remembered until `forget`, by digests under a
key of this session. A line that fails is no error: what could not be asked is counted.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import urlsplit

from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret
from app.errors import Malformed, OurError, WorldError
from app.vault.health_ranges import place_of, times_seen

if TYPE_CHECKING:
    from app.share.line import Session

ORIGIN = "https://api.pwnedpasswords.com"
_HEADERS = {"user-agent": "lacre/1", "accept": "text/plain", "accept-encoding": "identity", "add-padding": "true"}
_LARGEST = 1024 * 1024  # an answer has about forty thousand octets
_PIECE = 64 * 1024
_RANGES = 64
_LENGTHS = frozenset({"content-length", "transfer-encoding"})
_FAILURES = 2  # in a row, and the line counts as down for this audit
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Response(Protocol):
    """What is used of an answer of `requests`."""

    status_code: int
    headers: Any
    raw: Any


class Breaches:
    """One session of questions. Not for several threads at once."""

    def __init__(self, origin: str = ORIGIN, *, connect_s: float = 5, read_s: float = 10, whole_s: float = 20) -> None:
        parts = urlsplit(origin)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise OurError("open-line")
        self._origin, self._host = origin.rstrip("/"), parts.hostname or ""
        self._timeouts, self._whole_s = (connect_s, read_s), whole_s
        self._session: Session | None = None
        self.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Drop the connections; what was learnt stays."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def forget(self) -> None:
        """Forget what was learnt: the vault is locked."""
        self._key = random_bytes(32)
        self._known: dict[bytes, int] = {}
        self._ranges: OrderedDict[str, bytes] = OrderedDict()
        self._failed = 0

    def begin(self) -> None:
        """A new audit: a line that was down may be up again."""
        self._failed = 0

    def count(self, password: Secret) -> int | None:
        """How often it was seen in breaches; None where nobody could be asked."""
        mark = blake2b_256(password.reveal(), self._key)
        if mark not in self._known:
            prefix, rest = place_of(password)
            try:
                self._known[mark] = times_seen(self._range(prefix), rest)
            except (WorldError, Malformed):
                self._failed += 1
                self._ranges.pop(prefix, None)
                return None
            self._failed = 0
        return self._known[mark]

    def _range(self, prefix: str) -> bytes:
        answer = self._ranges.get(prefix)
        if answer is None:
            if self._failed >= _FAILURES:
                raise WorldError("unreachable", why="dropped")
            answer = self._ranges[prefix] = self._ask(prefix)
            if len(self._ranges) > _RANGES:
                self._ranges.popitem(last=False)
        return answer

    def _ask(self, prefix: str) -> bytes:
        from urllib3.exceptions import HTTPError

        session = self._line()
        try:
            with session.cutter.within(self._whole_s):
                answer = session.get(
                    f"{self._origin}/range/{prefix}", timeout=self._timeouts, stream=True, allow_redirects=False
                )
                with answer:
                    body = self._body(answer)
        except (OSError, HTTPError):  # all that requests raises; its texts hold the address, and are not passed on
            raise WorldError("unreachable", why="dropped") from None
        if session.cutter.cut:  # what came until then may look like a whole answer
            raise WorldError("unreachable", why="slow")
        return body

    def _body(self, answer: Response) -> bytes:
        """The whole of a plain answer that says how long it is. Packed ones were not asked for: a little of them may unpack to
        very much. Read as it comes, because a read timeout starts anew with each octet."""
        headers = {name.lower() for name in answer.headers}
        if answer.status_code != 200 or "content-encoding" in headers or headers.isdisjoint(_LENGTHS):
            raise WorldError("unreachable", why="answer")
        body, deadline = bytearray(), time.monotonic() + self._whole_s
        while piece := answer.raw.read1(_PIECE):
            body += piece
            if len(body) > _LARGEST or time.monotonic() > deadline:
                raise WorldError("unreachable", why="answer")
        return bytes(body)

    def _line(self) -> Session:
        if self._session is None:
            from urllib.request import getproxies, proxy_bypass

            from app.share.line import Session  # late: brings requests, a tenth of a second

            self._session = Session()
            self._session.headers.clear()
            self._session.headers.update(_HEADERS)
            proxy = getproxies().get("https")
            if proxy and self._host not in _LOOPBACK and not proxy_bypass(self._host):
                self._session.proxies["https"] = proxy
        return self._session
