"""What may be dropped on the window, and what it means: a file to import, a link that Lacre made and opens, or another address,
to keep as a new login.

Pure but for reading the clipboard format; the window acts. What is neither is refused while it still hangs over the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

_IMPORTS = frozenset({".csv", ".json", ".zip", ".1pux", ".kdbx", ".txt"})
_MOST = 4096
# What somebody meant to be a link of Lacre, whole or not: our own scheme, the path with its id, or the fragment's beginning.
_MEANT = re.compile(
    r"\Alacre:|https?://[^\s/]+/s/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])|(?:#|%23)1[ngt]\.", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """One of the two is set. `share`: the link is one of Lacre, or was before something happened to it on its way."""

    file: Path | None = None
    link: str = ""
    share: bool = False


def read_drop(data: QMimeData) -> Dropped | None:
    """What a drop means; None for what Lacre has no use for."""
    urls = data.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        path = Path(urls[0].toLocalFile())
        return Dropped(file=path) if is_importable(path) and path.is_file() else None
    written = data.text().strip()  # as a URL, Qt would write it anew
    if len(written) <= _MOST and is_meant_for_us(written):
        return Dropped(link=written, share=True)
    text = urls[0].toString() if len(urls) == 1 else written
    link = _web_link(text.strip())
    return Dropped(link=link) if link else None


def dropped_files(data: QMimeData) -> list[Path]:
    """What there is on this computer of a drop. A folder is refused in words where it is kept, and not left out unsaid."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.exists()]


def dropped_link(data: QMimeData) -> str:
    """The address in a drop that may be kept; empty where it is something else, or a link of Lacre."""
    found = None if any(url.isLocalFile() for url in data.urls()) else read_drop(data)
    return found.link if found is not None and not found.share else ""


def is_importable(path: Path) -> bool:
    """Whether it may be what another program exported."""
    return path.suffix.casefold() in _IMPORTS


def is_meant_for_us(text: str) -> bool:
    """Whether it is, or was, a link that Lacre made: it is opened, or called damaged, and not kept as a login."""
    return _MEANT.search(text) is not None or is_whole(text)


def is_whole(text: str) -> bool:
    """Whether there is a whole link of Lacre in it, whatever surrounds it. Asks nobody."""
    from app.errors import LacreError
    from app.share.link import parse_link

    try:
        parse_link(text)
    except LacreError:
        return False
    return True


def _web_link(text: str) -> str:
    if len(text) > _MOST or any(letter.isspace() for letter in text):
        return ""
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return text if url.isValid() and url.scheme() in ("http", "https") and url.host() else ""
