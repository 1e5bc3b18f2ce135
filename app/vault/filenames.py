"""Names of files from strangers, made safe to be a file's name anywhere: on any system, in any folder, on anybody's screen."""

from __future__ import annotations

import re
import unicodedata

MOST_OCTETS = 200  # every file system takes 255; some room for what programs put behind a name
NOTHING_LEFT = "file"

_MOST_ENDING = 20
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?", re.IGNORECASE)
# Control characters, marks that turn the direction of text or cannot be seen, halves of pairs, and what means nothing yet.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def safe_name(name: str) -> str:
    """`../../evil\\u202egnp.exe` becomes `evilgnp.exe`. What is safe already stays as it is."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = " ".join("".join(letter for letter in name if letter.isspace() or _seen(letter)).split())
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))
    name = _shortened(name.strip(" .")).strip(" .") or NOTHING_LEFT
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def another_name(name: str, taken: set[str]) -> str:
    """This name or, if it is taken (case makes no difference on many systems), the first free `name (2).pdf`."""
    folded = {each.casefold() for each in taken}
    number, free = 1, name
    while free.casefold() in folded:
        number += 1
        stem, ending = _parts(name)
        free = f"{_cut(stem, MOST_OCTETS - len(ending.encode()) - 12)} ({number}){ending}"
    return free


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _shortened(name: str) -> str:
    if len(name.encode()) <= MOST_OCTETS - 1:  # one is kept for what a reserved name gets before it
        return name
    stem, ending = _parts(name)
    return _cut(stem, MOST_OCTETS - 1 - len(ending.encode())) + ending


def _parts(name: str) -> tuple[str, str]:
    """Stem and ending; what is behind the last dot is none if it is long."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _MOST_ENDING:
        return name, ""
    return stem, dot + ending


def _cut(text: str, octets: int) -> str:
    return text.encode()[:octets].decode(errors="ignore").rstrip(" .")
