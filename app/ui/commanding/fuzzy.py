"""How well a few typed letters fit a text. Pure: folded letters in order, the more at the beginnings of words the better."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.vault.fold import fold

T = TypeVar("T")
_WHOLE, _WORD, _INSIDE, _SPREAD = 400, 300, 200, 100


def score(query: str, text: str) -> int:
    """0 where it does not fit; the higher the better. Every word of the query must fit somewhere."""
    folded = fold(text)
    words = fold(query).split()
    if not words:
        return 1
    found = [_one(word, folded) for word in words]
    return sum(found) // len(found) if all(found) else 0


def _one(word: str, text: str) -> int:
    at = text.find(word)
    if at == 0:
        return _WHOLE - min(50, len(text) - len(word))
    if at > 0:
        starts = f" {word}" in text
        return (_WORD if starts else _INSIDE) - min(50, at)
    return _spread(word, text)


def _spread(word: str, text: str) -> int:
    """Letters in order with gaps between: what is left of a hundred after the gaps; one typed letter too many is too many."""
    if len(word) < 2:
        return 0
    at, gaps = -1, 0
    for letter in word:
        following = text.find(letter, at + 1)
        if following < 0:
            return 0
        if at >= 0 and following != at + 1:
            gaps += 1 if text[following - 1] == " " else min(10, following - at)
        at = following
    return max(0, _SPREAD - 4 * gaps) if gaps <= 3 * len(word) else 0


def best(query: str, items: Iterable[T], text: Callable[[T], str], most: int) -> list[T]:
    """The items that fit, the best first; equal ones stay as they came."""
    scored = [(score(query, text(item)), item) for item in items]
    fitting = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
    return [item for _score, item in fitting[:most]]
