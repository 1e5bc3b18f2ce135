"""The application on macOS, where a `lacre:` address is no argument: the system sends it to the program, running or just started.

Owns taking the link out of what is sent. Which program it is sent to, the bundle says (`packaging/macos/Info.plist`). Nobody
has run it on macOS yet.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

SCHEME = "lacre"


class AddressedApplication(QApplication):
    """`given` comes with a link, which nobody has looked at. A filter would see every event of the window; this sees its own."""

    given = Signal(str)

    def event(self, event: QEvent) -> bool:
        link = link_of(event)
        if not link:
            return super().event(event)
        self.given.emit(link)
        return True


def link_of(event: QEvent) -> str:
    """The address as it was sent, with what is behind its `#`; empty for a file and for what is no such event."""
    if not isinstance(event, QFileOpenEvent) or event.url().scheme() != SCHEME:
        return ""
    return bytes(event.url().toEncoded().data()).decode("ascii", "replace")
