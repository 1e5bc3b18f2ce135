"""Names of files from strangers (PROTOCOL section 7.2): what may be anything becomes what is safe on any disk.

The page does the same to the octet: both are held to tests/vectors/names.json.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.share.wire.invisible import without_invisible

NOTHING_LEFT = "file"
_LONGEST = 180
_LONGEST_ENDING = 20
_MOST_PARTS = 16
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$", re.IGNORECASE | re.ASCII)


def safe_name(name: str) -> str:
    """One name by itself, with `/` between its folders: nothing in it climbs, hides, or means something to a system."""
    parts = [part for raw in re.split(r"[/\\]", name) if (part := _safe_part(raw))]
    return "/".join(parts[-_MOST_PARTS:]) or NOTHING_LEFT


def safe_names(names: Iterable[str]) -> list[str]:
    """All names of one share, in their order: no two are the same on a disk that does not tell capitals apart, and none is
    the folder of another."""
    files: set[str] = set()
    folders: set[str] = set()
    found = []
    for raw in names:
        name = _free(safe_name(raw), files, folders)
        files.add(_folded(name))
        folders.update(_folders_of(_folded(name)))
        found.append(name)
    return found


def _free(name: str, files: set[str], folders: set[str]) -> str:
    while any(folder in files for folder in _folders_of(_folded(name))):
        name = name.partition("/")[2]
    wanted, number = name, 1
    while _folded(name) in files or _folded(name) in folders:
        number += 1
        name = numbered(wanted, number)
    return name


def numbered(name: str, number: int) -> str:
    """The name with a number before its extension."""
    folder, slash, last = name.rpartition("/")
    stem, ending = _split(last)
    return f"{folder}{slash}{stem} ({number}){ending}"


def _folders_of(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[: i + 1]) for i in range(len(parts) - 1)]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _safe_part(raw: str) -> str:
    # A space is in W, and stays: it is no less a part of a name than a letter.
    seen = " ".join(_CONTROL.sub("", without_invisible(piece)) for piece in raw.split(" "))
    part = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", seen)).lstrip(" ").rstrip(" .")
    if not part:
        return ""
    if _DEVICE.fullmatch(part.partition(".")[0].rstrip(" ")):
        part = f"_{part}"
    if part.startswith("."):
        part = f"_{part[1:]}"
    return _shortened(part)


def _shortened(part: str) -> str:
    if len(part.encode()) <= _LONGEST:
        return part
    stem, ending = _split(part)
    cut = stem.encode()[: _LONGEST - len(ending.encode())].decode(errors="ignore")
    return (cut + ending).rstrip(" .")


def _split(part: str) -> tuple[str, str]:
    """What is before the extension, and it with its dot; what is behind the last dot is none if it is long."""
    stem, dot, ending = part.rpartition(".")
    if not stem or len((dot + ending).encode()) > _LONGEST_ENDING:
        return part, ""
    return stem, dot + ending
