"""The way of the first steps: which stop comes when, and what reaches the next. Pure; the strip shows it, the desk counts.

A stop is passed by doing what it says, wherever and however that is done, or by going on without.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.vault.vault import Vault


class Stop(StrEnum):
    """In order."""

    CLIENT = "client"
    ENTRY = "entry"
    SHARE = "share"
    DONE = "done"


class Counts(NamedTuple):
    """What the vault holds of each."""

    clients: int = 0
    entries: int = 0
    shares: int = 0


ACTS = {Stop.CLIENT: "new-client", Stop.ENTRY: "new", Stop.SHARE: "share", Stop.DONE: "go-shares"}
_ORDER = tuple(Stop)
STEPS = len(_ORDER) - 1  # the last one asks for nothing


def take_counts(vault: Vault) -> Counts:
    clients = vault.clients()
    return Counts(len(clients), sum(client.entry_count for client in clients), len(vault.share_heads()))


@dataclass(slots=True)
class Route:
    """Where one is. `before` is what there was when this stop was reached: more of it passes the stop."""

    stop: Stop = Stop.CLIENT
    before: Counts | None = None

    @property
    def number(self) -> int:
        return _ORDER.index(self.stop) + 1

    def hear(self, counts: Counts) -> bool:
        """Something changed in the vault; whether that passed the stop."""
        if self.before is None:
            self.before = counts
            return False
        if self.stop is Stop.DONE or counts[_ORDER.index(self.stop)] <= self.before[_ORDER.index(self.stop)]:
            return False
        self.skip()
        self.before = counts
        return True

    def skip(self) -> None:
        """On to the next stop; at the last one it stays."""
        self.stop = _ORDER[min(_ORDER.index(self.stop) + 1, STEPS)]
