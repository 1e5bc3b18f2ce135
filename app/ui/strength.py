"""How hard a passphrase is to guess, estimated on the honest side. Pure: text in, bits out.

Counting characters flatters: "Palavra-passe2026!" has eighteen and falls in minutes. So the text is cut into runs, and each run
costs what a guesser who knows words, years and keyboard rows pays for it. Estimates err low: a word may be in a bigger list
than ours, so anything that can be spoken is taken to be one.

Not `health_strength`'s zxcvbn: that is 0.3 s to load before the vault is open and up to 17 ms a key, and it takes phrases to be
stronger than this does (70 bits for four words where this says 59, 93 for `correct horse battery staple` where this says 61).
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata

_SPOKEN_BITS = 16.0  # a word of a 65,000-word list
_LISTED_BITS = 11.0  # a word of a 2,048-word list
_COMMON_BITS = 4.0
_COMMON_WORDS = (
    "password passe palavra palavrapasse senha admin root user teste test ola hello welcome bemvindo letmein "
    "secret segredo lacre benfica sporting porto portugal lisboa amor amo love princesa princess monkey dragon "
    "football futebol iloveyou abc abcd qwerty asdf zxcv qwertz azerty maria joao ana jose pedro cofre vault "
    "chave key login empresa cliente company "
)
_COMMON = frozenset(_COMMON_WORDS.split())
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890")
_LEET = str.maketrans("4301578$@", "aeoistbsa")
_RUN = re.compile(r"[^\W\d_]+|\d+|[\W_]", re.UNICODE)


def bits(text: str) -> float:
    """The estimate, in bits: guessing takes half of 2^bits tries."""
    total, seen = 0.0, set[str]()
    plain = _plain(text)
    if plain.translate(_LEET).strip("!.?*0123456789") in _COMMON:
        return _COMMON_BITS + 1.5 * sum(not c.isalpha() for c in text)
    for run in _RUN.findall(text):
        folded = _plain(run)
        if folded in seen:
            total += 1.0
            continue
        seen.add(folded)
        total += _run_bits(run, folded)
    return total


def _run_bits(run: str, folded: str) -> float:
    if run.isdigit():
        return _digits(run)
    if not run.isalpha():
        return 5.0
    return _letters(folded) + _capitals(run)


def _letters(word: str) -> float:
    if word in _COMMON:
        return _COMMON_BITS
    if len(word) > 2 and _walks(word):
        return 3.0 + math.log2(len(word))
    if len(set(word)) <= 2:
        return 5.0 + math.log2(len(word))
    if len(word) > 2 and word in _listed():
        return _LISTED_BITS
    random_bits = 4.7 * len(word)
    return min(random_bits, _SPOKEN_BITS + max(0, len(word) - 14)) if _spoken(word) else random_bits


def _digits(run: str) -> float:
    if len(set(run)) == 1 or _walks(run):
        return 3.0 + math.log2(len(run))
    if len(run) == 4 and run[:2] in ("19", "20"):
        return 7.0
    if len(run) in (6, 8) and _date(run):
        return 14.0
    return 3.32 * len(run)


def _date(run: str) -> bool:
    day, month = int(run[:2]), int(run[2:4])
    return (1 <= day <= 31 and 1 <= month <= 12) or run[:2] in ("19", "20")


def _capitals(run: str) -> float:
    if run.islower():
        return 0.0
    return 1.0 if run.istitle() or run.isupper() else min(float(len(run)), 6.0)


def _walks(run: str) -> bool:
    """Whether it runs along the alphabet, the digits or a row of keys, either way."""
    return any(run in row or run[::-1] in row for row in _ROWS)


def _spoken(word: str) -> bool:
    vowels = sum(c in "aeiouy" for c in word)
    return 0.2 <= vowels / len(word) <= 0.75 and re.search(r"[^aeiouy]{5}", word) is None


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


@functools.cache
def _listed() -> frozenset[str]:
    from mnemonic import Mnemonic

    return frozenset(_plain(word) for name in ("portuguese", "english") for word in Mnemonic(name).wordlist)
