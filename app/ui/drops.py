"""What may be dropped on the window, and what it means: a file to import, or an address to keep as a new login.

Pure but for reading the clipboard format; the window acts. What is neither is refused while it still hangs over the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

_IMPORTS = frozenset({".csv", ".json", ".zip", ".1pux", ".kdbx", ".txt"})
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Dropped:
    """One of the two is set. A link of Lacre is an address like any other: its page is what opens it."""

    file: Path | None = None
    link: str = ""


def read_drop(data: QMimeData) -> Dropped | None:
    """What a drop means; None for what Lacre has no use for."""
    urls = data.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        path = Path(urls[0].toLocalFile())
        return Dropped(file=path) if is_importable(path) and path.is_file() else None
    text = urls[0].toString() if len(urls) == 1 else data.text()
    link = _web_link(text.strip())
    return Dropped(link=link) if link else None


def dropped_files(data: QMimeData) -> list[Path]:
    """What there is on this computer of a drop. A folder is refused in words where it is kept, and not left out unsaid."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.exists()]


def dropped_link(data: QMimeData) -> str:
    """The address in a drop; empty where it is something else."""
    found = None if any(url.isLocalFile() for url in data.urls()) else read_drop(data)
    return found.link if found is not None else ""


def is_importable(path: Path) -> bool:
    """Whether it may be what another program exported."""
    return path.suffix.casefold() in _IMPORTS


def is_share_link(link: str) -> bool:
    """Whether it is a link that Lacre made: one opens it, and does not keep it as a login."""
    from app.errors import LacreError
    from app.share.link import parse_link

    try:
        parse_link(link)
    except LacreError:
        return False
    return True


def _web_link(text: str) -> str:
    if len(text) > _MOST or any(letter.isspace() for letter in text):
        return ""
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return text if url.isValid() and url.scheme() in ("http", "https") and url.host() else ""
