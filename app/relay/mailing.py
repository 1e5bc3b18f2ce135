"""Sends the codes of the identity check, in a thread of the process that keeps the shares (ADR 14). Owns the queue, the tries
and the time each may take; words are `letters`', settings `post`'s.

What waits here is in memory alone, for as long as the code in it is good. What a mail server says, and what an exception says of
it, may quote the address: a kind and a number go to the log, never a text.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import logging
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from app.relay.letters import CODE_S, Letter, compose
from app.relay.post import Post, can_take_mail

ROOM = 256
TOGETHER = 20
SAY_S = 15.0
SESSION_S = 60.0
PAUSES_S = (2.0, 10.0, 30.0, 60.0)
END_S = 5.0
USELESS_S = 60.0
"""A code that would come with less than this left is not sent any more."""

_Reply = tuple[int, bytes]

_log = logging.getLogger("lacre.relay")


class _Waiting(NamedTuple):
    due: float
    number: int
    until: float
    tried: int
    letter: Letter | None  # None for who asked with another address: it takes its place here, and goes nowhere


class Mailer:
    """Hands letters over one after the other, several in one session if several wait."""

    def __init__(
        self, post: Post, *, now: Callable[[], float] = time.time, clock: Callable[[], float] = time.monotonic,
        session_s: float = SESSION_S,
    ) -> None:  # fmt: skip
        self._post = post
        self._now = now
        self._clock = clock
        self._session_s = session_s
        self._waiting: list[_Waiting] = []
        self._numbers = itertools.count()
        self._news = threading.Condition()
        self._ending = False
        self._session: smtplib.SMTP | None = None
        self._trust = ssl.create_default_context(cafile=post.ca or None)
        self.sent = 0
        self.failed = 0
        self._thread = threading.Thread(target=self._run, name="lacre-relay-mailer", daemon=True)

    def start(self) -> None:
        compose(Letter(self._post.sender, "0" * 8, "en"), self._post.sender, int(self._now()))  # its words are there
        self._thread.start()

    @property
    def has_room(self) -> bool:
        return len(self._waiting) < ROOM

    def send(self, letter: Letter | None) -> None:
        """Let it be sent soon. None takes as much room and time here, and is sent to nobody."""
        now = self._clock()
        with self._news:
            if len(self._waiting) < ROOM:
                heapq.heappush(self._waiting, _Waiting(now, next(self._numbers), now + CODE_S - USELESS_S, 0, letter))
                self._news.notify()

    def close(self) -> None:
        """What is due is sent if that can be at once; the rest is forgotten."""
        with self._news:
            self._ending = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(END_S)
            self._cut()
            self._thread.join(END_S)

    # Everything below runs in the thread.

    def _run(self) -> None:
        while True:
            letters = self._take()
            if letters is None:
                return
            try:
                self._deliver(letters)
            except Exception as error:  # a fault of ours in one letter must not end all
                self._say(error)

    def _take(self) -> list[_Waiting] | None:
        """Letters that are due, waited for; None at the end."""
        with self._news:
            while True:
                now = self._clock()
                if self._waiting and self._waiting[0].due <= now:
                    found: list[_Waiting] = []
                    while self._waiting and self._waiting[0].due <= now and len(found) < TOGETHER:
                        found.append(heapq.heappop(self._waiting))
                    return found
                if self._ending:
                    return None
                self._news.wait(self._waiting[0].due - now if self._waiting else None)

    def _deliver(self, found: list[_Waiting]) -> None:
        to_do = [one for one in found if one.letter is not None and can_take_mail(one.letter.address)]
        self.failed += sum(one.letter is not None for one in found) - len(to_do)
        if not to_do:
            return
        try:
            with self._open() as session:
                while to_do:
                    self._hand_over(session, to_do[0])
                    to_do.pop(0)
        except (OSError, smtplib.SMTPException) as error:  # the server, not the letter: all that are left come again
            self._say(error)
            for one in to_do:
                self._again(one)

    @contextlib.contextmanager
    def _open(self) -> Iterator[smtplib.SMTP]:
        """A session with the server: secured, logged in, and cut when it takes too long in all."""
        watchdog = threading.Timer(self._session_s, self._cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            session = self._connected()
            if self._post.user:
                session.login(self._post.user, self._post.password)
            yield session
            with contextlib.suppress(OSError, smtplib.SMTPException):
                session.quit()
        finally:
            watchdog.cancel()
            if self._session is not None:
                self._session.close()
                self._session = None

    def _connected(self) -> smtplib.SMTP:
        if self._post.security == "tls":
            return _Secured(self._post, self._hold, self._trust)
        session = _Plain(self._post, self._hold)
        if self._post.security == "starttls":
            session.starttls(context=self._trust)
        return session

    def _hold(self, session: smtplib.SMTP) -> None:
        self._session = session

    def _hand_over(self, session: smtplib.SMTP, one: _Waiting) -> None:
        assert one.letter is not None
        octets = compose(one.letter, self._post.sender, int(self._now()))
        try:
            session.sendmail(self._post.sender, [one.letter.address], octets)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            number = _number(error)
            _log.warning("a code was not taken by the mail server (%d)", number)
            if 400 <= number < 500:
                self._again(one)
            else:
                self.failed += 1
        else:
            self.sent += 1

    def _again(self, one: _Waiting) -> None:
        due = self._clock() + PAUSES_S[min(one.tried, len(PAUSES_S) - 1)]
        if due >= one.until or self._ending:
            self.failed += 1
            return
        with self._news:
            heapq.heappush(self._waiting, one._replace(due=due, tried=one.tried + 1))

    def _cut(self) -> None:
        """A read that waits in another thread ends when its socket is shut; closing it would leave it waiting."""
        session = self._session
        found = None if session is None else session.sock
        if found is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(
                    found, socket.SHUT_RDWR
                )  # not the method of a secured one, which forgets its keys first

    def _say(self, error: Exception) -> None:
        _log.warning("the mail server could not be used (%s %d)", type(error).__name__, _number(error))


class _Plain(smtplib.SMTP):
    """Says that it is there before it connects: from then on it can be cut."""

    def __init__(self, post: Post, hold: Callable[[smtplib.SMTP], None]) -> None:
        self._hold = hold
        super().__init__(post.host, post.door, timeout=SAY_S, local_hostname=post.domain)

    def connect(self, host: str = "", port: int = 0, source_address: Any = None) -> _Reply:
        self._hold(self)
        return super().connect(host, port, source_address)


class _Secured(smtplib.SMTP_SSL):
    """The same, secured from the first octet."""

    def __init__(self, post: Post, hold: Callable[[smtplib.SMTP], None], trust: ssl.SSLContext) -> None:
        self._hold = hold
        super().__init__(post.host, post.door, timeout=SAY_S, local_hostname=post.domain, context=trust)

    def connect(self, host: str = "", port: int = 0, source_address: Any = None) -> _Reply:
        self._hold(self)
        return super().connect(host, port, source_address)


def _number(error: Exception) -> int:
    """What the server answered, as a number; 0 if it did not."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
