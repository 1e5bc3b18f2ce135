"""Until when: from what a person types (`30m 1h 1d 1w 1mo 3mo`, or an instant of ISO 8601) to an instant. Owns the units only;
how long a share may live is the protocol's.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from app.errors import UserError

_DURATION = re.compile(r"([1-9][0-9]{0,4})(m|h|d|w|mo)", re.ASCII)
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "mo": timedelta(days=30),
}


def parse_expiry(text: str, now: datetime) -> datetime:
    """The instant; UserError `bad-duration`. An ISO time without a zone is local: it is what the person's clock shows."""
    duration = _DURATION.fullmatch(text.strip().lower())
    if duration is not None:
        return now.replace(microsecond=0) + int(duration[1]) * _UNITS[duration[2]]
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise UserError("bad-duration") from None
