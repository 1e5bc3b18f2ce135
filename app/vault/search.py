"""The query a person types, as SQL: every word must occur, in any order, case and accents ignored. Owns the index `search`.

Words of three letters and more go through the trigram index; shorter ones through the folded line of what a list shows, which is
quick enough for so little text. A client's name is not in the index: renaming a client would rewrite all its entries.
"""

from __future__ import annotations

from typing import Any

from app.vault.core import Core
from app.vault.fold import fold
from app.vault.model import FieldKind

MOST_WORDS = 8
_TRIGRAM = 3
_COLUMNS = "SELECT id, client, kind, title, username, url, updated_at, has_totp FROM"
_INDEXED = "number IN (SELECT rowid FROM search WHERE search MATCH"
_LINE_KINDS = (FieldKind.USERNAME, FieldKind.URL, FieldKind.EMAIL)
# 0 where the title begins with the word, 1 where it holds it, 2 where something else does
_BEST_FIRST = """CASE WHEN instr(line, ?1) = 1 THEN 0 WHEN instr(line, ?1) BETWEEN 1 AND instr(line, char(10)) THEN 1
    ELSE 2 END, line, number"""


def find(core: Core, clients: dict[int, str], only: int | None, query: str, limit: int | None) -> list[tuple[Any, ...]]:
    """Rows of summaries in the order to show them."""
    words = fold(query).split()[:MOST_WORDS]
    named = {word: [number for number, name in clients.items() if word in core.folded(name)] for word in words}
    values: list[str | int] = [*words[:1]]
    conditions = []
    if only is not None:
        values.append(only)
        conditions.append(f"client = ?{len(values)}")
    # Words that only entries hold lead the query: one look into the index, then the entries it names. The rest filter.
    leading = [word for word in words if len(word) >= _TRIGRAM and not named[word]]
    source = "entry"
    if leading:
        source = "search CROSS JOIN entry ON number = search.rowid"
        values.append(" ".join(map(_phrase, leading)))
        conditions.append(f"search MATCH ?{len(values)}")
    for word in words:
        if word not in leading:
            values.append(word if len(word) < _TRIGRAM else _phrase(word))
            conditions.append(_holds(word, len(values), named[word]))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    values.append(-1 if limit is None else limit)
    order = _BEST_FIRST if words else "line, number"
    return core.rows(f"{_COLUMNS} {source}{where} ORDER BY {order} LIMIT ?{len(values)}", *values)


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


def replace_words(core: Core, number: int, words: tuple[str, str]) -> None:
    """Bring the index to an entry's present words."""
    core.db.execute("UPDATE search SET text = ? WHERE rowid = ?", ("\n".join(words), number))


def _holds(word: str, value: int, named: list[int]) -> str:
    condition = f"instr(line, ?{value})" if len(word) < _TRIGRAM else f"{_INDEXED} ?{value})"
    if not named:
        return condition
    # numbers of ours, not text of theirs: a list of them has no fixed length that could be bound
    return f"({condition} OR client IN ({','.join(map(str, named))}))"


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
