"""Names that strangers chose (titles, labels, tags, folders), made safe for lists: on one line, with nothing in them that nobody
sees. Such signs turn the direction of what stands beside them, or make two names look the same.

Owns which signs stay. Values of fields never come here: in a password every sign counts. Names of files are `filenames`'.
"""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
# Format characters that are seen: signs which Arabic, Syriac and Kaithi write before or over numbers and abbreviations.
_SHOWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Flags of regions: a black flag, the region in letters that nobody sees, their end.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
# Scripts in which a joiner changes how the letters beside it are written: from Arabic to Mongolian, and what was added to them.
_JOINING = re.compile(
    "[\u0600-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_LOOKS = "\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"  # how the emoji before it is drawn
# Letters and marks that show nothing by themselves: a name of these alone says nothing.
_BLANK = re.compile(
    "[\\s\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]*"
)


def one_line(text: str, limit: int | None = None) -> str:
    """The name as lists show it: without what nobody sees, single spaces, bounded."""
    line = " ".join(_seen(text).split())
    if limit is not None and len(line) > limit:
        line = _seen(line[:limit]).rstrip()  # what joined two letters joins nothing at the end
    return line


def hides(text: str) -> bool:
    """Whether the name has signs that `one_line` takes out. Spaces and line ends are none."""
    return " ".join(text.split()) != one_line(text)


def _seen(text: str) -> str:
    if not text.isprintable():
        flags = {place for flag in _FLAG.finditer(text) for place in range(*flag.span())}
        text = "".join(letter if at in flags else _kept(text, at, letter) for at, letter in enumerate(text))
    return "" if _BLANK.fullmatch(text) else text


def _kept(text: str, at: int, letter: str) -> str:
    """The sign itself, a space for one that steers a terminal, or nothing."""
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    if category != "Cf" or letter in _SHOWN or (letter in _JOINERS and _joins(text, at)):
        return letter
    return ""


def _joins(text: str, at: int) -> bool:
    """Whether a joiner changes what is seen: between letters of a script that joins, or between emoji."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if _JOINING.match(before) and _JOINING.match(after):
        return unicodedata.category(before)[0] in "LM" and unicodedata.category(after)[0] in "LM"
    return text[at] == "\u200d" and _is_picture(after) and (_is_picture(before) or (before != "" and before in _LOOKS))


def _is_picture(sign: str) -> bool:
    return sign != "" and (unicodedata.category(sign) == "So" or sign == "\u2194")  # an arrow for a head that shakes
