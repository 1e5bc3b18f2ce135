"""Words and filters of a query as conditions on a row of `entry`. Owns their SQL; `search` puts it together.

Whatever a person typed is bound, never written into the SQL. Numbers of clients are written into it: they are ours, and a list
of them has no fixed length that could be bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.vault.categories import BY_KIND
from app.vault.expiring import SOON
from app.vault.query import Filter, Has, Is, Key, Query

TRIGRAM = 3

_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})
_HIGHEST = "\U0010ffff"
_TEXT = "(SELECT text FROM search WHERE rowid = entry.number)"
_MATCHING = "SELECT rowid FROM search WHERE search MATCH"
_LINES = "SELECT number FROM entry INDEXED BY entry_by_line WHERE"
_IN_MARK = "SELECT entry FROM mark WHERE"
_NUMBERS = "SELECT number FROM entry WHERE"
_MARKED = "SELECT entry FROM mark WHERE"
_TAGGED = "SELECT entry FROM tag WHERE "
_HAS = {
    Has.TOTP: "has_totp = 1",
    Has.FILE: "number IN (SELECT entry FROM attachment)",
    Has.TAG: "number IN (SELECT entry FROM tag)",
    Has.URL: "url != ''",
}
_MARK_OF = {
    Is.FAVOURITE: "favourite = 1",
    Is.ARCHIVED: "archived = 1",
    Is.TRASH: "removed_at IS NOT NULL",
}
Named = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the spellings that will do, with the clients whose name and the tags that hold one of them."""

    spellings: tuple[str, ...]
    clients: tuple[int, ...]
    tags: tuple[str, ...]

    @property
    def indexed(self) -> bool:
        return all(len(word) >= TRIGRAM for word in self.spellings)


@dataclass(frozen=True, slots=True)
class Source:
    """A SELECT of numbers of entries, among which are all that fit. `scans`: it has to look at every entry."""

    sql: str
    values: tuple[str | int, ...]
    scans: bool = False


_WITH_TOTP = Source(f"{_LINES} has_totp = 1", (), scans=True)


@dataclass(slots=True)
class Terms:
    """Conditions that must all hold, and what is bound in them."""

    values: list[str | int | None] = field(default_factory=list)
    _conditions: list[str] = field(default_factory=list)

    def bind(self, value: str | int | None) -> str:
        self.values.append(value)
        return f"?{len(self.values)}"

    def add(self, condition: str) -> None:
        self._conditions.append(condition)

    def where(self) -> str:
        return f"WHERE {' AND '.join(self._conditions)}" if self._conditions else ""


def like(word: str) -> str:
    """Text of theirs as part of a LIKE pattern."""
    return word.translate(_ESCAPED)


def holds(terms: Terms, word: Word, *, one_by_one: bool) -> str:
    """The row holds the word. `one_by_one`: looked up row by row, not by gathering all rows that hold it."""
    ways = []
    for spelling in word.spellings:
        pattern = f"LIKE {terms.bind(f'%{like(spelling)}%')} ESCAPE '\\'"
        ways.append(f"line {pattern}")
        if len(spelling) >= TRIGRAM and one_by_one:
            ways.append(f"{_TEXT} {pattern}")
    if word.indexed and not one_by_one:
        ways = [f"number IN ({_MATCHING} {terms.bind(match([word]))})"]
    if word.clients:
        ways.append(_of_clients(word.clients))
    if word.tags:
        ways.append(f"number IN ({_TAGGED}folded IN ({','.join(map(terms.bind, word.tags))}))")
    return f"({' OR '.join(ways)})"


def leads(word: Word) -> bool:
    """Whether all that holds it is found by the index."""
    return word.indexed and not word.clients and not word.tags


def match(words: Sequence[Word]) -> str:
    """What FTS5 is asked for these words."""
    return " AND ".join(f"({' OR '.join(map(_phrase, word.spellings))})" for word in words)


def sources(query: Query, words: Sequence[Word], only: int | None, named: Named) -> list[Source]:
    """What could lead the query, the likeliest to be short first: no list of what fits may leave one out that fits."""
    found = []
    leading = [word for word in words if leads(word)]
    if leading:
        found.append(Source("SELECT rowid FROM search WHERE search MATCH ?", (match(leading),)))
    chosen = (_source_of(each, named) for each in query.filters if not each.negated)
    found += [source for source in chosen if source is not None]
    found += [_anywhere(word) for word in words if word.indexed and word not in leading]
    if only is not None:
        found.append(Source(f"{_NUMBERS} client = ?", (only,)))
    found += [_by_index(each) for each in query.filters if each.key is Key.KIND and not each.negated]
    if any((each.key, each.values, each.negated) == (Key.HAS, (Has.TOTP.value,), False) for each in query.filters):
        found.append(_WITH_TOTP)
    found += [_in_lines(word) for word in words if not word.indexed and not word.clients and not word.tags]
    return found


def filtered(terms: Terms, each: Filter, named: Named, today: date | None) -> str:
    """The condition of a filter."""
    condition = f"({' OR '.join(_conditions(terms, each, named, today))})"
    return f"NOT {condition}" if each.negated else condition


def visible(query: Query) -> str:
    """What is in the trash, or archived, is shown to those who ask for it only."""
    if query.asks_for(Is.TRASH):
        return f"number IN ({_IN_MARK} removed_at IS NOT NULL)"
    return f"number NOT IN ({_IN_MARK} removed_at IS NOT NULL{'' if query.asks_for(Is.ARCHIVED) else ' OR archived'})"


def _conditions(terms: Terms, each: Filter, named: Named, today: date | None) -> list[str]:
    if each.key is Key.CLIENT:
        return [_of_clients(named(each.values))]
    if each.key is Key.KIND:
        return [f"kind = {terms.bind(value)}" for value in each.values]
    if each.key is Key.TAG:
        ranges = [f"folded >= {terms.bind(tag)} AND folded < {terms.bind(tag + _HIGHEST)}" for tag in each.values]
        return [f"number IN ({_TAGGED}{' OR '.join(ranges)})"]
    if each.key is Key.CATEGORY:
        return [_of_category(terms, value) for value in each.values]
    if each.key is Key.HAS:
        return [_HAS[Has(value)] for value in each.values]
    return [_state(terms, Is(value), today) for value in each.values]


def _state(terms: Terms, state: Is, today: date | None) -> str:
    if state in _MARK_OF:
        return f"number IN ({_IN_MARK} {_MARK_OF[state]})"
    assert today is not None
    day = terms.bind(today.isoformat())
    if state is Is.EXPIRED:
        return f"number IN ({_IN_MARK} valid_until < {day})"
    return f"number IN ({_IN_MARK} valid_until BETWEEN {day} AND {terms.bind((today + SOON).isoformat())})"


def _of_category(terms: Terms, value: str) -> str:
    kinds = [terms.bind(kind.value) for kind, category in BY_KIND.items() if category == value]
    by_kind = f"(kind IN ({','.join(kinds)}) AND number NOT IN ({_IN_MARK} category IS NOT NULL))"
    return f"{by_kind} OR number IN ({_IN_MARK} category = {terms.bind(value)})"


def _of_clients(numbers: Sequence[int]) -> str:
    return f"client IN ({','.join(map(str, numbers))})"


def _source_of(each: Filter, named: Named) -> Source | None:
    if each.key is Key.CLIENT:
        return Source(f"{_NUMBERS} {_of_clients(named(each.values))}", ())
    if each.key is Key.TAG:
        (tag,) = each.values
        return Source("SELECT entry FROM tag WHERE folded >= ? AND folded < ?", (tag, tag + _HIGHEST))
    states = [Is(value) for value in each.values] if each.key is Key.IS else []
    if states and all(state in _MARK_OF for state in states):
        return Source(f"{_MARKED} {' OR '.join(_MARK_OF[state] for state in states)}", ())
    if states:
        return (
            Source("SELECT entry FROM mark WHERE valid_until IS NOT NULL", ())
            if not set(states) & set(_MARK_OF)
            else None
        )
    if each.key is Key.HAS and each.values == (Has.FILE.value,):
        return Source("SELECT entry FROM attachment", ())
    return None


def _anywhere(word: Word) -> Source:
    """A word that names clients or tags, or is in an entry."""
    parts = ["SELECT rowid FROM search WHERE search MATCH ?"]
    if word.clients:
        parts.append(f"{_NUMBERS} {_of_clients(word.clients)}")
    if word.tags:
        parts.append(f"{_TAGGED}folded IN ({','.join('?' * len(word.tags))})")
    return Source(" UNION ALL ".join(parts), (match([word]), *word.tags))


def _by_index(each: Filter) -> Source:
    return Source(f"{_LINES} kind IN ({','.join('?' * len(each.values))})", each.values, scans=True)


def _in_lines(word: Word) -> Source:
    """A short word, looked for in what lists show. Where it is rare this is all the work; where it is not, it ends soon."""
    values = tuple(f"%{like(spelling)}%" for spelling in word.spellings)
    lines = " OR ".join("line LIKE ? ESCAPE '\\'" for _ in values)
    return Source(f"{_LINES} {lines}", values, scans=True)


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
