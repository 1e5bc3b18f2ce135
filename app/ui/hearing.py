"""Hears what happens to shares and requests as it happens: a thread for each kind and relay, from unlock to lock. Owns these
threads, and the way of what they hear to the GUI thread; what is heard is in the vault before it is told.

A page is told that its lines are alive when those to all its relays are: one that refuses to tell what happens has to be asked,
however alive the others are.

No task: one that never ends would keep `Tasks.busy` true, and would be waited for at the lock. These are cut and waited for.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import LacreError
from app.ui.sharing.pace import Lines
from app.ui.state import Session

if TYPE_CHECKING:
    from app.ops.listening import Listening
    from app.vault.vault import Vault

_FIRST_MS = 1500  # not while the first list is wanted
_ENDS_WITHIN_S = 2.0
SHARES, REQUESTS = "shares", "requests"
Key = tuple[str, str]  # the kind, and the relay


class Ear:
    """One thread that listens. `tell` is called on it, with its key and what was heard; None is a sign of life."""

    def __init__(self, key: Key, listening: Listening[Any], tell: Callable[[Key, object], None]) -> None:
        self._key, self._listening, self._tell = key, listening, tell
        self._ended = False
        self._thread = threading.Thread(target=self._hear, name=f"lacre-hearing-{key[0]}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it still listens; it ends by itself when there is nothing left to hear of."""
        return self._thread.is_alive()

    @property
    def wanted(self) -> bool:
        """Whether there is anything that its relay may tell, though it may not: only the end of all there is ends that."""
        return not self._ended

    def look_again(self) -> None:
        self._listening.look_again()

    def stop(self) -> None:
        """Cut the line."""
        self._listening.stop()

    def join(self) -> None:
        """It holds the vault, which is being closed."""
        self._thread.join(_ENDS_WITHIN_S)

    def _hear(self) -> None:
        # The vault was locked, or a relay answers what no relay of ours does: the page asks by itself, at its own pace.
        with contextlib.suppress(LacreError):
            for heard in self._listening.news():
                self._tell(self._key, heard)
            self._ended = True


class Page(Protocol):
    """What hears, on the GUI thread: the page of that kind."""

    def hear(self, news: Any) -> None:
        """Something happened."""

    def live(self) -> None:
        """The lines to all relays are alive: nothing need be asked for."""


class Hearing(QObject):
    """Lives with the desk, whose `page` of a kind is told."""

    _came = Signal(object, object)

    def __init__(self, session: Session, desk: QObject, page: Callable[[str], Any]) -> None:
        super().__init__(desk)
        self._session, self._page = session, page
        self._ears: dict[Key, Ear] = {}
        self._lines = {SHARES: Lines(), REQUESTS: Lines()}
        self._ended = False
        self._came.connect(self._deliver)
        self._soon = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._soon.timeout.connect(self.sync)
        self._soon.start()
        session.shares_changed.connect(self._shares_changed)
        session.requests_changed.connect(self._requests_changed)
        session.locked.connect(self.end)
        session.closing.connect(self.end)

    def sync(self) -> None:
        """Listen to whatever relay there is something to be heard from."""
        if self._session.vault is not None and not self._ended:
            self._session.ask(_relays, self._listen, lambda _error: None, owner=self, key="hearing")

    def end(self) -> None:
        """The vault locks, or the window closes: all lines are cut at once, and then waited for."""
        self._ended = True
        self._soon.stop()
        for ear in self._ears.values():
            ear.stop()
        for ear in self._ears.values():
            ear.join()
        self._ears.clear()
        self._page = _nobody  # the desk goes with the lock, whoever still knows this

    def _shares_changed(self) -> None:
        self._later(SHARES)

    def _requests_changed(self) -> None:
        self._later(REQUESTS)

    def _later(self, kind: str) -> None:
        """Something was made, changed or closed here: ask for that as well."""
        for (known, _), ear in self._ears.items():
            if known == kind and ear.alive:
                ear.look_again()
        if not self._ended:
            self._soon.start()

    def _listen(self, wanted: set[Key]) -> None:
        vault = self._session.vault
        if vault is None or self._ended:
            return
        self._ears = {key: ear for key, ear in self._ears.items() if key in wanted or ear.alive}
        for key in wanted:
            ear = self._ears.get(key)
            if ear is None or not ear.alive:
                self._session.tasks.prepare()
                ear = self._ears[key] = Ear(key, _listening(vault, *key), self._tell)
                ear.start()

    def _tell(self, key: Key, heard: object) -> None:
        """On the thread that heard it."""
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._came.emit(key, heard)

    def _deliver(self, key: Key, heard: object) -> None:
        if self._ended:
            return
        kind, now = key[0], time.monotonic()
        page: Page = self._page(kind)
        self._lines[kind].heard(key[1], now)
        if heard is not None:
            page.hear(heard)
        if self._lines[kind].alive(
            [relay for (of, relay), ear in self._ears.items() if of == kind and ear.wanted], now
        ):
            page.live()


def _nobody(_kind: str) -> Any:
    """There is no page any more."""
    return None


def _relays(vault: Vault) -> set[Key]:
    """Where there is something to be heard of, by kind."""
    shares = {(SHARES, row.relay) for row in vault.share_heads() if row.held}
    return shares | {(REQUESTS, row.relay) for row in vault.requests() if row.secrets is not None}


def _listening(vault: Vault, kind: str, relay: str) -> Listening[Any]:
    """Imported late: it brings the network, which the first list must not wait for."""
    if kind == SHARES:
        from app.ops.share_watching import Watching

        return Watching(vault, relay)
    from app.ops.request_watching import RequestWatching

    return RequestWatching(vault, relay)
