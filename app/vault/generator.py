"""Passwords, passphrases and PINs drawn for the person, each with its bits. Owns the alphabets; the word lists are of mnemonic.

Everything that can come is equally likely, and the bits are the logarithm of how much can come, counted and not estimated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from app.crypto.randomness import uniform
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.generator_counting import keeping
from app.vault.generator_rules import SiteRules

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SYMBOLS = "!#$%&()*+,-./:;<=>?@[]^_{}~"  # no quotes, backslash or space: forms and shells spoil them
LOOKALIKES = frozenset("0Oo1Il|5S2Z8B")

USUAL_LENGTH = 20
SHORTEST, LONGEST = 4, 256
FEWEST_WORDS, MOST_WORDS = 3, 24
PIN_LENGTHS = range(4, 13)
_LONGEST_SEPARATOR = 3
_RAREST = 4096  # of so many draws one must keep the rules, or the drawing would take too long

_LISTS = {"pt": "portuguese", "en": "english"}

Draw = Callable[[int], int]


class Wish(NamedTuple):
    """What is drawn from, what must be in it, and how often a sign may follow itself."""

    alphabet: str
    required: tuple[frozenset[str], ...]
    longest_run: int | None = None


def password(
    length: int = USUAL_LENGTH,
    *,
    upper: bool = True,
    lower: bool = True,
    digits: bool = True,
    symbols: bool = True,
    avoid_lookalikes: bool = False,
    without: str = "",
    draw: Draw = uniform,
) -> tuple[Secret, float]:
    """A password with at least one character of each class chosen, every such password equally likely, and its bits.

    `without`: signs that the site does not take.
    """
    chosen = [text for text, wanted in ((UPPER, upper), (LOWER, lower), (DIGITS, digits), (SYMBOLS, symbols)) if wanted]
    if not SHORTEST <= length <= LONGEST:
        raise UserError("password-length", least=SHORTEST, most=LONGEST)
    left_out = frozenset(without) | (LOOKALIKES if avoid_lookalikes else frozenset())
    chosen = ["".join(sign for sign in text if sign not in left_out) for text in chosen]
    if not chosen or not all(chosen):
        raise UserError("no-characters")
    return _drawn(Wish("".join(chosen), tuple(map(frozenset, chosen))), length, draw)


def by_rules(
    rules: SiteRules, length: int | None = None, *, avoid_lookalikes: bool = False, draw: Draw = uniform
) -> tuple[Secret, float]:
    """A password as a site wants it, as long as is usual here where the site allows, and its bits."""
    least, most = max(rules.least, 1), min(rules.most or LONGEST, LONGEST)
    if least > most:
        raise UserError("rules-impossible")
    if length is None:
        length = min(max(USUAL_LENGTH, least), most)
    if not least <= length <= most:
        raise UserError("password-length", least=least, most=most)
    plain = _typable(rules.alphabet, avoid_lookalikes)
    required = tuple(_typable(signs, avoid_lookalikes) for signs in rules.required)
    alphabet = "".join(sorted(plain.union(*required)))
    return _drawn(Wish(alphabet, required, rules.longest_run), length, draw)


def words(
    count: int = 6,
    language: str = "pt",
    separator: str = "-",
    *,
    capital: bool = False,
    number: bool = False,
    draw: Draw = uniform,
) -> tuple[Secret, float]:
    """So many words of a list of 2048 (11 bits each), Portuguese or English, lower case.

    `capital` begins every word with one; `number` puts a digit after one of them: what sites ask for. Only the digit and its
    place are worth bits.
    """
    if language not in _LISTS:
        raise UserError("no-word-list")
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        raise UserError("word-count", least=FEWEST_WORDS, most=MOST_WORDS)
    _require_separator(separator, capital)
    listed = _word_list(language)
    drawn = [listed[draw(len(listed))] for _ in range(count)]
    bits = count * math.log2(len(listed))
    if capital:
        drawn = [word.capitalize() for word in drawn]
    if number:
        drawn[draw(count)] += DIGITS[draw(len(DIGITS))]
        bits += math.log2(count * len(DIGITS))
    return Secret(separator.join(drawn)), bits


def pin(length: int = 6, *, draw: Draw = uniform) -> tuple[Secret, float]:
    """Digits; never one digit alone or a run up or down, which everybody tries first."""
    if length not in PIN_LENGTHS:
        raise UserError("pin-length", least=PIN_LENGTHS.start, most=PIN_LENGTHS.stop - 1)
    from app.vault.types.pin import is_common

    runs = 2 * max(0, len(DIGITS) + 1 - length)  # so many places to begin, upwards and downwards
    while True:
        drawn = "".join(DIGITS[draw(len(DIGITS))] for _ in range(length))
        if not is_common(drawn):
            return Secret(drawn), math.log2(10**length - len(DIGITS) - runs)


def _drawn(wish: Wish, length: int, draw: Draw) -> tuple[Secret, float]:
    """Drawn again whole until it fits: putting a missing class in afterwards would make some passwords likelier than others."""
    size = len(wish.alphabet)
    count = keeping(wish.alphabet, wish.required, length, wish.longest_run)
    if count <= 0:
        raise UserError("rules-impossible")
    if count * _RAREST < size**length:
        raise UserError("rules-too-narrow")
    while True:
        drawn = "".join(wish.alphabet[draw(size)] for _ in range(length))
        if _fits(drawn, wish):
            return Secret(drawn), math.log2(count)


def _fits(drawn: str, wish: Wish) -> bool:
    if not all(any(sign in signs for sign in drawn) for signs in wish.required):
        return False
    if wish.longest_run is None:
        return True
    return not any(sign * (wish.longest_run + 1) in drawn for sign in set(drawn))


def _typable(signs: frozenset[str], avoid_lookalikes: bool) -> frozenset[str]:
    """Of a site's signs those we draw, as far as any are left: forms and shells spoil some, eyes others."""
    plain = signs & frozenset(UPPER + LOWER + DIGITS + SYMBOLS) or signs - {" "} or signs
    return (plain - LOOKALIKES or plain) if avoid_lookalikes else plain


def _require_separator(separator: str, capital: bool) -> None:
    """Words that run into each other, or into letters between them, could be cut in two ways: the bits would not be true."""
    if len(separator) > _LONGEST_SEPARATOR or any(sign.isalnum() for sign in separator) or not (separator or capital):
        raise UserError("word-separator")


def _word_list(language: str) -> list[str]:
    from mnemonic import Mnemonic  # late: it reads a file, and most starts of the program draw no words

    return list(Mnemonic(_LISTS[language]).wordlist)
