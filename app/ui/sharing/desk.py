"""What the sharing screens ask for, and what they get: plain values.

Each method is called on a worker thread, never on the window's. `OpsDesk` (in `opsdesk`) answers from the
vault and the relay; tests answer from memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.ops.halting import Halt
from app.ops.messages import NOTHING_ELSE, Asks
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.choices import Draft

if TYPE_CHECKING:
    from app.ops.share_ledger import ShareView
    from app.ui.state import Session


class Channel(StrEnum):
    """What the link is sent by. The passcode goes by another."""

    CHAT = "chat"
    MAIL = "mail"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Made:
    """A share that can be sent: what the result shows. The secrets stay out of its representation, and so out of logs."""

    id: str
    label: str
    url: str = field(repr=False)
    passcode: str = field(repr=False)  # empty: none
    expires_at: datetime
    views: int
    language: str = "en"  # the recipient's, for the ready messages
    asks: Asks = NOTHING_ELSE


@dataclass(frozen=True, slots=True)
class Again:
    """A share sent again, and whether its link is the one that was handed over before."""

    made: Made
    same_link: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """Of all access of a client: how many links stopped working, and how many wait for their relay."""

    done: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """A share whose files are not all with the relay: `done` octets of `total`, and how long each file is."""

    id: str
    label: str
    done: int
    total: int
    sizes: tuple[int, ...]


class Desk(Protocol):
    """The jobs of sharing, one call each; errors are `LacreError`s."""

    def create(self, entry_id: str | None, label: str, draft: Draft) -> Made: ...

    def begin(self, entry_id: str | None, label: str, draft: Draft) -> Unsent:
        """Write down a share with files, which are not sent yet."""
        ...

    def send(self, share_id: str, halt: Halt, told: Callable[[int, int], None]) -> Made:
        """Send what is not there yet, and make the share. Halted, it can go on later."""
        ...

    def unsent(self) -> list[Unsent]: ...

    def give_up(self, share_id: str) -> None:
        """Nothing of what was sent stays anywhere."""
        ...

    def sends_mail(self) -> bool:
        """Whether the relay that new shares go to can check somebody's e-mail."""
        ...

    def cards(self) -> list[ShareCard]:
        """As last known, without asking anybody."""
        ...

    def refresh(self) -> list[ShareCard]:
        """After asking the relay for all that may have changed."""
        ...

    def heard(self, view: ShareView) -> ShareCard:
        """What the relay told of one, as a card."""
        ...

    def made(self, share_id: str) -> Made: ...

    def revoke(self, share_id: str) -> None: ...

    def revoke_client(self, client_id: str) -> Removed:
        """All that can still be opened of a client."""
        ...

    def renew(self, share_id: str, until: datetime, halt: Halt, told: Callable[[Unsent], None]) -> Again:
        """Once more what ended unopened; with files, told how far they are. Halted, all is as it was."""
        ...

    def change(
        self, share_id: str, *, until: datetime | None = None, views: int | None = None, paused: bool | None = None
    ) -> None:
        """Other conditions, later; what is None stays. The link stays the same."""
        ...

    def forget(self, share_id: str) -> None: ...

    def link_message(self, made: Made, language: str, channel: Channel) -> str:
        """The ready text that goes with the link."""
        ...

    def link_subject(self, language: str) -> str:
        """The subject that goes with it by e-mail."""
        ...

    def code_message(self, made: Made, language: str) -> str:
        """The ready text that goes with the passcode, by another channel; empty without one."""
        ...


def desk_of(session: Session) -> Desk:
    """The desk of the vault that is open. Imported late: it brings the network, which the first list must not wait for."""
    from app.ui.sharing.opsdesk import OpsDesk

    return OpsDesk(session)
