"""Summaries: rows of `entry` with their `mark` as the lines of a list. Owns the columns and how they become a tuple."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.vault.categories import BY_KIND, Category
from app.vault.core import Core
from app.vault.model import EntryKind, EntrySummary

SUMMARIES = """SELECT entry.id, client, kind, title, username, url, updated_at, has_totp,
    favourite, archived, removed_at, used_at, category, valid_until, tags, files FROM"""
# For lists in the order of something that is marked: FROM this, WHERE and ORDER BY that.
MARKED = f"{SUMMARIES} mark CROSS JOIN entry ON entry.number = mark.entry"

_KINDS = {kind.value: (kind, BY_KIND[kind]) for kind in EntryKind}
_NOTHING_MARKED = {kind.value: (False, False, None, None, BY_KIND[kind], None, (), 0) for kind in EntryKind}


def clients_of(core: Core) -> dict[int, tuple[str, str]]:
    """Of every client by number: id and name."""
    return {number: (found, name) for number, found, name in core.rows("SELECT number, id, name FROM client")}


def summaries(rows: list[tuple[Any, ...]], clients: dict[int, tuple[str, str]]) -> list[EntrySummary]:
    """Ten thousand of them between two keystrokes: made in one expression, past the checks of `EntrySummary.__new__`.

    A float holds microseconds exactly until the year 2255.
    """
    make, moment, kinds, nothing = tuple.__new__, datetime.fromtimestamp, _KINDS, _NOTHING_MARKED
    return [
        make(
            EntrySummary,
            (
                *(entry, *clients[client], kinds[kind][0], title, username, url, moment(at / 1e6, UTC), totp == 1),
                *(nothing[kind] if marks[0] is None else _marked(kind, marks)),
            ),
        )
        for entry, client, kind, title, username, url, at, totp, *marks in rows
    ]


def _marked(kind: str, marks: list[Any]) -> tuple[Any, ...]:
    favourite, archived, removed_at, used_at, category, valid_until, tags, files = marks
    return (
        *(favourite == 1, archived == 1, _moment(removed_at), _moment(used_at), category_shown(kind, category)),
        *(valid_until, tags_shown(tags), files),
    )


def category_shown(kind: str, category: str | None) -> Category:
    """What the column says, or else what the kind is."""
    return _KINDS[kind][1] if category is None else Category(category)


def tags_shown(tags: str) -> tuple[str, ...]:
    """The tags of an entry as its mark keeps them."""
    return tuple(tags.split("\n")) if tags else ()


def _moment(ticks: int | None) -> datetime | None:
    return None if ticks is None else datetime.fromtimestamp(ticks / 1e6, UTC)
