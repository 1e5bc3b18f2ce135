"""The courier: carries messages to a relay and back over HTTP. The one module of share with I/O; knows no key that opens.

Every call of the protocol may be repeated with the same octets, so a dropped line is answered by sending them again. What is
no refusal of the protocol (a proxy's page, a redirect, an answer that is too long or not canonical) is a relay that
cannot be reached: nothing of it is believed or shown.

Nothing about where a request goes comes from outside: redirects are refused, no `.netrc` and no CA bundle of the environment
is read. Only HTTPS_PROXY and NO_PROXY are heeded, as an office may have no other way out; never for loopback.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.exceptions import TimeoutError as TimeoutError_

from app.crypto.secret import Secret
from app.errors import Fact, LacreError, Malformed, OurError, PeerError, UserError, WorldError
from app.share.line import Session
from app.share.link import b64url
from app.share.wire.canonical import encode, parse, parse_refusal
from app.share.wire.documents import is_origin
from app.share.wire.messages import (
    PATH,
    REFUSALS,
    Ack,
    Amend,
    Blob,
    Claim,
    Create,
    Created,
    Granted,
    Hello,
    Message,
    Nothing,
    Origin,
    Owned,
    Refusal,
    Status,
    Statuses,
    Welcome,
)

T = TypeVar("T", bound=Message)

SMALL_ANSWER = 96 * 1024
STATUS_ANSWER = 16 * 1024 * 1024
REFUSAL_ANSWER = 4096
_PIECE = 64 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_LENGTHS = frozenset({"content-length", "transfer-encoding"})
_DROPPED = (requests.ConnectionError, requests.Timeout, ProtocolError, TimeoutError_)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a connection, for the next octets, for a whole answer; and before each further try."""

    connect_s: float = 10
    read_s: float = 30
    whole_s: float = 180
    pauses_s: tuple[float, ...] = (0.2, 1.0, 2.0)


PATIENT = Patience()


class Courier:
    """Calls to one relay. Not for several threads at once; closing it drops its connections."""

    def __init__(
        self,
        origin: str,
        access_key: Secret | None = None,
        *,
        patience: Patience = PATIENT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not is_origin(origin):
            raise UserError("bad-relay")
        self.origin = origin
        self._access_key = access_key
        self._patience = patience
        self._sleep = sleep
        try:
            self._session = _session(origin)
        except ValueError:  # the grammar of origins knows the form of an address in brackets, not which there are
            raise UserError("bad-relay") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Drop the connections."""
        self._session.close()

    def create(self, message: Create) -> Created:
        """Leave a share with the relay."""
        return self._call("create", message, Created, authorised=True)

    def whoami(self) -> Origin:
        """Whether the relay knows our access key, and what it calls itself."""
        return self._call("whoami", Nothing(), Origin, authorised=True)

    def hello(self, message: Hello) -> Welcome:
        """Ask what a share is."""
        return self._call("hello", message, Welcome)

    def claim(self, message: Claim) -> Granted:
        """Take a view."""
        return self._call("claim", message, Granted)

    def ack(self, message: Ack) -> None:
        """Say that it was looked at, or that we have it."""
        self._call("ack", message, Nothing)

    def status(self, message: Status) -> Statuses:
        """Ask how shares of ours are."""
        answer = self._call("status", message, Statuses, limit=STATUS_ANSWER)
        if len(answer.shares) != len(message.shares):
            raise _unreachable("answer")
        return answer

    def revoke(self, message: Owned) -> None:
        """End a share of ours."""
        self._call("revoke", message, Nothing)

    def amend(self, message: Amend) -> None:
        """Let other conditions hold."""
        self._call("amend", message, Nothing)

    def blob(self, message: Blob, limit: int) -> Iterator[bytes]:
        """The body from the offset, in pieces, at most `limit` octets. One try: who calls knows how far it got."""
        with self._post("blob", encode(message), authorised=False) as answer:
            if answer.status_code != 200:
                raise _refused(answer.status_code, self._read(answer, REFUSAL_ANSWER))
            yield from self._pieces(answer, limit)

    def _call(
        self, name: str, message: Message, kind: type[T], *, authorised: bool = False, limit: int = SMALL_ANSWER
    ) -> T:
        octets = encode(message)
        for pause in (*self._patience.pauses_s, None):
            try:
                return self._once(name, octets, kind, authorised, limit)
            except WorldError as error:
                if pause is None or error.facts.get("why") != "dropped":
                    raise
                self._sleep(pause)
        raise OurError("out-of-turn")

    def _once(self, name: str, octets: bytes, kind: type[T], authorised: bool, limit: int) -> T:
        with self._post(name, octets, authorised=authorised) as answer:
            if answer.status_code != 200:
                raise _refused(answer.status_code, self._read(answer, REFUSAL_ANSWER))
            try:
                return parse(kind, self._read(answer, limit))
            except Malformed as error:
                raise _unreachable("answer") from error

    def _post(self, name: str, octets: bytes, *, authorised: bool) -> requests.Response:
        headers = {"content-type": "application/json"}
        if authorised:
            headers["authorization"] = f"Bearer {b64url(self._key().reveal())}"
        timeout = (self._patience.connect_s, self._patience.read_s)
        url = f"{self.origin}{PATH}{name}"
        cutter = self._session.cutter
        try:
            with _mapped(), cutter.within(self._patience.whole_s):
                answer = self._session.post(
                    url, data=octets, headers=headers, timeout=timeout, stream=True, allow_redirects=False
                )
        except WorldError:
            if not cutter.cut:
                raise
        else:
            if not cutter.cut:
                return answer
            answer.close()  # what came of its head may look like a whole one
        raise _unreachable("slow")  # not `dropped`: asking again would only be to wait as long again

    def _key(self) -> Secret:
        if self._access_key is None:
            raise UserError("no-access-key")
        return self._access_key

    def _read(self, answer: requests.Response, limit: int) -> bytes:
        return b"".join(self._pieces(answer, limit))

    def _pieces(self, answer: requests.Response, limit: int) -> Iterator[bytes]:
        """The answer in pieces, the whole of it within the time a patient person waits: a relay may drip for ever."""
        deadline = time.monotonic() + self._patience.whole_s
        with _mapped():
            while piece := answer.raw.read1(_PIECE):
                limit -= len(piece)
                if limit < 0:
                    raise _unreachable("answer")
                yield piece
                if time.monotonic() > deadline:
                    raise _unreachable("slow")
        if _LENGTHS.isdisjoint(
            map(str.lower, answer.headers)
        ):  # its end is where the line ended: it may have been cut in its head
            raise _unreachable("dropped")


def _session(origin: str) -> Session:
    session = Session()
    session.headers.clear()
    session.headers.update({"accept": "application/json", "accept-encoding": "identity", "user-agent": "lacre/1"})
    if urlsplit(origin).hostname not in _LOOPBACK:
        session.proxies.update(get_environ_proxies(origin))
    return session


class _mapped:  # noqa: N801 - reads as a word in `with _mapped():`
    """What requests raises, as errors of ours. Their texts hold the URL and more: they are not passed on."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, requests.exceptions.SSLError):
            raise _unreachable("tls") from None
        if isinstance(error, _DROPPED):
            raise _unreachable("dropped") from None
        if isinstance(error, (requests.RequestException, HTTPError)):
            raise _unreachable("answer") from None


def _unreachable(why: str) -> WorldError:
    return WorldError("unreachable", why=why)


def _refused(status: int, octets: bytes) -> LacreError:
    """The refusal as an error; what the protocol does not know is a relay that cannot be reached."""
    refusal = parse_refusal(Refusal, octets)
    if refusal is None or REFUSALS.get(refusal.error) != status:
        return _unreachable("dropped" if status in (502, 503, 504) else "answer")
    facts: dict[str, Fact] = {
        name: value
        for name in ("tries_left", "retry_s", "now", "have")
        if (value := getattr(refusal, name)) is not None
    }
    return PeerError(refusal.error, **facts)
