"""What a vault that is open does by itself, once it is unlocked and every hour: erase what was to be erased by now, and make the
day's backup. Owns the order: a backup that is made today no longer holds what was to be gone yesterday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.ops.backups import make_if_due

if TYPE_CHECKING:
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was done: how many entries were erased, and the backup if one was due."""

    erased: int
    backup: Path | None


def upkeep(home: Path, vault: Vault, now: datetime) -> Upkeep:
    """Entries thirty days in the trash and door codes past their day go for good; then the backup, if it is time for one."""
    return Upkeep(vault.purge_due(now), make_if_due(home, vault, now))
