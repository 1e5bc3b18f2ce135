"""Summaries: the lines of a list, from rows of `entry` and what `mark` says of some of them. Owns the columns and their order."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.vault.categories import BY_KIND, Category
from app.vault.core import Core
from app.vault.model import EntryKind, EntrySummary

Row = tuple[Any, ...]

SUMMARIES = "SELECT number, entry.id, client, kind, title, username, url, updated_at, has_totp FROM"
# For lists in the order of something that is marked: WHERE and ORDER BY that.
MARKED = f"{SUMMARIES} mark CROSS JOIN entry ON entry.number = mark.entry"
_MARKS = "SELECT entry, favourite, archived, removed_at, used_at, category, valid_until, tags, files FROM mark"
_FEW = 1000

_KINDS = {kind.value: kind for kind in EntryKind}
_NOTHING_MARKED = {kind.value: (False, False, None, None, BY_KIND[kind], None, (), 0) for kind in EntryKind}


def clients_of(core: Core) -> dict[int, tuple[str, str]]:
    """Of every client by number: id and name."""
    return {number: (found, name) for number, found, name in core.rows("SELECT number, id, name FROM client")}


def summaries(core: Core, rows: list[Row], clients: dict[int, tuple[str, str]]) -> list[EntrySummary]:
    """Ten thousand of them between two keystrokes: made in one expression, past the checks of `EntrySummary.__new__`.

    A float holds microseconds exactly until the year 2255.
    """
    make, moment, kinds, nothing = tuple.__new__, datetime.fromtimestamp, _KINDS, _NOTHING_MARKED
    marks = _marks_of(core, rows)
    return [
        make(
            EntrySummary,
            (entry, *clients[client], kinds[kind], title, username, url, moment(at / 1e6, UTC), totp == 1)
            + (_marked(kind, marks[number]) if number in marks else nothing[kind]),
        )
        for number, entry, client, kind, title, username, url, at, totp in rows
    ]


def category_shown(kind: str, category: str | None) -> Category:
    """What the column says, or else what the kind is."""
    return BY_KIND[_KINDS[kind]] if category is None else Category(category)


def tags_shown(tags: str) -> tuple[str, ...]:
    """The tags of an entry as its mark keeps them."""
    return tuple(tags.split("\n")) if tags else ()


def _marks_of(core: Core, rows: list[Row]) -> dict[int, Row]:
    """What is marked of these: most entries have no mark, so joining them would cost more than all the rest."""
    if len(rows) > _FEW:
        return {number: marks for number, *marks in core.rows(_MARKS)}  # type: ignore[misc]  # a starred target is a list
    numbers = ",".join(str(row[0]) for row in rows)  # numbers of ours
    marked = core.rows(f"{_MARKS} WHERE entry IN ({numbers})")
    return {number: marks for number, *marks in marked}  # type: ignore[misc]  # the same


def _marked(kind: str, marks: Row) -> Row:
    favourite, archived, removed_at, used_at, category, valid_until, tags, files = marks
    return (
        *(favourite == 1, archived == 1, _moment(removed_at), _moment(used_at), category_shown(kind, category)),
        *(valid_until, tags_shown(tags), files),
    )


def _moment(ticks: int | None) -> datetime | None:
    return None if ticks is None else datetime.fromtimestamp(ticks / 1e6, UTC)
