"""The trash: where removed entries wait, how they come back, and when they are erased for good. Owns `mark.removed_at`."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta

import apsw

from app.vault.clock_trust import is_believed
from app.vault.core import Core, Part, guarded, to_ticks
from app.vault.database import empty_log
from app.vault.filing import drop_files
from app.vault.marks import marked
from app.vault.model import EntrySummary
from app.vault.summaries import MARKED, clients_of, summaries

KEPT = timedelta(days=30)

_TRASHED = f"{MARKED} WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, entry.number"
_DUE = """SELECT entry FROM mark WHERE removed_at < :kept UNION
    SELECT entry FROM mark WHERE valid_until IS NOT NULL AND purge_after IS NOT NULL
    AND date(valid_until, '+' || purge_after || ' days') < :today"""
_SPARE = """UPDATE mark SET removed_at = NULL, purge_after = iif(
    date(valid_until, '+' || purge_after || ' days') < :today, NULL, purge_after) WHERE entry = :number"""
_ERASE = (
    "DELETE FROM search WHERE rowid = :number",
    "DELETE FROM digest WHERE entry = :number",
    "DELETE FROM past WHERE entry = :number",
    "DELETE FROM origin WHERE entry = :number",
    "DELETE FROM past_kind WHERE entry = :number",
    "DELETE FROM field WHERE entry = :number",
    "DELETE FROM tag WHERE entry = :number",
    "DELETE FROM mark WHERE entry = :number",
    "DELETE FROM attachment WHERE entry = :number",
    "UPDATE share SET entry = NULL WHERE entry = (SELECT id FROM entry WHERE number = :number)",
    "DELETE FROM entry WHERE number = :number",
)


class Trash(Part):
    """The part of a vault that removes entries."""

    @guarded
    def trash(self, entry_id: str, now: datetime) -> None:
        """Out of every list, into the trash. What is there already keeps its time."""
        with self._core.write() as db:
            number = marked(self._core, entry_id)
            db.execute("UPDATE mark SET removed_at = coalesce(removed_at, ?) WHERE entry = ?", (to_ticks(now), number))

    @guarded
    def restore(self, entry_id: str) -> None:
        """Out of the trash, as it was."""
        with self._core.write() as db:
            db.execute("UPDATE mark SET removed_at = NULL WHERE entry = ?", (marked(self._core, entry_id),))

    @guarded
    def trashed(self) -> list[EntrySummary]:
        """What is in the trash, the latest first."""
        return summaries(self._core, self._core.rows(_TRASHED), clients_of(self._core))

    @guarded
    def purge(self, entry_id: str) -> None:
        """Erase an entry for good, in the trash or not: its fields, its past, its files."""
        (number,) = self._core.require("SELECT number FROM entry WHERE id = ?", entry_id, code="no-entry")
        self._erase([number])

    @guarded
    def empty_trash(self) -> int:
        """Erase all that is in the trash: how many entries."""
        return self._erase([row[0] for row in self._core.rows("SELECT entry FROM mark WHERE removed_at IS NOT NULL")])

    @guarded
    def purge_due(self, now: datetime) -> int:
        """Erase what has been in the trash for thirty days, and what was to be erased once it is no longer valid: how many.

        None by a clock that is not believed.
        """
        if not is_believed(self._core, now):
            return 0
        due = {"kept": to_ticks(now - KEPT), "today": _today(now)}
        return self._erase([row[0] for row in self._core.db.execute(_DUE, due)])

    def _erase(self, numbers: list[int]) -> int:
        if numbers:
            with self._core.write() as db:
                for number in numbers:
                    drop_files(self._core, "SELECT id FROM attachment WHERE entry = ?", number)
                    for statement in _ERASE:
                        db.execute(statement, {"number": number})
                self._core.afterwards(self._forget_words)
            settle(self._core)
        return len(numbers)

    def _forget_words(self) -> None:
        """Deleted words leave the index only when it is merged. If there is no room for that now, the next time does it."""
        with contextlib.suppress(apsw.Error):
            self._core.db.execute("INSERT INTO search (search) VALUES ('optimize')")


def spare(core: Core, number: int, now: datetime) -> None:
    """Out of the trash, and not erased within the hour because its day is past: somebody wanted it back from a backup."""
    core.db.execute(_SPARE, {"number": number, "today": _today(now)})


def _today(now: datetime) -> str:
    return now.astimezone().date().isoformat()


def settle(core: Core) -> None:
    """Cut the log, unless more is to be written with this: what was erased stays in it otherwise."""
    if not core.db.in_transaction:
        empty_log(core.db)
