"""Whether a password may hold anything that a guesser makes use of. Pure and quick; errs towards "may".

zxcvbn cuts a password into matches (words, walks over the keyboard, repeats, sequences, days) and lone signs, and multiplies the
guesses by ten thousand for each part after the first. So fewer than 10^8 guesses leave two parts at most: either one match and
some lone signs, worth ten guesses each, or two matches. One match must then be at least as long as `_least_match` says. Where
no match of that length can be, there is no structure that matters, and chance alone decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

_SHORTEST = 4  # a match as short as three signs would be found in everything
_LARGEST_STEP = 5  # of a sequence: zxcvbn's own bound
_DAY = re.compile(r"[0-9\s/\\_.-]+")
_LONGEST_DAY = 12  # four, two and four digits, and what is between
# Signs that stand for a letter, and letters that one sign may stand for, as one: a superset of what zxcvbn undoes.
ALIKE = str.maketrans("4@8({[<3691!|7+lt0$5%2", "aabcccceggiiiiiiioss" + "xz")


class Structure:
    """The words and keyboards to look for."""

    def __init__(self, words: Iterable[str], keyboards: Iterable[Mapping[str, Sequence[str | None]]]) -> None:
        self._words = frozenset(word.translate(ALIKE) for word in words if len(word) >= _SHORTEST)
        self._longest = max(map(len, self._words), default=0)
        self._near = frozenset(
            (key, sign)
            for keyboard in keyboards
            for key, keys in keyboard.items()
            for near in keys
            for sign in near or ""
        )

    def has_none(self, text: str, hints: Sequence[str], weak_below: float) -> bool:
        """Whether it is certain that there are 10^weak_below guesses or more."""
        least = _least_match(len(text), weak_below)
        if least < _SHORTEST:
            return False
        small = text.lower()
        if _repeats(small, least) or _may_be_day(text, least):
            return False
        if _longest_walk(text, self._near) >= least or _longest_sequence(text) >= least:
            return False
        known = {hint.translate(ALIKE) for hint in hints if len(hint) >= least}
        return not any(self._holds_word(form, least, known) for form in structural_forms(text))

    def _holds_word(self, form: str, least: int, known: set[str]) -> bool:
        longest = max([self._longest, *map(len, known)])
        for start in range(len(form) - least + 1):
            for end in range(start + least, min(len(form), start + longest) + 1):
                part = form[start:end]
                if part in self._words or part in known:
                    return True
        return False


def structural_forms(text: str) -> tuple[str, str]:
    """What words are looked for in: small, signs that stand for letters as these, forwards and backwards."""
    small = text.lower()
    return small.translate(ALIKE), small[::-1].translate(ALIKE)


def _least_match(length: int, weak_below: float) -> int:
    """How long a match must be where fewer guesses do: all but the lone signs, or half."""
    return min(length - math.ceil(weak_below) + 1, (length + 1) // 2)


def _repeats(text: str, least: int) -> bool:
    """Whether something stands twice and more in a row, so much in all."""
    for period in range(1, len(text) // 2 + 1):
        run, enough = 0, max(least, 2 * period) - period
        for one, other in zip(text, text[period:], strict=False):
            run = run + 1 if one == other else 0
            if run >= enough:
                return True
    return False


def _may_be_day(text: str, least: int) -> bool:
    return least <= _LONGEST_DAY and any(len(run) >= least for run in _DAY.findall(text))


def _longest_walk(text: str, near: frozenset[tuple[str, str]]) -> int:
    longest = run = 1
    for pair in pairwise(text):
        run = run + 1 if pair in near or pair[::-1] in near else 1
        longest = max(longest, run)
    return longest


def _longest_sequence(text: str) -> int:
    """Signs with one and the same step between them: `abc`, `975`."""
    longest = run = 1
    before = 0
    for one, other in pairwise(map(ord, text)):
        step = other - one
        run = run + 1 if step == before and abs(step) <= _LARGEST_STEP else 2
        before, longest = step, max(longest, run)
    return longest
