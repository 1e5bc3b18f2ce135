"""Which question stands while a link is opened, and what has been answered. Owns the order of the questions; asks no relay and
shows nothing: the sheet does the work, and tells the outcome to `met`, `took` or `refused`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.crypto.secret import Secret
from app.errors import LacreError, PeerError
from app.share.documents import Cover
from app.share.link import Kind
from app.share.passcode import octets_for

if TYPE_CHECKING:
    from app.ops.opening import OpenedShare

# What can never open again by this link; the rest may be tried again.
_ENDS = frozenset({"expired", "opened", "revoked", "gone", "locked", "damaged", "unknown"})
_LATER = frozenset({"paused", "early"})


class Step(StrEnum):
    """What the sheet shows."""

    LINK = "link"
    LATER = "later"
    TERMS = "terms"
    ADDRESS = "address"
    CODE = "code"
    PASSCODE = "passcode"
    ACT = "act"
    CONTENT = "content"
    ENDED = "ended"


class Door(Protocol):
    """What is read of `ops.opening.Opening`."""

    kind: Kind
    cover: Cover

    @property
    def starts(self) -> int: ...
    @property
    def paused(self) -> bool: ...
    @property
    def terms(self) -> str: ...
    @property
    def needs_code(self) -> bool: ...
    @property
    def needs_passcode(self) -> bool: ...


@dataclass(slots=True)
class Receiving:
    """One link, from the first look to what was inside."""

    door: Door | None = None
    name: str = ""
    asked_code: bool = False
    code: str = field(default="", repr=False)
    opened: OpenedShare | None = None
    refusal: LacreError | None = None
    ended: bool = False

    def step(self, now: int) -> Step:
        """The question that stands. `now` in seconds: a beginning that comes while one waits lets one on."""
        if self.opened is not None:
            return Step.CONTENT
        if self.ended:
            return Step.ENDED
        if self.door is None:
            return Step.LINK
        if self.door.paused or self.door.starts > now:
            return Step.LATER
        return self._question(self.door)

    def _question(self, door: Door) -> Step:
        if door.terms and not self.name:
            return Step.TERMS
        if door.needs_code and not self.code:
            return Step.CODE if self.asked_code else Step.ADDRESS
        return Step.PASSCODE if door.needs_passcode else Step.ACT

    def why_later(self, now: int) -> LacreError | None:
        """Why it cannot be opened yet, as an error with a sentence."""
        if self.door is None or self.step(now) is not Step.LATER:
            return None
        return PeerError("paused" if self.door.paused else "early")

    def require_form(self, passcode: Secret) -> None:
        """UserError for a slip of the finger: found here, before a try is spent."""
        if self.door is not None:
            octets_for(self.door.kind, passcode)

    def met(self, door: Door) -> None:
        """The relay said what it is."""
        self.door, self.refusal = door, None

    def took(self, opened: OpenedShare) -> None:
        """It is open."""
        self.opened, self.code, self.refusal = opened, "", None

    def refused(self, error: LacreError) -> bool:
        """What a refusal leaves: the question again, or an end. A line that failed changes nothing. True where the relay must
        be asked anew what holds now."""
        self.refusal = error
        if isinstance(error, PeerError) and (error.code in _ENDS or error.facts.get("tries_left") == 0):
            self.ended = True
        elif error.code in ("wrong-code", "code-needed", "mistyped-code"):
            self.code = ""
        return isinstance(error, PeerError) and error.code in _LATER

    def forget(self) -> None:
        """Nothing of it is kept once the sheet closes or the vault locks."""
        self.door = self.opened = self.refusal = None
        self.name = self.code = ""
        self.asked_code = self.ended = False
