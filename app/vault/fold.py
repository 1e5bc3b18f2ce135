"""Folding: the form of a text in which case, accents and runs of space make no difference. For search and order only."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i"})


def fold(text: str) -> str:
    """`"  São  JOÃO"` becomes `"sao joao"`. Idempotent; control characters become spaces (FTS5 stops at a zero octet)."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = _MARKS.sub("", decomposed).translate(_LETTERS)
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.lower().split())
