"""How many guesses a password costs, by zxcvbn: with words that people in Portugal choose, and what is known of its owner.

zxcvbn takes milliseconds for each, which for ten thousand is a minute. Most passwords of a vault are chance, and need no
estimate to be called good; which these are is decided in `health_structure`.
"""

from __future__ import annotations

import functools
import math
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.host.paths import resources
from app.vault.health_structure import ALIKE, Structure, structural_forms

WEAK_BELOW = (
    8.0  # ten to the power of: an hour of guesses at a site that counts them badly, none at all at a stolen list
)
_MOST = 40  # zxcvbn takes a second for some longer ones; what is good so far is good
_MOST_HINTS = 400
_MOST_SIGNS = 4
_WORD = re.compile(r"[^\W_]{3,}")
_SIGNS = re.compile(r"[\W_]+")
_LEET = str.maketrans("4@301!5$7", "aaeoiisst")

_lock = threading.Lock()  # zxcvbn keeps a call's hints in a table of the module


def power_of_guesses(password: str, hints: Sequence[str] = ()) -> float:
    """The power of ten of the guesses. `hints`: from `hints_of`.

    Also of the words without what adorns them: `P@lavra.P4sse!` is two words to a guesser, and five things to zxcvbn.
    """
    text = _plain(password)[:_MOST]
    if not text:
        return 0.0
    powers = [_power(text, hints, WEAK_BELOW)]
    if powers[0] >= WEAK_BELOW:
        for form in _bare_forms(text):
            adorned = 1.0 + max(1, len(text) - len(form))
            powers.append(_power(form, hints, WEAK_BELOW - adorned) + adorned)
    return min(powers)


def is_touched(password: str, hints: Sequence[str]) -> bool:
    """Whether any of the hints may be in it. If not, they change nothing, and what it costs without them holds."""
    forms = structural_forms(_plain(password)[:_MOST])
    return any(hint.translate(ALIKE) in form for hint in hints for form in forms)


def hints_of(texts: Iterable[str]) -> list[str]:
    """The words of what is known of somebody, as a guesser would use them: alone, and run together."""
    hints = dict[str, None]()
    for text in texts:
        words = _WORD.findall(_plain(text).lower())
        for hint in (*words, "".join(words), *_days(text)):
            if len(hint) >= 3:
                hints.setdefault(hint)
    return list(hints)[:_MOST_HINTS]


def _days(text: str) -> list[str]:
    """`1985-04-12` as people type it."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text.strip())
    if match is None:
        return []
    year, month, day = match.groups()
    return [year, f"{day}{month}{year}", f"{day}{month}{year[2:]}", f"{day}{month}", f"{year}{month}{day}"]


def _power(text: str, hints: Sequence[str], weak_below: float) -> float:
    estimate, structure = _library()
    if structure.has_none(text, hints, weak_below):
        return float(len(text))
    with _lock:
        return math.log10(max(1.0, float(estimate(text, user_inputs=hints)["guesses"])))


def _bare_forms(text: str) -> list[str]:
    """Small letters and digits alone, as they are and with digits read as letters. A few signs adorn; more of them, each worth
    ten guesses, are what the password is."""
    forms = (_SIGNS.sub("", text.lower()), _SIGNS.sub("", text.lower().translate(_LEET)))
    return [form for form in dict.fromkeys(forms) if form != text and len(form) >= max(1, len(text) - _MOST_SIGNS)]


def _plain(text: str) -> str:
    """Without accents: who guesses tries both."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@functools.cache
def _library() -> tuple[Callable[..., dict[str, Any]], Structure]:
    """zxcvbn with our words, and what it finds structure by. Late: a quarter of a second."""
    from mnemonic import Mnemonic
    from zxcvbn import matching, zxcvbn  # type: ignore[import-untyped]  # it has no types

    common = (resources() / "words" / "common-pt.txt").read_text(encoding="utf-8").split()
    matching.add_frequency_lists({"portuguese": list(dict.fromkeys([*common, *Mnemonic("portuguese").wordlist]))})
    words = (word for table in matching.RANKED_DICTIONARIES.values() for word in table)
    return zxcvbn, Structure(words, matching.GRAPHS.values())
