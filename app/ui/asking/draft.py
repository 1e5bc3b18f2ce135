"""What the sheet of a request lets a person choose, and whether it may be sent. Pure: no widget, `now` given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.ops.passcodes import PasscodeChoice
from app.ops.request_options import OwnField, RequestKind
from app.ui.sharing.choices import DURATIONS, SOONEST, Ends

LATEST = timedelta(days=3650)
SEVERAL = 20
LABEL_CHARACTERS = 200
NOTE_CHARACTERS = 1000


class Takes(StrEnum):
    """How often it may be answered."""

    ONCE = "once"
    SEVERAL = "several"
    STANDING = "standing"


class Problem(StrEnum):
    """Why the sheet may not be sent yet."""

    NO_CLIENT = "no-client"
    NO_FIELDS = "no-fields"
    NO_LABEL = "no-label"
    NO_PASSCODE = "no-passcode"
    END_TOO_SOON = "end-too-soon"
    END_TOO_LATE = "end-too-late"


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """Everything the sheet says, at one moment. Of a code, and of what stays, the end is not chosen."""

    client_id: str = ""
    kind: RequestKind = RequestKind.LOGIN
    fields: tuple[OwnField, ...] = ()
    files: bool = False  # whether files may come with it, where the kind does not say so already
    label: str = ""
    note: str = field(default="", repr=False)
    sender: str = ""
    language: str = "en"
    takes: Takes = Takes.ONCE
    ends: Ends = Ends.WEEK
    custom_end: datetime | None = None
    passcode: PasscodeChoice = PasscodeChoice.NONE
    typed: str = field(default="", repr=False)

    @property
    def has_end(self) -> bool:
        """Whether a person chooses the end."""
        return self.kind is not RequestKind.CODE and self.takes is not Takes.STANDING

    def ends_at(self, now: datetime) -> datetime | None:
        """The chosen end, from the press of the button; None where it is what is usual for the kind."""
        if not self.has_end:
            return None
        if self.ends is Ends.CUSTOM and self.custom_end is not None:
            return self.custom_end
        return now.replace(microsecond=0) + DURATIONS.get(self.ends, DURATIONS[Ends.WEEK])

    def problem(self, now: datetime) -> Problem | None:
        if not self.client_id:
            return Problem.NO_CLIENT
        if self.kind is RequestKind.OWN and not self.fields and not self.files:
            return Problem.NO_FIELDS
        if any(not one.label.strip() for one in self.fields):
            return Problem.NO_LABEL
        end = self.ends_at(now)
        if end is not None and end < now + SOONEST - timedelta(seconds=1):
            return Problem.END_TOO_SOON
        if end is not None and end > now + LATEST:
            return Problem.END_TOO_LATE
        if self.passcode is PasscodeChoice.TYPED and not self.typed.strip():
            return Problem.NO_PASSCODE
        return None
