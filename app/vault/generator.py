"""Passwords and passphrases drawn for the person, each with its bits. Owns the alphabets; the word lists are of mnemonic."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

from app.crypto.randomness import uniform
from app.crypto.secret import Secret
from app.errors import UserError

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SYMBOLS = "!#$%&()*+,-./:;<=>?@[]^_{}~"  # no quotes, backslash or space: forms and shells spoil them
LOOKALIKES = frozenset("0Oo1Il|5S2Z8B")

SHORTEST, LONGEST = 4, 256
FEWEST_WORDS, MOST_WORDS = 3, 24

_LISTS = {"pt": "portuguese", "en": "english"}

Draw = Callable[[int], int]


def password(
    length: int = 20,
    *,
    upper: bool = True,
    lower: bool = True,
    digits: bool = True,
    symbols: bool = True,
    avoid_lookalikes: bool = False,
    draw: Draw = uniform,
) -> tuple[Secret, float]:
    """A password with at least one character of each class chosen, every such password equally likely, and its bits."""
    chosen = [text for text, wanted in ((UPPER, upper), (LOWER, lower), (DIGITS, digits), (SYMBOLS, symbols)) if wanted]
    if not chosen:
        raise UserError("no-characters")
    if not SHORTEST <= length <= LONGEST:
        raise UserError("password-length", least=SHORTEST, most=LONGEST)
    if avoid_lookalikes:
        chosen = ["".join(letter for letter in text if letter not in LOOKALIKES) for text in chosen]
    alphabet = "".join(chosen)
    while (
        True
    ):  # drawn again whole: putting a missing class in afterwards would make some passwords likelier than others
        drawn = "".join(alphabet[draw(len(alphabet))] for _ in range(length))
        if all(any(letter in text for letter in drawn) for text in chosen):
            return Secret(drawn), _bits(length, [len(text) for text in chosen])


def words(count: int = 6, language: str = "pt", separator: str = "-", *, draw: Draw = uniform) -> tuple[Secret, float]:
    """So many words of a list of 2048 (11 bits each), Portuguese or English, lower case."""
    if language not in _LISTS:
        raise UserError("no-word-list")
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        raise UserError("word-count", least=FEWEST_WORDS, most=MOST_WORDS)
    listed = _word_list(language)
    drawn = [listed[draw(len(listed))] for _ in range(count)]
    return Secret(separator.join(drawn)), count * math.log2(len(listed))


def _word_list(language: str) -> list[str]:
    from mnemonic import Mnemonic  # late: it reads a file, and most starts of the program draw no words

    return list(Mnemonic(_LISTS[language]).wordlist)


def _bits(length: int, sizes: list[int]) -> float:
    """log2 of how many strings have a character of every class: all, less those without one class, plus those without two…"""
    total = sum(sizes)
    count = 0
    for missing in range(len(sizes) + 1):
        for without in combinations(sizes, missing):
            count += (-1) ** missing * (total - sum(without)) ** length
    return math.log2(count)
