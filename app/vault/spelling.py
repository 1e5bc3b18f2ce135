"""Words with one letter otherwise: which words that are in the vault may have been meant. Owns the vocabulary, in memory alone.

The vocabulary holds what lists show (titles, user names, addresses), clients and tags; nothing protected was ever in it.
"""

from __future__ import annotations

import string
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

LEAST = 4  # a shorter word with another letter is another word
_MOST = 24
_MOST_SPELLINGS = 6
_LETTERS = bytes(octet if octet in string.ascii_lowercase.encode() or octet >= 0x80 else 0x20 for octet in range(256))


class Vocabulary:
    """Words of letters, read when first asked for. What is written later is learnt; what is gone may stay until the lock."""

    def __init__(self) -> None:
        self._words: list[str] | None = None
        self._new: set[str] = set()

    def learn(self, folded: str) -> None:
        """More text, if it was read at all: otherwise this too will be read when it is first asked for."""
        if self._words is not None:
            self._new |= _words_in(folded)

    def words(self, texts: Callable[[], Iterable[str]]) -> Sequence[str]:
        """All of them, in order."""
        if self._words is None:
            self._words = sorted(_words_in("\n".join(texts())))
        elif self._new:
            self._words = sorted({*self._words, *self._new})
        self._new = set()
        return self._words


def respelled(
    words: Sequence[str], known: Callable[[str], bool], vocabulary: Callable[[], Sequence[str]]
) -> list[tuple[str, ...]]:
    """For each word what it may have been, itself where something holds it; empty if one of them can be nothing."""
    if not any(map(_may_be_typo, words)):  # before anything is looked up: most that find nothing are short
        return []
    spelt: list[tuple[str, ...]] = []
    for word in words:
        meant = (word,) if len(words) > 1 and known(word) else tuple(near(word, vocabulary()))
        if not meant:
            return []
        spelt.append(meant)
    return spelt


def near(word: str, vocabulary: Sequence[str]) -> list[str]:
    """The words, or beginnings of words, from which this one differs by a letter more, less, wrong, or changed with the next.

    Whole words come first: for `padria`, `padaria` before what else begins almost so.
    """
    if not _may_be_typo(word):
        return []
    whole, begun = [], []
    for variant in dict.fromkeys(_variants(word)):
        place = bisect_left(vocabulary, variant)
        if place < len(vocabulary) and len(variant) >= LEAST - 1:
            if vocabulary[place] == variant:
                whole.append(variant)
            elif vocabulary[place].startswith(variant):
                begun.append(variant)
    return (whole or begun)[:_MOST_SPELLINGS]


def _may_be_typo(word: str) -> bool:
    return LEAST <= len(word) <= _MOST and word.isalpha()


def _variants(word: str) -> Iterator[str]:
    letters = sorted({*string.ascii_lowercase, *word})
    for place in range(len(word)):
        before, after = word[:place], word[place + 1 :]
        if after:
            yield before + after[0] + word[place] + after[1:]
        yield before + after
        yield from (before + letter + after for letter in letters)
    for place in range(len(word) + 1):
        yield from (word[:place] + letter + word[place:] for letter in letters)


def _words_in(folded: str) -> set[str]:
    """Taken as octets, which is ten times as quick: of a hundred thousand lines it is done between two keystrokes."""
    found = {word for word in folded.encode().translate(_LETTERS).split() if len(word) >= LEAST}
    return {word.decode() for word in found}
