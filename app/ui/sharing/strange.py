"""Says loudly that a relay serves another page than this program was built with: recipients type passcodes into that page."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.state import Session
from app.ui.widgets.notices import Notice


class StrangePages(Notice):
    """Stands as long as it is so; with `url`, only if that link leads there. It is told once as well, to who is elsewhere."""

    def __init__(self, session: Session, url: str = "", parent: QWidget | None = None) -> None:
        super().__init__("bad", "", parent)
        self._session, self._host = session, urlsplit(url).netloc
        self._told: tuple[str, ...] = ()
        session.pages_changed.connect(self.look)
        self.look()

    def look(self) -> None:
        hosts = [urlsplit(origin).netloc for origin in self._session.strange_pages]
        shown = [host for host in hosts if not self._host or host == self._host]
        self.say(strange_words(", ".join(shown)) if shown else "")
        if shown and not self._host and self._session.strange_pages != self._told:
            self._session.tell(self.text(), "bad", "shares")
        self._told = self._session.strange_pages

    def retranslate(self) -> None:
        if hasattr(self, "_told"):
            self.look()


def strange_words(hosts: str) -> str:
    """What it means, and what to do."""
    return QCoreApplication.translate(
        "Sharing",
        "The page at {hosts} is not the one that Lacre brings. It could hand passcodes to somebody else. Send no link that leads "
        "there, and ask whoever runs that relay; “lacre relay verify-page” says what differs.",
    ).format(hosts=hosts)
