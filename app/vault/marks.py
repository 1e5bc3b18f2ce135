"""Marks: what a person remembers of an entry beside its fields. Owns the tables `mark` and `tag`, but for the trash's column.

Nothing here is a change of the entry: neither its revision nor `updated_at` moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.errors import UserError
from app.vault.categories import BY_KIND, Category, category_of
from app.vault.core import Core, Part, guarded, to_ticks
from app.vault.expiring import valid_until
from app.vault.fold import fold
from app.vault.kinds import EntryKind, FieldKind
from app.vault.model import EntrySummary
from app.vault.summaries import MARKED, clients_of, summaries

MOST_TAGS = 30
MOST_TAG = 50
MOST_DAYS = 3650

_NEW = """INSERT OR IGNORE INTO mark (entry, favourite, archived, chosen, tags, files)
    SELECT number, 0, 0, 0, '', 0 FROM entry WHERE number = ?"""
_RECENT = f"{MARKED} WHERE used_at IS NOT NULL AND removed_at IS NULL ORDER BY used_at DESC LIMIT ?"
_TAGS = """SELECT min(name), count(*) FROM tag LEFT JOIN mark ON mark.entry = tag.entry
    WHERE removed_at IS NULL GROUP BY folded ORDER BY folded"""
# From one name to the next by the index: a vault has few tags and many rows that have them.
_NAMES = """WITH RECURSIVE name (folded) AS (SELECT min(folded) FROM tag UNION ALL
    SELECT (SELECT min(folded) FROM tag WHERE tag.folded > name.folded) FROM name WHERE folded IS NOT NULL)
    SELECT folded FROM name WHERE folded IS NOT NULL"""
_FIELDS = "SELECT name, kind, value FROM field WHERE entry = ? ORDER BY position"


class Marks(Part):
    """The part of a vault that marks entries."""

    @guarded
    def mark(self, entry_id: str, *, favourite: bool | None = None, archived: bool | None = None) -> None:
        """Set what is given, leave the rest. What is archived is found by those who ask for it only."""
        with self._core.write() as db:
            number = marked(self._core, entry_id)
            db.execute(
                """UPDATE mark SET favourite = coalesce(?, favourite), archived = coalesce(?, archived) WHERE entry = ?""",
                (favourite, archived, number),
            )

    @guarded
    def tag(self, entry_id: str, tags: Iterable[str]) -> None:
        """These tags and no others. Two that differ in case or accents alone are one."""
        chosen = checked_tags(tags)
        with self._core.write() as db:
            number = marked(self._core, entry_id)
            db.execute("DELETE FROM tag WHERE entry = ?", (number,))
            db.executemany(
                "INSERT INTO tag (entry, folded, name) VALUES (?, ?, ?)",
                [(number, folded, name) for folded, name in chosen.items()],
            )
            db.execute("UPDATE mark SET tags = ? WHERE entry = ?", ("\n".join(chosen.values()), number))

    @guarded
    def tags(self) -> list[tuple[str, int]]:
        """Every tag that is in use, with how many entries have it."""
        return self._core.rows(_TAGS)

    @guarded
    def categorise(self, entry_id: str, category: Category | None) -> None:
        """A person's own choice of category; None leaves it to the fields again."""
        with self._core.write() as db:
            number = marked(self._core, entry_id)
            db.execute(
                "UPDATE mark SET category = ?, chosen = ? WHERE entry = ?",
                (None if category is None else category.value, category is not None, number),
            )
            if category is None:
                (kind,) = self._core.require("SELECT kind FROM entry WHERE number = ?", number, code="no-entry")
                fields = [(name, FieldKind(field), value) for name, field, value in self._core.rows(_FIELDS, number)]
                describe(self._core, number, EntryKind(kind), fields)

    @guarded
    def purge_after(self, entry_id: str, days: int | None) -> None:
        """Erase the entry for good so many days after the last day it is valid; None never does."""
        if days is not None and not 0 <= days <= MOST_DAYS:
            raise UserError("bad-days", most=MOST_DAYS)
        with self._core.write() as db:
            number = marked(self._core, entry_id)
            db.execute("UPDATE mark SET purge_after = ? WHERE entry = ?", (days, number))

    @guarded
    def touch_used(self, entry_id: str, now: datetime) -> None:
        """Remember that something of the entry was copied, shared or filled in."""
        with self._core.write() as db:
            number = marked(self._core, entry_id)
            db.execute("UPDATE mark SET used_at = ? WHERE entry = ?", (to_ticks(now), number))

    @guarded
    def recent(self, limit: int) -> list[EntrySummary]:
        """What was used last, the latest first."""
        return summaries(self._core, self._core.rows(_RECENT, limit), clients_of(self._core))


def marked(core: Core, entry_id: str) -> int:
    """The number of an entry that now has a row in `mark`."""
    number: int = core.require("SELECT number FROM entry WHERE id = ?", entry_id, code="no-entry")[0]
    core.db.execute(_NEW, (number,))
    return number


def folded_tags(core: Core) -> list[str]:
    """Every tag there is, folded."""
    return [folded for (folded,) in core.rows(_NAMES)]


def require_out_of_trash(core: Core, number: int) -> None:
    """What is in the trash is looked at and restored, not changed."""
    if core.row("SELECT 1 FROM mark WHERE entry = ? AND removed_at IS NOT NULL", number) is not None:
        raise UserError("in-trash")


def described(kind: EntryKind, fields: Iterable[tuple[str, FieldKind, str | None]]) -> tuple[Category, str | None]:
    """What the fields of an entry (name, kind, value or None where protected) say: its category, and until when it is valid."""
    fields = list(fields)
    return category_of(kind, (each for _, each, _ in fields)), valid_until((name, value) for name, _, value in fields)


def describe(core: Core, number: int, kind: EntryKind, fields: Iterable[tuple[str, FieldKind, str | None]]) -> None:
    """Bring an entry's mark to what its fields say; a person's own category stays."""
    category, until = described(kind, fields)
    own = None if category is BY_KIND[kind] else category.value
    if own is not None or until is not None:
        core.db.execute(_NEW, (number,))
    core.db.execute(
        "UPDATE mark SET category = iif(chosen, category, ?), valid_until = ? WHERE entry = ?", (own, until, number)
    )


def checked_tags(tags: Iterable[str]) -> dict[str, str]:
    """Folded to written, in the order given, without empty and repeated ones."""
    chosen: dict[str, str] = {}
    for tag in tags:
        name = " ".join(tag.split())
        if len(name) > MOST_TAG:
            raise UserError("too-long", what="tag", most=MOST_TAG)
        if folded := fold(name):
            chosen.setdefault(folded, name)
    if len(chosen) > MOST_TAGS:
        raise UserError("too-many-tags", most=MOST_TAGS)
    return chosen
