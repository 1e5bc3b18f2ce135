"""What the sheet lets a person choose, and whether it may be sent. Pure: no widget, `now` given.

The relay and `app.ops.sharing` check again; here it is checked so that a person hears of it while they type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from app.errors import Malformed
from app.ops.contents import LEFT_OUT
from app.ops.passcodes import PasscodeChoice
from app.ops.share_options import EntryChoice
from app.share.manifest import CONTENT_LIMIT, FILES_COUNT
from app.share.wire.address import norm_address

SOONEST = timedelta(minutes=5)
LATEST = timedelta(days=400)
MOST_VIEWS = 1000
VIEWS, VIEWS_OF_FILES = 1, 3  # a large download may break, and is begun anew by another opening
NOTE_CHARACTERS = 200
FROM_CHARACTERS = 80
MESSAGE_OCTETS = 900_000
TERMS_CHARACTERS = 8000
START_BEFORE_END = timedelta(minutes=5)


class Ends(StrEnum):
    """The offered ends."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    CUSTOM = "custom"


DURATIONS = {
    Ends.HOUR: timedelta(hours=1),
    Ends.DAY: timedelta(days=1),
    Ends.WEEK: timedelta(weeks=1),
    Ends.MONTH: timedelta(days=30),
    Ends.QUARTER: timedelta(days=90),
}


class Problem(StrEnum):
    """Why the sheet may not be sent yet."""

    NOTHING = "nothing"
    TOO_MUCH = "too-much"
    TOO_MANY_FILES = "too-many-files"
    FILES_TOO_LARGE = "files-too-large"
    END_TOO_SOON = "end-too-soon"
    END_TOO_LATE = "end-too-late"
    NO_PASSCODE = "no-passcode"
    STARTS_LATE = "starts-late"
    NO_TERMS = "no-terms"
    TERMS_TOO_LONG = "terms-too-long"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One line of "what": a field of the entry. The value of a protected one stays in the vault."""

    id: str
    label: str
    kind: str
    protected: bool
    preview: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FileChoice:
    """A file that is kept with an entry."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class EntryOffer:
    """An entry with all that can be shared of it."""

    id: str
    title: str
    client_id: str
    fields: tuple[FieldChoice, ...]
    files: tuple[FileChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the sheet says, at one moment."""

    field_ids: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    ends: Ends = Ends.DAY
    custom_end: datetime | None = None
    passcode: PasscodeChoice = PasscodeChoice.GENERATED
    typed: str = field(default="", repr=False)
    views: int = 1
    hide: bool = True
    no_copy: bool = False
    note: str = ""
    sender: str = ""
    language: str = "en"
    starts_at: datetime | None = None
    terms: str | None = field(default=None, repr=False)  # None: no agreement is asked for
    address: str | None = field(default=None, repr=False)  # None: no e-mail is checked
    more: tuple[EntryChoice, ...] = ()  # of further entries
    attachments: tuple[str, ...] = ()
    files: tuple[Path, ...] = field(default=(), repr=False)
    count: int = 0  # of all files, those in folders too
    octets: int = 0
    no_download: bool = False
    trace: bool = False

    @property
    def has_files(self) -> bool:
        """Whether something is sent before there is a link."""
        return bool(self.files or self.attachments)

    def ends_at(self, now: datetime) -> datetime:
        """To the second; the choice of a duration counts from the press of the button, not from the opening of the sheet."""
        if self.ends is Ends.CUSTOM and self.custom_end is not None:
            return self.custom_end
        return now.replace(microsecond=0) + DURATIONS.get(self.ends, DURATIONS[Ends.DAY])

    def problem(self, now: datetime) -> Problem | None:
        if not (self.field_ids or self.text.strip() or self.more or self.has_files):
            return Problem.NOTHING
        if len(self.text.encode("utf-8", "replace")) > MESSAGE_OCTETS:
            return Problem.TOO_MUCH
        if self.count > FILES_COUNT:
            return Problem.TOO_MANY_FILES
        if self.octets > CONTENT_LIMIT:
            return Problem.FILES_TOO_LARGE
        if self.ends_at(now) < now + SOONEST - timedelta(seconds=1):
            return Problem.END_TOO_SOON
        if self.ends_at(now) > now + LATEST:
            return Problem.END_TOO_LATE
        if self.passcode is PasscodeChoice.TYPED and not self.typed.strip():
            return Problem.NO_PASSCODE
        return self._problem_of_conditions(now)

    def _problem_of_conditions(self, now: datetime) -> Problem | None:
        if self.starts_at is not None and self.starts_at > self.ends_at(now) - START_BEFORE_END:
            return Problem.STARTS_LATE
        if self.terms is not None and not self.terms.strip():
            return Problem.NO_TERMS
        if self.terms is not None and len(self.terms) > TERMS_CHARACTERS:
            return Problem.TERMS_TOO_LONG
        if self.address is not None and not is_address(self.address):
            return Problem.NO_ADDRESS
        return None


def chosen_at_first(name: str, kind: str) -> bool:
    """A TOTP seed under any name stays out as well: it gives codes for ever."""
    return name not in LEFT_OUT and kind != "totp"


def is_address(text: str) -> bool:
    """Whether the relay could send something there."""
    try:
        norm_address(text)
    except Malformed:
        return False
    return True


def guessable(choice: PasscodeChoice) -> bool:
    """Whether who holds link and relay data could find the passcode by trying."""
    return choice in (PasscodeChoice.PIN, PasscodeChoice.TYPED, PasscodeChoice.NONE)
