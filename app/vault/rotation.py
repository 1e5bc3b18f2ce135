"""What a backup is called and which backups are kept. Pure: looks at names and moments, touches no file.

`lacre-20261122T103000Z-daily.lacre`: the moment is in the name, so that copying a backup somewhere else does not change its age.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

BESIDE = "backups"  # beside the vault, unless another folder was chosen
DAILY, WEEKLY, MONTHLY = 7, 4, 6
LAST_BEFORE = 5
EVERY = timedelta(days=1)

_NAME = re.compile(r"lacre-(\d{8}T\d{6}Z)(?:-(\d{1,3}))?-([a-z]+)\.lacre")
_STAMP = "%Y%m%dT%H%M%SZ"


class Reason(StrEnum):
    """Why a backup was made. What a person asked for is never removed by the program."""

    DAILY = "daily"
    IMPORT = "import"
    PASSPHRASE = "passphrase"  # noqa: S105 - a reason
    MIGRATION = "migration"
    RESTORE = "restore"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """What the name of a backup says. `turn` tells two of the same second apart."""

    made_at: datetime
    turn: int
    reason: Reason

    @property
    def name(self) -> str:
        turn = f"-{self.turn}" if self.turn else ""
        return f"lacre-{self.made_at.strftime(_STAMP)}{turn}-{self.reason}.lacre"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup of a folder. Counts are None where it is not this vault's, or cannot be read. `octets` is what all of it takes
    up on the disk: header, database and the files of entries.
    """

    path: Path
    stamp: Stamp
    octets: int
    clients: int | None
    entries: int | None

    @property
    def readable(self) -> bool:
        return self.entries is not None


def parse_name(name: str) -> Stamp | None:
    """The stamp in a name; None where it is no backup of ours."""
    match = _NAME.fullmatch(name)
    if match is None or match[3] not in set(Reason):
        return None
    try:
        made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    stamp = Stamp(made_at, int(match[2] or 0), Reason(match[3]))
    return stamp if stamp.name == name else None


def next_stamp(reason: Reason, now: datetime, taken: Iterable[str]) -> Stamp:
    """A name that nothing has yet, behind all of the same second: what was made first also stands first."""
    names, moment = set(taken), now.astimezone(UTC).replace(microsecond=0)
    turns = [stamp.turn for stamp in map(parse_name, names) if stamp is not None and stamp.made_at == moment]
    return Stamp(moment, max(turns) + 1 if turns else 0, reason)


def is_due(stamps: Iterable[Stamp], changed_at: datetime, now: datetime) -> bool:
    """Whether the last backup is older than a day and something was changed since.

    Backups of the future do not count: a clock that was wrong once must not stop backups for years.
    """
    last = max((stamp.made_at for stamp in stamps if stamp.made_at <= now), default=None)
    return last is None or (now - last >= EVERY and changed_at >= last)


def kept(stamps: Iterable[Stamp], now: datetime) -> frozenset[Stamp]:
    """Of each of the last 7 days, 4 weeks and 6 months that have a daily backup the newest; of those that were made before
    something was done the newest 5; and everything that a person asked for.

    The second never push out the first: what was done in a hurry an hour ago must not cost the day's backup. Those of the future
    stay and do not count: after some days of a wrong clock they would push out everything that is made from then on.
    """
    found = set(stamps)
    future = {stamp for stamp in found if stamp.made_at > now + EVERY}
    by_age = sorted(found - future, reverse=True)
    rotated = [stamp for stamp in by_age if stamp.reason is Reason.DAILY]
    before = [stamp for stamp in by_age if stamp.reason not in (Reason.DAILY, Reason.MANUAL)]
    found = future | {stamp for stamp in by_age if stamp.reason is Reason.MANUAL} | set(before[:LAST_BEFORE])
    for count, bucket in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        found |= _newest_of(rotated, count, bucket)
    return frozenset(found)


def _newest_of(by_age: list[Stamp], count: int, bucket: Callable[[datetime], tuple[int, ...]]) -> set[Stamp]:
    newest: dict[tuple[int, ...], Stamp] = {}
    for stamp in by_age:
        newest.setdefault(bucket(stamp.made_at), stamp)
        if len(newest) > count:
            newest.popitem()
            break
    return set(newest.values())


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month
