"""What the screens of requests ask for, and what they get: plain values.

Each method is called on a worker thread, never on the window's. `opsdesk` answers from the vault and the relay; tests answer
from memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.ui.asking.cards import RequestCard
from app.ui.asking.draft import RequestDraft

if TYPE_CHECKING:
    from app.ui.sharing.desk import Channel
    from app.ui.state import Session


@dataclass(frozen=True, slots=True)
class MadeRequest:
    """A request that can be handed over: what the result shows."""

    id: str
    label: str
    url: str = field(repr=False)
    passcode: str = field(repr=False)  # empty: none
    expires_at: datetime | None
    takes: int
    language: str


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that was filled in."""

    label: str
    kind: str
    text: str = field(repr=False)
    protected: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What was filled in together: one login of several."""

    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the client that this answer may be about, and what would change in it: label, what is there, what came."""

    entry_id: str
    title: str
    changes: tuple[tuple[str, str, str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Review:
    """An answer, opened."""

    request_id: str
    number: int
    words: tuple[str, ...]  # the check words, in the language of who answered
    at: datetime
    message: str = field(repr=False)
    groups: tuple[Group, ...] = field(repr=False)
    files: tuple[tuple[str, int], ...]  # name and octets
    matches: tuple[Match, ...] = field(repr=False)
    missing_before: bool = False
    held_back: bool = False


class AskingDesk(Protocol):
    """The jobs of asking, one call each; errors are `LacreError`s."""

    def clients(self) -> list[tuple[str, str]]:
        """Id and name of each client."""
        ...

    def create(self, draft: RequestDraft) -> MadeRequest: ...

    def made(self, request_id: str) -> MadeRequest:
        """Once more, while it can be answered."""
        ...

    def cards(self) -> list[RequestCard]:
        """As last known, without asking anybody."""
        ...

    def refresh(self) -> list[RequestCard]:
        """After asking the relay, and having fetched what came."""
        ...

    def review(self, request_id: str, number: int) -> Review: ...

    def accept(self, request_id: str, number: int, entry_id: str | None, told: Callable[[int, int], None]) -> list[str]:
        """Keep it: in this entry, or as new ones; their ids. Files are fetched first, and told of in octets."""
        ...

    def reject(self, request_id: str, number: int) -> None: ...

    def change(self, request_id: str, *, until: datetime | None = None, paused: bool | None = None) -> None:
        """Another end, or a pause. The relay must be reached: what it has not heard does not hold."""
        ...

    def revoke(self, request_id: str) -> None: ...

    def forget(self, request_id: str) -> None: ...

    def link_message(self, made: MadeRequest, language: str, channel: Channel) -> str:
        """The ready text that goes with the link."""
        ...

    def link_subject(self, language: str) -> str: ...

    def code_message(self, made: MadeRequest, language: str) -> str: ...

    def reminder(self, made: MadeRequest, language: str, channel: Channel) -> str:
        """The ready text that asks once more; it is noted that it was asked for now."""
        ...


def desk_of(session: Session) -> AskingDesk:
    """The desk of the vault that is open. Imported late: it brings the network."""
    from app.ui.asking.opsdesk import OpsAskingDesk

    return OpsAskingDesk(session)
