"""The set W of PROTOCOL section 2: characters nobody sees, which messengers and keyboards put into links and passcodes."""

from __future__ import annotations

import re

_RANGES = (
    (0x0009, 0x000D),
    (0x0020, 0x0020),
    (0x0085, 0x0085),
    (0x00A0, 0x00A0),
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x1680, 0x1680),
    (0x180E, 0x180E),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x2064),
    (0x2066, 0x2069),
    (0x3000, 0x3000),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
)
_DASHES = ((0x002D, 0x002D), (0x2010, 0x2015), (0x2212, 0x2212))


def _class_of(ranges: tuple[tuple[int, int], ...]) -> re.Pattern[str]:
    return re.compile("[" + "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges) + "]+")


_INVISIBLE = _class_of(_RANGES)
_INVISIBLE_AND_DASHES = _class_of(_RANGES + _DASHES)
_AT_ENDS = re.compile(rf"\A{_INVISIBLE.pattern}|{_INVISIBLE.pattern}\Z")


def without_invisible(text: str) -> str:
    """`text` without the characters of W."""
    return _INVISIBLE.sub("", text)


def strip_invisible(text: str) -> str:
    """`text` without the characters of W at its ends."""
    return _AT_ENDS.sub("", text)


def without_invisible_and_dashes(text: str) -> str:
    """`text` without the characters of W and without dashes: how people group symbols must not matter."""
    return _INVISIBLE_AND_DASHES.sub("", text)
