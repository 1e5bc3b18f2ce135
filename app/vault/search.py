"""A query as SQL: all its words must occur, in any order, case and accents ignored, all filters hold. Owns the index `search`.

Words of three letters and more go through the trigram index; shorter ones through the folded line of what a list shows. A
client's name is not in the index (renaming a client would rewrite all its entries), nor are tags: they are looked up first.

Two ways lead to the rows. Where something in the query names few entries, those are fetched and sorted. Where everything in it
names many, the entries are walked in the order of the list, and the walk ends when the list is full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.vault.conditions import Source, Terms, Word, filtered, holds, like, sources, visible
from app.vault.core import Core
from app.vault.fold import fold
from app.vault.marks import folded_tags
from app.vault.model import FieldKind
from app.vault.query import Query
from app.vault.spelling import respelled
from app.vault.summaries import SUMMARIES

_FEW = 3000  # so many are fetched and sorted in less time than a walk takes
_SHORT = 1000  # a list no longer than this may be walked to
_LINE_KINDS = (FieldKind.USERNAME, FieldKind.URL, FieldKind.EMAIL)
_BY_LINE = "entry INDEXED BY entry_by_line"
# 0 where the title begins with the word, 1 where it holds it, 2 where something else does
_BEST_FIRST = """CASE WHEN instr(line, {0}) = 1 THEN 0 WHEN instr(line, {0}) BETWEEN 1 AND instr(line, char(10)) THEN 1
    ELSE 2 END, line, number"""


@dataclass(frozen=True, slots=True)
class Within:
    """Where it is looked: clients by number, the one that is chosen, how many rows are wanted, what day it is."""

    core: Core
    clients: dict[int, str]
    only: int | None
    limit: int | None
    today: date | None

    def named(self, words: Sequence[str]) -> list[int]:
        """The clients whose name holds one of these."""
        return [n for n, name in self.clients.items() if any(word in self.core.folded(name) for word in words)]


def find(within: Within, query: Query) -> list[tuple[Any, ...]]:
    """Rows of summaries in the order to show them. Where nothing fits, words are tried with one letter otherwise."""
    words = [_word(within, (word,)) for word in query.words]
    rows = _rows(within, query, words)
    if rows or not words:
        return rows
    vocabulary = within.core.vocabulary
    spelt = respelled(query.words, lambda word: _known(within, word), lambda: vocabulary.words(lambda: _texts(within)))
    return _rows(within, query, [_word(within, each) for each in spelt]) if spelt else []


def words_of(title: str, fields: list[tuple[str, FieldKind, bool, str | None]]) -> tuple[str, str]:
    """What of an entry is searched, folded: the line that a list shows (the title first), and the rest.

    Of a protected field it is the label alone: its value is nowhere but sealed.
    """
    line: list[str] = []
    rest: list[str] = []
    for label, kind, protected, value in fields:
        if label:
            rest.append(label)
        if value is not None and not protected:
            (line if kind in _LINE_KINDS else rest).append(value)
    return f"{fold(title)}\n{fold(' '.join(line))}", fold(" ".join(rest))


def add_words(core: Core, number: int, words: tuple[str, str]) -> None:
    """Put a new entry into the index."""
    core.db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (number, "\n".join(words)))
    core.vocabulary.learn(words[0])


def replace_words(core: Core, number: int, words: tuple[str, str]) -> None:
    """Bring the index to an entry's present words."""
    core.db.execute("UPDATE search SET text = ? WHERE rowid = ?", ("\n".join(words), number))
    core.vocabulary.learn(words[0])


def _texts(within: Within) -> Iterator[str]:
    yield from (line for (line,) in within.core.db.execute("SELECT line FROM entry"))
    yield from map(within.core.folded, within.clients.values())
    yield from folded_tags(within.core)


def _word(within: Within, spellings: tuple[str, ...]) -> Word:
    named = within.named(spellings)
    tagged = [tag for tag in folded_tags(within.core) if any(word in tag for word in spellings)]
    return Word(spellings, tuple(named), tuple(tagged))


def _known(within: Within, text: str) -> bool:
    """Whether anything in the vault holds this word: then it is no typo."""
    return bool(_rows(Within(within.core, within.clients, None, 1, within.today), Query(), [_word(within, (text,))]))


def _rows(within: Within, query: Query, words: list[Word]) -> list[tuple[Any, ...]]:
    ways = sources(query, words, within.only, within.named)
    walkable = within.limit is not None and within.limit <= _SHORT
    for way in ways:
        few = _few(within.core, way) if walkable or not way.scans else None
        if few is not None:
            return _fetch(within, query, words, few) if few else []
    if walkable:
        return _walk(within, query, words)
    return _fetch(within, query, words, None)


def _few(core: Core, way: Source) -> list[int] | None:
    """What a source names, unless that is much: then nobody waits for all of it."""
    rows = core.rows(f"{way.sql} LIMIT {_FEW}", *way.values)
    return sorted({number for (number,) in rows}) if len(rows) < _FEW else None


def _fetch(within: Within, query: Query, words: list[Word], few: list[int] | None) -> list[tuple[Any, ...]]:
    """All that fit, sorted: of these few, or of all there are."""
    terms = Terms()
    if few is not None:
        terms.add(f"number IN ({','.join(map(str, few))})")  # numbers of ours
    _common(within, query, terms)
    for word in words:
        terms.add(holds(terms, word, one_by_one=few is not None))
    order = _BEST_FIRST.format(terms.bind(words[0].spellings[0])) if words else "+line, number"
    limit = terms.bind(-1 if within.limit is None else within.limit)
    return within.core.rows(f"{SUMMARIES} entry {terms.where()} ORDER BY {order} LIMIT {limit}", *terms.values)


def _walk(within: Within, query: Query, words: list[Word]) -> list[tuple[Any, ...]]:
    """In the order of the list: first where the title begins with the first word, then where it holds it, then the others."""
    assert within.limit is not None
    if not words:
        return _step(within, query, words, None, within.limit)
    rows: list[tuple[Any, ...]] = []
    for tier in range(3):
        rows += _step(within, query, words, tier, within.limit - len(rows))
        if len(rows) >= within.limit:
            break
    return rows


def _step(within: Within, query: Query, words: list[Word], tier: int | None, limit: int) -> list[tuple[Any, ...]]:
    terms = Terms()
    if tier is not None:
        first = words[0].spellings[0]
        low, high = terms.bind(first), terms.bind(f"{first}\U0010ffff")
        in_title = f"line LIKE {terms.bind(f'%{like(first)}%{chr(10)}%')} ESCAPE '\\'"
        begins = f"line >= {low} AND line < {high}"
        terms.add((begins, f"{in_title} AND NOT ({begins})", f"NOT ({in_title})")[tier])
    _common(within, query, terms)  # before the words: what the index tells is quicker than what the text must
    for word in words if tier == 2 else words[1:]:
        terms.add(holds(terms, word, one_by_one=True))
    order = f"ORDER BY line, number LIMIT {terms.bind(limit)}"
    sql = f"{SUMMARIES} {_BY_LINE} {terms.where()} {order}"
    return within.core.rows(sql, *terms.values)


def _common(within: Within, query: Query, terms: Terms) -> None:
    if within.only is not None:
        terms.add(f"client = {terms.bind(within.only)}")
    for without in query.without:
        terms.add(f"NOT {holds(terms, _word(within, (without,)), one_by_one=True)}")
    for each in query.filters:
        terms.add(filtered(terms, each, within.named, within.today))
    terms.add(visible(query))
