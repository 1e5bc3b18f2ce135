"""The line of one relay: octets there and back over HTTP, within bounds of time and length. Knows no message; `courier` does.

What is no refusal of the protocol (a proxy's page, a redirect, an answer that is too long or not canonical) is a relay that
cannot be reached: nothing of it is believed or shown.

Nothing about where a request goes comes from outside: redirects are refused, no `.netrc` and no CA bundle of the environment
is read. Only HTTPS_PROXY and NO_PROXY are heeded, as an office may have no other way out; never for loopback.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

import requests
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.exceptions import TimeoutError as TimeoutError_

from app.crypto.secret import Secret
from app.errors import Fact, LacreError, Malformed, OurError, PeerError, UserError, WorldError
from app.share.line import Session, session_to
from app.share.link import b64url
from app.share.wire.canonical import encode, parse, parse_refusal
from app.share.wire.documents import is_origin
from app.share.wire.messages import PATH, REFUSALS, Message, Refusal

T = TypeVar("T", bound=Message)

SMALL_ANSWER = 96 * 1024
REFUSAL_ANSWER = 4096
SLOWEST_LINE = 2048  # octets a second: what is sent has as much longer
_PIECE = 64 * 1024
_LENGTHS = frozenset({"content-length", "transfer-encoding"})
_DROPPED = (requests.ConnectionError, requests.Timeout, ProtocolError, TimeoutError_)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a connection, for the next octets, for a whole answer, for a sign of life of one that goes on; and
    before each further try."""

    connect_s: float = 10
    read_s: float = 30
    whole_s: float = 180
    silence_s: float = 60
    pauses_s: tuple[float, ...] = (0.2, 1.0, 2.0)


PATIENT = Patience()


class Carrier:
    """Requests to one relay. Not for several threads at once; closing it drops its connections."""

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

    def cut(self) -> None:
        """Shut the connections, from any thread: whoever waits on one is woken with a WorldError."""
        self._session.cutter.cut_all()

    def stream(self, name: str, message: Message, limit: int) -> Iterator[bytes]:
        """An answer of octets in pieces, no more than so many. One try."""
        with self._post(name, encode(message), authorised=False) as answer:
            if answer.status_code != 200:
                raise _refused(answer.status_code, self._read(answer, REFUSAL_ANSWER))
            yield from self._pieces(answer, limit)

    def live(self, name: str, message: Message) -> Iterator[bytes]:
        """An answer that goes on for as long as there are signs of life."""
        with self._post(name, encode(message), authorised=False, read_s=self._patience.silence_s) as answer:
            if answer.status_code != 200:
                raise _refused(answer.status_code, self._read(answer, REFUSAL_ANSWER))
            with _mapped():
                while piece := answer.raw.read1(_PIECE):
                    yield piece

    def call(
        self, name: str, message: Message, kind: type[T], *, authorised: bool = False, limit: int = SMALL_ANSWER
    ) -> T:
        """The answer to a message, sent again where the line drops."""
        return self.send(name, encode(message), kind, authorised=authorised, limit=limit)

    def send(
        self,
        name: str,
        octets: bytes | memoryview,
        kind: type[T],
        *,
        authorised: bool = False,
        limit: int = SMALL_ANSWER,
    ) -> T:
        """The same for octets that are a message."""
        for pause in (*self._patience.pauses_s, None):
            try:
                return self._once(name, octets, kind, authorised, limit)
            except WorldError as error:
                if pause is None or error.facts.get("why") != "dropped":
                    raise
                self._sleep(pause)
        raise OurError("out-of-turn")

    def _once(self, name: str, octets: bytes | memoryview, kind: type[T], authorised: bool, limit: int) -> T:
        with self._post(name, octets, authorised=authorised) as answer:
            if answer.status_code != 200:
                raise _refused(answer.status_code, self._read(answer, REFUSAL_ANSWER))
            try:
                return parse(kind, self._read(answer, limit))
            except Malformed as error:
                raise unreachable("answer") from error

    def _post(
        self, name: str, octets: bytes | memoryview, *, authorised: bool, read_s: float | None = None
    ) -> requests.Response:
        headers = {"content-type": "application/octet-stream" if name == "put" else "application/json"}
        if authorised:
            headers["authorization"] = f"Bearer {b64url(self._key().reveal())}"
        timeout = (self._patience.connect_s, read_s or self._patience.read_s)
        url = f"{self.origin}{PATH}{name}"
        cutter = self._session.cutter
        try:
            with _mapped(), cutter.within(self._patience.whole_s + len(octets) / SLOWEST_LINE):
                body: Any = octets  # a memoryview goes out as it lies; the types of requests do not know
                answer = self._session.post(
                    url, data=body, headers=headers, timeout=timeout, stream=True, allow_redirects=False
                )
        except WorldError:
            if not cutter.cut:
                raise
        else:
            if not cutter.cut:
                return answer
            answer.close()  # what came of its head may look like a whole one
        raise unreachable("slow")  # not `dropped`: asking again would only be to wait as long again

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
                    raise unreachable("answer")
                yield piece
                if time.monotonic() > deadline:
                    raise unreachable("slow")
        if _LENGTHS.isdisjoint(
            map(str.lower, answer.headers)
        ):  # its end is where the line ended: it may have been cut in its head
            raise unreachable("dropped")


def _session(origin: str) -> Session:
    session = session_to(origin)
    session.headers.clear()
    session.headers.update({"accept": "application/json", "accept-encoding": "identity", "user-agent": "lacre/1"})
    return session


class _mapped:  # noqa: N801 - reads as a word in `with _mapped():`
    """What requests raises, as errors of ours. Their texts hold the URL and more: they are not passed on."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, requests.exceptions.SSLError):
            raise unreachable("tls") from None
        if isinstance(error, _DROPPED):
            raise unreachable("dropped") from None
        if isinstance(error, (requests.RequestException, HTTPError)):
            raise unreachable("answer") from None


def unreachable(why: str) -> WorldError:
    """The relay cannot be reached, as far as anybody can tell."""
    return WorldError("unreachable", why=why)


def _refused(status: int, octets: bytes) -> LacreError:
    """The refusal as an error; what the protocol does not know is a relay that cannot be reached."""
    refusal = parse_refusal(Refusal, octets)
    if refusal is None or REFUSALS.get(refusal.error) != status:
        return unreachable("dropped" if status in (502, 503, 504) else "answer")
    facts: dict[str, Fact] = {
        name: value
        for name in ("tries_left", "retry_s", "now", "have")
        if (value := getattr(refusal, name)) is not None
    }
    return PeerError(refusal.error, **facts)
