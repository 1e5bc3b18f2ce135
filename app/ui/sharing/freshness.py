"""One line that says how far what is shown can be trusted: live, or last known and when. Asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.ui import theme
from app.ui.sharing.cards import ShareCard
from app.ui.when import ago
from app.ui.widgets.text import Text


class Freshness(Text):
    """Never silently stale: a relay that does not answer is said, with the age of what is shown."""

    def __init__(self) -> None:
        super().__init__(role="muted", size=theme.T12, wrap=True)
        self._heard_at: datetime | None = None
        self._silent = False

    def know(self, cards: Iterable[ShareCard]) -> None:
        """From the vault's record: when the relay was last heard, before this program started."""
        heard = [card.heard_at for card in cards if card.heard_at]
        self._heard_at = max([*heard, *([self._heard_at] if self._heard_at else [])], default=None)

    def heard(self, now: datetime) -> None:
        self._silent, self._heard_at = False, now
        self.say(now)

    def silent(self, now: datetime) -> None:
        self._silent = True
        self.say(now)

    def say(self, now: datetime) -> None:
        self.set_role("warn" if self._silent else "muted")
        self.setText(self._words(now))

    def _words(self, now: datetime) -> str:
        if not self._silent:
            live = QCoreApplication.translate("SharesPage", "Live: what happens to a link appears here by itself.")
            return live if self._heard_at else ""
        if self._heard_at is None:
            return QCoreApplication.translate(
                "SharesPage", "The relay does not answer. Nothing is known of these links yet."
            )
        said = QCoreApplication.translate(
            "SharesPage", "The relay does not answer. This is what was last known, {ago}."
        )
        return said.format(ago=ago(self._heard_at, now))
