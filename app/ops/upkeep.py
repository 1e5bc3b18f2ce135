"""What a vault that is open does by itself, once it is unlocked and every hour: erase what was to be gone by now, make the day's
backup, tell relays what they could not be told before.

Owns the order: a backup that is made today no longer holds what was to be gone yesterday, and nothing waits for a slow relay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.ops.backups import make_if_due
from app.ops.lines import Carry, line_to

if TYPE_CHECKING:
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was done: how many entries were erased, and the backup if one was due."""

    erased: int
    backup: Path | None


def upkeep(home: Path, vault: Vault, now: datetime, *, carry: Carry = line_to) -> Upkeep:
    """Entries thirty days in the trash and door codes past their day go for good, what was kept to renew shares that ended a
    week ago, and the keys of requests that are over; then the backup, if it is time for one; then what waits for relays. One
    that cannot be reached waits on."""
    from app.ops import request_changing, request_ledger  # late: nothing of sharing is needed to unlock
    from app.ops.share_changing import carry_out
    from app.ops.share_ledger import tidy_all

    erased = vault.purge_due(now)
    tidy_all(vault, now)
    request_ledger.settle_all(vault, now)
    done = Upkeep(erased, make_if_due(home, vault, now))
    carry_out(vault, now, carry=carry)
    request_changing.carry_out(vault, now, carry=carry)
    return done
