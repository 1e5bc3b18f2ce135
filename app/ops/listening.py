"""One connection to a relay on which it tells what happens, made again when it breaks, with longer pauses as long as nothing
comes of it. Owns that; what is asked for and what becomes of what is heard is `share_watching`'s and `request_watching`'s.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from app.errors import PeerError, WorldError
from app.host import clock as clocks
from app.ops.lines import Carry, line_to
from app.share.wire.messages import WATCH_LIMIT, Change, Watch, Watched

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault

N = TypeVar("N")
PAUSES_S = (1.0, 2.0, 5.0, 15.0, 60.0)


class Listening(Generic[N]):
    """To one relay, about things of one vault. `news` is for one thread; `look_again` and `stop` are for any."""

    def __init__(
        self,
        vault: Vault,
        relay: str,
        *,
        carry: Carry = line_to,
        clock: Callable[[], datetime] = clocks.now,
        pauses_s: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._vault = vault
        self._relay = relay
        self._carry = carry
        self._clock = clock
        self._pauses_s = pauses_s
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._courier: Courier | None = None
        self._lock = threading.Lock()

    def before(self) -> None:
        """What is to be done each time, before anything is asked."""

    def asked(self) -> list[tuple[str, Watched]]:
        """What to be told about: the id, and the message that says whose it is."""
        raise NotImplementedError

    def heard(self, known_as: str, change: Change) -> N | None:
        """Something changed: what is new of it, if that is anything."""
        raise NotImplementedError

    def look_again(self) -> None:
        """There are others than before, or more to be told: ask anew."""
        with self._lock:
            self._changed.set()
            if self._courier is not None:
                self._courier.cut()

    def stop(self) -> None:
        """No more of it."""
        self._stopped.set()
        self.look_again()

    def news(self) -> Iterator[N | None]:
        """What is new, as it comes; None for each sign that the line is alive. Ends after `stop`, or when there is nothing to be
        told about any more."""
        failures = 0
        while not self._stopped.is_set():
            self._changed.clear()
            try:
                for said in self._once():
                    failures = 0
                    yield said
                if not self.asked():
                    return
            except (WorldError, PeerError):
                failures += 1
            if not self._stopped.is_set() and not self._changed.is_set():
                self._changed.wait(self._pauses_s[min(failures, len(self._pauses_s)) - 1] if failures else 0)

    def _once(self) -> Iterator[N | None]:
        """One connection, until it ends."""
        self.before()
        asked = self.asked()[:WATCH_LIMIT]
        if not asked:
            return
        with self._carry(self._relay) as courier:
            with self._lock:
                self._courier = courier
            try:
                for change in courier.watch(Watch(tuple(each for _, each in asked))):
                    if self._changed.is_set():
                        return
                    yield None if change is None else self.heard(asked[change.i][0], change)
            except WorldError:
                if not self._changed.is_set():
                    raise
            finally:
                with self._lock:
                    self._courier = None


def all_news(listening: Sequence[Listening[N]]) -> Iterator[N]:
    """What any of them hears, each in a thread of its own, until none has anything to listen for."""
    told: queue.SimpleQueue[N | BaseException | None] = queue.SimpleQueue()

    def hear(one: Listening[N]) -> None:
        try:
            for news in one.news():
                if news is not None:
                    told.put(news)
            told.put(None)
        except BaseException as error:  # it belongs to whoever waits
            told.put(error)

    threads = [threading.Thread(target=hear, args=(one,), name="lacre-watch", daemon=True) for one in listening]
    for thread in threads:
        thread.start()
    try:
        left = len(threads)
        while left:
            said = told.get()
            if isinstance(said, BaseException):
                raise said
            if said is None:
                left -= 1
            else:
                yield said
    finally:
        for one in listening:
            one.stop()
        for thread in threads:
            thread.join()
