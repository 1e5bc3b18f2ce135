"""Hearing of shares as it happens: one connection for all shares at a relay. Owns that it is made again when it breaks, with
longer pauses as long as nothing comes of it, and that what is heard is in the ledger before anybody is told.

An acceptance of terms is fetched and checked when it is heard of: the relay forgets it with the share, the ledger keeps it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import PeerError, UserError, WorldError
from app.host import clock as clocks
from app.ops.facts import Fact, parse_facts
from app.ops.lines import Carry, line_to
from app.ops.share_changing import carry_out
from app.ops.share_consents import fetch_consents
from app.ops.share_ledger import ShareView, note, secrets_of, view_of
from app.share.wire.messages import WATCH_LIMIT, Change, Watch
from app.vault.model import ShareRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault

PAUSES_S = (1.0, 2.0, 5.0, 15.0, 60.0)


@dataclass(frozen=True, slots=True)
class News:
    """What is new of a share: how it is now, and what happened."""

    share: ShareView
    events: tuple[Fact, ...]


class Watching:
    """Of the shares of a vault at one relay. `news` is for one thread; `look_again` and `stop` are for any."""

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

    def look_again(self) -> None:
        """There are other shares than before, or more to be told: ask anew."""
        with self._lock:
            self._changed.set()
            if self._courier is not None:
                self._courier.cut()

    def stop(self) -> None:
        """No more of it."""
        self._stopped.set()
        self.look_again()

    def news(self) -> Iterator[News | None]:
        """What is new, as it comes; None for each sign that the line is alive, and when it was cut. Ends after `stop`, or when
        there is nothing to watch any more."""
        failures = 0
        while not self._stopped.is_set():
            self._changed.clear()
            try:
                for said in self._once():
                    failures = 0
                    yield said
                if not self._rows():
                    return
            except (WorldError, PeerError):
                failures += 1
                yield None
            if not self._stopped.is_set() and not self._changed.is_set():
                self._changed.wait(self._pauses_s[min(failures, len(self._pauses_s)) - 1] if failures else 0)

    def _rows(self) -> list[ShareRow]:
        rows = self._vault.shares()
        return [row for row in rows if row.relay == self._relay and row.secrets is not None][:WATCH_LIMIT]

    def _once(self) -> Iterator[News | None]:
        """One connection, until it ends."""
        carry_out(self._vault, self._clock(), relays={self._relay}, carry=self._carry)
        rows = self._rows()
        if not rows:
            return
        asked = tuple(secrets_of(row).watched_as(bytes.fromhex(row.id), _seen(row)) for row in rows)
        with self._carry(self._relay) as courier:
            with self._lock:
                self._courier = courier
            try:
                for change in courier.watch(Watch(asked)):
                    if self._changed.is_set():
                        return
                    yield None if change is None else self._heard(rows[change.i].id, change)
            except WorldError:
                if not self._changed.is_set():
                    raise
            finally:
                with self._lock:
                    self._courier = None

    def _heard(self, share_id: str, change: Change) -> News | None:
        before = self._known(share_id)
        had = 0 if before is None else _seen(before)
        if before is not None and change.share is not None:
            with self._carry(self._relay) as beside:  # a connection beside the one that is listening
                fetch_consents(self._vault, beside, before, change.share.events)
        row = note(self._vault, share_id, change.share, self._clock(), seen=change.seen)
        if row is None:
            return None
        facts = parse_facts(row.facts)
        count = 0 if facts is None else max(0, facts.seen - had)
        events = facts.events[len(facts.events) - min(count, len(facts.events)) :] if facts else ()
        return News(view_of(self._vault, self._vault.share(share_id), self._clock()), events)

    def _known(self, share_id: str) -> ShareRow | None:
        try:
            return self._vault.share(share_id)
        except UserError as error:
            if error.code != "no-share":
                raise
            return None


def _seen(row: ShareRow) -> int:
    facts = parse_facts(row.facts)
    return 0 if facts is None else facts.seen


def watch_all(vault: Vault, *, carry: Carry = line_to) -> Iterator[News]:
    """What happens to any share at any relay, until there is none left that anything can happen to."""
    relays = {row.relay for row in vault.shares() if row.secrets is not None}
    told: queue.SimpleQueue[News | BaseException | None] = queue.SimpleQueue()
    watching = [Watching(vault, relay, carry=carry) for relay in sorted(relays)]

    def hear(one: Watching) -> None:
        try:
            for news in one.news():
                if news is not None:
                    told.put(news)
            told.put(None)
        except BaseException as error:  # it belongs to whoever waits
            told.put(error)

    threads = [threading.Thread(target=hear, args=(one,), name="lacre-watch", daemon=True) for one in watching]
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
        for one in watching:
            one.stop()
        for thread in threads:
            thread.join()
